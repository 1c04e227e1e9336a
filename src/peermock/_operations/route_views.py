"""Views of route tables, with the state of their routes."""

from collections.abc import Mapping

from peermock._domain.routing import Association, Route, RouteTable
from peermock._domain.targets import (
    EgressOnlyGatewayTarget,
    GatewayTarget,
    InterfaceTarget,
    Local,
    NatGatewayTarget,
    PeeringTarget,
    Target,
)
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.filters import View
from peermock._operations.views import tags_view

TARGET_MEMBERS: Mapping[type[Target], str] = {
    EgressOnlyGatewayTarget: "EgressOnlyInternetGatewayId",
    GatewayTarget: "GatewayId",
    InterfaceTarget: "NetworkInterfaceId",
    NatGatewayTarget: "NatGatewayId",
    PeeringTarget: "VpcPeeringConnectionId",
}
"""For each type of route target, the member that names it in parameters and responses."""


def route_table_view(world: World, call: Call, table: RouteTable) -> View:
    """Return a route table as its owner sees it, with the current state of its routes."""
    return {
        "RouteTableId": table.id,
        "VpcId": table.vpc_id,
        "OwnerId": table.place.account_id,
        "Associations": [_association_view(table, each) for each in table.associations],
        "PropagatingVgws": [],
        "Routes": [_route_view(world, call, table, route) for route in table.routes],
        "Tags": tags_view(world, call, table.id),
    }


def _association_view(table: RouteTable, association: Association) -> View:
    view = {
        "Main": association.is_main,
        "RouteTableAssociationId": association.id,
        "RouteTableId": table.id,
        "AssociationState": {"State": "associated"},
    }
    return view if association.is_main else {**view, "SubnetId": association.subnet_id}


def _route_view(world: World, call: Call, table: RouteTable, route: Route) -> View:
    is_open = route.target.is_open(table.place, table.vpc_id, world, call.at)
    return {
        _destination(route): route.destination,
        **_target_view(route.target),
        "Origin": "CreateRouteTable" if route.is_local else "CreateRoute",
        "State": "active" if is_open else "blackhole",
    }


def _destination(route: Route) -> str:
    if route.cidr_block is None:
        return "DestinationPrefixListId"
    return "DestinationIpv6CidrBlock" if ":" in route.destination else "DestinationCidrBlock"


def _target_view(target: Target) -> View:
    if isinstance(target, Local):
        return {"GatewayId": "local"}
    return {TARGET_MEMBERS[type(target)]: target.id}
