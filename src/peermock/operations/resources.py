"""The kinds of resources, by the prefix of their IDs."""

from collections.abc import Callable
from dataclasses import dataclass

from peermock.domain.errors import (
    AwsError,
    InvalidId,
    RouteTableIdMalformed,
    RouteTableNotFound,
    VpcIdMalformed,
    VpcNotFound,
)
from peermock.domain.ids import is_resource_id
from peermock.domain.routing import RouteTable
from peermock.domain.vpc import Vpc
from peermock.domain.world import World
from peermock.operations.call import Call


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource: AWS's name for it, and how one is found."""

    type_name: str
    find: Callable[[World, Call, str], object]


def find_vpc(world: World, call: Call, vpc_id: str) -> Vpc:
    """Return a VPC of the caller's.

    Raises:
        VpcIdMalformed: The text is no such ID.
        VpcNotFound: There is none with this ID.
    """
    if not is_resource_id(vpc_id, "vpc"):
        raise VpcIdMalformed(vpc_id)
    vpc = world.store(call.place).vpcs.get(vpc_id)
    if vpc is None:
        raise VpcNotFound(vpc_id)
    return vpc


def find_route_table(world: World, call: Call, route_table_id: str) -> RouteTable:
    """Return a route table of the caller's.

    Raises:
        RouteTableIdMalformed: The text is no such ID.
        RouteTableNotFound: There is none with this ID.
    """
    if not is_resource_id(route_table_id, "rtb"):
        raise RouteTableIdMalformed(route_table_id)
    table = world.store(call.place).route_tables.get(route_table_id)
    if table is None:
        raise RouteTableNotFound(route_table_id)
    return table


def find_peering(world: World, call: Call, peering_id: str) -> object:
    """Return a connection that the caller sees; errors as `World.peering`."""
    return world.peering(peering_id, seen_by=call.place, now=call.at)


KINDS = {
    "pcx": Kind("vpc-peering-connection", find_peering),
    "rtb": Kind("route-table", find_route_table),
    "vpc": Kind("vpc", find_vpc),
}


def kind_of(resource_id: str) -> Kind:
    """Return the kind of a resource by its ID.

    Raises:
        InvalidId: No kind of resource has such IDs.
    """
    prefix, dash, _ = resource_id.partition("-")
    if not dash or prefix not in KINDS:
        raise InvalidId(resource_id)
    return KINDS[prefix]


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
