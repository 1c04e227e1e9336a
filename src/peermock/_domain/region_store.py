"""The resources of one account in one Region, to be read and changed."""

from collections.abc import Iterator
from typing import TypeVar, cast

from peermock._domain.collection import Collection
from peermock._domain.holdings import Holdings
from peermock._domain.identity import Place
from peermock._domain.kind import Identified, Kind, Origin, State
from peermock._domain.tags import NO_TAGS, Tags

T = TypeVar("T", bound=Identified)
V = TypeVar("V")

_TAGS = "tags"


class RegionStore(Holdings):
    """The resources of an account in a Region, and the tags that the account has set there.

    Args:
        place: The account and the Region.
        dhcp_options_id: The DHCP options of new VPCs.
        is_complete: Whether nothing is to be added that AWS would have created by itself.

    Attributes:
        dhcp_options_id: The DHCP options of new VPCs; None after they were deleted.
        is_changed: Whether anything was created, changed or removed.
        client_tokens: The resource created with each idempotency token, by kind.
        homes: The place of each VPC and subnet. The places of a network have the same one.
    """

    DERIVED = frozenset({"_shared", "homes"})
    """The attributes that follow from others."""

    def __init__(
        self, place: Place, dhcp_options_id: str | None, *, is_complete: bool = False
    ) -> None:
        self._place = place
        self._is_complete = is_complete
        self.dhcp_options_id: str | None = dhcp_options_id
        self.is_changed = False
        self.client_tokens: dict[tuple[str, str], str] = {}
        self._collections: dict[object, Collection[object]] = {}
        self._origins: dict[object, State] = {}
        self._shared: frozenset[object] = frozenset()
        self.homes: dict[str, Place] = {}

    def reindex(self) -> None:
        """Set the attributes that follow from others."""
        self._shared = frozenset()
        self.homes = {
            key: self._place
            for kind, kept in self._collections.items()
            if isinstance(kind, Kind) and kind.has_home
            for _, key, _ in kept.items()
        }

    @property
    def place(self) -> Place:
        """The account and the Region."""
        return self._place

    def copy(self, homes: dict[str, Place]) -> "RegionStore":
        """Return an independent store of the same resources.

        The two share their collections. Each copies one before it changes it.

        Args:
            homes: The place of each VPC and subnet, for the places of the copied network.
        """
        other = RegionStore(self.place, self.dhcp_options_id, is_complete=self._is_complete)
        other.homes = homes
        other.is_changed = self.is_changed
        other.client_tokens = self.client_tokens.copy()
        other._origins = self._origins.copy()
        other._collections = self._collections.copy()
        self._shared = other._shared = frozenset(self._collections)
        return other

    def of(self, kind: Kind[T]) -> Collection[T]:
        """Return the resources of a kind, to read them."""
        if kind.origin is not None and not self._is_complete:
            self._catch_up(kind, kind.origin)
        found = self._collections.get(kind)
        if found is None:
            made = Collection(kind.parts, kind.names)
            found = self._collections[kind] = cast("Collection[object]", made)
        return cast("Collection[T]", found)

    @property
    def tags(self) -> Collection[Tags]:
        """The tags by resource ID.

        A peering connection is stored in the world, but each place has its own tags of it.
        """
        found = self._collections.get(_TAGS)
        if found is None:
            found = self._collections[_TAGS] = Collection()
        return cast("Collection[Tags]", found)

    def put_tags(self, resource_id: str, tags: Tags) -> None:
        """Store the tags of a resource."""
        self.is_changed = True
        self._own(_TAGS, self.tags).put(resource_id, tags)

    def remove_tags(self, resource_id: str) -> None:
        """Remove the tags of a resource, if it has some."""
        if resource_id in self.tags:
            self.is_changed = True
            self._own(_TAGS, self.tags).remove(resource_id)

    def put(self, kind: Kind[T], resource: T, token: str | None = None) -> T:
        """Store a resource, new or changed, and return it.

        Args:
            kind: The kind.
            resource: The resource.
            token: The idempotency token of the call that created it.
        """
        self.is_changed = True
        self._own(kind, self.of(kind)).put(resource.id, resource)
        if kind.has_home:
            self.homes[resource.id] = self._place
        if token:
            self.client_tokens[kind.prefix, token] = resource.id
        return resource

    def made_with(self, token: str | None, kind: Kind[T]) -> T | None:
        """Return the resource that was created with this token, if it still exists."""
        made = None if token is None else self.client_tokens.get((kind.prefix, token))
        return None if made is None else self.of(kind).get(made)

    def tagged(self, start: int) -> Iterator[tuple[int, str, Tags]]:
        """Yield positions, IDs and tags of tagged resources, starting at a position."""
        return self.tags.items(start)

    def tags_of(self, resource_id: str) -> Tags:
        """Return the tags that the account put on a resource here."""
        tags = cast("Collection[Tags] | None", self._collections.get(_TAGS))
        return NO_TAGS if tags is None else tags.get(resource_id) or NO_TAGS

    def forget(self, kind: Kind[T], resource_id: str) -> None:
        """Remove a resource, with the tags of it and its parts."""
        self.is_changed = True
        resources = self._own(kind, self.of(kind))
        for part in kind.parts(resources[resource_id]):
            self.remove_tags(part.id)
        self.remove_tags(resource_id)
        resources.remove(resource_id)
        if kind.has_home:
            del self.homes[resource_id]

    def _own(self, key: object, found: Collection[V]) -> Collection[V]:
        """Return a collection to change it: a copy, if another store has the same one."""
        if key in self._shared:
            self._shared -= {key}
            found = found.copy()
            self._collections[key] = cast("Collection[object]", found)
        return found

    def _catch_up(self, kind: Kind[T], origin: Origin[T]) -> None:
        """Create the resources that have become due since the kind was last read."""
        before, state = self._origins.get(kind), origin.state(self)
        if before != state:
            self._origins[kind] = state
            for resource in list(origin.make(self, before)):
                self._own(kind, self.of(kind)).put(resource.id, resource)
