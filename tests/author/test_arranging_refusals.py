"""What cannot be arranged is refused with words that help, and changes nothing."""

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
        (lambda aws: aws.vpc("10.0.0.0/8"), "vpc('10.0.0.0/8'): AWS refuses it: The CIDR"),
        (lambda aws: aws.vpc("ten"), "vpc('ten'): AWS refuses it: Value (ten) for parameter"),
        (
            lambda aws: aws.vpc("10.0.0.0/16", "eu-west-9"),
            "vpc(region_name='eu-west-9'): AWS has no such Region",
        ),
        (
            lambda aws: aws.vpc("10.0.0.0/16", tags={"aws:x": ""}),
            "AWS refuses it: Tag keys starting with 'aws:' are reserved for internal use",
        ),
        (
            lambda aws: aws.vpc("10.0.0.0/16", tags={str(number): "" for number in range(51)}),
            "AWS refuses it: The resultant tag set must not have more than 50 user tags.",
        ),
        (lambda aws: aws.account("22"), "account_id='22': expected twelve digits"),
    ],
)
def test_vpcs(peering: PeeringMock, ec2: BaseClient, arrange: Arrange, complaint: str) -> None:
    """What AWS would refuse is refused in AWS's words."""
    with pytest.raises(ValueError, match=re.escape(complaint)):
        arrange(peering)
    assert len(ec2.describe_vpcs()["Vpcs"]) == 1


def test_an_account_is_a_text(peering: PeeringMock) -> None:
    """A number loses the zeros that it begins with, so the text is shown."""
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
    """Transitional statuses, and such as do not exist, are refused with the list of the others."""
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
    """A second request is the first one to AWS; the first one stays as it is."""
    first = peering.peer(ours, theirs, live)
    with pytest.raises(ValueError, match=f"{first.id} joins these VPCs already"):
        peering.peer(ours, theirs, status)
    assert first.status == live


def test_vpcs_that_are_joined_the_other_way_round(
    peering: PeeringMock, ours: Vpc, theirs: Vpc
) -> None:
    """The other party may ask too, but nobody can accept it."""
    peering.peer(ours, theirs)
    with pytest.raises(ValueError, match=r"AWS refuses it: The vpc peering .* already exists\."):
        peering.peer(theirs, ours)


def test_a_vpc_with_itself(peering: PeeringMock, ours: Vpc) -> None:
    """A VPC overlaps itself."""
    with pytest.raises(ValueError, match=f"the ranges of {ours.id} and {ours.id} overlap"):
        peering.peer(ours, ours)


def test_a_vpc_that_is_deleted(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """A value outlives the VPC that it stands for."""
    ec2.delete_vpc(VpcId=ours.id)
    with pytest.raises(ValueError, match=re.escape(f"peer(): {ours.id} is not there any more")):
        peering.peer(ours, theirs)


def test_a_vpc_of_another_mock(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """It is refused although the two have equal IDs."""
    with mock_peering(isolated=True) as other:
        twin = other.vpc("10.0.0.0/16")
        assert (twin.id, twin) == (ours.id, ours)
        with pytest.raises(ValueError, match=f"{ours.id} was arranged in another mock"):
            other.peer(twin, ours)


def test_an_id_is_no_vpc(peering: PeeringMock, ours: Vpc) -> None:
    """What a client has created is not what `vpc` returns."""
    with pytest.raises(TypeError, match=re.escape("peer('vpc-1'): expected what vpc(...) returns")):
        peering.peer(ours, "vpc-1")


@pytest.mark.parametrize(
    "arrange",
    [
        lambda aws: aws.vpc("10.0.0.0/16"),
        lambda aws: aws.account("222222222222"),
        lambda aws: aws.calls,
        lambda aws: aws.assert_called("DescribeVpcs"),
        lambda aws: aws.assert_not_called("DescribeVpcs"),
        lambda aws: aws.snapshot(),
        lambda aws: aws.to_dict(),
        lambda aws: aws.report(),
    ],
)
def test_a_mock_that_is_not_active(arrange: Arrange) -> None:
    """Before the start and after the end nothing can be arranged or asked."""
    mock = mock_peering()
    with pytest.raises(MockStateError, match="This mock is not active"):
        arrange(mock)
    with mock:
        pass
    with pytest.raises(MockStateError, match="This mock is not active"):
        arrange(mock)
