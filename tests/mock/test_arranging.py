"""Arranging VPCs, and connections in every lasting status."""

from datetime import timedelta

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, Quotas, Settle, Vpc, VpcPeeringConnection, mock_peering
from tests.arrangements import Peer, Refusal

STATUSES = ["pending-acceptance", "active", "rejected", "deleted", "expired", "failed"]


def described(ec2: BaseClient, peering_id: str) -> dict[str, object] | None:
    """Return a connection as a client describes it, or None if it is not found."""
    try:
        answer = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    except ClientError:
        return None
    view: dict[str, object] = answer["VpcPeeringConnections"][0]
    return view


def test_a_vpc_is_where_it_should_be(peering: PeeringMock) -> None:
    """A VPC has its account, Region and CIDR block, and a unique ID."""
    vpc = peering.account("222222222222").vpc("10.1.0.0/16", region_name="eu-west-1")
    assert (vpc.account_id, vpc.region_name) == ("222222222222", "eu-west-1")
    assert vpc.cidr_block == "10.1.0.0/16"
    assert vpc.id.startswith("vpc-0")


@pytest.mark.peering(account_id="111111111111", region_name="eu-west-2")
def test_a_vpc_is_the_mocks_own_by_default(peering: PeeringMock) -> None:
    """Account and Region default to those of the mock."""
    ours, theirs = peering.vpc("10.0.0.0/16"), peering.account("222222222222").vpc("10.1.0.0/16")
    assert (ours.account_id, ours.region_name) == ("111111111111", "eu-west-2")
    assert (theirs.account_id, theirs.region_name) == ("222222222222", "eu-west-2")


def test_a_vpc_is_like_any_other(ec2: BaseClient, ours: Vpc) -> None:
    """An arranged VPC has a main route table and a security group, and can be deleted."""
    of_vpc = [{"Name": "vpc-id", "Values": [ours.id]}]
    assert len(ec2.describe_route_tables(Filters=of_vpc)["RouteTables"]) == 1
    assert len(ec2.describe_security_groups(Filters=of_vpc)["SecurityGroups"]) == 1
    ec2.delete_vpc(VpcId=ours.id)


def test_a_vpc_may_have_tags(peering: PeeringMock, ec2: BaseClient) -> None:
    """Tags are given as a mapping."""
    vpc = peering.vpc("10.0.0.0/16", tags={"Name": "hub", "stage": ""})
    (found,) = ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["hub"]}])["Vpcs"]
    assert found["VpcId"] == vpc.id
    assert found["Tags"] == [{"Key": "Name", "Value": "hub"}, {"Key": "stage", "Value": ""}]


def test_a_range_is_as_aws_writes_it(peering: PeeringMock) -> None:
    """AWS clears the host bits, and the handle has the canonical CIDR block."""
    assert peering.vpc("10.0.0.1/16").cidr_block == "10.0.0.0/16"


@pytest.mark.parametrize("status", STATUSES)
def test_a_connection_has_its_status(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc, status: str
) -> None:
    """The handle and the clients agree, and arranging does not appear in the call log."""
    connection = peering.peer(ours, theirs, status)
    assert len(peering.calls) == 0
    assert connection.status == status
    assert (connection.requester, connection.accepter) == (ours, theirs)
    seen = described(ec2, connection.id)
    assert seen is not None
    assert seen["Status"]["Code"] == status


def test_a_connection_is_active_by_default(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """`active` is the status that most tests need."""
    assert peering.peer(ours, theirs).status == "active"


def test_a_connection_may_join_two_vpcs_of_one_account(peering: PeeringMock, ours: Vpc) -> None:
    """Both VPCs may also be in the same Region."""
    assert peering.peer(ours, peering.vpc("10.2.0.0/16")).status == "active"


def test_what_is_pending_can_be_accepted(
    their_ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """An arranged request can be accepted like any other."""
    their_ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
    assert request_of_ours.status == "active"


def test_what_is_pending_has_its_seven_days(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """The seven days begin when the request is arranged."""
    peering.shift(days=7, seconds=-60)
    assert request_of_ours.status == "pending-acceptance"
    peering.shift(seconds=60)
    assert request_of_ours.status == "expired"


@pytest.mark.parametrize("status", ["rejected", "deleted", "expired", "failed"])
def test_what_has_ended_cannot_be_accepted(
    peer: Peer, their_ec2: BaseClient, refusal: Refusal, status: str
) -> None:
    """AWS rejects the acceptance of an ended connection."""
    connection = peer(status)
    code, _, _ = refusal(
        their_ec2.accept_vpc_peering_connection, VpcPeeringConnectionId=connection.id
    )
    unseen = status == "failed"
    assert code == (
        "InvalidVpcPeeringConnectionID.NotFound" if unseen else "InvalidStateTransition"
    )


@pytest.mark.parametrize(
    ("status", "ours_sees_for", "theirs_sees_for"),
    [
        ("deleted", timedelta(hours=2), timedelta(days=2)),
        ("rejected", timedelta(days=2), timedelta(hours=2)),
        ("expired", timedelta(days=2), timedelta(days=2)),
        ("failed", timedelta(hours=2), timedelta(0)),
    ],
)
def test_what_has_ended_has_ended_now(
    peering: PeeringMock,
    peer: Peer,
    status: str,
    ours_sees_for: timedelta,
    theirs_sees_for: timedelta,
) -> None:
    """Each party sees it for exactly the time that AWS shows it after its end."""
    connection = peer(status)
    passed = timedelta(0)
    for window in sorted({ours_sees_for, theirs_sees_for} - {timedelta(0)}):
        peering.shift(window - passed - timedelta(minutes=1))
        assert (connection.requester_view is not None) is (window <= ours_sees_for)
        assert (connection.accepter_view is not None) is (window <= theirs_sees_for)
        peering.shift(minutes=2)
        assert (connection.requester_view is not None) is (window < ours_sees_for)
        assert (connection.accepter_view is not None) is (window < theirs_sees_for)
        passed = window + timedelta(minutes=1)


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_needs_no_time(status: str) -> None:
    """Arranged connections have settled, even in a mock with `settle`."""
    with mock_peering(settle=Settle(describes=3)) as aws:
        connection = aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"), status)
        assert connection.status == status


@pytest.mark.parametrize("ended", ["rejected", "deleted", "expired", "failed"])
@pytest.mark.parametrize("status", STATUSES)
def test_after_the_end_there_may_be_another(peer: Peer, ended: str, status: str) -> None:
    """Two VPCs can be connected again after their connection has ended."""
    first, second = peer(ended), peer(status)
    assert (first.status, second.status) == (ended, status)
    assert first.id != second.id


@pytest.mark.parametrize("status", ["active", "failed"])
def test_overlapping_ranges_can_only_fail(peering: PeeringMock, ours: Vpc, status: str) -> None:
    """The error says what to do."""
    twin = peering.account("222222222222").vpc("10.0.0.0/16")
    if status == "failed":
        assert peering.peer(ours, twin, status).status == "failed"
        return
    with pytest.raises(ValueError, match=f"{twin.id} overlap, .*; pass status='failed'"):
        peering.peer(ours, twin, status)


def test_arranging_counts_for_quotas() -> None:
    """Arranged connections and requests count towards the quotas."""
    with mock_peering(quotas=Quotas(active_per_vpc=1, outstanding_requests=1)) as aws:
        hub, *spokes = (aws.vpc(f"10.{number}.0.0/16") for number in range(4))
        aws.peer(hub, spokes[0])
        with pytest.raises(ValueError, match="AWS rejects it: Active VPC peering connection lim"):
            aws.peer(hub, spokes[1])
        aws.peer(hub, spokes[1], "pending-acceptance")
        with pytest.raises(ValueError, match="AWS rejects it: Vpc peering connection request lim"):
            aws.peer(hub, spokes[2], "pending-acceptance")
