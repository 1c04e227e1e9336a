"""Invalid arrangements are rejected with helpful messages, and change nothing."""

import re
from collections.abc import Callable

import pytest
from botocore.client import BaseClient

from peermock import MockStateError, PeeringMock, Vpc, mock_peering

EXPECTED = "expected one of active, deleted, expired, failed, pending-acceptance, rejected"

Arrange = Callable[[PeeringMock], object]


@pytest.mark.parametrize(
    ("arrange", "complaint"),
    [
        (lambda aws: aws.vpc("10.0.0.0/8"), "vpc('10.0.0.0/8'): AWS rejects it: The CIDR"),
        (lambda aws: aws.vpc("ten"), "vpc('ten'): AWS rejects it: Value (ten) for parameter"),
        (
            lambda aws: aws.vpc("10.0.0.0/16", "eu-west-9"),
            "vpc(region_name='eu-west-9'): AWS has no such Region",
        ),
        (
            lambda aws: aws.vpc("10.0.0.0/16", tags={"": ""}),
            "AWS rejects it: Tag key cannot be empty.",
        ),
        (
            lambda aws: aws.vpc("10.0.0.0/16", tags={str(number): "" for number in range(51)}),
            "AWS rejects it: The resultant tag set must not have more than 50 user tags.",
        ),
        (lambda aws: aws.account("22"), "account_id='22': expected twelve digits"),
    ],
)
def test_vpcs(peering: PeeringMock, ec2: BaseClient, arrange: Arrange, complaint: str) -> None:
    """The errors have AWS's messages."""
    with pytest.raises(ValueError, match=re.escape(complaint)):
        arrange(peering)
    assert len(ec2.describe_vpcs()["Vpcs"]) == 1


def test_an_account_is_a_text(peering: PeeringMock) -> None:
    """A number loses leading zeros, so the message shows the expected text."""
    with pytest.raises(
        TypeError, match='expected a string of twelve digits, such as "000000000012"'
    ):
        peering.account(12)


@pytest.mark.parametrize(
    "status", ["initiating-request", "provisioning", "deleting", "Active", "accepted", ""]
)
def test_a_status_that_does_not_last(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc, status: str
) -> None:
    """Transitional and unknown statuses are rejected, and the message lists the others."""
    with pytest.raises(ValueError, match=re.escape(f"peer(status={status!r}): {EXPECTED}")):
        peering.peer(ours, theirs, status)
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []


@pytest.mark.parametrize("live", ["active", "pending-acceptance"])
@pytest.mark.parametrize(
    "status", ["active", "deleted", "expired", "failed", "pending-acceptance", "rejected"]
)
def test_vpcs_that_are_joined_already(
    peering: PeeringMock, ours: Vpc, theirs: Vpc, live: str, status: str
) -> None:
    """AWS treats a second request as the first, which does not change."""
    first = peering.peer(ours, theirs, live)
    with pytest.raises(ValueError, match=f"{first.id} already connects these VPCs"):
        peering.peer(ours, theirs, status)
    assert first.status == live


def test_vpcs_that_are_joined_the_other_way_round(
    peering: PeeringMock, ours: Vpc, theirs: Vpc
) -> None:
    """The other party can make a request, but it cannot be accepted."""
    peering.peer(ours, theirs)
    with pytest.raises(ValueError, match=r"AWS rejects it: The vpc peering .* already exists\."):
        peering.peer(theirs, ours)


def test_a_vpc_with_itself(peering: PeeringMock, ours: Vpc) -> None:
    """A VPC overlaps itself."""
    with pytest.raises(ValueError, match=f"the ranges of {ours.id} and {ours.id} overlap"):
        peering.peer(ours, ours)


def test_a_vpc_that_is_deleted(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """A handle can outlive its VPC."""
    ec2.delete_vpc(VpcId=ours.id)
    with pytest.raises(ValueError, match=re.escape(f"peer(): {ours.id} no longer exists")):
        peering.peer(ours, theirs)


def test_a_vpc_of_another_mock(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """A handle from another mock is rejected, even with an equal ID."""
    with mock_peering(isolated=True) as other:
        twin = other.vpc("10.0.0.0/16")
        assert (twin.id, twin) == (ours.id, ours)
        with pytest.raises(ValueError, match=f"{ours.id} was arranged in another mock"):
            other.peer(twin, ours)


def test_what_is_neither_a_vpc_nor_an_id(peering: PeeringMock, ours: Vpc) -> None:
    """A client's response is not accepted as a VPC."""
    with pytest.raises(
        TypeError, match=re.escape("peer({'VpcId': 'vpc-1'}): expected a VPC returned by vpc(")
    ):
        peering.peer(ours, {"VpcId": "vpc-1"})


@pytest.mark.parametrize(
    "arrange",
    [
        lambda aws: aws.vpc("10.0.0.0/16"),
        lambda aws: aws.account("222222222222"),
        lambda aws: aws.snapshot(),
        lambda aws: aws.to_dict(),
        lambda aws: aws.unchanged(),
        lambda aws: aws.answer("RunInstances", {}),
    ],
)
def test_a_mock_that_is_not_active(arrange: Arrange) -> None:
    """Nothing can be arranged or queried before the start or after the end."""
    mock = mock_peering()
    with pytest.raises(MockStateError, match="This mock is not active"):
        arrange(mock)
    with mock:
        pass
    with pytest.raises(MockStateError, match="This mock is not active"):
        arrange(mock)
