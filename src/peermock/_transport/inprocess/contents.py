"""Response contents in memory, in the forms that clients read."""

from collections.abc import Generator, Iterator
from io import BytesIO


class AwaitableBytes(bytes):
    """Content that can be read or awaited: aiobotocore awaits what botocore reads."""

    __slots__ = ()

    def __await__(self) -> Generator[None, None, bytes]:
        """Return the content, without waiting."""
        yield from ()
        return self


class Stream(BytesIO):
    """Content to read in parts: like urllib3's for botocore, like aiohttp's for aiobotocore."""

    @property
    def content(self) -> "_AsynchronousStream":
        """The same content for asynchronous readers."""
        return _AsynchronousStream(self)

    def stream(self, **_: object) -> Iterator[bytes]:
        """Yield the remaining content in one piece."""
        rest = self.read()
        if rest:
            yield rest


class _AsynchronousStream:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def read(self, count: int = -1) -> bytes:
        return self._stream.read(count)

    def at_eof(self) -> bool:
        return self._stream.tell() >= len(self._stream.getbuffer())
