"""Snapshots of moto's network."""

from copy import copy

from peermock._domain.holdings import Resources
from peermock._domain.identity import Place
from peermock._domain.kind import Identified
from peermock._domain.kinds import STORED
from peermock._domain.network_port import Network
from peermock._domain.peering import PEERING
from peermock._domain.region_store import RegionStore
from peermock._domain.subnet import SUBNET
from peermock._domain.tags import Tags
from peermock._domain.targets import Way
from peermock._domain.vpc import VPC
from peermock._transport.moto.network import (
    SOURCES,
    MotoHoldings,
    MotoNetwork,
    backend_at,
    list_created_with,
)


class MotoMemory(Network):
    """The state of moto's network at a moment, for snapshots and failure reports.

    Restoring it restores the tags of connections. Everything else is moto's, so a network that has
    changed since is reported as not restored.
    """

    is_foreign = True

    def __init__(self, network: MotoNetwork) -> None:
        self._network = network
        self._stores = {place: _remember(network.at(place)) for place in network.places()}

    def at(self, place: Place) -> RegionStore:
        """Return the resources of an account in a Region at that moment."""
        return self._stores.get(place) or _new_store(place)

    def way(self, place: Place, target_id: str) -> Way:
        """Return a route target other than a peering connection."""
        return self._network.way(place, target_id)

    def places(self) -> list[Place]:
        """Return the accounts and Regions in which moto had resources."""
        return list(self._stores)

    def home_of(self, resource_id: str) -> RegionStore | None:
        """Return the holdings that contained a VPC or subnet, or None."""
        for store in self._stores.values():
            if resource_id in store.of(VPC) or resource_id in store.of(SUBNET):
                return store
        return None

    def store(self, place: Place) -> RegionStore:
        """Refuse, as the network itself does."""
        return self._network.store(place)

    def put_tags(self, place: Place, resource_id: str, tags: Tags) -> None:
        """Store tags in the snapshot."""
        self.at(place).put_tags(resource_id, tags)

    def snapshot(self) -> "MotoMemory":
        """Return an independent copy."""
        other = copy(self)
        other._stores = {place: each.copy({**each.homes}) for place, each in self._stores.items()}
        return other

    def put_back(self) -> MotoNetwork:
        """Return moto's current network, with the connections' tags restored."""
        for place in self._network.places():
            tags = backend_at(place).tags
            for resource_id in [each for each in tags if PEERING.is_meant_by(each)]:
                del tags[resource_id]
            for _, resource_id, kept in self.at(place).tagged(0):
                if PEERING.is_meant_by(resource_id):
                    tags[resource_id] = dict(kept)
        return self._network

    def differing(self) -> list[str]:
        """Return the IDs of the resources that moto has changed since."""
        now = MotoMemory(self._network)
        return [
            resource_id
            for place in sorted({*self._stores, *now._stores})
            for kind in STORED.values()
            for resource_id in _differing(self.at(place).of(kind), now.at(place).of(kind))
            if resource_id not in self._list_created_with(place)
        ]

    def _list_created_with(self, place: Place) -> frozenset[str]:
        """Return the IDs of the resources that moto created with a place first used later."""
        return frozenset() if place in self._stores else list_created_with(place)


def _new_store(place: Place) -> RegionStore:
    """Return a store for what moto had in a place, without peermock's own defaults."""
    return RegionStore(place, "default", is_complete=True)


def _remember(holdings: MotoHoldings) -> RegionStore:
    store = _new_store(holdings.place)
    for kind in SOURCES:
        for resource in holdings.of(kind):
            store.put(kind, resource)
    for _, resource_id, tags in holdings.tagged(0):
        store.put_tags(resource_id, dict(tags))
    return store


def _differing(before: Resources[Identified], now: Resources[Identified]) -> list[str]:
    """Return the IDs of resources that were added, removed or changed."""
    ids = dict.fromkeys(each.id for each in (*before, *now))
    return [each for each in ids if before.get(each) != now.get(each)]
