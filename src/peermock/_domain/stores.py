"""The network of a world of its own: a store for each account and Region."""

from typing import TYPE_CHECKING

from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.kinds import WAYS
from peermock._domain.network_port import Network
from peermock._domain.region_store import RegionStore
from peermock._domain.tags import Tags
from peermock._domain.vpc import DHCP_OPTIONS_PREFIX

if TYPE_CHECKING:
    from peermock._domain.targets import Way


class Stores(Network):
    """A store for each place. A place that nobody has changed is as AWS creates it.

    The initial state, including the default VPC, follows from the place and the seed.
    """

    DERIVED = frozenset({"_homes"})
    """The attributes that follow from the others."""

    def __init__(self, ids: IdSource) -> None:
        self._ids = ids
        self._stores: dict[Place, RegionStore] = {}
        self.reindex()

    def reindex(self) -> None:
        """Set the attributes that follow from the others."""
        self._homes: dict[str, Place] = {}
        for store in self._stores.values():
            self._homes |= store.homes
            store.homes = self._homes

    def at(self, place: Place) -> RegionStore:
        """Return read-only access to the resources of an account in a Region."""
        store = self._stores.get(place)
        if store is None:
            store = self._stores[place] = self._begin(place)
        return store

    def places(self) -> list[Place]:
        """Return the places in which something was created or changed, by account and Region."""
        return sorted(place for place, store in self._stores.items() if store.is_changed)

    def home_of(self, resource_id: str) -> RegionStore | None:
        """Return the place of a VPC or subnet, if it is known, or None."""
        home = self._homes.get(resource_id)
        return None if home is None else self.at(home)

    def way(self, place: Place, target_id: str) -> "Way | None":
        """Return the target of a route, other than a peering connection, by its ID, or None."""
        kind = WAYS.get(target_id.partition("-")[0])
        way: Way | None = self.at(place).of(kind).get(target_id) if kind else None
        return way

    def store(self, place: Place) -> RegionStore:
        """Return the resources of an account in a Region, to change them."""
        return self.at(place)

    def put_tags(self, place: Place, resource_id: str, tags: Tags) -> None:
        """Store the tags that an account has put on a resource in a Region."""
        self.store(place).put_tags(resource_id, tags)

    def snapshot(self) -> "Stores":
        """Return an independent copy of the network."""
        other = Stores(self._ids)
        homes = other._homes = self._homes.copy()
        other._stores = {place: store.copy(homes) for place, store in self._stores.items()}
        return other

    def put_back(self) -> "Stores":
        """Return an independent copy too, so that a snapshot can be used again."""
        return self.snapshot()

    def _begin(self, place: Place) -> RegionStore:
        from peermock._domain.network import add_default_vpc  # noqa: PLC0415  # on first use

        ids = self._ids.derive(":".join(place))
        store = RegionStore(place, ids.resource_id(DHCP_OPTIONS_PREFIX))
        store.homes = self._homes
        add_default_vpc(store, ids)
        store.is_changed = False
        return store
