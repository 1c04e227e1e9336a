"""The world as plain JSON, the same from run to run."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc, VpcPeeringConnection, mock_peering

Peer = Callable[[str], VpcPeeringConnection]
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
    """Do what a workflow does, and return the world."""
    ec2 = aws.account("123456789012").client("ec2")
    ours = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    theirs = aws.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
    ec2.create_vpc_peering_connection(
        VpcId=ours, PeerVpcId=theirs.id, PeerOwnerId="222222222222", PeerRegion="eu-west-1"
    )
    return aws.to_dict()


def test_it_is_json(peering: PeeringMock, peer: Peer) -> None:
    """It survives being written and read."""
    for status in ("rejected", "expired", "deleted", "failed", "pending-acceptance"):
        peer(status)
    world = peering.to_dict()
    assert json.loads(json.dumps(world)) == world


def test_it_has_places_with_what_they_have(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """By account and Region: VPCs, subnets, route tables, groups and connections."""
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
        "SecurityGroups": 2,
        "VpcPeeringConnections": 1,
    }


def test_it_has_what_clients_are_answered(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """In AWS's words: the members of a Describe's answer, save the time when a request expires."""
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
    """One that failed is the requester's alone; after its window it is nobody's."""
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
    """It is the same when it is asked for twice."""
    assert peering.to_dict() == peering.to_dict()


def test_an_empty_world(peering: PeeringMock) -> None:
    """Where nobody has looked yet there is nothing."""
    assert peering.to_dict() == {}


def test_it_is_a_value(peering: PeeringMock, ours: Vpc) -> None:
    """Changing it changes nothing else."""
    world: World = peering.to_dict()
    world["123456789012"]["us-east-1"]["Vpcs"].clear()
    assert len(peering.to_dict()["123456789012"]["us-east-1"]["Vpcs"]) == 2


def test_equal_seeds_make_equal_worlds() -> None:
    """Whatever was done with equal seeds is equal, IDs included."""
    worlds = []
    for _ in range(2):
        with mock_peering(seed=7) as aws:
            worlds.append(work(aws))
    assert worlds[0] == worlds[1]


def test_reading_more_makes_no_difference() -> None:
    """A Describe more or less, as a polling loop makes, does not change the IDs that follow."""
    with mock_peering() as aws:
        quiet = work(aws)
    with mock_peering() as aws:
        for _ in range(5):
            boto3.client("ec2").describe_vpcs()
        assert work(aws) == quiet


def test_other_seeds_make_other_worlds() -> None:
    """No ID of theirs is the same."""
    ids = []
    for seed in range(3):
        with mock_peering(seed=seed) as aws:
            world = work(aws)
            ids.append({word for word in json.dumps(world).split('"') if "-0" in word})
    assert len(ids[0]) > 20
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]


@pytest.mark.parametrize("seed", [0, 7])
def test_it_is_stable_from_run_to_run(seed: int) -> None:
    """Another process, whose hashes are other ones, has the same, text by text."""
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
    assert texts.pop().startswith('{"123456789012": {"us-east-1": {"Vpcs": [{"CidrBlock"')
