"""What is called: VPCs to peer, and the calls on them that are measured."""

from collections.abc import Iterator, Sequence
from itertools import combinations, count, islice
from typing import TYPE_CHECKING

from contenders import Call, Scenario

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

BLOCK = 50
"""Calls that are measured at a stretch."""

IN_GROUP = 50
"""Rules of a security group."""


def describe_by_id(connections: int) -> Scenario:
    """Return the calls that describe one of so many connections."""

    def prepare(client: "EC2Client") -> Sequence[Call]:
        *_, last = request(client, connections)
        return [
            Call("describe_vpc_peering_connections", {"VpcPeeringConnectionIds": [last]})
        ] * BLOCK

    return prepare


def describe_instances(_: "EC2Client") -> Sequence[Call]:
    """Return the calls that list instances, which only moto answers."""
    return [Call("describe_instances", {})] * BLOCK


def describe_route_tables(client: "EC2Client") -> Sequence[Call]:
    """Return the calls that describe a route table with a route through a connection."""
    connection = next(request(client, 1))
    client.accept_vpc_peering_connection(VpcPeeringConnectionId=connection)
    ours = [{"Name": "cidr", "Values": ["10.0.0.0/16"]}]
    vpc_id = client.describe_vpcs(Filters=ours)["Vpcs"][0]["VpcId"]
    of_vpc = [{"Name": "vpc-id", "Values": [vpc_id]}]
    table = client.describe_route_tables(Filters=of_vpc)["RouteTables"][0]["RouteTableId"]
    client.create_route(
        RouteTableId=table,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=connection,
    )
    return [Call("describe_route_tables", {"RouteTableIds": [table]})] * BLOCK


def create(client: "EC2Client") -> Sequence[Call]:
    """Return the calls that request connections from one VPC to each of many."""
    ours, *others = vpcs(client, BLOCK + 1)
    pairs = [{"VpcId": ours, "PeerVpcId": other} for other in others]
    return [Call("create_vpc_peering_connection", pair) for pair in pairs]


def describe_pages(connections: int, on_a_page: int = 1000) -> Scenario:
    """Return the calls that describe all of so many connections, page by page."""

    def prepare(client: "EC2Client") -> Sequence[Call]:
        list(request(client, connections))
        return pages(client, "describe_vpc_peering_connections", on_a_page)

    return prepare


def describe_tags(rules: int) -> Scenario:
    """Return the calls that describe the tags of so many rules, page by page."""

    def prepare(client: "EC2Client") -> Sequence[Call]:
        tag_rules(client, rules)
        return pages(client, "describe_tags")

    return prepare


def tag_rules(client: "EC2Client", rules: int) -> None:
    """Make so many rules with a tag each, in groups of fifty."""
    (vpc_id,) = vpcs(client, 1)
    name = {"ResourceType": "security-group-rule", "Tags": [{"Key": "Name", "Value": "web"}]}
    for first in range(0, rules, IN_GROUP):
        ports = range(1, min(IN_GROUP, rules - first) + 1)
        group = client.create_security_group(
            GroupName=f"group-{first}", Description="rules", VpcId=vpc_id
        )
        client.authorize_security_group_ingress(
            GroupId=group["GroupId"],
            IpPermissions=[_permission(port) for port in ports],
            TagSpecifications=[name],
        )


def _permission(port: int) -> dict[str, object]:
    ranges = [{"CidrIp": "10.0.0.0/8"}]
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": ranges}


def pages(client: "EC2Client", method: str, on_a_page: int = 1000) -> list[Call]:
    """Return the calls that list all there is, page by page."""
    params: dict[str, object] = {"MaxResults": on_a_page}
    calls = [Call(method, params)]
    while token := calls[-1].bound(client)().get("NextToken"):
        calls.append(Call(method, params | {"NextToken": token}))
    return calls


def request(client: "EC2Client", connections: int) -> Iterator[str]:
    """Request so many connections, no two between the same VPCs, and yield their IDs."""
    # The least number of VPCs that have so many pairs.
    number = next(n for n in count(2) if n * (n - 1) // 2 >= connections)
    for ours, theirs in islice(combinations(vpcs(client, number), 2), connections):
        answer = client.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
        yield answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def vpcs(client: "EC2Client", number: int) -> list[str]:
    """Make so many VPCs with ranges that do not overlap, and return their IDs."""
    ranges = [f"10.{index}.0.0/16" for index in range(number)]
    return [client.create_vpc(CidrBlock=each)["Vpc"]["VpcId"] for each in ranges]


def small_test(client: "EC2Client") -> None:
    """Do what a small test does: two VPCs, a request, its acceptance, a look at it."""
    ours, theirs = vpcs(client, 2)
    answer = client.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    connection = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    client.accept_vpc_peering_connection(VpcPeeringConnectionId=connection)
    client.describe_vpc_peering_connections(VpcPeeringConnectionIds=[connection])


def first_call(client: "EC2Client") -> None:
    """Make the call that is a process's first and only one."""
    client.describe_vpc_peering_connections()
