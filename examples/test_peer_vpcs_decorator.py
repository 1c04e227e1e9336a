"""Tests of `peer_vpcs.py`, each in its own mocked AWS, with `@mock_peering`.

A test needs only the decorator. It reaches the peer's account as in production, with
`sts:AssumeRole`: every account has every role.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peer_vpcs import (
    PeeringError,
    Plan,
    Report,
    accept_peering,
    ec2_of_role,
    peer_vpcs,
    request_peering,
)
from peermock import mock_peering

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

ROLE_ARN = "arn:aws:iam::222222222222:role/peering"


def our_ec2() -> "EC2Client":
    """Return a client of the default account, 123456789012."""
    return boto3.client("ec2", region_name="us-east-1")


def their_ec2() -> "EC2Client":
    """Return a client of the peer's account, in another Region."""
    return ec2_of_role(ROLE_ARN, "eu-west-1")


def make_plan(our_range: str = "10.0.0.0/16", their_range: str = "10.1.0.0/16") -> Plan:
    """Make a VPC on each side, and return the plan to peer them."""
    return Plan(
        name="orders-billing",
        vpc_id=our_ec2().create_vpc(CidrBlock=our_range)["Vpc"]["VpcId"],
        region_name="us-east-1",
        peer_vpc_id=their_ec2().create_vpc(CidrBlock=their_range)["Vpc"]["VpcId"],
        peer_region_name="eu-west-1",
        peer_owner_id="222222222222",
        peer_role_arn=ROLE_ARN,
    )


@mock_peering
def test_both_sides_see_an_active_connection() -> None:
    """Two accounts in two Regions are peered, and each names its own side."""
    report = peer_vpcs(make_plan())
    for ec2 in (our_ec2(), their_ec2()):
        (peering,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert peering["VpcPeeringConnectionId"] == report.peering_id
        assert peering["Status"] == {"Code": "active", "Message": "Active"}
        assert peering["Tags"] == [{"Key": "Name", "Value": "orders-billing"}]


@mock_peering
def test_both_sides_have_a_route() -> None:
    """The main route table of each VPC leads to the range of the other."""
    report = peer_vpcs(make_plan())
    for ec2, destination in ((our_ec2(), "10.1.0.0/16"), (their_ec2(), "10.0.0.0/16")):
        (table,) = ec2.describe_route_tables(
            Filters=[{"Name": "route.vpc-peering-connection-id", "Values": [report.peering_id]}]
        )["RouteTables"]
        assert {
            "DestinationCidrBlock": destination,
            "Origin": "CreateRoute",
            "State": "active",
            "VpcPeeringConnectionId": report.peering_id,
        } in table["Routes"]


@mock_peering
def test_a_second_run_changes_nothing() -> None:
    """A second run reports no changes."""
    plan = make_plan()
    first = peer_vpcs(plan)
    assert first.requested
    assert first.accepted
    assert peer_vpcs(plan) == Report(first.peering_id)


@mock_peering
def test_the_peer_acts_by_its_role() -> None:
    """A client with the role sees the resources of the role's account."""
    plan = make_plan()
    (vpc,) = ec2_of_role(ROLE_ARN, "eu-west-1").describe_vpcs(VpcIds=[plan.peer_vpc_id])["Vpcs"]
    assert vpc["OwnerId"] == "222222222222"


@pytest.mark.parametrize("their_range", ["10.0.0.0/16", "10.0.128.0/20"])
@mock_peering
def test_overlapping_ranges_fail(their_range: str) -> None:
    """AWS creates the request, which then fails; the error has AWS's reason."""
    plan = make_plan("10.0.0.0/16", their_range)
    with pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"):
        peer_vpcs(plan)


@mock_peering
def test_a_secondary_range_that_overlaps_fails_too() -> None:
    """Ranges added to a VPC later count too."""
    plan = make_plan("10.0.0.0/16", "10.1.0.0/16")
    their_ec2().associate_vpc_cidr_block(VpcId=plan.peer_vpc_id, CidrBlock="10.0.64.0/24")
    with pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"):
        peer_vpcs(plan)


@mock_peering
def test_the_wrong_account_cannot_accept() -> None:
    """The requester cannot accept its own request to another account."""
    peering_id, _ = request_peering(our_ec2(), make_plan())
    with pytest.raises(ClientError, match=f"User 123456789012 cannot accept peering {peering_id}"):
        accept_peering(our_ec2(), peering_id)


@mock_peering
def test_a_request_that_nobody_accepts_expires() -> None:
    """After seven days a request can no longer be accepted."""
    with freeze_time("2026-03-02 09:00:00") as clock:
        peering_id, _ = request_peering(our_ec2(), make_plan())
        clock.tick(timedelta(days=7))
        with pytest.raises(PeeringError, match=f"{peering_id} is expired"):
            accept_peering(their_ec2(), peering_id)


@mock_peering
def test_a_request_can_be_accepted_until_its_last_second() -> None:
    """A request can be accepted one second before the seven days end."""
    with freeze_time("2026-03-02 09:00:00") as clock:
        peering_id, _ = request_peering(our_ec2(), make_plan())
        clock.tick(timedelta(days=7, seconds=-1))
        assert accept_peering(their_ec2(), peering_id)


@mock_peering
def test_an_expired_request_is_made_again() -> None:
    """The next run finds nothing to accept, and requests again."""
    with freeze_time("2026-03-02 09:00:00") as clock:
        plan = make_plan()
        expired_id, _ = request_peering(our_ec2(), plan)
        clock.tick(timedelta(days=7))
        assert peer_vpcs(plan).peering_id != expired_id
