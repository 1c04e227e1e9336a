"""Tests of `peer_vpcs.py` with `with mock_peering() as aws`: AWS is mocked until the block ends.

This also works in a script or a notebook. Use `aws` for other accounts, and the arguments of
`mock_peering(...)` to change the default account and Region, or how long AWS takes.
"""

from dataclasses import replace
from datetime import timedelta

import boto3
import pytest
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peer_vpcs import (
    Patience,
    PeeringError,
    Plan,
    Report,
    accept_peering,
    ec2_of_role,
    peer_vpcs,
    request_peering,
)
from peermock import PeeringMock, Settle, mock_peering


def make_plan(
    aws: PeeringMock, their_range: str = "10.1.0.0/16", their_region: str = "eu-west-1"
) -> Plan:
    """Create a VPC in the default account and one in another; return the plan to peer them."""
    ours = boto3.client("ec2")
    credentials = aws.account("222222222222").credentials()
    theirs = boto3.client("ec2", region_name=their_region, **credentials)
    return Plan(
        name="orders-billing",
        vpc_id=ours.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"],
        region_name=aws.region_name,
        peer_vpc_id=theirs.create_vpc(CidrBlock=their_range)["Vpc"]["VpcId"],
        peer_region_name=their_region,
        peer_owner_id="222222222222",
        peer_role_arn="arn:aws:iam::222222222222:role/peering",
    )


def test_both_sides_see_an_active_connection() -> None:
    """Two accounts in two Regions are peered, and each finds the connection."""
    with mock_peering() as aws:
        plan = make_plan(aws)
        report = peer_vpcs(plan)
        for ec2 in (boto3.client("ec2"), ec2_of_role(plan.peer_role_arn, "eu-west-1")):
            (peering,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
            assert peering["VpcPeeringConnectionId"] == report.peering_id
            assert peering["RequesterVpcInfo"]["OwnerId"] == "123456789012"
            assert peering["AccepterVpcInfo"]["OwnerId"] == "222222222222"
            assert peering["Status"]["Code"] == "active"


def test_the_requester_is_the_account_of_the_mock() -> None:
    """Clients without an account and a Region use those of the mock."""
    with mock_peering(account_id="111111111111", region_name="ap-southeast-2") as aws:
        peer_vpcs(make_plan(aws))
        (peering,) = boto3.client("ec2").describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert peering["RequesterVpcInfo"]["OwnerId"] == "111111111111"
        assert peering["RequesterVpcInfo"]["Region"] == "ap-southeast-2"


def test_a_second_run_changes_nothing() -> None:
    """A second run reports no changes."""
    with mock_peering() as aws:
        plan = make_plan(aws)
        first = peer_vpcs(plan)
        assert peer_vpcs(plan) == Report(first.peering_id)


@pytest.mark.parametrize("their_range", ["10.0.0.0/16", "10.0.128.0/20"])
def test_overlapping_ranges_fail(their_range: str) -> None:
    """AWS creates the request, which then fails; the error has AWS's reason."""
    with (
        mock_peering() as aws,
        pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"),
    ):
        peer_vpcs(make_plan(aws, their_range))


def test_a_secondary_range_that_overlaps_fails_too() -> None:
    """Ranges added to a VPC later count too."""
    with mock_peering() as aws:
        plan = make_plan(aws)
        theirs = ec2_of_role(plan.peer_role_arn, plan.peer_region_name)
        theirs.associate_vpc_cidr_block(VpcId=plan.peer_vpc_id, CidrBlock="10.0.64.0/24")
        with pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"):
            peer_vpcs(plan)


def test_a_role_of_the_wrong_account_cannot_accept() -> None:
    """A role of the requester's own account is refused, with AWS's reason."""
    with mock_peering() as aws:
        plan = make_plan(aws, their_region="us-east-1")
        own_role = replace(plan, peer_role_arn="arn:aws:iam::123456789012:role/peering")
        with pytest.raises(ClientError, match="User 123456789012 cannot accept peering pcx-"):
            peer_vpcs(own_role)


def test_a_request_that_nobody_accepts_expires() -> None:
    """After seven days a request can no longer be accepted, and two days later it is gone."""
    with freeze_time("2026-03-02 09:00:00") as clock, mock_peering() as aws:
        plan = make_plan(aws)
        peering_id, _ = request_peering(boto3.client("ec2"), plan)
        theirs = ec2_of_role(plan.peer_role_arn, plan.peer_region_name)
        clock.tick(timedelta(days=7))
        with pytest.raises(PeeringError, match=f"{peering_id} is expired"):
            accept_peering(theirs, peering_id)
        clock.tick(timedelta(days=2))
        with pytest.raises(PeeringError, match=f"{peering_id} is still not found"):
            accept_peering(theirs, peering_id, Patience(attempts=1))


def test_statuses_that_take_a_while_are_waited_for() -> None:
    """Both sides wait while AWS is still working."""
    with mock_peering(settle=Settle(describes=2)) as aws:
        assert peer_vpcs(make_plan(aws), Patience(delay=0)).accepted


def test_patience_ends() -> None:
    """If a status does not change, the error names it."""
    with (
        mock_peering(settle=timedelta(hours=1)) as aws,
        pytest.raises(PeeringError, match="is still initiating-request in us-east-1"),
    ):
        peer_vpcs(make_plan(aws), Patience(attempts=3, delay=0))
