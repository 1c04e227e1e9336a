"""Operations on the routes of a table."""

from peermock.domain.cidr import canonical_ipv4, canonical_ipv6
from peermock.domain.errors import (
    DifferentNetworks,
    InvalidParameterCombination,
    MissingParameter,
    NotACidrBlock,
    VpcPeeringConnectionNotFound,
)
from peermock.domain.peering import ENDED
from peermock.domain.routing import Route, RouteTable
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.resources import PEERING, ROUTE_TABLE

_DESTINATIONS = {
    "DestinationCidrBlock": canonical_ipv4,
    "DestinationIpv6CidrBlock": canonical_ipv6,
}


def create_route(world: World, call: Call) -> Result:
    """Add a route through a peering connection of the table's VPC."""
    table = _table(world, call)
    route = Route(_destination(call), _target(world, call, table))
    world.store(call.place).route_tables.put(table.id, table.with_route(route))
    return {"Return": True}


def replace_route(world: World, call: Call) -> Result:
    """Lead a route through another peering connection of the table's VPC."""
    table = _table(world, call)
    route = Route(_destination(call), _target(world, call, table))
    world.store(call.place).route_tables.put(table.id, table.with_replaced(route))
    return {}


def delete_route(world: World, call: Call) -> Result:
    """Remove a route."""
    table = _table(world, call)
    changed = table.without_route(_destination(call))
    world.store(call.place).route_tables.put(table.id, changed)
    return {}


def _table(world: World, call: Call) -> RouteTable:
    return ROUTE_TABLE.find(world, call, call.params["RouteTableId"])


def _destination(call: Call) -> str:
    sent = [name for name in _DESTINATIONS if name in call.params]
    if not sent:
        raise MissingParameter("destinationCidrBlock or destinationIpv6CidrBlock")
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent)
    text = call.params[sent[0]]
    canonical = _DESTINATIONS[sent[0]](text)
    if canonical is None:
        raise NotACidrBlock(text, sent[0][0].lower() + sent[0][1:])
    return canonical


def _target(world: World, call: Call, table: RouteTable) -> str:
    if "VpcPeeringConnectionId" not in call.params:
        raise MissingParameter("vpcPeeringConnectionId")
    peering = PEERING.find(world, call, call.params["VpcPeeringConnectionId"])
    if peering.status(call.at) in ENDED:
        raise VpcPeeringConnectionNotFound(peering.id)
    if table.vpc_id not in [side.vpc_id for side in peering.sides]:
        raise DifferentNetworks(table.id, peering.id)
    return peering.id
