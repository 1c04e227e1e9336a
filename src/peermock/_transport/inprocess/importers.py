"""The modules that keep what they have imported by name, such as `from time import sleep`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from operator import is_
from types import ModuleType

_INSTALLED = (sys.prefix, sys.base_prefix)
"""Where modules are installed that nobody edits while they are loaded."""


def stamp_modules() -> tuple[int, object]:
    """Return a value that changes when a module is loaded or forgotten."""
    return len(sys.modules), next(reversed(sys.modules.values()))


class Importers:
    """The loaded modules that have something under one of some names.

    Installed modules are searched once; a test's own are searched each time, because they can
    be reloaded, or grow at a prompt, or give their place in `sys.modules` to another.

    Args:
        names: The names, such as `sleep`.
        skips: Returns whether a module is to be left alone, by its name.
    """

    def __init__(self, names: Sequence[str], skips: Callable[[str], bool]) -> None:
        self._names = frozenset(names)
        self._skips = skips
        self._loaded: tuple[int, object] | None = None
        self._modules: dict[str, ModuleType] = {}

    def having(self, name: str, value: object) -> Iterator[ModuleType]:
        """Yield the modules that have a value under a name."""
        for module in self.holders():
            if module.__dict__.get(name) is value:
                yield module

    def holders(self) -> list[ModuleType]:
        """Return the modules that have anything under any of the names."""
        loaded = stamp_modules()
        if loaded != self._loaded or not self._are_in_place():
            everything = tuple(sys.modules.items())
            self._modules = {
                key: module for key, module in everything if self._may_have(key, module)
            }
            self._loaded = loaded
        names, modules = self._names, self._modules.values()
        return [each for each in modules if not each.__dict__.keys().isdisjoint(names)]

    def _are_in_place(self) -> bool:
        """Return whether no module that may have a name was replaced by another."""
        return all(map(is_, map(sys.modules.get, self._modules), self._modules.values()))

    def _may_have(self, module_name: str, module: object) -> bool:
        # The type, because libraries of cffi claim another, and list their contents each time.
        if not issubclass(type(module), ModuleType) or self._skips(module_name):
            return False
        file = module.__dict__.get("__file__") or ""
        return not file.startswith(_INSTALLED) or not self._names.isdisjoint(module.__dict__)
