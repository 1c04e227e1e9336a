"""What one account has in one Region."""

from typing import TypeVar

from peermock.domain.collection import Collection
from peermock.domain.identity import Place
from peermock.domain.routing import RouteTable
from peermock.domain.tags import NO_TAGS, Tags
from peermock.domain.vpc import Vpc

T = TypeVar("T")


class RegionStore:
    """The resources of an account in a Region, and the tags that the account put on things there.

    Attributes:
        place: The account and the Region.
        dhcp_options_id: The DHCP options that new VPCs use.
        vpcs: The VPCs by ID.
        route_tables: The route tables by ID.
        tags: For each resource ID its tags. A peering connection is stored in the world, but
            each place keeps its own tags of it.
    """

    __slots__ = ("dhcp_options_id", "place", "route_tables", "tags", "vpcs")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.dhcp_options_id = ""
        self.vpcs: Collection[Vpc] = Collection()
        self.route_tables: Collection[RouteTable] = Collection()
        self.tags: Collection[Tags] = Collection()

    def copy(self) -> "RegionStore":
        """Return a store of the same resources that changes on its own."""
        other = RegionStore(self.place)
        other.dhcp_options_id = self.dhcp_options_id
        other.vpcs = self.vpcs.copy()
        other.route_tables = self.route_tables.copy()
        other.tags = self.tags.copy()
        return other

    def tables_of(self, vpc_id: str) -> list[RouteTable]:
        """Return the route tables of a VPC, its main table first."""
        tables = [table for table in self.route_tables if table.vpc_id == vpc_id]
        return sorted(tables, key=lambda table: not table.main_association_id)

    def forget(self, resource_id: str, collection: Collection[T]) -> None:
        """Remove a resource and its tags."""
        collection.remove(resource_id)
        self.tags.remove(resource_id)

    def tags_of(self, resource_id: str) -> Tags:
        """Return the tags that the account put on a resource here."""
        return self.tags.get(resource_id) or NO_TAGS
