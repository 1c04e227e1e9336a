"""Passing the mock to decorated functions: by an argument's annotation, or by its name."""

import functools
import inspect
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from peermock._mock.decoration.opening import Open

if TYPE_CHECKING:
    from peermock._mock.decoration.opening import Rewindable

Function = Callable[..., object]

FIXTURE = "peering"
"""The argument that pytest fills in itself, from peermock's fixture."""


def find_name(function: Function, as_kwarg: str | None) -> str | None:
    """Return the name of the argument that should receive the mock, or None.

    Args:
        function: The function.
        as_kwarg: The argument named in the decorator, if any.

    Raises:
        TypeError: The function has no such argument.
    """
    parameters = inspect.signature(function).parameters
    if as_kwarg is not None:
        takes_any = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
        if as_kwarg not in parameters and not takes_any:
            raise TypeError(f"as_kwarg={as_kwarg!r}: {function!r} has no such argument")
        return as_kwarg
    return next((n for n, each in parameters.items() if n != FIXTURE and _is_mock(each)), None)


def _is_mock(parameter: inspect.Parameter) -> bool:
    annotation = parameter.annotation
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    return text.strip("'\"").rpartition(".")[2] == "PeeringMock"


def give(function: Function, name: str, mock: "Callable[[], Rewindable]") -> Function:
    """Return a function that passes the mock on, unless the caller passes the argument itself.

    The argument is removed from its signature, so that pytest does not look for a fixture with its
    name.
    """
    signature = inspect.signature(function)

    def fill(args: tuple[object, ...], kwargs: dict[str, object]) -> dict[str, object]:
        if name in signature.bind_partial(*args).arguments:
            return kwargs
        return {name: mock(), **kwargs}

    def call(*args: object, **kwargs: object) -> object:
        return function(*args, **fill(args, kwargs))

    async def await_call(*args: object, **kwargs: object) -> object:
        return await cast("Awaitable[object]", function(*args, **fill(args, kwargs)))

    is_coroutine = inspect.iscoroutinefunction(function)
    given: Function = functools.wraps(function)(await_call if is_coroutine else call)
    others = [each for each in signature.parameters.values() if each.name != name]
    vars(given)["__signature__"] = signature.replace(parameters=others)
    return given


class Keeping:
    """Creates mocks and remembers the latest one of each thread, to pass it on later."""

    def __init__(self, open_mock: Open) -> None:
        self._open = open_mock
        self._kept = threading.local()

    def __call__(self) -> "Rewindable":
        """Create a mock."""
        self._kept.mock = self._open()
        return self.latest()

    def latest(self) -> "Rewindable":
        """Return the mock created last in this thread."""
        mock: Rewindable = self._kept.mock
        return mock
