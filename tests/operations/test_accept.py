"""AcceptVpcPeeringConnection: who, where, when, and what it answers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from types import SimpleNamespace as Party

import pytest
from time_machine import TimeMachineFixture

Bring = Callable[[Party, Party, str], str]
Refused = Callable[..., AbstractContextManager[None]]


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_accept_answers_provisioning_and_then_it_is_active(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """The answer of Accept says provisioning, and the next Describe of either party active."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    provisioning = {"Code": "provisioning", "Message": "Provisioning"}
    assert accepter.accept(peering_id)["Status"] == provisioning
    active = {"Code": "active", "Message": "Active"}
    assert [side.see(peering_id)["Status"] for side in (requester, accepter)] == [active] * 2


def test_an_accepted_connection_expires_no_more(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """Years later an active connection is active."""
    peering_id = requester.peer(accepter)
    clock.shift(timedelta(days=3650))
    assert requester.status(peering_id) == "active"


def test_the_requester_cannot_accept_for_another_account(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """Only the owner of the accepter VPC accepts."""
    peering_id = requester.request(accepter)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        requester.accept(peering_id)


def test_who_accepts_comes_before_where(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """The requester of a connection across accounts and Regions is the wrong user, not astray."""
    accepter = party("222222222222", "eu-west-1", "10.1.0.0/16")
    peering_id = requester.request(accepter)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        requester.accept(peering_id)


def test_a_request_is_accepted_in_the_accepters_region(
    requester: Party, abroad: Party, refused: Refused
) -> None:
    """The account that owns both sides cannot accept in the requester's Region."""
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
    """Accept moves a pending request only; the text says from where and to where."""
    peering_id = bring(requester, accepter, status)
    text = f"Invalid state transition for {peering_id}, "
    text += f"attempted to transition from {status} to provisioning"
    with refused("InvalidStateTransition", text):
        accepter.accept(peering_id)


def test_what_has_failed_cannot_be_accepted(
    requester: Party, neighbour: Party, bring: Bring, refused: Refused
) -> None:
    """A failed request, which only its requester sees, is not acceptable in one account either."""
    peering_id = bring(requester, neighbour, "failed")
    text = f"Invalid state transition for {peering_id}, "
    text += "attempted to transition from failed to provisioning"
    with refused("InvalidStateTransition", text):
        requester.accept(peering_id)


def test_accepting_twice_returns_the_connection_unchanged(
    requester: Party, accepter: Party
) -> None:
    """A second Accept answers the active connection."""
    peering_id = requester.peer(accepter)
    assert accepter.accept(peering_id) == accepter.see(peering_id)


def test_a_request_can_be_accepted_until_it_expires(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """One second before the seven days are over it is not too late."""
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
    """A VPC cannot route through a connection between two others, though it is peered with one."""
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


def test_the_wrong_account_is_told_so_in_the_accepters_region(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """A requester who goes to the accepter's Region still cannot accept for the accepter."""
    far = party("222222222222", "eu-west-1", "10.1.0.0/16")
    peering_id = requester.request(far)
    text = f"User {requester.account_id} cannot accept peering {peering_id}"
    with refused("OperationNotPermitted", text):
        party(requester.account_id, "eu-west-1").accept(peering_id)


def test_the_accepter_is_told_the_region_in_the_requesters(
    requester: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """An accepter of another account who stays in the requester's Region is sent to its own."""
    peering_id = requester.request(party("222222222222", "eu-west-1", "10.1.0.0/16"))
    text = "Incorrect region (us-east-1) specified for this request. VPC peering connection "
    text += f"{peering_id} must be accepted in region eu-west-1"
    with refused("OperationNotPermitted", text):
        party("222222222222", "us-east-1").accept(peering_id)
