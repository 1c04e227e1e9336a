"""Operations on route tables and their associations."""

from collections.abc import Mapping

from peermock._domain.errors import (
    AlreadyAssociated,
    AssociationNotFound,
    CannotDisassociateMain,
    ClientTokenReused,
    DependencyViolation,
    MissingParameter,
    TableAndSubnetApart,
)
from peermock._domain.network import new_route_table
from peermock._domain.routing import ROUTE_TABLE, Association, RouteTable
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.route_views import route_table_view
from peermock._operations.tags import put_tags, tags_on_create

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
        "tag-value": "Tags.Value",
        "vpc-id": "VpcId",
    },
    most=100,
)

_ASSOCIATED = {"State": "associated"}


def create_route_table(world: World, call: Call) -> Result:
    """Create a route table with local routes, or return the one with the same token."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    tags = tags_on_create(call, ROUTE_TABLE)
    store = world.store(call.place)
    token: str = call.params.get("ClientToken", "")
    table = store.made_with(token, ROUTE_TABLE)
    if table is None:
        table = store.put(ROUTE_TABLE, new_route_table(store, world.ids, vpc), token)
        put_tags(world, call, table.id, tags)
    if table.vpc_id != vpc.id:
        raise ClientTokenReused(token)
    view = {"RouteTable": route_table_view(world, call, table)}
    return view | {"ClientToken": token} if token else view


def describe_route_tables(world: World, call: Call) -> Result:
    """List the caller's route tables, with the current state of their routes."""
    return describe(world, call, ROUTE_TABLE, ROUTE_TABLES, route_table_view)


def delete_route_table(world: World, call: Call) -> Result:
    """Delete a route table without associations."""
    table = find(world, call, ROUTE_TABLE, call.params["RouteTableId"])
    if table.associations:
        raise DependencyViolation(ROUTE_TABLE.noun, table.id)
    world.store(call.place).forget(ROUTE_TABLE, table.id)
    return {}


def associate_route_table(world: World, call: Call) -> Result:
    """Associate a route table with a subnet that has none of its own."""
    table = find(world, call, ROUTE_TABLE, call.params["RouteTableId"])
    if "SubnetId" not in call.params:
        raise MissingParameter("subnetId")
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    if subnet.vpc_id != table.vpc_id:
        raise TableAndSubnetApart(table.id, subnet.id)
    if world.at(call.place).of(ROUTE_TABLE).naming(subnet.id):
        raise AlreadyAssociated(table.id)
    association = Association(world.ids.resource_id("rtbassoc"), subnet.id)
    world.store(call.place).put(ROUTE_TABLE, table.with_association(association))
    return {"AssociationId": association.id, "AssociationState": _ASSOCIATED}


def disassociate_route_table(world: World, call: Call) -> Result:
    """Return a subnet to the main route table of its VPC."""
    table, association = _association(world, call)
    if association.is_main:
        raise CannotDisassociateMain(association.id)
    world.store(call.place).put(ROUTE_TABLE, table.without_association(association.id))
    return {}


def replace_route_table_association(world: World, call: Call) -> Result:
    """Replace the route table of a subnet, or the main one of the VPC."""
    old, association = _association(world, call)
    new = find(world, call, ROUTE_TABLE, call.params["RouteTableId"])
    if new.vpc_id != old.vpc_id:
        raise TableAndSubnetApart(new.id, association.subnet_id or old.vpc_id)
    replaced = Association(world.ids.resource_id("rtbassoc"), association.subnet_id)
    store = world.store(call.place)
    store.put(ROUTE_TABLE, old.without_association(association.id))
    new = store.of(ROUTE_TABLE)[new.id].with_association(replaced)
    store.put(ROUTE_TABLE, new)
    return {"NewAssociationId": replaced.id, "AssociationState": _ASSOCIATED}


def _association(world: World, call: Call) -> tuple[RouteTable, Association]:
    found = world.at(call.place).of(ROUTE_TABLE).part(call.params["AssociationId"])
    if found is None:
        raise AssociationNotFound(call.params["AssociationId"])
    table, number = found
    return table, table.associations[number]


OPERATIONS: Mapping[str, Operation] = {
    "AssociateRouteTable": Operation(
        associate_route_table, ("RouteTableId", "SubnetId"), "RouteTableId"
    ),
    "CreateRouteTable": Operation(
        create_route_table, ("VpcId", "ClientToken", "TagSpecifications"), "VpcId"
    ),
    "DeleteRouteTable": Operation(delete_route_table, ("RouteTableId",), "RouteTableId"),
    "DescribeRouteTables": Operation(describe_route_tables, ROUTE_TABLES.parameters),
    "DisassociateRouteTable": Operation(
        disassociate_route_table, ("AssociationId",), "route-table/*"
    ),
    "ReplaceRouteTableAssociation": Operation(
        replace_route_table_association, ("AssociationId", "RouteTableId"), "RouteTableId"
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {ROUTE_TABLES.answer: picture(ROUTE_TABLE, route_table_view)}
"""The view of each route table in pictures of a place."""
