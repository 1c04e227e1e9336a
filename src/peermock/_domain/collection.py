"""An ordered collection of values by ID that can be read in pages while it changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Generic, TypeVar

from peermock._domain.kind import Identified

T = TypeVar("T")


class Collection(Generic[T]):
    """Values by ID, in insertion order.

    Each value keeps its position: removing one leaves a gap, and replacing one does not move it. A
    reader can therefore stop at a position and continue from there later, without missing or
    repeating a value that was there throughout.

    Args:
        parts: Returns the parts of a value that can be looked up by their own IDs.
        names: Returns what a value can be looked up by, such as the ID of its VPC.

    Attributes:
        changes: How often a value was added, replaced or removed.
        get: Returns the value with an ID, or None.

    Example:
        >>> fruit = Collection()
        >>> fruit.put("a", "apple"), fruit.put("b", "banana"), fruit.remove("a")
        (None, None, None)
        >>> list(fruit.scan(0))
        [(1, 'banana')]
    """

    __slots__ = (
        "_changed",
        "_ids",
        "_keys",
        "_names_of",
        "_parts",
        "_parts_of",
        "_positions",
        "_values",
        "changes",
        "get",
    )

    DERIVED = frozenset({"_keys", "get"})
    """The attributes that follow from the others."""

    def __init__(
        self,
        parts: Callable[[T], Sequence[Identified]] | None = None,
        names: Callable[[T], Iterable[str]] | None = None,
    ) -> None:
        self._ids: list[str | None] = []
        self._values: dict[str, T] = {}
        self._positions: dict[str, int] = {}
        self._parts_of = parts
        self._parts: dict[str, tuple[str, int]] = {}
        self._names_of = names or _has_no_names
        self._changed: dict[str, int] = {}
        self.changes = 0
        self.reindex()

    def reindex(self) -> None:
        """Set the attributes that follow from the others. The index is made on first use."""
        self._keys: dict[str, set[str]] | None = None
        self.get: Callable[[str], T | None] = self._values.get

    def put(self, key: str, value: T) -> None:
        """Add a value at the end, or replace the value with this ID in place."""
        if key not in self._values:
            self._positions[key] = len(self._ids)
            self._ids.append(key)
        if self._parts_of is not None:
            self._index(key, self._parts_of(value))
        if self._keys is not None:
            _rename(self._keys, key, self._names(key), frozenset(self._names_of(value)))
        self._values[key] = value
        self._note(key)

    def remove(self, key: str) -> None:
        """Remove the value with this ID, if there is one."""
        if key in self._values:
            self._index(key, ())
            if self._keys is not None:
                _rename(self._keys, key, self._names(key), frozenset())
            self._ids[self._positions.pop(key)] = None
            del self._values[key]
            self._note(key)

    def copy(self) -> "Collection[T]":
        """Return an independent collection of the same values."""
        other: Collection[T] = Collection(self._parts_of, self._names_of)
        other._ids = self._ids.copy()
        other._values = self._values.copy()
        other._positions = self._positions.copy()
        other._parts = self._parts.copy()
        other._changed = self._changed.copy()
        other.changes = self.changes
        other.reindex()
        return other

    def part(self, part_id: str) -> tuple[T, int] | None:
        """Return the value that has a part with this ID, and the part's index; or None."""
        found = self._parts.get(part_id)
        return None if found is None else (self._values[found[0]], found[1])

    def naming(self, *names: str) -> list[T]:
        """Return the values that can be looked up by any of these names, in order."""
        if self._keys is None:
            index: dict[str, set[str]] = {}
            for key in self._values:
                _rename(index, key, frozenset(), self._names(key))
            self._keys = index
        found = [self._keys[name] for name in names if name in self._keys]
        if not found:
            return []
        keys = found[0] if len(found) == 1 else set[str]().union(*found)
        return [self._values[key] for key in sorted(keys, key=self._positions.__getitem__)]

    def changed_since(self, changes: int) -> list[str]:
        """Return the IDs of the values that have changed since, removed ones first, in order."""
        recent = takewhile(lambda key: self._changed[key] > changes, reversed(self._changed))
        return sorted(recent, key=lambda key: self._positions.get(key, -1))

    def scan(self, start: int) -> Iterator[tuple[int, T]]:
        """Yield positions and values, starting at a position."""
        return ((position, value) for position, _, value in self.items(start))

    def items(self, start: int = 0) -> Iterator[tuple[int, str, T]]:
        """Yield positions, IDs and values, starting at a position."""
        for position in range(start, len(self._ids)):
            key = self._ids[position]
            if key is not None:
                yield position, key, self._values[key]

    def _index(self, key: str, parts: Sequence[Identified]) -> None:
        """Index the parts of a value. Appending parts does not reindex the existing ones."""
        before: Sequence[Identified] = ()
        if self._parts_of is not None and key in self._values:
            before = self._parts_of(self._values[key])
        kept = len(before) if parts[: len(before)] == before else 0
        if not kept:
            for part in before:
                self._parts.pop(part.id, None)
        for number in range(kept, len(parts)):
            self._parts[parts[number].id] = (key, number)

    def _names(self, key: str) -> frozenset[str]:
        return frozenset(self._names_of(self._values[key]) if key in self._values else ())

    def _note(self, key: str) -> None:
        """Count a change, and make it the latest."""
        self.changes += 1
        self._changed.pop(key, None)
        self._changed[key] = self.changes

    def __getitem__(self, key: str) -> T:
        return self._values[key]

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[T]:
        return iter(self._values.values())

    def __len__(self) -> int:
        return len(self._values)


def _has_no_names(_value: object) -> Iterable[str]:
    return ()


def _rename(
    index: dict[str, set[str]], key: str, before: frozenset[str], after: frozenset[str]
) -> None:
    for name in before - after:
        index[name].remove(key)
        if not index[name]:
            del index[name]
    for name in after - before:
        index.setdefault(name, set()).add(key)
