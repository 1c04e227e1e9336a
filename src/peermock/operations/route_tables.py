"""Operations on route tables and on what they are associated with."""

from peermock.domain.errors import (
    AlreadyAssociated,
    AssociationNotFound,
    CannotDisassociateMain,
    ClientTokenReused,
    DependencyViolation,
    MissingParameter,
    TableAndSubnetApart,
)
from peermock.domain.network import new_route_table
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import Association, RouteTable
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.listing import Listing
from peermock.operations.resources import ROUTE_TABLE, SUBNET, VPC
from peermock.operations.tags import put_tags, tags_on_create
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

_ASSOCIATED = {"State": "associated"}


def create_route_table(world: World, call: Call) -> Result:
    """Create a route table with the local routes of its VPC; the same token gives the same one."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    tags = tags_on_create(call, ROUTE_TABLE.type_name)
    store = world.store(call.place)
    token: str = call.params.get("ClientToken", "")
    table = store.route_tables.get(store.client_tokens.get(token, ""))
    if table is None:
        table = new_route_table(store, world.ids, vpc)
        store.route_tables.put(table.id, table)
        put_tags(world, call, table.id, tags)
        if token:
            store.client_tokens[token] = table.id
    if table.vpc_id != vpc.id:
        raise ClientTokenReused(token)
    view = {"RouteTable": route_table_view(world, call, table)}
    return view | {"ClientToken": token} if token else view


def describe_route_tables(world: World, call: Call) -> Result:
    """List the caller's route tables, the state of their routes as of now."""
    return ROUTE_TABLE.describe(world, call, ROUTE_TABLES, route_table_view)


def delete_route_table(world: World, call: Call) -> Result:
    """Delete a route table that nothing is associated with."""
    table = ROUTE_TABLE.find(world, call, call.params["RouteTableId"])
    if table.associations:
        raise DependencyViolation("routeTable", table.id)
    store = world.store(call.place)
    store.forget(table.id, store.route_tables)
    return {}


def associate_route_table(world: World, call: Call) -> Result:
    """Use a route table for a subnet that has none of its own."""
    table = ROUTE_TABLE.find(world, call, call.params["RouteTableId"])
    if "SubnetId" not in call.params:
        raise MissingParameter("subnetId")
    subnet = SUBNET.find(world, call, call.params["SubnetId"])
    if subnet.vpc_id != table.vpc_id:
        raise TableAndSubnetApart(table.id, subnet.id)
    store = world.store(call.place)
    for other in store.tables_of(table.vpc_id):
        if any(association.subnet_id == subnet.id for association in other.associations):
            raise AlreadyAssociated(table.id)
    association = Association(world.ids.resource_id("rtbassoc"), subnet.id)
    store.route_tables.put(table.id, table.with_association(association))
    return {"AssociationId": association.id, "AssociationState": _ASSOCIATED}


def disassociate_route_table(world: World, call: Call) -> Result:
    """Let a subnet use the main route table of its VPC again."""
    store = world.store(call.place)
    table, association = _association(store, call)
    if association.is_main:
        raise CannotDisassociateMain(association.id)
    store.route_tables.put(table.id, table.without_association(association.id))
    return {}


def replace_route_table_association(world: World, call: Call) -> Result:
    """Use another route table for a subnet, or as the main one of the VPC."""
    store = world.store(call.place)
    old, association = _association(store, call)
    new = ROUTE_TABLE.find(world, call, call.params["RouteTableId"])
    if new.vpc_id != old.vpc_id:
        raise TableAndSubnetApart(new.id, association.subnet_id or old.vpc_id)
    replaced = Association(world.ids.resource_id("rtbassoc"), association.subnet_id)
    old = old.without_association(association.id)
    store.route_tables.put(old.id, old)
    new = store.route_tables[new.id].with_association(replaced)
    store.route_tables.put(new.id, new)
    return {"NewAssociationId": replaced.id, "AssociationState": _ASSOCIATED}


def _association(store: RegionStore, call: Call) -> tuple[RouteTable, Association]:
    for table in store.route_tables:
        for association in table.associations:
            if association.id == call.params["AssociationId"]:
                return table, association
    raise AssociationNotFound(call.params["AssociationId"])
