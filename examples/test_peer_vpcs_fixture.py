"""Tests of `peer_vpcs.py` with `peering`, the fixture of peermock's pytest plugin.

A test or a fixture that requests it uses a mocked AWS until the test ends. Use
`peering.account("222222222222")` for another account.
"""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError

from peer_vpcs import (
    Patience,
    PeeringError,
    Plan,
    Report,
    accept_peering,
    main,
    peer_vpcs,
    request_peering,
)

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client
    from time_machine import TimeMachineFixture

    from peermock import PeeringMock


@pytest.fixture
def ours(peering: "PeeringMock") -> "EC2Client":
    """A client of the default account, 123456789012, in the default Region, us-east-1."""
    return boto3.client("ec2", region_name=peering.region_name)


@pytest.fixture
def theirs(peering: "PeeringMock") -> "EC2Client":
    """A client of another account, in another Region."""
    credentials = peering.account("222222222222").credentials()
    return boto3.client("ec2", region_name="eu-west-1", **credentials)


@pytest.fixture
def plan(ours: "EC2Client", theirs: "EC2Client") -> Plan:
    """The plan to peer a VPC of ours with one of theirs."""
    return Plan(
        name="orders-billing",
        vpc_id=ours.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"],
        region_name="us-east-1",
        peer_vpc_id=theirs.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"],
        peer_region_name="eu-west-1",
        peer_owner_id="222222222222",
        peer_role_arn="arn:aws:iam::222222222222:role/peering",
    )


def test_both_sides_see_an_active_connection(
    plan: Plan, ours: "EC2Client", theirs: "EC2Client"
) -> None:
    """Two accounts in two Regions are peered, and each names its own side."""
    report = peer_vpcs(plan)
    for ec2 in (ours, theirs):
        (peering,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert peering["VpcPeeringConnectionId"] == report.peering_id
        assert peering["Status"]["Code"] == "active"
        assert peering["Tags"] == [{"Key": "Name", "Value": "orders-billing"}]


def test_a_second_run_changes_nothing(plan: Plan, ours: "EC2Client", theirs: "EC2Client") -> None:
    """A second run leaves both sides alone."""
    first = peer_vpcs(plan)
    before = [what_there_is(ec2) for ec2 in (ours, theirs)]
    assert peer_vpcs(plan) == Report(first.peering_id)
    assert [what_there_is(ec2) for ec2 in (ours, theirs)] == before


def test_a_run_finishes_what_an_earlier_one_began(plan: Plan, ours: "EC2Client") -> None:
    """A request that is still pending is accepted, not made again."""
    peering_id, _ = request_peering(ours, plan)
    report = peer_vpcs(plan)
    assert report.peering_id == peering_id
    assert (report.requested, report.accepted) == (False, True)


@pytest.mark.parametrize("their_range", ["10.0.0.0/16", "10.0.128.0/20"])
def test_overlapping_ranges_fail(plan: Plan, theirs: "EC2Client", their_range: str) -> None:
    """AWS creates the request, which then fails; the error has AWS's reason."""
    overlapping = theirs.create_vpc(CidrBlock=their_range)["Vpc"]["VpcId"]
    with pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"):
        peer_vpcs(replace(plan, peer_vpc_id=overlapping))


def test_a_secondary_range_that_overlaps_fails_too(plan: Plan, theirs: "EC2Client") -> None:
    """Ranges added to a VPC later count too."""
    theirs.associate_vpc_cidr_block(VpcId=plan.peer_vpc_id, CidrBlock="10.0.64.0/24")
    with pytest.raises(PeeringError, match=r"is failed: .* or overlapping CIDR range"):
        peer_vpcs(plan)


def test_the_wrong_account_cannot_accept(plan: Plan, ours: "EC2Client") -> None:
    """The requester cannot accept its own request to another account."""
    peering_id, _ = request_peering(ours, plan)
    with pytest.raises(ClientError, match=f"User 123456789012 cannot accept peering {peering_id}"):
        accept_peering(ours, peering_id)


def test_an_account_that_was_not_asked_finds_nothing_to_accept(plan: Plan) -> None:
    """A role in a third account never sees the request."""
    astray = replace(plan, peer_role_arn="arn:aws:iam::333333333333:role/peering")
    with pytest.raises(PeeringError, match="is still not found in eu-west-1"):
        peer_vpcs(astray, Patience(attempts=1))


def test_the_role_needs_the_permission_to_accept(peering: "PeeringMock", plan: Plan) -> None:
    """AWS refuses a role without the permission, and the request stays pending."""
    with (
        peering.account("222222222222").deny("AcceptVpcPeeringConnection"),
        pytest.raises(ClientError, match=r"UnauthorizedOperation.*:assumed-role/peering/peer-vpcs"),
    ):
        peer_vpcs(plan)
    assert peer_vpcs(plan).accepted


def test_a_request_that_nobody_accepts_expires(
    plan: Plan, ours: "EC2Client", theirs: "EC2Client", time_machine: "TimeMachineFixture"
) -> None:
    """After seven days a request can no longer be accepted."""
    time_machine.move_to(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False)
    peering_id, _ = request_peering(ours, plan)
    time_machine.shift(timedelta(days=7))
    with pytest.raises(PeeringError, match=f"{peering_id} is expired"):
        accept_peering(theirs, peering_id)


def test_the_command_says_what_it_has_done(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints its report."""
    assert main(command_line(plan)) == 0
    assert capsys.readouterr().out.splitlines()[1:3] == ["  requested", "  accepted"]


def test_the_command_fails_with_the_reason(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints an error as one line, without a traceback."""
    assert main(command_line(replace(plan, peer_owner_id="333333333333"))) == 1
    assert "incorrect VPC-ID, Account ID" in capsys.readouterr().err


def command_line(plan: Plan) -> list[str]:
    """Return the command line arguments for a plan."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in asdict(plan).items()]


def what_there_is(ec2: "EC2Client") -> tuple[object, object]:
    """Return an account's connections and route tables in a Region."""
    return (
        ec2.describe_vpc_peering_connections()["VpcPeeringConnections"],
        ec2.describe_route_tables()["RouteTables"],
    )
