"""The decorator: run test functions, methods and classes inside a mock."""

import inspect
from typing import TypeVar, cast

from peermock._mock.decoration.functions import wrap
from peermock._mock.decoration.opening import Open

T = TypeVar("T")


def decorate(target: T, open_mock: Open, as_kwarg: str | None = None) -> T:
    """Return the target wrapped, or changed in place, so that it runs inside a mock.

    Args:
        target: A function, coroutine function or generator function, async ones included; a
            static or class method; or a test class.
        open_mock: Creates the mock: once per call of a function, once for a class.
        as_kwarg: The argument that receives the mock. An argument annotated `PeeringMock`
            receives it without this.

    Raises:
        TypeError: The target is something else.
    """
    if isinstance(target, type):
        from peermock._mock.decoration.classes import decorate_class  # noqa: PLC0415  # unittest

        return cast("T", decorate_class(target, open_mock, as_kwarg))
    if isinstance(target, staticmethod | classmethod):
        inner = decorate(target.__func__, open_mock, as_kwarg)
        return cast("T", type(target)(inner))
    if not inspect.isfunction(target) and not inspect.ismethod(target):
        raise TypeError(
            f"mock_peering cannot decorate {target!r}: expected a function, a method or a test "
            "class. Put @mock_peering next to the `def`, below @pytest.fixture and other "
            "decorators, or use `with mock_peering():` instead."
        )
    return cast("T", wrap(target, open_mock, as_kwarg))
