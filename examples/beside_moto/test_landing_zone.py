"""The landing zone's tests, moved from moto alone to both mocks."""

import boto3
import pytest
from botocore.exceptions import ClientError

from beside_moto.landing_zone import build
from peermock import PeeringMock

SHARED = "222222222222"


def test_the_landing_zone_reaches_the_shared_services(aws: PeeringMock) -> None:
    """The instance runs, and the connection to the shared services is active."""
    shared = aws.account(SHARED).client("ec2")
    shared_vpc = shared.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    zone = build(boto3.client("ec2", "us-east-1"), shared, shared_vpc, SHARED)
    found = boto3.client("ec2", "us-east-1").describe_vpc_peering_connections(
        VpcPeeringConnectionIds=[zone.peering_id]
    )["VpcPeeringConnections"][0]
    # moto alone answers Accept with "active"; AWS, and so peermock, with "provisioning" first.
    assert found["Status"]["Code"] == "active"
    aws.assert_called("RunInstances", times=1)
    aws.assert_called("AcceptVpcPeeringConnection", account_id=SHARED)


def test_overlapping_ranges_are_noticed(aws: PeeringMock) -> None:
    """On AWS the request fails and cannot be accepted; with moto alone it becomes active."""
    # With moto alone, Accept returns "active"; on AWS and in peermock, "provisioning".
    shared = aws.account(SHARED).client("ec2")
    shared_vpc = shared.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    with pytest.raises(ClientError, match=r"InvalidVpcPeeringConnectionID\.NotFound"):
        build(boto3.client("ec2", "us-east-1"), shared, shared_vpc, SHARED)


def test_a_region_without_capacity(aws: PeeringMock) -> None:
    """RunInstances, which moto answers, fails once, and botocore retries it."""
    aws.fail("RunInstances", code="InsufficientInstanceCapacity", message="No capacity", status=500)
    shared = aws.account(SHARED).client("ec2")
    shared_vpc = shared.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    assert build(boto3.client("ec2", "us-east-1"), shared, shared_vpc, SHARED).instance_id
