"""The interface of a mock that decorators use."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Rewindable(AbstractContextManager[object, None], Protocol):
    """A mock whose state can be rewound."""

    def rewinding(self) -> AbstractContextManager[object]:
        """Return a context that restores the state at its end."""
        ...


Open = Callable[[], Rewindable]
"""Creates a mock."""
