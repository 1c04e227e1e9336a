"""Response contents in memory, as clients read them."""

import asyncio

from peermock._transport.inprocess.contents import AwaitableBytes, Stream


def test_a_content_is_read_or_awaited() -> None:
    """A content serves botocore, which reads it, and aiobotocore, which awaits it."""

    async def wait() -> bytes:
        return await AwaitableBytes(b"body")

    assert AwaitableBytes(b"body") == b"body" == asyncio.run(wait())


def test_a_stream_yields_what_is_left_in_one_piece() -> None:
    """A stream that was read to its end yields nothing more."""
    stream = Stream(b"a long body")
    assert stream.read(2) == b"a "
    assert [*stream.stream(decode_content=True)] == [b"long body"]
    assert [*stream.stream()] == []


def test_a_stream_is_read_asynchronously() -> None:
    """The asynchronous reader knows when the stream ends."""

    async def read() -> list[object]:
        content = Stream(b"body").content
        return [await content.read(2), content.at_eof(), await content.read(), content.at_eof()]

    assert asyncio.run(read()) == [b"bo", False, b"dy", True]
