"""A small test: two VPCs, a request, its acceptance, a look at the connection."""

import os

import boto3
import pytest

TESTS = int(os.environ.get("SMALL_TESTS", "1"))


@pytest.mark.usefixtures("mock")
@pytest.mark.parametrize("number", range(TESTS))
def test_an_accepted_connection_is_active(number: int) -> None:  # noqa: ARG001  # it only counts
    """The connection is active at once."""
    ec2 = boto3.client("ec2", region_name="us-east-1")
    ours = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    theirs = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    made = ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    connection = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection)
    seen = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[connection])
    assert seen["VpcPeeringConnections"][0]["Status"]["Code"] == "active"
