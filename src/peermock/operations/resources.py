"""The kinds of resources, by the prefix of their IDs: how one is found, and how many are listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from peermock.domain.collection import Collection
from peermock.domain.errors import (
    AwsError,
    GroupIdMalformed,
    InvalidId,
    RouteTableIdMalformed,
    RouteTableNotFound,
    RuleIdMalformed,
    RuleIdNotFound,
    SecurityGroupNotFound,
    SubnetIdMalformed,
    SubnetNotFound,
    VpcIdMalformed,
    VpcNotFound,
)
from peermock.domain.ids import is_resource_id
from peermock.domain.peering import Peering
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import RouteTable
from peermock.domain.security import Rule, SecurityGroup
from peermock.domain.subnet import Subnet
from peermock.domain.vpc import Vpc
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Cursor, Listing

T = TypeVar("T")


class Kind(Protocol):
    """A kind of resource.

    Attributes:
        type_name: AWS's name for it, such as `route-table`.
    """

    @property
    def type_name(self) -> str:
        """AWS's name for it."""
        ...

    def find(self, world: World, call: Call, resource_id: str) -> object:
        """Return the resource with an ID, if the caller sees it.

        Raises:
            AwsError: The text is no such ID, or the caller sees none with it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A kind of resource that a place stores."""

    prefix: str
    type_name: str
    collection: Callable[[RegionStore], Collection[T]]
    malformed: Callable[[str], AwsError]
    not_found: Callable[[str], AwsError]

    def find(self, world: World, call: Call, resource_id: str) -> T:
        """Return the caller's resource with an ID.

        Raises:
            AwsError: The text is no such ID, or there is none with it.
        """
        if not is_resource_id(resource_id, self.prefix):
            raise self.malformed(resource_id)
        resource = self.collection(world.store(call.place)).get(resource_id)
        if resource is None:
            raise self.not_found(resource_id)
        return resource

    def describe(
        self, world: World, call: Call, listing: Listing, view: Callable[[World, Call, T], View]
    ) -> Result:
        """Return the answer of a Describe of the caller's resources of this kind."""

        def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
            for position, resource in self.collection(world.store(call.place)).scan(start[0]):
                yield (position, ""), view(world, call, resource)

        def find(resource_id: str) -> View:
            return view(world, call, self.find(world, call, resource_id))

        return listing.describe(world, call, scan=scan, find=find)


class _Peerings:
    type_name = "vpc-peering-connection"

    def find(self, world: World, call: Call, resource_id: str) -> Peering:
        return world.peering(resource_id, seen_by=call.place, now=call.at)


class _Rules:
    type_name = "security-group-rule"

    def find(self, world: World, call: Call, resource_id: str) -> tuple[SecurityGroup, Rule]:
        if not is_resource_id(resource_id, "sgr"):
            raise RuleIdMalformed(resource_id)
        found = world.store(call.place).rule(resource_id)
        if found is None:
            raise RuleIdNotFound(resource_id)
        return found


PEERING = _Peerings()
RULE = _Rules()
VPC: Stored[Vpc] = Stored("vpc", "vpc", lambda store: store.vpcs, VpcIdMalformed, VpcNotFound)
SUBNET: Stored[Subnet] = Stored(
    "subnet", "subnet", lambda store: store.subnets, SubnetIdMalformed, SubnetNotFound
)
ROUTE_TABLE: Stored[RouteTable] = Stored(
    "rtb",
    "route-table",
    lambda store: store.route_tables,
    RouteTableIdMalformed,
    RouteTableNotFound,
)
SECURITY_GROUP: Stored[SecurityGroup] = Stored(
    "sg",
    "security-group",
    lambda store: store.security_groups,
    GroupIdMalformed,
    SecurityGroupNotFound,
)

_KINDS: dict[str, Kind] = {
    "pcx": PEERING,
    "rtb": ROUTE_TABLE,
    "sg": SECURITY_GROUP,
    "sgr": RULE,
    "subnet": SUBNET,
    "vpc": VPC,
}


def kind_of(resource_id: str) -> Kind:
    """Return the kind of a resource by its ID.

    Raises:
        InvalidId: No kind of resource has such IDs.
    """
    prefix, dash, _ = resource_id.partition("-")
    if not dash or prefix not in _KINDS:
        raise InvalidId(resource_id)
    return _KINDS[prefix]


def find_resource(world: World, call: Call, resource_id: str) -> object:
    """Return a resource of any kind that the caller sees.

    Raises:
        AwsError: The text is no ID, or the caller sees none with this ID.
    """
    return kind_of(resource_id).find(world, call, resource_id)


def is_seen(world: World, call: Call, resource_id: str) -> bool:
    """Tell whether the caller sees a resource."""
    try:
        find_resource(world, call, resource_id)
    except AwsError:
        return False
    return True
