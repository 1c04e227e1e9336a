"""Tools that only read, or that change resources through boto3, run without patches."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from boto3.resources.base import ServiceResource
from botocore.client import BaseClient

from peermock import PeeringMock
from tests.operations.parties import Party

Resource = Callable[[Party], ServiceResource]


@pytest.fixture
def peered(ours: Party, theirs: Party) -> str:
    """A connection that only our side routes to, and that only their groups allow."""
    peering_id = ours.peer(theirs)
    ours.ec2.create_route(
        RouteTableId=ours.main_table_id(),
        DestinationCidrBlock=theirs.cidr_block,
        VpcPeeringConnectionId=peering_id,
    )
    pair = {"UserId": ours.account_id, "GroupId": ours.new_group("web")}
    theirs.allow(theirs.new_group("app"), UserIdGroupPairs=[pair])
    return peering_id


def pages(
    client: BaseClient, operation: str, key: str, **params: object
) -> Iterator[dict[str, Any]]:
    """Yield the items of all pages of a Describe, like inventory tools."""
    for page in client.get_paginator(operation).paginate(**params):
        yield from page[key]


def inventory(client: BaseClient) -> Counter[str]:
    """Count a Region's resources by kind, with small pages."""
    small = {"PaginationConfig": {"PageSize": 5}}
    kinds = {
        "describe_vpcs": "Vpcs",
        "describe_subnets": "Subnets",
        "describe_route_tables": "RouteTables",
        "describe_security_groups": "SecurityGroups",
        "describe_security_group_rules": "SecurityGroupRules",
        "describe_vpc_peering_connections": "VpcPeeringConnections",
    }
    return Counter(
        key for operation, key in kinds.items() for _ in pages(client, operation, key, **small)
    )


def missing_routes(client: BaseClient) -> list[tuple[str, str]]:
    """Return the account's connections and VPCs between which no table has a route."""
    routed = {
        (route["VpcPeeringConnectionId"], table["VpcId"])
        for table in pages(client, "describe_route_tables", "RouteTables")
        for route in table["Routes"]
        if "VpcPeeringConnectionId" in route
    }
    ours = {vpc["VpcId"] for vpc in pages(client, "describe_vpcs", "Vpcs")}
    active = [{"Name": "status-code", "Values": ["active"]}]
    return [
        (each["VpcPeeringConnectionId"], vpc_id)
        for each in pages(
            client, "describe_vpc_peering_connections", "VpcPeeringConnections", Filters=active
        )
        for vpc_id in (each["RequesterVpcInfo"]["VpcId"], each["AccepterVpcInfo"]["VpcId"])
        if vpc_id in ours and (each["VpcPeeringConnectionId"], vpc_id) not in routed
    ]


def test_an_inventory_counts_every_region(ours: Party, peered: str, abroad: Party) -> None:
    """The default VPC of each Region counts as well."""
    one_vpc_each = {
        "Vpcs": 2,
        "Subnets": 3,
        "RouteTables": 2,
        "SecurityGroups": 2,
        "SecurityGroupRules": 4,
    }
    assert inventory(abroad.ec2) == one_vpc_each
    more = {"SecurityGroups": 3, "SecurityGroupRules": 5, "VpcPeeringConnections": 1}
    assert inventory(ours.ec2) == one_vpc_each | more


def test_an_audit_finds_missing_routes(ours: Party, theirs: Party, peered: str) -> None:
    """The audit finds the side without a route, and not the other."""
    assert missing_routes(ours.ec2) == []
    assert missing_routes(theirs.ec2) == [(peered, theirs.vpc_id)]


def test_an_audit_finds_blackholes_and_stale_rules(ours: Party, theirs: Party, peered: str) -> None:
    """A deleted connection leaves blackholes and stale rules on either side."""
    ours.delete(peered)
    blackholes = [{"Name": "route.state", "Values": ["blackhole"]}]
    found = pages(ours.ec2, "describe_route_tables", "RouteTables", Filters=blackholes)
    assert [table["VpcId"] for table in found] == [ours.vpc_id]
    stale = pages(
        theirs.ec2, "describe_stale_security_groups", "StaleSecurityGroupSet", VpcId=theirs.vpc_id
    )
    assert [group["GroupName"] for group in stale] == ["app"]


def test_resources_walk_from_a_vpc_to_all_that_it_has(
    ours: Party, peered: str, resource: Resource
) -> None:
    """Collections of a VPC and of the service contain its resources."""
    subnet_id, ec2 = ours.new_subnet("10.0.1.0/24"), resource(ours)
    (vpc,) = [each for each in ec2.vpcs.all() if not each.is_default]
    assert (vpc.id, vpc.cidr_block, vpc.state) == (ours.vpc_id, "10.0.0.0/16", "available")
    assert [subnet.id for subnet in vpc.subnets.all()] == [subnet_id]
    assert [group.group_name for group in vpc.security_groups.all()] == ["default", "web"]
    (table,) = vpc.route_tables.all()
    assert [route.vpc_peering_connection_id for route in table.routes] == [None, peered]
    assert [association.main for association in table.associations] == [True]
    assert [each.id for each in vpc.requested_vpc_peering_connections.all()] == [peered]
    assert list(vpc.accepted_vpc_peering_connections.all()) == []
    assert len(list(ec2.subnets.filter(Filters=[{"Name": "vpc-id", "Values": [vpc.id]}]))) == 1


def test_resources_change_a_vpc(ours: Party, resource: Resource) -> None:
    """Methods of a VPC read and set attributes, and add CIDR blocks."""
    vpc = resource(ours).Vpc(ours.vpc_id)
    assert vpc.describe_attribute(Attribute="enableDnsHostnames")["EnableDnsHostnames"] == {
        "Value": False
    }
    vpc.modify_attribute(EnableDnsHostnames={"Value": True})
    assert vpc.describe_attribute(Attribute="enableDnsHostnames")["EnableDnsHostnames"] == {
        "Value": True
    }
    vpc.create_tags(Tags=[{"Key": "Name", "Value": "ours"}])
    vpc.reload()
    assert vpc.tags == [{"Key": "Name", "Value": "ours"}]


def test_resources_replace_and_delete_routes(
    ours: Party, neighbour: Party, peered: str, resource: Resource
) -> None:
    """A route is identified by its table and destination."""
    table = resource(ours).RouteTable(ours.main_table_id())
    other = ours.peer(neighbour)
    route = table.create_route(DestinationCidrBlock="10.9.0.0/16", VpcPeeringConnectionId=peered)
    route.replace(VpcPeeringConnectionId=other)
    table.reload()
    found = {each.destination_cidr_block: each.vpc_peering_connection_id for each in table.routes}
    assert found["10.9.0.0/16"] == other
    resource(ours).Route(table.id, "10.9.0.0/16").delete()
    table.reload()
    assert [each.destination_cidr_block for each in table.routes] == ["10.0.0.0/16", "10.1.0.0/16"]


def test_resources_associate_subnets(ours: Party, resource: Resource) -> None:
    """An association can be created, moved to another table and deleted."""
    vpc = resource(ours).Vpc(ours.vpc_id)
    subnet = vpc.create_subnet(CidrBlock="10.0.1.0/24")
    one, other = vpc.create_route_table(), vpc.create_route_table()
    association = one.associate_with_subnet(SubnetId=subnet.id)
    moved = association.replace_subnet(RouteTableId=other.id)
    other.reload()
    assert [each.id for each in other.associations] == [moved.id]
    assert other.associations[0].subnet == subnet
    moved.delete()
    for table in (one, other):
        table.delete()
    subnet.delete()
    assert list(vpc.subnets.all()) == []


def test_resources_change_groups(ours: Party, resource: Resource) -> None:
    """Rules can be authorized and revoked in both directions."""
    group = resource(ours).SecurityGroup(ours.new_group("db"))
    rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
    group.authorize_ingress(CidrIp="10.0.0.0/16", **rule)
    permissions = [rule | {"IpRanges": [{"CidrIp": "10.1.0.0/16"}]}]
    group.authorize_egress(IpPermissions=permissions)
    group.reload()
    assert [len(group.ip_permissions), len(group.ip_permissions_egress)] == [1, 2]
    group.revoke_ingress(IpPermissions=group.ip_permissions)
    group.revoke_egress(IpPermissions=group.ip_permissions_egress)
    group.reload()
    assert (group.ip_permissions, group.ip_permissions_egress) == ([], [])
    group.delete()


def test_resources_peer_vpcs(ours: Party, theirs: Party, resource: Resource) -> None:
    """A VPC requests a connection, the other account accepts it, and it leads to both VPCs."""
    request = (
        resource(ours)
        .Vpc(ours.vpc_id)
        .request_vpc_peering_connection(PeerVpcId=theirs.vpc_id, PeerOwnerId=theirs.account_id)
    )
    accepted = resource(theirs).VpcPeeringConnection(request.id)
    accepted.wait_until_exists()
    accepted.accept()
    request.reload()
    assert request.status == {"Code": "active", "Message": "Active"}
    assert (request.requester_vpc.id, request.accepter_vpc.id) == (ours.vpc_id, theirs.vpc_id)
    assert accepted.accepter_vpc.cidr_block == theirs.cidr_block
    request.delete()


def test_a_tool_of_every_region_sees_every_region(
    peering: PeeringMock, ours: Party, abroad: Party
) -> None:
    """DescribeRegions lists the Regions, and each has its own resources."""
    account = peering.account(ours.account_id)
    wanted = {"RegionNames": ["eu-west-1", "eu-west-2", "us-east-1"]}
    found = {}
    for region in ours.ec2.describe_regions(**wanted)["Regions"]:
        client = account.client("ec2", region["RegionName"])
        found[region["RegionName"]] = len(client.describe_vpcs()["Vpcs"])
    assert found == {"eu-west-1": 2, "eu-west-2": 1, "us-east-1": 2}
