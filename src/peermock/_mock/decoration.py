"""Decorating functions and methods: what runs inside a mock keeps its signature and its kind."""

import functools
import inspect
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AbstractContextManager
from typing import ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

Function = Callable[..., object]


class Rewindable(AbstractContextManager[object, None], Protocol):
    """A mock that can be put back to where it was."""

    def rewinding(self) -> AbstractContextManager[object]:
        """Return a block at whose end the world is as it was at its beginning."""
        ...


Open = Callable[[], Rewindable]
"""Makes a mock."""


def decorate(target: T, open_mock: Open) -> T:
    """Return a thing of the same kind that runs inside a mock.

    Args:
        target: A function, coroutine function, generator function or asynchronous one; a static
            or class method; a class of tests.
        open_mock: Makes the mock: for each call of a function, once for a class.

    Raises:
        TypeError: It is none of these.
    """
    if isinstance(target, type):
        from peermock._mock.class_decoration import decorate_class  # noqa: PLC0415  # has unittest

        return cast("T", decorate_class(target, open_mock))
    if isinstance(target, staticmethod | classmethod):
        inner = decorate(target.__func__, open_mock)
        return cast("T", type(target)(inner))
    if not inspect.isfunction(target) and not inspect.ismethod(target):
        raise TypeError(
            f"mock_peering cannot decorate {target!r}: expected a function, a method or a class "
            "of tests. Put @mock_peering next to the `def`, below @pytest.fixture and the like, or "
            "write `with mock_peering():` where it is used."
        )
    return cast("T", functools.wraps(target)(_wrap(target, open_mock)))


def _wrap(function: Function, open_mock: Open) -> Function:
    if inspect.iscoroutinefunction(function):
        return _coroutine(function, open_mock)
    if inspect.isasyncgenfunction(function):
        return _async_generator(function, open_mock)
    if inspect.isgeneratorfunction(function):
        return _generator(function, open_mock)
    return _plain(function, open_mock)


def _plain(function: Callable[P, R], open_mock: Open) -> Callable[P, R]:
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        with open_mock():
            result = function(*args, **kwargs)
        if inspect.iscoroutine(result):
            result.close()
            raise TypeError(
                f"mock_peering decorates {function!r}, which is no coroutine function but returned "
                "a coroutine, which would run without the mock. Put @mock_peering next to the "
                "`async def`, below the other decorators."
            )
        return result

    return call


def _coroutine(function: Callable[P, Awaitable[R]], open_mock: Open) -> Callable[P, Awaitable[R]]:
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        with open_mock():
            return await function(*args, **kwargs)

    return call


def _generator(
    function: Callable[P, Generator[T, object, R]], open_mock: Open
) -> Callable[P, Generator[T, object, R]]:
    def call(*args: P.args, **kwargs: P.kwargs) -> Generator[T, object, R]:
        with open_mock():
            return (yield from function(*args, **kwargs))

    return call


def _async_generator(
    function: Callable[P, AsyncGenerator[T, object]], open_mock: Open
) -> Callable[P, AsyncGenerator[T, object]]:
    async def call(*args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T, object]:
        with open_mock():
            generator = function(*args, **kwargs)
            step = anext(generator)
            try:
                while True:
                    value = await step
                    try:
                        step = generator.asend((yield value))
                    except GeneratorExit:
                        raise
                    except BaseException as error:  # noqa: BLE001  # the generator's to handle
                        step = generator.athrow(error)
            except StopAsyncIteration:
                return
            finally:
                await generator.aclose()

    return call
