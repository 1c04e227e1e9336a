"""What is called: VPCs to peer, and the calls on them that are measured."""

from collections.abc import Iterator, Sequence
from itertools import combinations, count, islice
from typing import TYPE_CHECKING

from contenders import Call, Scenario

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

BLOCK = 50
"""Calls that are measured at a stretch."""


def describe_by_id(connections: int) -> Scenario:
    """Return the calls that describe one of so many connections."""

    def prepare(client: "EC2Client") -> Sequence[Call]:
        *_, last = request(client, connections)
        return [
            Call("describe_vpc_peering_connections", {"VpcPeeringConnectionIds": [last]})
        ] * BLOCK

    return prepare


def create(client: "EC2Client") -> Sequence[Call]:
    """Return the calls that request connections from one VPC to each of many."""
    ours, *others = vpcs(client, BLOCK + 1)
    pairs = [{"VpcId": ours, "PeerVpcId": other} for other in others]
    return [Call("create_vpc_peering_connection", pair) for pair in pairs]


def describe_pages(connections: int, on_a_page: int = 1000) -> Scenario:
    """Return the calls that describe all of so many connections, page by page."""

    def prepare(client: "EC2Client") -> Sequence[Call]:
        list(request(client, connections))
        params: dict[str, object] = {"MaxResults": on_a_page}
        calls = [Call("describe_vpc_peering_connections", params)]
        while token := calls[-1].bound(client)().get("NextToken"):
            calls.append(Call("describe_vpc_peering_connections", params | {"NextToken": token}))
        return calls

    return prepare


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
