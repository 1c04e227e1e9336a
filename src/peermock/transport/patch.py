"""Patches of other libraries' classes: put on while mocks are active, taken off after the last.

A library that is not yet imported is not imported for it; it is patched when somebody imports it.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

Method = Callable[..., object]
Wrap = Callable[[Method], Method]


class Patch:
    """One method of one class, replaced.

    Attributes:
        module_name: The module of the class, such as `botocore.httpsession`.
    """

    def __init__(self, module_name: str, class_name: str, method_name: str, wrap: Wrap) -> None:
        self.module_name = module_name
        self._class_name = class_name
        self._method_name = method_name
        self._wrap = wrap
        self._original: Method | None = None

    def put_on(self) -> None:
        """Replace the method, if its module is there and has it."""
        owner = self._owner()
        if self._original is None and owner is not None:
            self._original = vars(owner)[self._method_name]
            setattr(owner, self._method_name, self._wrap(self._original))

    def take_off(self) -> None:
        """Put the method back."""
        if self._original is not None:
            setattr(self._owner(), self._method_name, self._original)
            self._original = None

    def _owner(self) -> type | None:
        owner = getattr(sys.modules.get(self.module_name), self._class_name, None)
        return owner if isinstance(owner, type) else None


class Patches(MetaPathFinder):
    """Several patches, put on together; those of modules not yet imported when they are."""

    def __init__(self, *patches: Patch) -> None:
        self._patches = patches

    def put_on(self) -> None:
        """Put on what can be, and watch for imports of the rest."""
        for patch in self._patches:
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
        path: Sequence[str] | None,  # noqa: ARG002  # importlib's protocol
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Take part in an import: a module with a class to patch is loaded by us and patched."""
        if fullname not in {patch.module_name for patch in self._patches}:
            return None
        sys.meta_path.remove(self)
        try:
            spec = find_spec(fullname)
        finally:
            sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            spec.loader = _PatchingLoader(spec.loader, self)
        return spec

    def put_on_module(self, module_name: str) -> None:
        """Put on the patches of a module that has just been imported."""
        if self in sys.meta_path:
            for patch in self._patches:
                if patch.module_name == module_name:
                    patch.put_on()


class _PatchingLoader(Loader):
    def __init__(self, loader: Loader, patches: Patches) -> None:
        self._loader = loader
        self._patches = patches

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._patches.put_on_module(module.__name__)
