"""Operations on routes."""

from collections.abc import Mapping

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6
from peermock._domain.errors import (
    InvalidParameterCombination,
    MissingParameter,
    NotACidrBlock,
    TargetMissing,
)
from peermock._domain.errors.endpoints import CannotRemoveEndpointRoute
from peermock._domain.internet_gateway import INTERNET_GATEWAY
from peermock._domain.prefix_list import PREFIX_LIST
from peermock._domain.routing import ROUTE_TABLE, Route, RouteTable
from peermock._domain.targets import GatewayTarget, Target
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.resources import find
from peermock._operations.route_targets import TARGET_FINDERS

_DESTINATIONS = {
    "DestinationCidrBlock": canonical_ipv4,
    "DestinationIpv6CidrBlock": canonical_ipv6,
}
_LIST = "DestinationPrefixListId"


def create_route(world: World, call: Call) -> Result:
    """Add a route to a target of the table's VPC."""
    table = _table(world, call)
    route = read_route(world, call, table)
    world.store(call.place).put(ROUTE_TABLE, table.with_route(route))
    return {"Return": True}


def replace_route(world: World, call: Call) -> Result:
    """Change the target of a route."""
    table = _table(world, call)
    route = read_route(world, call, table)
    _removable(table, route.destination)
    world.store(call.place).put(ROUTE_TABLE, table.with_replaced(route))
    return {}


def delete_route(world: World, call: Call) -> Result:
    """Remove a route."""
    table = _table(world, call)
    changed = table.without_route(_removable(table, _destination(world, call)))
    world.store(call.place).put(ROUTE_TABLE, changed)
    return {}


def _removable(table: RouteTable, destination: str) -> str:
    """Return the destination of a route, unless it belongs to an endpoint."""
    route = table.route_to(destination)
    target = route.target if route else None
    if isinstance(target, GatewayTarget) and not INTERNET_GATEWAY.is_meant_by(target.id):
        raise CannotRemoveEndpointRoute(destination, table.id)
    return destination


def read_route(world: World, call: Call, table: RouteTable) -> Route:
    """Return the route that a call describes.

    Raises:
        AwsError: The destination is invalid, or the target does not exist for the table's VPC.
    """
    destination = _destination(world, call)
    return Route(destination, _target(world, call, table, destination))


def _table(world: World, call: Call) -> RouteTable:
    return find(world, call, ROUTE_TABLE, call.params["RouteTableId"])


def _destination(world: World, call: Call) -> str:
    sent = [name for name in (*_DESTINATIONS, _LIST) if name in call.params]
    if not sent:
        raise MissingParameter("destinationCidrBlock or destinationIpv6CidrBlock")
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent[:2])
    text = call.params[sent[0]]
    if sent == [_LIST]:
        return find(world, call, PREFIX_LIST, text).id
    canonical = _DESTINATIONS[sent[0]](text)
    if canonical is None:
        raise NotACidrBlock(text, sent[0][0].lower() + sent[0][1:])
    return canonical


def _target(world: World, call: Call, table: RouteTable, destination: str) -> Target:
    sent = [name for name in TARGET_FINDERS if name in call.params]
    if not sent:
        raise TargetMissing
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent[:2])
    (name,) = sent
    return TARGET_FINDERS[name](world, call, table, destination)


_DESTINATION = (*_DESTINATIONS, _LIST)
_ROUTE = ("RouteTableId", *_DESTINATION, *TARGET_FINDERS)

OPERATIONS: Mapping[str, Operation] = {
    "CreateRoute": Operation(create_route, _ROUTE, "RouteTableId"),
    "DeleteRoute": Operation(delete_route, ("RouteTableId", *_DESTINATION), "RouteTableId"),
    "ReplaceRoute": Operation(replace_route, _ROUTE, "RouteTableId"),
}
"""The rows of these operations."""
