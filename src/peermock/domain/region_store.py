"""What one account has in one Region."""

from typing import TypeVar

from peermock.domain.collection import Collection
from peermock.domain.identity import Place
from peermock.domain.routing import RouteTable
from peermock.domain.security import Rule, SecurityGroup
from peermock.domain.subnet import Subnet
from peermock.domain.tags import NO_TAGS, Tags
from peermock.domain.vpc import Vpc

T = TypeVar("T")


class RegionStore:
    """The resources of an account in a Region, and the tags that the account put on things there.

    Attributes:
        place: The account and the Region.
        dhcp_options_id: The DHCP options that new VPCs use.
        vpcs: The VPCs by ID.
        subnets: The subnets by ID.
        route_tables: The route tables by ID.
        security_groups: The security groups by ID.
        tags: For each resource ID its tags. A peering connection is stored in the world, but
            each place keeps its own tags of it.
        client_tokens: For each idempotency token of a caller's what the call has made.
    """

    def __init__(self, place: Place, dhcp_options_id: str) -> None:
        self.place = place
        self.dhcp_options_id = dhcp_options_id
        self.vpcs: Collection[Vpc] = Collection()
        self.subnets: Collection[Subnet] = Collection()
        self.route_tables: Collection[RouteTable] = Collection()
        self.security_groups: Collection[SecurityGroup] = Collection()
        self.tags: Collection[Tags] = Collection()
        self.client_tokens: dict[str, str] = {}

    def copy(self) -> "RegionStore":
        """Return a store of the same resources that changes on its own."""
        other = RegionStore(self.place, self.dhcp_options_id)
        for name, value in vars(self).items():
            if isinstance(value, Collection | dict):
                setattr(other, name, value.copy())
        return other

    def tables_of(self, vpc_id: str) -> list[RouteTable]:
        """Return the route tables of a VPC."""
        return [table for table in self.route_tables if table.vpc_id == vpc_id]

    def groups_of(self, vpc_id: str) -> list[SecurityGroup]:
        """Return the security groups of a VPC."""
        return [group for group in self.security_groups if group.vpc_id == vpc_id]

    def rule(self, rule_id: str) -> tuple[SecurityGroup, Rule] | None:
        """Return the rule with this ID and its group, or None."""
        for group in self.security_groups:
            for rule in group.rules:
                if rule.id == rule_id:
                    return group, rule
        return None

    def forget(self, resource_id: str, collection: Collection[T]) -> None:
        """Remove a resource and its tags."""
        collection.remove(resource_id)
        self.tags.remove(resource_id)

    def forget_group(self, group: SecurityGroup) -> None:
        """Remove a security group with its rules, and the tags of them all."""
        self.forget(group.id, self.security_groups)
        for rule in group.rules:
            self.tags.remove(rule.id)

    def tags_of(self, resource_id: str) -> Tags:
        """Return the tags that the account put on a resource here."""
        return self.tags.get(resource_id) or NO_TAGS
