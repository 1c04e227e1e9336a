"""Imports of peermock's own modules during a run of pytest."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


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
        if fullname.startswith("peermock."):
            return PathFinder.find_spec(fullname, path, target)
        return None


def install() -> None:
    """Put the finder ahead of all others, once."""
    if not any(isinstance(each, PlainFinder) for each in sys.meta_path):
        sys.meta_path.insert(0, PlainFinder())


def remove() -> None:
    """Remove the finder.

    A finder that stayed would keep pytest's session, and all that the tests have loaded, alive
    until Python has searched it for garbage twice: a tenth of a second at the end of each run.
    """
    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, PlainFinder)]
