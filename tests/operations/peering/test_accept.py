"""AcceptVpcPeeringConnection: the permitted caller, Region and status, and the response."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.operations.parties import Bring, Party, Refused


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_accept_answers_provisioning_and_then_it_is_active(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """Accept returns provisioning, and the next Describe by either party active."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    provisioning = {"Code": "provisioning", "Message": "Provisioning"}
    assert accepter.accept(peering_id)["Status"] == provisioning
    active = {"Code": "active", "Message": "Active"}
    assert [side.see(peering_id)["Status"] for side in (requester, accepter)] == [active] * 2


def test_an_accepted_connection_does_not_expire(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """An active connection is still active years later."""
    peering_id = requester.peer(accepter)
    clock.shift(timedelta(days=3650))
    assert requester.status(peering_id) == "active"


def test_the_requester_cannot_accept_for_another_account(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """Only the owner of the accepter VPC can accept."""
    peering_id = requester.request(accepter)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        requester.accept(peering_id)


def test_the_account_is_checked_before_the_region(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """In the wrong Region, the requester gets the error about the account."""
    accepter = party("222222222222", "eu-west-1", "10.1.0.0/16")
    peering_id = requester.request(accepter)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        requester.accept(peering_id)


def test_a_request_is_accepted_in_the_accepters_region(
    requester: Party, abroad: Party, refused: Refused
) -> None:
    """The owner of both sides cannot accept in the requester's Region."""
    peering_id = requester.request(abroad)
    text = "Incorrect region (us-east-1) specified for this request. "
    text += f"VPC peering connection {peering_id} must be accepted in region eu-west-1"
    with refused("OperationNotPermitted", text):
        requester.accept(peering_id)


@pytest.mark.parametrize(
    "place",
    [("333333333333", "us-east-1"), ("222222222222", "eu-west-1"), ("123456789012", "eu-west-1")],
)
def test_a_request_is_unknown_to_everybody_else(
    requester: Party,
    accepter: Party,
    party: Callable[..., Party],
    place: tuple[str, str],
    refused: Refused,
) -> None:
    """Other accounts, and the parties in other Regions, do not find the request."""
    peering_id = requester.request(accepter)
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        party(*place).accept(peering_id)


@pytest.mark.parametrize("status", ["rejected", "expired", "deleted"])
def test_what_has_ended_cannot_be_accepted(
    requester: Party, accepter: Party, bring: Bring, status: str, refused: Refused
) -> None:
    """Only a pending request can be accepted, and the message names both statuses."""
    peering_id = bring(requester, accepter, status)
    text = f"Invalid state transition for {peering_id}, "
    text += f"attempted to transition from {status} to provisioning"
    with refused("InvalidStateTransition", text):
        accepter.accept(peering_id)


def test_what_has_failed_cannot_be_accepted(
    requester: Party, neighbour: Party, bring: Bring, refused: Refused
) -> None:
    """A failed request, visible to its requester only, cannot be accepted in one account either."""
    peering_id = bring(requester, neighbour, "failed")
    text = f"Invalid state transition for {peering_id}, "
    text += "attempted to transition from failed to provisioning"
    with refused("InvalidStateTransition", text):
        requester.accept(peering_id)


def test_accepting_twice_returns_the_connection_unchanged(
    requester: Party, accepter: Party
) -> None:
    """A second Accept returns the active connection."""
    peering_id = requester.peer(accepter)
    assert accepter.accept(peering_id) == accepter.see(peering_id)


def test_a_request_can_be_accepted_until_it_expires(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """One second before the end of the seven days, a request can be accepted."""
    peering_id = requester.request(accepter)
    clock.shift(timedelta(days=7, seconds=-1))
    accepter.accept(peering_id)
    clock.shift(timedelta(seconds=1))
    assert accepter.status(peering_id) == "active"


def test_an_unknown_request_cannot_be_accepted(requester: Party, refused: Refused) -> None:
    """The code of NotFound spells ID in capitals."""
    text = "The vpcPeeringConnection ID 'pcx-0123456789abcdef0' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        requester.accept("pcx-0123456789abcdef0")


def test_there_is_no_transitive_peering(
    requester: Party, neighbour: Party, accepter: Party, refused: Refused
) -> None:
    """A VPC cannot route through a peer's connection to a third VPC."""
    requester.peer(neighbour)
    peering_id = neighbour.peer(accepter)
    table_id = requester.main_table_id()
    text = f"route table {table_id} and network gateway {peering_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        requester.ec2.create_route(
            RouteTableId=table_id,
            DestinationCidrBlock="10.1.0.0/16",
            VpcPeeringConnectionId=peering_id,
        )


def test_the_wrong_account_cannot_accept_in_the_accepters_region(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """A requester cannot accept for another account in the accepter's Region either."""
    far = party("222222222222", "eu-west-1", "10.1.0.0/16")
    peering_id = requester.request(far)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        party(requester.account_id, "eu-west-1").accept(peering_id)


def test_in_the_requesters_region_the_error_names_the_right_one(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """An accepter that calls in the requester's Region gets an error with the right Region."""
    peering_id = requester.request(party("222222222222", "eu-west-1", "10.1.0.0/16"))
    text = "Incorrect region (us-east-1) specified for this request. VPC peering connection "
    text += f"{peering_id} must be accepted in region eu-west-1"
    with refused("OperationNotPermitted", text):
        party("222222222222", "us-east-1").accept(peering_id)
