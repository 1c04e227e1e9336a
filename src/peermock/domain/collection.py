"""An ordered collection of values with IDs, in which a place can be kept while it changes."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Collection(Generic[T]):
    """Values by ID, in the order in which they were added.

    Each value has a position that it keeps: what is removed leaves a gap, what is replaced
    stays where it was. A reader who has come to a position can go on from there later and
    neither misses nor repeats anything that was there all the time.

    Example:
        >>> fruit = Collection()
        >>> fruit.put("a", "apple"), fruit.put("b", "banana"), fruit.remove("a")
        (None, None, None)
        >>> list(fruit.scan(0))
        [(1, 'banana')]
    """

    __slots__ = ("_ids", "_positions", "_values")

    def __init__(self) -> None:
        self._ids: list[str | None] = []
        self._values: dict[str, T] = {}
        self._positions: dict[str, int] = {}

    def put(self, key: str, value: T) -> None:
        """Add a value at the end, or replace the one with this ID where it stands."""
        if key not in self._values:
            self._positions[key] = len(self._ids)
            self._ids.append(key)
        self._values[key] = value

    def remove(self, key: str) -> None:
        """Remove the value with this ID, if there is one."""
        if key in self._values:
            self._ids[self._positions.pop(key)] = None
            del self._values[key]

    def copy(self) -> "Collection[T]":
        """Return a collection of the same values that changes on its own."""
        other: Collection[T] = Collection()
        other._ids = self._ids.copy()
        other._values = self._values.copy()
        other._positions = self._positions.copy()
        return other

    def get(self, key: str) -> T | None:
        """Return the value with this ID, or None."""
        return self._values.get(key)

    def scan(self, start: int) -> Iterator[tuple[int, T]]:
        """Yield positions and values, beginning with a position."""
        return ((position, value) for position, _, value in self.items(start))

    def items(self, start: int = 0) -> Iterator[tuple[int, str, T]]:
        """Yield positions, IDs and values, beginning with a position."""
        for position in range(start, len(self._ids)):
            key = self._ids[position]
            if key is not None:
                yield position, key, self._values[key]

    def __getitem__(self, key: str) -> T:
        return self._values[key]

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[T]:
        return iter(self._values.values())

    def __len__(self) -> int:
        return len(self._values)
