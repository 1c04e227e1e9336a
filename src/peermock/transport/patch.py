"""Patches of other libraries' classes: put on while mocks are active, taken off after the last.

A library that is not yet imported is not imported for it; it is patched when somebody imports it.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from peermock.exceptions import PeermockError

Method = Callable[..., object]
Wrap = Callable[[Method], Method]

_NOTHING = ModuleType("nothing", "Stands for what is not imported, or not there.")


class Patch:
    """One method of one class, or one name of a module, replaced.

    Attributes:
        module_name: The module, such as `botocore.httpsession`.
        required: Whether every version of the module has it, so that to miss it is an error.
    """

    def __init__(
        self,
        module_name: str,
        class_name: str | None,
        name: str,
        wrap: Wrap,
        *,
        required: bool = False,
    ) -> None:
        self.module_name = module_name
        self._class_name = class_name
        self._name = name
        self._wrap = wrap
        self.required = required
        self._originals: dict[type | ModuleType, Method] = {}

    def check(self) -> None:
        """Make sure that what is required is there, its module being loaded.

        Raises:
            PeermockError: It is not.
        """
        if self.required and self._name not in vars(self._owner()):
            parts = filter(None, [self.module_name, self._class_name, self._name])
            raise PeermockError(
                f"peermock needs {'.'.join(parts)}, to keep requests on this machine, and the "
                "installed version does not have it. Nothing is mocked. Install a version that "
                "peermock knows."
            )

    def put_on(self) -> None:
        """Replace what is there, if its module has it; once more, if the module is there anew."""
        owner = self._owner()
        if owner not in self._originals and self._name in vars(owner):
            self._originals[owner] = vars(owner)[self._name]
            setattr(owner, self._name, self._wrap(self._originals[owner]))

    def take_off(self) -> None:
        """Put back what was there."""
        while self._originals:
            owner, original = self._originals.popitem()
            setattr(owner, self._name, original)

    def _owner(self) -> type | ModuleType:
        module = sys.modules.get(self.module_name, _NOTHING)
        owner = getattr(module, self._class_name, _NOTHING) if self._class_name else module
        return owner if isinstance(owner, type | ModuleType) else _NOTHING


class Patches(MetaPathFinder):
    """Several patches, put on together; those of modules not yet imported when they are."""

    def __init__(self, *patches: Patch) -> None:
        self._patches = patches

    def put_on(self) -> None:
        """Put on what can be, and watch for imports of the rest.

        Raises:
            PeermockError: A required patch cannot be put on; then none is.
        """
        loaded = [patch for patch in self._patches if patch.module_name in sys.modules]
        for patch in loaded:
            if not _is_being_imported(patch.module_name):
                patch.check()
        for patch in loaded:
            patch.put_on()
        sys.meta_path.insert(0, self)

    def take_off(self) -> None:
        """Take all of them off and watch no more."""
        sys.meta_path.remove(self)
        for patch in self._patches:
            patch.take_off()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Take part in an import: a module with a class to patch is loaded by us and patched."""
        if fullname not in {patch.module_name for patch in self._patches}:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next(filter(None, found), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _PatchingLoader(spec, spec.loader, self)
        return spec

    def put_on_module(self, module_name: str) -> None:
        """Put on the patches of a module that has just been imported."""
        if self in sys.meta_path:
            for patch in self._patches:
                if patch.module_name == module_name:
                    patch.check()
                    patch.put_on()


def _is_being_imported(module_name: str) -> bool:
    """Tell whether another thread, or who starts the mock, has not yet all of a module."""
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
