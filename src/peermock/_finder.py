"""Imports of peermock's own modules during a run of pytest."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

_kept: dict[str, ModuleType] = {}
"""The modules that were loaded when an inner run ended, by name."""


class PlainFinder:
    """Finds peermock's modules the way Python does, ahead of pytest.

    pytest rewrites the assertions of every plugin's package. peermock has none, and looking for
    them in more than a hundred modules would take longer than a small test.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return the spec of a module of peermock's; None for all other modules."""
        if not fullname.startswith("peermock."):
            return None
        if fullname in _kept:
            return ModuleSpec(fullname, cast("Loader", KeptLoader(_kept[fullname])))
        return PathFinder.find_spec(fullname, path, target)


class KeptLoader:
    """Loads a module that was loaded before, as it was.

    Args:
        module: The module.
    """

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._spec = module.__spec__

    def create_module(self, _: ModuleSpec) -> ModuleType:
        """Return the module."""
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; it has been executed before."""
        module.__spec__ = self._spec


def install() -> None:
    """Put the finder ahead of all others, once."""
    if not any(isinstance(each, PlainFinder) for each in sys.meta_path):
        sys.meta_path.insert(0, PlainFinder())


def keep_modules() -> None:
    """Keep the modules that are loaded, for when they are imported again.

    When a run inside another one ends, pytester removes the modules that the inner run has imported
    from `sys.modules`. A second copy of some of them would not go with the others.
    """
    _kept.update((name, each) for name, each in sys.modules.items() if name.startswith("peermock."))


def remove() -> None:
    """Remove the finder.

    A finder that stayed would keep pytest's session, and all that the tests have loaded, alive
    until Python has searched it for garbage twice: a tenth of a second at the end of each run.
    """
    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, PlainFinder)]
