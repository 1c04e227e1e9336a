"""Decorating functions and methods, which keep their signature and kind."""

import functools
import inspect
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from typing import ParamSpec, TypeVar

from peermock._mock.decoration.asking import Function, Keeping, find_name, give
from peermock._mock.decoration.opening import Open

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def wrap(function: Function, open_mock: Open, as_kwarg: str | None) -> Function:
    """Return a function of the same kind and signature that runs inside a mock.

    If one of its arguments should receive the mock, that argument is removed from the signature.

    Raises:
        TypeError: The function has no argument named `as_kwarg`.
    """
    name = find_name(function, as_kwarg)
    if name is None:
        return functools.wraps(function)(_wrap(function, function, open_mock))
    keeping = Keeping(open_mock)
    given = give(function, name, keeping.latest)
    return functools.wraps(given)(_wrap(function, given, keeping))


def _wrap(kind: Function, function: Function, open_mock: Open) -> Function:
    """Return `function` running inside a mock, with a wrapper for the kind of `kind`."""
    if inspect.iscoroutinefunction(kind):
        return _wrap_coroutine(function, open_mock)  # type: ignore[arg-type]  # it is of the kind
    if inspect.isasyncgenfunction(kind):
        return _wrap_async_generator(function, open_mock)  # type: ignore[arg-type]  # as above
    if inspect.isgeneratorfunction(kind):
        return _wrap_generator(function, open_mock)  # type: ignore[arg-type]  # as above
    return _wrap_plain(function, open_mock)


def _wrap_plain(function: Callable[P, R], open_mock: Open) -> Callable[P, R]:
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        with open_mock():
            result = function(*args, **kwargs)
        if inspect.iscoroutine(result):
            result.close()
            raise TypeError(
                f"mock_peering decorates {function!r}, which is not a coroutine function but "
                "returned a coroutine. The coroutine would run without the mock. Put "
                "@mock_peering next to the `async def`, below the other decorators."
            )
        return result

    return call


def _wrap_coroutine(
    function: Callable[P, Awaitable[R]], open_mock: Open
) -> Callable[P, Awaitable[R]]:
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        with open_mock():
            return await function(*args, **kwargs)

    return call


def _wrap_generator(
    function: Callable[P, Generator[T, object, R]], open_mock: Open
) -> Callable[P, Generator[T, object, R]]:
    def call(*args: P.args, **kwargs: P.kwargs) -> Generator[T, object, R]:
        with open_mock():
            return (yield from function(*args, **kwargs))

    return call


def _wrap_async_generator(
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
                    except BaseException as error:  # noqa: BLE001  # the generator handles it
                        step = generator.athrow(error)
            except StopAsyncIteration:
                return
            finally:
                await generator.aclose()

    return call
