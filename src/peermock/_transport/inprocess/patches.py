"""The patches that are on while any mock is active.

A library that has not been imported is not imported for this. It is patched when it is imported.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from peermock._transport.inprocess.importers import Importers
from peermock._transport.inprocess.patch import Patch
from peermock._transport.inprocess.repetition import Repetition


class Patches(MetaPathFinder):
    """A set of patches. Those of modules that are imported later are applied then.

    Args:
        *patches: The patches.
        importers: The modules that may have imported what the patches replace.
        later: For each package, a function that loads more patches once it is imported.
    """

    def __init__(
        self,
        *patches: Patch,
        importers: Importers,
        later: Mapping[str, Callable[[], Iterable[Patch]]] | None = None,
    ) -> None:
        self._patches = patches
        self._importers = importers
        self._later = dict(later or {})
        self._on: list[Patch] = []
        self._last: Repetition | None = None
        self._is_repeated = False

    def put_on(self) -> None:
        """Apply the patches of loaded modules, and watch for imports of the others.

        Raises:
            PeermockError: A required attribute is missing. No patch is applied then.
        """
        self._is_repeated = self._last is not None and self._last.is_possible()
        if self._last is not None and self._is_repeated:
            self._last.make()
        else:
            self._put_on_each()
        sys.meta_path.insert(0, self)

    def _put_on_each(self) -> None:
        for package in [each for each in self._later if each in sys.modules]:
            self._add_patches_of(package)
        loaded = [patch for patch in self._patches if patch.module_name in sys.modules]
        for patch in loaded:
            if patch.required and not _is_being_imported(patch.module_name):
                patch.check()
        for patch in reversed(loaded):
            patch.clear_up()
        self._on = loaded
        for patch in loaded:
            patch.put_on()
        self._last = Repetition(loaded, self._importers)

    def take_off(self) -> None:
        """Undo all patches, the last one first, and stop watching imports."""
        sys.meta_path.remove(self)
        while self._on:
            self._on.pop().take_off()
        if self._last is not None and self._is_repeated:
            self._last.undo()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Hook the import of modules with patches, so that they are patched once loaded."""
        if fullname in self._later:
            for patch in self._add_patches_of(fullname):
                if patch.module_name in sys.modules:
                    self._put_on_one(patch)
        if fullname not in {patch.module_name for patch in self._patches}:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next(filter(None, found), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _PatchingLoader(spec, spec.loader, self)
        return spec

    def _add_patches_of(self, package: str) -> Iterable[Patch]:
        added = tuple(self._later.pop(package)())
        self._patches += added
        return added

    def put_on_module(self, module_name: str) -> None:
        """Apply the patches of a module that was just imported."""
        if self in sys.meta_path:
            for patch in self._patches:
                if patch.module_name == module_name:
                    patch.check()
                    self._put_on_one(patch)

    def _put_on_one(self, patch: Patch) -> None:
        self._on.append(patch)
        patch.put_on()


def _is_being_imported(module_name: str) -> bool:
    """Return whether a module is still being imported, here or in another thread."""
    spec = getattr(sys.modules.get(module_name), "__spec__", None)
    return bool(getattr(spec, "_initializing", False))


class _PatchingLoader(Loader):
    def __init__(self, spec: ModuleSpec, loader: Loader, patches: Patches) -> None:
        self._spec = spec
        self._loader = loader
        self._patches = patches

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._spec.loader = self._loader
        self._loader.exec_module(module)
        self._patches.put_on_module(module.__name__)
