"""Patches of other libraries' classes and functions."""

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import cast

from peermock._transport.inprocess.importers import Importers
from peermock.exceptions import PeermockError

Method = Callable[..., object]
Wrap = Callable[[Method], Method]
Owner = type | ModuleType

ABSENT = cast("Method", object())
"""The placeholder for an attribute that did not exist before the patch."""

_NOTHING = ModuleType("nothing", "A placeholder for a missing module or class.")


class Patch:
    """A replacement of one method of a class, or of one name in a module.

    Attributes:
        module_name: The module, such as `botocore.httpsession`.
        class_name: The class, or None for a name in the module.
        name: The attribute.
        required: Whether it is an error if the attribute is missing.
    """

    def __init__(  # noqa: PLR0913  # properties of the patch, the rarer ones keyword-only
        self,
        module_name: str,
        class_name: str | None,
        name: str,
        wrap: Wrap,
        *,
        required: bool = False,
        is_added: bool = False,
    ) -> None:
        self.module_name = module_name
        self.class_name = class_name
        self.name = name
        self._wrap = wrap
        self.required = required
        self._is_added = is_added
        self._originals: dict[Owner, Method] = {}
        self._wrapped: tuple[Method, Method] | None = None

    def check(self) -> None:
        """Check that a required attribute exists in the loaded module.

        Raises:
            PeermockError: The attribute is missing.
        """
        if self.required and self.name not in vars(self.owner()):
            parts = filter(None, [self.module_name, self.class_name, self.name])
            raise PeermockError(
                f"peermock needs {'.'.join(parts)} to keep requests on this machine, but the "
                "installed version does not have it. Nothing is mocked. Install a version that "
                "peermock supports."
            )

    def put_on(self) -> None:
        """Patch the attribute if it exists, and patch it again if its module was reloaded."""
        owner = self.owner()
        if owner in self._originals or owner is _NOTHING:
            return
        original = vars(owner).get(self.name, ABSENT)
        if self._is_added is (original is ABSENT):
            self._originals[owner] = original
            setattr(owner, self.name, self._wrapper_of(original))

    def take_off(self) -> None:
        """Restore the original attribute."""
        while self._originals:
            owner, original = self._originals.popitem()
            _restore(owner, self.name, original)

    def clear_up(self) -> None:
        """Remove the wrapper that something else has put back after the patch was taken off.

        A `monkeypatch` that outlives the mock does this: it restores what it found in the mock.
        """
        owner = self.owner()
        if self._wrapped and vars(owner).get(self.name) is self._wrapped[1]:
            _restore(owner, self.name, self._wrapped[0])

    def changes(self) -> Iterator[tuple[Owner, str, Method]]:
        """Yield what the patch has replaced: the owner, the name, and the original."""
        for owner, original in self._originals.items():
            yield owner, self.name, original

    def _wrapper_of(self, original: Method) -> Method:
        """Return the wrapper of a method, made once for as long as the method is the same."""
        if self._wrapped is None or self._wrapped[0] is not original:
            self._wrapped = (original, self._wrap(original))
        return self._wrapped[1]

    def owner(self) -> Owner:
        """Return the class or module that has the attribute, or a module that has nothing."""
        module = sys.modules.get(self.module_name, _NOTHING)
        owner = getattr(module, self.class_name, _NOTHING) if self.class_name else module
        return owner if isinstance(owner, Owner) else _NOTHING


def _restore(owner: Owner, name: str, original: Method) -> None:
    """Restore an attribute, or remove it if it did not exist."""
    if original is ABSENT:
        delattr(owner, name)
    else:
        setattr(owner, name, original)


class SharedPatch(Patch):
    """A patch of a name that other modules have imported: replaced there too."""

    def __init__(self, module_name: str, name: str, wrap: Wrap, importers: Importers) -> None:
        super().__init__(module_name, None, name, wrap)
        self._importers = importers

    def put_on(self) -> None:
        """Replace the name in its module and in the loaded modules that imported it."""
        super().put_on()
        for owner, original in tuple(self._originals.items()):
            mine = vars(owner)[self.name]
            if mine is not original:
                for module in tuple(self._importers.having(self.name, original)):
                    self._originals[module] = original
                    setattr(module, self.name, mine)
