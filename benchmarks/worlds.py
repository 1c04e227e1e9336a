"""Worlds of any size, and the operations that are measured in them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, count, islice
from typing import TYPE_CHECKING, Any

import scenarios
from contenders import ENOUGH

from peermock import Quotas, mock_peering

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from mypy_boto3_ec2 import EC2Client

    from peermock import PeeringMock

SIZES = (10, 100, 1000, 10_000)

SUBNETS_IN_VPC = 200


@dataclass(frozen=True)
class Operation:
    """Something that is measured in a world.

    Attributes:
        name: Its name.
        run: Does it.
        per: What an item is.
        items: The number of items that the time is divided by.
    """

    name: str
    run: Callable[[], object]
    per: str = "call"
    items: int = 1


@dataclass(frozen=True)
class World:
    """A kind of world that can be built in several sizes."""

    title: str
    build: "Callable[[int], AbstractContextManager[list[Operation]]]"
    sizes: Sequence[int] = field(default=SIZES)


def every(
    client: "EC2Client", method: str, per: str, items: int, on_a_page: int = 1000
) -> Operation:
    """Return the operation that lists all there is, page by page."""
    paginator: Any = client.get_paginator(method)
    pages = partial(paginator.paginate, PaginationConfig={"PageSize": on_a_page})
    member = paginator.result_keys[0].expression
    name = "".join(map(str.title, method.split("_")))
    return Operation(
        f"{name}, all pages", lambda: sum(len(page[member]) for page in pages()), per, items
    )


def some(client: "EC2Client", method: str, per: str, items: int, **filters: str) -> Operation:
    """Return the operation that lists what passes a filter, and has to look at all."""
    ((name, value),) = filters.items()
    name = name.replace("_", "-")
    sent = [{"Name": name, "Values": [value]}]
    call = partial(getattr(client, method), Filters=sent)
    shown = "".join(map(str.title, method.split("_")))
    return Operation(f"{shown} by {name}", call, per, items)


def views(aws: "PeeringMock", per: str, items: int) -> list[Operation]:
    """Return the operations of the mock that take the world as a whole."""
    snapshot = aws.snapshot()

    def rewind() -> None:
        with aws.rewinding():
            pass

    def change() -> None:
        with aws.rewinding():
            aws.peer(aws.vpc("10.254.0.0/24"), aws.vpc("10.255.0.0/24"))

    return [
        Operation("snapshot", aws.snapshot, per, items),
        Operation("restore", lambda: aws.restore(snapshot), per, items),
        Operation("rewinding", rewind, per, items),
        Operation("rewinding two VPCs and a connection", change, per, items),
        Operation("to_dict", aws.to_dict, per, items),
        Operation("report", aws.report, per, items),
        Operation("diagram", aws.diagram, per, items),
    ]


@contextmanager
def connections(size: int) -> "Iterator[list[Operation]]":
    """Build a world of pending connections, no two between the same VPCs, in one account."""
    with _mock() as (aws, ec2):
        number = next(n for n in count(2) if n * (n - 1) // 2 >= size)
        vpcs = [aws.vpc(f"10.{n >> 8}.{n & 255}.0/24") for n in range(number)]
        for ours, theirs in islice(combinations(vpcs, 2), size - 1):
            made = aws.peer(ours, theirs, status="pending-acceptance")
        ours, theirs = (aws.vpc(f"10.{n}.0.0/16") for n in (200, 201))
        aws.peer(ours, theirs, routes=True)
        first, second = (aws.vpc(f"10.{n}.0.0/16").id for n in (202, 203))
        describe = partial(ec2.describe_vpc_peering_connections, VpcPeeringConnectionIds=[made.id])
        yield [
            Operation("DescribeVpcPeeringConnections by ID", describe),
            some(
                ec2,
                "describe_vpc_peering_connections",
                "connection looked at",
                size,
                status_code="active",
            ),
            every(ec2, "describe_vpc_peering_connections", "connection", size),
            Operation("Create, Accept and Delete", lambda: _peer(ec2, first, second)),
            Operation("reachability", lambda: aws.reachability(ours, theirs, port=443)),
            Operation("connections", lambda: aws.connections, "connection", size),
            *views(aws, "connection", size),
        ]


def _peer(ec2: "EC2Client", ours: str, theirs: str) -> None:
    made = ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    connection_id = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection_id)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection_id)


@contextmanager
def hub(size: int) -> "Iterator[list[Operation]]":
    """Build a world in which one VPC has active connections, with routes, to many."""
    with _mock() as (aws, ec2):
        ours = aws.vpc("172.20.0.0/16")
        for number in range(size):
            theirs = aws.vpc(_range(number))
            aws.peer(ours, theirs, routes=True)
        first = aws.vpc("172.21.0.0/16").id
        ask = partial(aws.reachability, ours, theirs, port=443)
        yield [
            every(ec2, "describe_vpc_peering_connections", "connection", size),
            Operation("Create, Accept and Delete", lambda: _peer(ec2, ours.id, first)),
            Operation("reachability", ask, "route looked at", size),
            *views(aws, "connection", size),
        ]


@contextmanager
def vpcs(size: int) -> "Iterator[list[Operation]]":
    """Build a world of VPCs, each with the table, the group and the list that come with it."""
    with _mock() as (aws, ec2):
        for number in range(size):
            made = aws.vpc(_range(number))
        by_id = partial(ec2.describe_vpcs, VpcIds=[made.id])
        yield [
            Operation("DescribeVpcs by ID", by_id),
            every(ec2, "describe_vpcs", "VPC", size),
            every(ec2, "describe_route_tables", "table", size, on_a_page=100),
            some(ec2, "describe_route_tables", "table looked at", size, vpc_id=made.id),
            every(ec2, "describe_security_groups", "group", size),
            some(ec2, "describe_security_groups", "group looked at", size, vpc_id=made.id),
            every(ec2, "describe_network_acls", "list", size),
            Operation("CreateVpc and DeleteVpc", lambda: _make_vpc(ec2)),
            *views(aws, "VPC", size),
        ]


def _make_vpc(ec2: "EC2Client") -> None:
    ec2.delete_vpc(VpcId=ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])


@contextmanager
def subnets(size: int) -> "Iterator[list[Operation]]":
    """Build a world of subnets, two hundred in a VPC."""
    with _mock() as (aws, ec2):
        for number in range(size):
            if number % SUBNETS_IN_VPC == 0:
                vpc = aws.vpc("10.0.0.0/16")
            block = f"10.0.{number % SUBNETS_IN_VPC}.0/24"
            made = ec2.create_subnet(VpcId=vpc.id, CidrBlock=block)["Subnet"]["SubnetId"]
        by_id = partial(ec2.describe_subnets, SubnetIds=[made])
        yield [
            Operation("DescribeSubnets by ID", by_id),
            every(ec2, "describe_subnets", "subnet", size),
            some(ec2, "describe_subnets", "subnet looked at", size, vpc_id=vpc.id),
            Operation("CreateSubnet and DeleteSubnet", lambda: _make_subnet(ec2, vpc.id)),
            *views(aws, "subnet", size),
        ]


def _make_subnet(ec2: "EC2Client", vpc_id: str) -> None:
    made = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.255.0/24")
    ec2.delete_subnet(SubnetId=made["Subnet"]["SubnetId"])


@contextmanager
def rules(size: int) -> "Iterator[list[Operation]]":
    """Build a world of rules with a tag each, fifty in a group."""
    with _mock() as (aws, ec2):
        scenarios.tag_rules(ec2, size)
        rule = ec2.describe_security_group_rules()["SecurityGroupRules"][-1]
        rule_id, group_id = rule["SecurityGroupRuleId"], rule["GroupId"]
        by_id = partial(ec2.describe_security_group_rules, SecurityGroupRuleIds=[rule_id])
        tag = partial(ec2.create_tags, Resources=[rule_id], Tags=[{"Key": "a", "Value": "b"}])
        yield [
            Operation("DescribeSecurityGroupRules by ID", by_id),
            every(ec2, "describe_security_group_rules", "rule", size),
            every(ec2, "describe_security_groups", "rule", size),
            every(ec2, "describe_tags", "tag", size),
            some(ec2, "describe_tags", "tag looked at", size, resource_id=rule_id),
            Operation("CreateTags", tag),
            Operation("Authorize and Revoke", lambda: _make_rule(ec2, group_id)),
            *views(aws, "rule", size),
        ]


def _make_rule(ec2: "EC2Client", group_id: str) -> None:
    permissions: Any = [{"IpProtocol": "udp", "FromPort": 53, "ToPort": 53}]
    permissions[0]["IpRanges"] = [{"CidrIp": "10.0.0.0/8"}]
    ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=permissions)
    ec2.revoke_security_group_ingress(GroupId=group_id, IpPermissions=permissions)


@contextmanager
def accounts(size: int) -> "Iterator[list[Operation]]":
    """Build a world of accounts, each with a VPC that is connected with another account's."""
    with _mock() as (aws, ec2):
        before = aws.vpc("172.20.0.0/16")
        for number in range(size):
            vpc = aws.account(f"{number + 1:012}").vpc(_range(number))
            aws.peer(before, vpc, routes=True)
            before, other = vpc, before
        theirs = aws.account(vpc.account_id).client("ec2")
        yield [
            Operation("DescribeVpcPeeringConnections", theirs.describe_vpc_peering_connections),
            Operation("DescribeVpcs", theirs.describe_vpcs),
            Operation("CreateVpc and DeleteVpc", lambda: _make_vpc(ec2)),
            Operation("reachability", lambda: aws.reachability(other, vpc, port=443)),
            *views(aws, "account", size),
        ]


@contextmanager
def regions(size: int) -> "Iterator[list[Operation]]":
    """Build a world of Regions, each with a VPC that is connected with another Region's."""
    with _mock() as (aws, ec2):
        found = [each["RegionName"] for each in ec2.describe_regions(AllRegions=True)["Regions"]]
        before = aws.vpc("172.20.0.0/16", found[0])
        for number, region in enumerate(found[1 : size + 1]):
            vpc = aws.vpc(_range(number), region)
            aws.peer(before, vpc, routes=True)
            before, other = vpc, before
        there = aws.client("ec2", vpc.region_name)
        yield [
            Operation("DescribeVpcPeeringConnections", there.describe_vpc_peering_connections),
            Operation("DescribeVpcs", there.describe_vpcs),
            Operation("reachability", lambda: aws.reachability(other, vpc, port=443)),
            *views(aws, "Region", size),
        ]


@contextmanager
def routes(size: int) -> "Iterator[list[Operation]]":
    """Build a world with a route table that has many routes through one connection."""
    with _mock() as (aws, ec2):
        ours, theirs = aws.vpc("172.20.0.0/16"), aws.vpc("172.21.0.0/16")
        made = aws.peer(ours, theirs, routes=True)
        mine: Any = [{"Name": "vpc-id", "Values": [ours.id]}]
        table_id = ec2.describe_route_tables(Filters=mine)["RouteTables"][0]["RouteTableId"]
        for number in range(size):
            ec2.create_route(
                RouteTableId=table_id,
                DestinationCidrBlock=_range(number),
                VpcPeeringConnectionId=made.id,
            )
        by_id = partial(ec2.describe_route_tables, RouteTableIds=[table_id])
        ask = partial(aws.reachability, ours, theirs, port=443)
        yield [
            Operation("DescribeRouteTables by ID", by_id, "route", size),
            Operation("CreateRoute and DeleteRoute", lambda: _make_route(ec2, table_id, made.id)),
            Operation("reachability", ask, "route looked at", size),
            *views(aws, "route", size),
        ]


def _make_route(ec2: "EC2Client", table_id: str, connection_id: str) -> None:
    block = "192.168.0.0/24"
    ec2.create_route(
        RouteTableId=table_id, DestinationCidrBlock=block, VpcPeeringConnectionId=connection_id
    )
    ec2.delete_route(RouteTableId=table_id, DestinationCidrBlock=block)


@contextmanager
def calls(size: int) -> "Iterator[list[Operation]]":
    """Build a small world with many calls in its log."""
    with _mock() as (aws, ec2):
        made = aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"))
        ids = [made.id]
        for _ in range(size):
            ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)
        name = "DescribeVpcPeeringConnections"
        describe = partial(ec2.describe_vpc_peering_connections, VpcPeeringConnectionIds=ids)
        yield [
            Operation(name, describe),
            Operation("report", aws.report, "logged call", size),
            Operation("report of all calls", lambda: aws.report("all"), "logged call", size),
            Operation("assert_called", lambda: aws.assert_called(name), "logged call", size),
            Operation("snapshot", aws.snapshot),
        ]


def _range(number: int) -> str:
    """Return a range of 256 addresses that overlaps no other number's."""
    return f"10.{number >> 8}.{number & 255}.0/24"


@contextmanager
def _mock() -> "Iterator[tuple[PeeringMock, EC2Client]]":
    quotas = Quotas(outstanding_requests=10 * ENOUGH, active_per_vpc=10 * ENOUGH)
    with mock_peering(quotas=quotas) as aws:
        yield aws, aws.client("ec2")


WORLDS = {
    "connections": World("Connections in an account", connections, (*SIZES, 100_000)),
    "hub": World("Connections of one VPC", hub, SIZES[:-1]),
    "vpcs": World("VPCs", vpcs),
    "subnets": World("Subnets", subnets),
    "rules": World("Security group rules, each with a tag", rules),
    "accounts": World("Accounts", accounts, SIZES[:-1]),
    "regions": World("Regions", regions, (3, 10, 30)),
    "routes": World("Routes in a table", routes),
    "calls": World("Calls in the log", calls),
}
"""All kinds of worlds, by name."""
