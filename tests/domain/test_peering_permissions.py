"""Which party may answer a request, and in which Region."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from peermock._domain.errors import IncorrectRegion, UserCannot
from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Status
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")

ANSWERS: dict[str, Callable[[Peering, Place], Peering]] = {
    "accept": lambda peering, by: peering.accept(by, NOW, Settle()),
    "reject": lambda peering, by: peering.reject(by, NOW),
}
PARTICIPLES = {"accept": "accepted", "reject": "accepted or rejected"}
"""The action in AWS's message about the wrong Region."""


@pytest.mark.parametrize("verb", ["accept", "reject"])
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("there", "by"),
    [
        (Place("222222222222", "us-east-1"), HERE),
        (Place("222222222222", "eu-west-1"), HERE),
        (Place("222222222222", "eu-west-1"), Place("111111111111", "eu-west-1")),
    ],
)
def test_a_requester_cannot_answer_a_request_to_another_account(
    peering_in: Callable[..., Peering], status: Status, there: Place, by: Place, verb: str
) -> None:
    """The requester is rejected in both Regions and in every status."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(UserCannot) as caught:
        ANSWERS[verb](peering, by)
    assert caught.value.message == f"User 111111111111 cannot {verb} peering {peering.id}"


@pytest.mark.parametrize("verb", ["accept", "reject"])
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("account_id", ["111111111111", "222222222222"])
@pytest.mark.parametrize("region_name", ["us-east-1", "ap-south-1"])
def test_a_request_is_answered_in_the_accepters_region(
    peering_in: Callable[..., Peering],
    status: Status,
    account_id: str,
    region_name: str,
    verb: str,
) -> None:
    """The error names the accepter's Region, wherever else the call is made."""
    peering = peering_in(status, HERE, Place(account_id, "eu-west-1"), NOW)
    with pytest.raises(IncorrectRegion) as caught:
        ANSWERS[verb](peering, Place(account_id, region_name))
    assert caught.value.message == (
        f"Incorrect region ({region_name}) specified for this request. "
        f"VPC peering connection {peering.id} must be {PARTICIPLES[verb]} in region eu-west-1"
    )


@pytest.mark.parametrize(
    ("verb", "status"), [("accept", Status.ACTIVE), ("reject", Status.REJECTED)]
)
def test_a_request_refused_to_the_wrong_party_can_still_be_answered(
    peering_in: Callable[..., Peering], verb: str, status: Status
) -> None:
    """The rejected call has no effect."""
    there = Place("222222222222", "eu-west-1")
    peering = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    with pytest.raises(UserCannot):
        ANSWERS[verb](peering, HERE)
    assert ANSWERS[verb](peering, there).status(NOW) is status


@pytest.mark.parametrize(
    ("there", "crosses"),
    [
        (HERE, False),
        (Place("222222222222", "us-east-1"), False),
        (Place("111111111111", "eu-west-1"), True),
        (Place("222222222222", "eu-west-1"), True),
    ],
)
def test_a_connection_crosses_regions_when_its_vpcs_are_in_two(
    peering_in: Callable[..., Peering], there: Place, *, crosses: bool
) -> None:
    """Accounts do not matter."""
    assert peering_in(Status.ACTIVE, HERE, there, NOW).crosses_regions is crosses
