"""Managed prefix lists: versioned sets of CIDR blocks, owned by customers or by AWS."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from peermock._domain.errors.prefix_lists import (
    IncorrectPrefixListState,
    InvalidPrefixListSize,
    PrefixListEntryExists,
    PrefixListEntryMissing,
    PrefixListIdMalformed,
    PrefixListIsFull,
    PrefixListNotFound,
    PrefixListOfAws,
    PrefixListVersionMismatch,
    PrefixListVersionNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Keeper, Kind, Origin, State
from peermock._domain.service import GATEWAY_SERVICES, service_list_id
from peermock._domain.settle import Settle, Settling

AWS = "AWS"
"""The owner ID of the lists that AWS manages."""

SIZES = range(1, 1001)
FAMILIES = ("IPv4", "IPv6")

_LONG_AGO = datetime(2015, 5, 11, tzinfo=UTC)


class Change(StrEnum):
    """The last change of a list."""

    CREATE = "create"
    MODIFY = "modify"
    RESTORE = "restore"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class PrefixListEntry:
    """An entry of a list: a CIDR block and its description, which may be empty."""

    cidr_block: str
    description: str = ""


Entries = tuple[PrefixListEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixList:
    """A managed prefix list.

    Attributes:
        id: The list's ID.
        place: The owner's account and the Region; for an AWS-managed list, the place that sees it.
        owner_id: The owner's account, or `AWS`.
        name: Its name.
        family: `IPv4` or `IPv6`.
        max_entries: The maximum number of entries.
        history: The entries of each version, oldest first.
        change: The last change.
        has_failed: Whether the change fails.
        settling: How long the change takes.
    """

    id: str
    place: Place
    owner_id: str
    name: str
    family: str
    max_entries: int
    history: tuple[Entries, ...]
    change: Change = Change.CREATE
    has_failed: bool = False
    settling: Settling

    @property
    def version(self) -> int:
        """The number of the current version."""
        return len(self.history)

    @property
    def entries(self) -> Entries:
        """The entries of the current version."""
        return self.history[-1]

    @property
    def is_of_aws(self) -> bool:
        """Whether AWS manages the list."""
        return self.owner_id == AWS

    def state(self, now: datetime) -> str:
        """Return the state at a moment, such as `create-complete`."""
        if not self.settling.is_over(now):
            return f"{self.change}-in-progress"
        return f"{self.change}-{'failed' if self.has_failed else 'complete'}"

    def is_there(self, now: datetime) -> bool:
        """Return whether the list still exists."""
        is_gone = self.change is Change.DELETE and not self.has_failed
        return not (is_gone and self.settling.is_over(now))

    def entries_of(self, version: int) -> Entries:
        """Return the entries of a version.

        Raises:
            PrefixListVersionNotFound: The list never had this version.
        """
        if not 1 <= version <= self.version:
            raise PrefixListVersionNotFound(version, self.id)
        return self.history[version - 1]

    def renamed(self, name: str) -> "PrefixList":
        """Return the list with another name. This does not create a version."""
        return replace(self, name=name)

    def resized(self, max_entries: int) -> "PrefixList":
        """Return the list with another maximum size. This does not create a version.

        Raises:
            InvalidPrefixListSize: The size is out of range.
            PrefixListIsFull: The list has more entries than that.
        """
        return replace(self, max_entries=check_size(max_entries, len(self.entries)))

    def with_entries(
        self, added: Sequence[PrefixListEntry], removed: Sequence[str]
    ) -> "PrefixList":
        """Return the list with a new version. Entries are removed before others are added.

        Raises:
            PrefixListEntryMissing: An entry to remove does not exist.
            PrefixListEntryExists: An entry to add exists with the same description.
            PrefixListIsFull: The list would exceed its maximum size.
        """
        return replace(self, history=(*self.history, self._edit(added, removed)))

    def first_version(self, entries: Sequence[PrefixListEntry]) -> "PrefixList":
        """Return a new list with its first entries.

        Raises:
            PrefixListEntryExists: An entry is repeated.
            PrefixListIsFull: The list would exceed its maximum size.
        """
        return replace(self, history=(self._edit(entries, ()),))

    def _edit(self, added: Sequence[PrefixListEntry], removed: Sequence[str]) -> Entries:
        entries = {entry.cidr_block: entry for entry in self.entries}
        for block in removed:
            if entries.pop(block, None) is None:
                raise PrefixListEntryMissing(block)
        for entry in added:
            if entries.get(entry.cidr_block) == entry:
                raise PrefixListEntryExists(entry.cidr_block, entry.description)
            entries[entry.cidr_block] = entry
        if len(entries) > self.max_entries:
            raise PrefixListIsFull
        return tuple(entries.values())

    def restored(self, version: int) -> "PrefixList":
        """Return the list with a new version that has the entries of an earlier one.

        Raises:
            PrefixListVersionNotFound: The list never had this version.
        """
        return replace(self, history=(*self.history, self.entries_of(version)))

    def changed(
        self, change: Change, now: datetime, settle: Settle, *, has_failed: bool = False
    ) -> "PrefixList":
        """Return the list with a change in progress."""
        return replace(self, change=change, has_failed=has_failed, settling=settle.start(now))

    def looked_at(self, now: datetime) -> "PrefixList":
        """Return the list after another Describe."""
        return replace(self, settling=self.settling.looked_at(now))

    def must_be_changeable(self, now: datetime, version: int | None = None) -> None:
        """Check that the owner may change the list now.

        Raises:
            PrefixListOfAws: AWS manages the list.
            IncorrectPrefixListState: An earlier change is still in progress.
            PrefixListVersionMismatch: The current version is not the one that the caller expects.
        """
        if self.is_of_aws:
            raise PrefixListOfAws(self.id)
        if not self.settling.is_over(now):
            raise IncorrectPrefixListState(self.id, self.state(now))
        if version not in (None, self.version):
            raise PrefixListVersionMismatch


def check_size(max_entries: int, count: int) -> int:
    """Check the maximum size of a list against its number of entries, and return it.

    Raises:
        InvalidPrefixListSize: The size is out of range.
        PrefixListIsFull: There are more entries than that.
    """
    if max_entries not in SIZES:
        raise InvalidPrefixListSize
    if count > max_entries:
        raise PrefixListIsFull
    return max_entries


def _make_lists(store: Keeper, _before: State) -> Iterator[PrefixList]:
    for name, blocks in GATEWAY_SERVICES.items():
        service_name = f"com.amazonaws.{store.place.region_name}.{name}"
        yield PrefixList(
            id=service_list_id(service_name),
            place=store.place,
            owner_id=AWS,
            name=service_name,
            family="IPv4",
            max_entries=len(blocks),
            history=(tuple(map(PrefixListEntry, blocks)),),
            settling=Settle().start(_LONG_AGO),
        )


PREFIX_LIST: Kind[PrefixList] = Kind(
    prefix="pl",
    type_name="prefix-list",
    noun="prefixList",
    malformed=PrefixListIdMalformed,
    not_found=PrefixListNotFound,
    is_seen=lambda prefix_list, now: prefix_list.is_there(now),
    origin=Origin(lambda _: True, _make_lists),
)
