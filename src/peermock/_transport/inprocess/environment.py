"""Environment variables of active mocks: static credentials, a Region, no profile.

Mocks of peermock and of moto set variables on top of each other, and stop in any order. Each one
keeps the values from before it started; when one in the middle stops, the next one inherits them.
"""

import os
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any

_ABSENT = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
)


class Layer:
    """A set of environment variables that can be set and later restored exactly.

    Args:
        wanted: The values to set; None for a variable to unset.
        before: A mapping in which to keep the previous values, by default a new one.

    Attributes:
        before: The previous values; None for an unset variable.
    """

    def __init__(
        self,
        wanted: Mapping[str, str | None],
        before: MutableMapping[str, str | None] | None = None,
    ) -> None:
        self._wanted = wanted
        self.before = {} if before is None else before

    def set(self) -> None:
        """Set the variables, on top of every other layer."""
        for name, value in self._wanted.items():
            self.before[name] = before = os.environ[name] if _is_set(name) else None
            if value != before:
                _set(name, value)
        layers.append(self)

    def put_back(self) -> None:
        """Restore every variable, even if it was changed meanwhile.

        A variable that a later layer has set too is restored when that layer is.
        """
        position = layers.index(self)
        layers.remove(self)
        hand_down(self.before, position)


class Environment(Layer):
    """The layer of one of peermock's mocks.

    Args:
        variables: The values to set. Variables that select a profile or expire credentials are
            unset.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(_ABSENT), **variables})

    def put_back(self) -> None:
        """Restore the variables, and forget moto's layers if this was peermock's last one.

        Nothing reports when those end once no mock of peermock is active.
        """
        super().put_back()
        if not any(isinstance(layer, Environment) for layer in layers):
            layers.clear()


layers: list[Layer] = []
"""The layers that are set, in order."""


def hand_down(before: Mapping[str, str | None], position: int = 0) -> None:
    """Restore variables, or have the next layer that sets them restore them.

    Args:
        before: The values to restore.
        position: The index of the first layer to consider.
    """
    later = layers[position:]
    for name, value in before.items():
        heir = next((layer for layer in later if name in layer.before), None) if later else None
        if heir is None:
            _set(name, value)
        else:
            heir.before[name] = value


def reorder(order: Sequence[Layer]) -> None:
    """Set some of the layers in another order, and leave the others where they are."""
    ordered = iter(order)
    rearranged = [next(ordered) if layer in order else layer for layer in layers]
    for layer in reversed(layers):
        for name, value in layer.before.items():
            _set(name, value)
    layers.clear()
    for layer in rearranged:
        layer.set()


def _set(name: str, value: str | None) -> None:
    """Set or unset a variable."""
    if value is not None:
        os.environ[name] = value
    elif _is_set(name):
        del os.environ[name]


def _is_set(name: str) -> bool:
    """Return whether a variable is set.

    `os.environ` raises and catches two exceptions to find out that one is not, and most are not.
    """
    environ: Any = os.environ
    try:
        return _encode(name) in environ._data  # noqa: SLF001  # CPython's
    except AttributeError:  # a test has replaced `os.environ`, such as with a dict
        return name in environ


@cache
def _encode(name: str) -> str | bytes:
    """Return a variable's name as the system has it: bytes, or upper case on Windows."""
    encoded: str | bytes = os.environ.encodekey(name)
    return encoded
