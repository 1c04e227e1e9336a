"""Patches that were put on before are put on again in less time."""

import sys
from collections.abc import Iterable
from types import ModuleType

from peermock._transport.inprocess.importers import Importers, loaded_modules
from peermock._transport.inprocess.patch import ABSENT, Method, Owner, Patch


class Repetition:
    """The changes that patches have made, to be repeated while nothing else has changed.

    Args:
        patches: The patches, while they are on.
        importers: The modules that may have imported what the patches replace.
    """

    def __init__(self, patches: Iterable[Patch], importers: Importers) -> None:
        self._importers = importers
        self._holders = importers.holders()
        self._loaded = loaded_modules()
        self._modules: dict[str, Owner | None] = {}
        self._classes: dict[tuple[ModuleType, str], Owner] = {}
        originals: dict[tuple[Owner, str], Method] = {}
        for patch in patches:
            self._note(patch)
            for owner, name, original in patch.changes():
                originals.setdefault((owner, name), original)
        self._changes = [
            (owner, name, original, vars(owner).get(name, ABSENT))
            for (owner, name), original in originals.items()
        ]

    def _note(self, patch: Patch) -> None:
        module = sys.modules[patch.module_name]
        self._modules[patch.module_name] = module
        if patch.class_name:
            self._classes[module, patch.class_name] = patch.owner()

    def is_possible(self) -> bool:
        """Return whether everything is as it was before the patches were put on."""
        return (
            self._loaded == loaded_modules()
            and all(sys.modules.get(name) is module for name, module in self._modules.items())
            and all(
                vars(module).get(name) is owner for (module, name), owner in self._classes.items()
            )
            and all(
                original is not ABSENT and vars(owner).get(name) is original
                for owner, name, original, _ in self._changes
            )
            and self._holders == self._importers.holders()
        )

    def make(self) -> None:
        """Make the changes."""
        for owner, name, _, replacement in self._changes:
            setattr(owner, name, replacement)

    def undo(self) -> None:
        """Undo the changes."""
        for owner, name, original, _ in self._changes:
            setattr(owner, name, original)
