"""Decorating: a function that runs inside a mock, its signature and its kind kept."""

import functools
import inspect
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AbstractContextManager
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

Open = Callable[[], AbstractContextManager[object]]
"""Makes what each call of the function runs inside."""


def decorate(function: Callable[P, R], open_mock: Open) -> Callable[P, R]:
    """Return a function of the same kind that runs inside a mock of its own at each call.

    Args:
        function: A function, coroutine function, generator function or asynchronous one.
        open_mock: Makes the mock for one call.

    Raises:
        TypeError: It is none of these.
    """
    if not inspect.isfunction(function):
        raise TypeError(
            f"mock_peering cannot decorate {function!r}: expected a function. Decorate the "
            "functions inside it, or use `with mock_peering():` where they are called."
        )
    wrapper = functools.wraps(function)(_wrap(function, open_mock))
    return cast("Callable[P, R]", wrapper)


def _wrap(function: Callable[..., Any], open_mock: Open) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(function):
        return _coroutine(function, open_mock)
    if inspect.isasyncgenfunction(function):
        return _async_generator(function, open_mock)
    if inspect.isgeneratorfunction(function):
        return _generator(function, open_mock)

    def call(*args: Any, **kwargs: Any) -> Any:
        with open_mock():
            return function(*args, **kwargs)

    return call


def _coroutine(
    function: Callable[..., Awaitable[Any]], open_mock: Open
) -> Callable[..., Awaitable[Any]]:
    async def call(*args: Any, **kwargs: Any) -> Any:
        with open_mock():
            return await function(*args, **kwargs)

    return call


def _generator(
    function: Callable[..., Generator[Any, Any, Any]], open_mock: Open
) -> Callable[..., Generator[Any, Any, Any]]:
    def call(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with open_mock():
            return (yield from function(*args, **kwargs))

    return call


def _async_generator(
    function: Callable[..., AsyncGenerator[Any, Any]], open_mock: Open
) -> Callable[..., AsyncGenerator[Any, Any]]:
    async def call(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        with open_mock():
            async for value in function(*args, **kwargs):
                yield value

    return call
