"""Imports of peermock's own modules during a run of pytest."""

import sys
from collections.abc import Collection, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

_kept: dict[str, ModuleType] = {}
"""The modules that inner runs have imported, until they are imported again, by name."""


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
        kept = _kept.pop(fullname, None)
        if kept is not None:
            return ModuleSpec(fullname, cast("Loader", KeptLoader(kept)))
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


def keep_modules(before: Collection[str]) -> None:
    """Keep the modules that a run inside another one has imported, for when they are needed again.

    When the inner run ends, pytester removes them from `sys.modules`. A second copy of some of them
    would not go with the others.

    Args:
        before: The names of the modules that were loaded before the run.
    """
    new = [name for name in sys.modules if name.startswith("peermock.") and name not in before]
    _kept.update({name: sys.modules[name] for name in new})


def remove() -> None:
    """Remove the finder.

    A finder that stayed would keep pytest's session, and all that the tests have loaded, alive
    until Python has searched it for garbage twice: a tenth of a second at the end of each run.
    """
    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, PlainFinder)]
