"""The mock of a decorated generator or coroutine lives as long as the generator or coroutine."""

import asyncio
from collections.abc import Callable, Generator

import pytest

from peermock import mock_peering
from peermock._transport.inprocess.current import current

Decorator = Callable[[object], object]


@pytest.fixture(params=[mock_peering, mock_peering()], ids=["bare", "with parentheses"])
def decorator(request: pytest.FixtureRequest) -> Decorator:
    """The decorator with and without parentheses."""
    return request.param


def test_a_generator_is_delegated_to(decorator: Decorator) -> None:
    """Sent values and thrown exceptions reach the generator, and its result is returned."""

    @decorator
    def echo() -> Generator[object, object, str]:
        assert current()
        received = yield "first"
        try:
            yield received
        except KeyError as error:
            yield error
        return "result"

    generator = echo()
    error = KeyError("thrown")
    assert [next(generator), generator.send("sent"), generator.throw(error)] == [
        "first",
        "sent",
        error,
    ]
    with pytest.raises(StopIteration, match="result"):
        next(generator)
    assert current() is None


def test_a_generator_that_is_closed_ends_its_mock(decorator: Decorator) -> None:
    """A generator that is closed early cleans up inside the mock, and the mock ends."""
    seen = []

    @decorator
    def arrange() -> Generator[None]:
        try:
            yield
        finally:
            seen.append(current())

    generator = arrange()
    next(generator)
    generator.close()
    assert current() is None
    assert seen != [None]


def test_a_generator_starts_its_mock_with_its_first_value(decorator: Decorator) -> None:
    """A generator that was not advanced has no mock yet."""

    @decorator
    def arrange() -> Generator[None]:
        yield

    generator = arrange()
    assert current() is None
    generator.close()


def test_a_coroutine_starts_its_mock_when_it_is_awaited(decorator: Decorator) -> None:
    """A coroutine that was not awaited has no mock yet."""

    @decorator
    async def workflow() -> None: ...

    coroutine = workflow()
    assert current() is None
    coroutine.close()


def test_a_cancelled_coroutine_ends_its_mock(decorator: Decorator) -> None:
    """Cancelling a task leaves nothing behind."""

    @decorator
    async def wait() -> None:
        await asyncio.Event().wait()

    async def cancel() -> None:
        task = asyncio.create_task(wait())
        await asyncio.sleep(0)
        assert current()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert current() is None
