"""The world as JSON data, the same in every run."""

import json
import subprocess
import sys
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, Vpc, VpcPeeringConnection, mock_peering
from tests.arrangements import Peer

World = dict[str, Any]

WORKFLOW = """
import json

import boto3

from peermock import mock_peering

with mock_peering(seed={seed}) as aws:
    ours = aws.vpc("10.0.0.0/16", tags={{"Name": "hub"}})
    theirs = aws.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
    aws.peer(ours, theirs, "pending-acceptance")
    arn = "arn:aws:iam::222222222222:role/peering"
    boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")
    print(json.dumps(aws.to_dict()))
"""


def work(aws: PeeringMock) -> World:
    """Run a workflow, and return the world."""
    ec2 = aws.account("123456789012").client("ec2")
    ours = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    theirs = aws.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
    ec2.create_vpc_peering_connection(
        VpcId=ours, PeerVpcId=theirs.id, PeerOwnerId="222222222222", PeerRegion="eu-west-1"
    )
    return aws.to_dict()


def test_the_world_is_json(peering: PeeringMock, peer: Peer) -> None:
    """The data is unchanged by a JSON round trip."""
    for status in ("rejected", "expired", "deleted", "failed", "pending-acceptance"):
        peer(status)
    world = peering.to_dict()
    assert json.loads(json.dumps(world)) == world


def test_the_world_has_places_with_their_resources(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """Each account and Region has every kind of resource, in a fixed order."""
    world: World = peering.to_dict()
    assert {account: list(regions) for account, regions in world.items()} == {
        "123456789012": ["us-east-1"],
        "222222222222": ["eu-west-1"],
    }
    ours = world["123456789012"]["us-east-1"]
    assert {name: len(views) for name, views in ours.items()} == {
        "Vpcs": 2,
        "Subnets": 3,
        "RouteTables": 2,
        "NetworkAcls": 2,
        "InternetGateways": 1,
        "EgressOnlyInternetGateways": 0,
        "DhcpOptions": 1,
        "PrefixLists": 0,
        "NatGateways": 0,
        "Addresses": 0,
        "NetworkInterfaces": 0,
        "VpcEndpoints": 0,
        "FlowLogs": 0,
        "SecurityGroups": 2,
        "VpcPeeringConnections": 1,
    }


def test_resources_are_as_clients_see_them(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """Resources are as in a Describe, without the expiry of requests."""
    world: World = peering.to_dict()
    place = world["123456789012"]["us-east-1"]
    (connection,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert "ExpirationTime" in connection
    del connection["ExpirationTime"]
    assert place["VpcPeeringConnections"] == [connection]
    assert place["Vpcs"] == ec2.describe_vpcs()["Vpcs"]
    assert place["RouteTables"] == ec2.describe_route_tables()["RouteTables"]
    assert place["SecurityGroups"] == ec2.describe_security_groups()["SecurityGroups"]
    assert place["Subnets"] == ec2.describe_subnets()["Subnets"]


def test_a_connection_is_where_it_is_seen(peering: PeeringMock, peer: Peer) -> None:
    """A failed connection is in the requester's place only, until its window ends."""
    peer("failed")

    def seen() -> list[int]:
        world: World = peering.to_dict()
        places = (region for regions in world.values() for region in regions.values())
        return [len(place["VpcPeeringConnections"]) for place in places]

    assert seen() == [1, 0]
    peering.shift(hours=2)
    assert seen() == [0, 0]


def test_reading_changes_nothing(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """Two calls return the same data."""
    assert peering.to_dict() == peering.to_dict()


def test_an_empty_world(peering: PeeringMock, ec2: BaseClient) -> None:
    """A world that was only read is empty."""
    assert peering.to_dict() == {}
    (vpc,) = ec2.describe_vpcs()["Vpcs"]
    ec2.describe_tags()
    with pytest.raises(ClientError, match=r"InvalidVpcID\.NotFound"):
        ec2.delete_vpc(VpcId="vpc-1a2b3c4d")
    assert peering.to_dict() == {}
    ec2.create_tags(Resources=[vpc["VpcId"]], Tags=[{"Key": "Name", "Value": "old"}])
    assert list(peering.to_dict()) == ["123456789012"]


def test_the_parties_of_a_connection_are_there(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc
) -> None:
    """A party appears even if it has only its default VPC."""
    (peer,) = peering.account("222222222222").client("ec2").describe_vpcs()["Vpcs"]
    ec2.create_vpc_peering_connection(
        VpcId=ours.id, PeerVpcId=peer["VpcId"], PeerOwnerId="222222222222"
    )
    seen = {
        account: len(regions["us-east-1"]["VpcPeeringConnections"])
        for account, regions in peering.to_dict().items()
    }
    assert seen == {"123456789012": 1, "222222222222": 1}


def test_the_dict_is_a_copy(peering: PeeringMock, ours: Vpc) -> None:
    """Changing the data has no other effect."""
    world: World = peering.to_dict()
    world["123456789012"]["us-east-1"]["Vpcs"].clear()
    assert len(peering.to_dict()["123456789012"]["us-east-1"]["Vpcs"]) == 2


def test_equal_seeds_make_equal_worlds() -> None:
    """The same actions with the same seed produce equal data, including IDs."""
    worlds = []
    for _ in range(2):
        with mock_peering(seed=7) as aws:
            worlds.append(work(aws))
    assert worlds[0] == worlds[1]


def test_reading_more_makes_no_difference() -> None:
    """Additional Describes, as in a polling loop, do not change later IDs."""
    with mock_peering() as aws:
        quiet = work(aws)
    with mock_peering() as aws:
        for _ in range(5):
            boto3.client("ec2").describe_vpcs()
        assert work(aws) == quiet


def test_other_seeds_make_other_worlds() -> None:
    """Different seeds share no ID."""
    ids = []
    for seed in range(3):
        with mock_peering(seed=seed) as aws:
            world = work(aws)
            ids.append({word for word in json.dumps(world).split('"') if "-0" in word})
    assert len(ids[0]) > 20
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]


@pytest.mark.parametrize("seed", [0, 7])
def test_the_dict_is_stable_from_run_to_run(seed: int) -> None:
    """A process with different hash seeds returns the same text."""
    texts = {
        subprocess.run(
            [sys.executable, "-c", WORKFLOW.format(seed=seed)],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(texts) == 1
    assert texts.pop().startswith('{"123456789012": {"us-east-1": {"Vpcs": [{"BlockPublic')
