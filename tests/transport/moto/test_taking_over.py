"""Connections that moto created before the mock started."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from peermock import PeermockError, mock_peering

if TYPE_CHECKING:
    from botocore.client import BaseClient

OURS, THEIRS = "10.0.0.0/16", "10.1.0.0/16"


@pytest.fixture
def ec2() -> "Iterator[BaseClient]":
    """A client of moto alone."""
    with mock_aws():
        yield boto3.client("ec2", "us-east-1")


def vpcs(ec2: "BaseClient", *blocks: str) -> list[str]:
    """Return the IDs of new VPCs."""
    return [ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in blocks]


def request(ec2: "BaseClient", ours: str, theirs: str) -> str:
    """Return the ID of a request created by moto."""
    made = ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    peering_id: str = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    return peering_id


def test_connections_are_taken_over(ec2: "BaseClient") -> None:
    """Every status is taken over with options and tags, and returned to moto at the end."""
    ids = {}
    for number, (verb, status) in enumerate(
        [
            ("", "pending-acceptance"),
            ("accept", "active"),
            ("reject", "rejected"),
            ("delete", "deleted"),
        ]
    ):
        ours, theirs = vpcs(ec2, f"10.{number}.0.0/17", f"10.{number}.128.0/17")
        ids[request(ec2, ours, theirs)] = status
        if verb:
            peering_id = list(ids)[-1]
            method = getattr(ec2, f"{verb}_vpc_peering_connection")
            method(VpcPeeringConnectionId=peering_id)
    active = list(ids)[1]
    options = {"AllowDnsResolutionFromRemoteVpc": True}
    ec2.modify_vpc_peering_connection_options(
        VpcPeeringConnectionId=active, AccepterPeeringConnectionOptions=options
    )
    ec2.create_tags(Resources=[active], Tags=[{"Key": "a", "Value": "1"}])
    with mock_peering():
        found = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert {each["VpcPeeringConnectionId"]: each["Status"]["Code"] for each in found} == ids
        assert found[1]["Tags"] == [{"Key": "a", "Value": "1"}]
        assert found[1]["AccepterVpcInfo"]["PeeringOptions"]["AllowDnsResolutionFromRemoteVpc"]
        assert found[3]["Status"]["Message"] == "Deleted by 123456789012"
    assert len(ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]) == len(ids)


@pytest.mark.parametrize("blocks", [(OURS, OURS), (OURS,)])
def test_what_aws_would_not_have_is_refused(ec2: "BaseClient", blocks: tuple[str, ...]) -> None:
    """Overlapping CIDR blocks and a VPC with itself are refused, and the error says what to do."""
    made = vpcs(ec2, *blocks)
    peering_id = request(ec2, made[0], made[-1])
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    with mock_peering(), pytest.raises(PeermockError, match=f"moto created {peering_id} before"):
        ec2.describe_vpc_peering_connections()


def test_two_of_the_same_vpcs_are_refused(ec2: "BaseClient") -> None:
    """AWS returns the first connection for a second request; the reverse one is new."""
    ours, theirs = vpcs(ec2, OURS, THEIRS)
    request(ec2, ours, theirs)
    request(ec2, theirs, ours)
    with mock_peering():
        assert len(ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]) == 2
    request(ec2, ours, theirs)
    with mock_peering(), pytest.raises(PeermockError, match="already connected"):
        ec2.describe_vpc_peering_connections()


def test_a_connection_without_its_vpc_is_refused(ec2: "BaseClient") -> None:
    """Moto deletes a VPC that is peered, which AWS does not."""
    ours, theirs = vpcs(ec2, OURS, THEIRS)
    request(ec2, ours, theirs)
    ec2.delete_vpc(VpcId=theirs)
    with mock_peering(), pytest.raises(PeermockError, match="no longer exists"):
        ec2.describe_vpc_peering_connections()


def test_what_an_earlier_test_has_left_is_not_taken_over() -> None:
    """Moto removes old connections at its start, while it creates default VPCs."""
    moto = mock_aws()
    moto.start()
    for region_name in ("us-east-1", "eu-west-1"):
        ec2 = boto3.client("ec2", region_name)
        request(ec2, *vpcs(ec2, OURS, THEIRS))
    moto.stop(remove_data=False)
    with mock_peering() as aws, mock_aws():
        boto3.client("ec2", "us-east-1").describe_vpcs()
        assert list(aws.connections) == []
