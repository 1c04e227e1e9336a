"""Patches that were put on before are put on again in less time."""

import sys
from collections.abc import Iterable, Iterator, Mapping

from peermock._transport.inprocess.importers import Importers, stamp_modules
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
        self._loaded = stamp_modules()
        originals: dict[tuple[Owner, str], Method] = {}
        owners: dict[tuple[str, str | None], Owner] = {}
        for patch in patches:
            owners[patch.module_name, patch.class_name] = patch.owner()
            for owner, name, original in patch.changes():
                originals.setdefault((owner, name), original)
        self._changes = [
            (owner, name, original, vars(owner).get(name, ABSENT))
            for (owner, name), original in originals.items()
        ]
        self._added = [each for each in self._changes if each[2] is ABSENT]
        self._replaced = [each for each in self._changes if each[2] is not ABSENT]
        self._expected = [*_places_of(owners)]
        self._expected += [(vars(owner), name, each) for owner, name, each, _ in self._changes]

    def is_possible(self) -> bool:
        """Return whether everything is as it was before the patches were put on."""
        if self._loaded != stamp_modules():
            return False
        for namespace, name, value in self._expected:
            if namespace.get(name, ABSENT) is not value:
                return False
        return self._holders == self._importers.holders()

    def make(self) -> None:
        """Make the changes."""
        for owner, name, _, replacement in self._changes:
            setattr(owner, name, replacement)

    def undo(self) -> None:
        """Undo the changes."""
        for owner, name, original, _ in self._replaced:
            setattr(owner, name, original)
        for owner, name, _, _ in self._added:
            delattr(owner, name)


def _places_of(
    owners: Mapping[tuple[str, str | None], Owner],
) -> Iterator[tuple[Mapping[str, object], str, object]]:
    """Yield where the modules and classes are found, which changes if they are reloaded."""
    for module_name in {module_name for module_name, _ in owners}:
        yield sys.modules, module_name, sys.modules[module_name]
    for (module_name, class_name), owner in owners.items():
        if class_name:
            yield vars(sys.modules[module_name]), class_name, owner
