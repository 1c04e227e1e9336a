"""A decorated async generator behaves like the original."""

import asyncio
from collections.abc import AsyncGenerator, Callable

import pytest

from peermock import mock_peering
from peermock._transport.inprocess.current import current

Log = list[object]
Echo = Callable[[Log], AsyncGenerator[object, object]]


async def plain_echo(log: Log) -> AsyncGenerator[object, object]:
    """Yield the values sent or thrown in until `stop` is sent, and log the end."""
    received: object = "begun"
    try:
        while received != "stop":
            try:
                received = yield received
            except KeyError as error:
                received = error
    finally:
        await asyncio.sleep(0)
        log.append("ended")


@pytest.fixture(params=[plain_echo, mock_peering(plain_echo)], ids=["plain", "decorated"])
def echo(request: pytest.FixtureRequest) -> Echo:
    """The same generator with and without the mock, for comparison."""
    return request.param


def test_values_go_in_and_out(echo: Echo) -> None:
    """Sent values are received, and the end is passed on."""
    log: Log = []

    async def use() -> Log:
        generator = echo(log)
        got = [await anext(generator), await generator.asend(1), await anext(generator)]
        with pytest.raises(StopAsyncIteration):
            await generator.asend("stop")
        with pytest.raises(StopAsyncIteration):
            await anext(generator)
        return got

    assert asyncio.run(use()) == ["begun", 1, None]
    assert log == ["ended"]


def test_errors_go_in(echo: Echo) -> None:
    """An exception thrown in can be caught by the generator."""
    error = KeyError("thrown")

    async def use() -> object:
        generator = echo([])
        await anext(generator)
        got = await generator.athrow(error)
        await generator.aclose()
        return got

    assert asyncio.run(use()) is error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, asyncio.CancelledError])
def test_errors_come_out(echo: Echo, error: type[BaseException]) -> None:
    """An exception that is not caught propagates after the generator's cleanup."""
    log: Log = []

    async def use() -> None:
        generator = echo(log)
        await anext(generator)
        with pytest.raises(error, match="thrown"):
            await generator.athrow(error("thrown"))
        with pytest.raises(StopAsyncIteration):
            await anext(generator)

    asyncio.run(use())
    assert log == ["ended"]
    assert current() is None


@pytest.mark.parametrize("error", [StopAsyncIteration, StopIteration])
def test_a_thrown_end_is_an_error(echo: Echo, error: type[Exception]) -> None:
    """An uncaught StopAsyncIteration thrown in becomes a RuntimeError, as in any generator."""

    async def use() -> None:
        generator = echo([])
        await anext(generator)
        with pytest.raises(RuntimeError, match=f"async generator raised {error.__name__}"):
            await generator.athrow(error())

    asyncio.run(use())


def test_closing_cleans_up(echo: Echo) -> None:
    """Closing a generator ends it, once."""
    log: Log = []

    async def use() -> None:
        generator = echo(log)
        await anext(generator)
        await generator.aclose()
        await generator.aclose()

    asyncio.run(use())
    assert log == ["ended"]


def test_closing_before_the_beginning_does_nothing(echo: Echo) -> None:
    """A generator that has not started has nothing to clean up."""
    log: Log = []

    async def use() -> None:
        await echo(log).aclose()

    asyncio.run(use())
    assert log == []


@pytest.mark.parametrize("decorate", [lambda each: each, mock_peering], ids=["plain", "decorated"])
def test_a_generator_must_not_go_on_when_it_is_closed(decorate: Callable[[Echo], Echo]) -> None:
    """A generator that yields again after `aclose` gets the usual RuntimeError."""

    @decorate
    async def stubborn() -> AsyncGenerator[int, None]:
        try:
            yield 1
        finally:
            yield 2

    async def use() -> None:
        generator = stubborn()
        await anext(generator)
        with pytest.raises(RuntimeError, match="async generator ignored GeneratorExit"):
            await generator.aclose()

    asyncio.run(use())
    assert current() is None


def test_clean_up_is_inside_the_mock() -> None:
    """The mock is active from the first value until the generator has cleaned up."""
    seen: Log = []

    @mock_peering
    async def arrange() -> AsyncGenerator[object, None]:
        try:
            seen.append(current())
            yield current()
        finally:
            seen.append(current())

    async def use() -> None:
        generator = arrange()
        assert current() is None
        seen.append(await anext(generator))
        seen.append(current())
        await generator.aclose()

    asyncio.run(use())
    assert None not in seen
    assert len(set(seen)) == 1
    assert current() is None
