"""RejectVpcPeeringConnection: the permitted caller, Region and status."""

import pytest

from tests.operations.parties import Bring, Party, Refused


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_a_rejected_request_is_rejected_for_both(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """Reject returns true, and both parties see who rejected the request."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    assert accepter.reject(peering_id) is True
    rejected = {"Code": "rejected", "Message": f"Rejected by {accepter.account_id}"}
    assert [side.see(peering_id)["Status"] for side in (requester, accepter)] == [rejected] * 2


def test_the_requester_cannot_reject_for_another_account(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """Only the owner of the accepter VPC can reject."""
    peering_id = requester.request(accepter)
    text = f"User {requester.account_id} cannot reject peering {peering_id}"
    with refused("OperationNotPermitted", text):
        requester.reject(peering_id)


def test_a_request_is_rejected_in_the_accepters_region(
    requester: Party, abroad: Party, refused: Refused
) -> None:
    """The owner of both sides cannot reject in the requester's Region."""
    peering_id = requester.request(abroad)
    text = "Incorrect region (us-east-1) specified for this request. VPC peering connection "
    text += f"{peering_id} must be accepted or rejected in region eu-west-1"
    with refused("OperationNotPermitted", text):
        requester.reject(peering_id)


@pytest.mark.parametrize("status", ["active", "expired", "deleted"])
def test_only_a_pending_request_can_be_rejected(
    requester: Party, accepter: Party, bring: Bring, status: str, refused: Refused
) -> None:
    """An active or ended connection cannot be rejected."""
    peering_id = bring(requester, accepter, status)
    text = f"Invalid state transition for {peering_id}, "
    text += f"attempted to transition from {status} to rejected"
    with refused("InvalidStateTransition", text):
        accepter.reject(peering_id)


def test_what_has_failed_cannot_be_rejected(
    requester: Party, neighbour: Party, bring: Bring, refused: Refused
) -> None:
    """A failed request stays failed, in one account as well."""
    peering_id = bring(requester, neighbour, "failed")
    text = f"Invalid state transition for {peering_id}, "
    text += "attempted to transition from failed to rejected"
    with refused("InvalidStateTransition", text):
        requester.reject(peering_id)


def test_rejecting_twice_returns_true(requester: Party, accepter: Party, bring: Bring) -> None:
    """A second Reject is not an error."""
    assert accepter.reject(bring(requester, accepter, "rejected")) is True


def test_an_unknown_request_cannot_be_rejected(requester: Party, refused: Refused) -> None:
    """An invisible connection does not exist for the caller."""
    text = "The vpcPeeringConnection ID 'pcx-1a2b3c4d' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        requester.reject("pcx-1a2b3c4d")
