"""Operations on route tables and routes through peering connections."""

from collections.abc import Iterator

from peermock.domain.cidr import canonical_ipv4, canonical_ipv6
from peermock.domain.errors import (
    DifferentNetworks,
    MissingParameter,
    NotACidrBlock,
    VpcPeeringConnectionNotFound,
)
from peermock.domain.peering import ENDED
from peermock.domain.routing import Route
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Listing
from peermock.operations.resources import find_route_table
from peermock.operations.views import route_table_view

ROUTE_TABLES = Listing(
    answer="RouteTables",
    ids="RouteTableIds",
    filters={
        "association.gateway-id": "Associations.GatewayId",
        "association.main": "Associations.Main",
        "association.route-table-association-id": "Associations.RouteTableAssociationId",
        "association.route-table-id": "Associations.RouteTableId",
        "association.subnet-id": "Associations.SubnetId",
        "owner-id": "OwnerId",
        "route-table-id": "RouteTableId",
        "route.destination-cidr-block": "Routes.DestinationCidrBlock",
        "route.destination-ipv6-cidr-block": "Routes.DestinationIpv6CidrBlock",
        "route.destination-prefix-list-id": "Routes.DestinationPrefixListId",
        "route.egress-only-internet-gateway-id": "Routes.EgressOnlyInternetGatewayId",
        "route.gateway-id": "Routes.GatewayId",
        "route.instance-id": "Routes.InstanceId",
        "route.nat-gateway-id": "Routes.NatGatewayId",
        "route.origin": "Routes.Origin",
        "route.state": "Routes.State",
        "route.transit-gateway-id": "Routes.TransitGatewayId",
        "route.vpc-peering-connection-id": "Routes.VpcPeeringConnectionId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-id": "VpcId",
    },
    most=100,
)


def describe_route_tables(world: World, call: Call) -> Result:
    """List the caller's route tables, the state of their routes as of now."""

    def scan(start: int) -> Iterator[tuple[int, View]]:
        for position, table in world.store(call.place).route_tables.scan(start):
            yield position, route_table_view(world, call, table)

    def find(route_table_id: str) -> View:
        return route_table_view(world, call, find_route_table(world, call, route_table_id))

    return ROUTE_TABLES.describe(world, call, scan=scan, find=find)


def create_route(world: World, call: Call) -> Result:
    """Add a route through a peering connection of the table's VPC."""
    table = find_route_table(world, call, call.params["RouteTableId"])
    destination = _destination(call)
    peering_id = _target(world, call, table.id, table.vpc_id)
    changed = table.with_route(Route(destination, peering_id))
    world.store(call.place).route_tables.put(table.id, changed)
    return {"Return": True}


def _destination(call: Call) -> str:
    if "DestinationCidrBlock" in call.params:
        text = call.params["DestinationCidrBlock"]
        canonical = canonical_ipv4(text)
        name = "destinationCidrBlock"
    elif "DestinationIpv6CidrBlock" in call.params:
        text = call.params["DestinationIpv6CidrBlock"]
        canonical = canonical_ipv6(text)
        name = "destinationIpv6CidrBlock"
    else:
        raise MissingParameter("destinationCidrBlock")
    if canonical is None:
        raise NotACidrBlock(text, name)
    return canonical


def _target(world: World, call: Call, route_table_id: str, vpc_id: str) -> str:
    if "VpcPeeringConnectionId" not in call.params:
        raise MissingParameter("vpcPeeringConnectionId")
    peering = world.peering(call.params["VpcPeeringConnectionId"], seen_by=call.place, now=call.at)
    if peering.status(call.at) in ENDED:
        raise VpcPeeringConnectionNotFound(peering.id)
    if vpc_id not in [side.vpc_id for side in peering.sides]:
        raise DifferentNetworks(route_table_id, peering.id)
    return peering.id
