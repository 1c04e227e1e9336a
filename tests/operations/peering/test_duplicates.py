"""Repeated and reversed requests between the same two VPCs."""

import pytest

from tests.operations.parties import Bring, Party, Refused


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
@pytest.mark.parametrize("status", ["pending-acceptance", "active"])
def test_the_same_request_returns_the_connection_there_is(
    requester: Party, bring: Bring, other: str, status: str, request: pytest.FixtureRequest
) -> None:
    """A repeated request creates nothing and returns the connection."""
    accepter = request.getfixturevalue(other)
    peering_id = bring(requester, accepter, status)
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id,
        PeerVpcId=accepter.vpc_id,
        PeerOwnerId=accepter.account_id,
        PeerRegion=accepter.region_name,
    )
    assert answer["VpcPeeringConnection"] == requester.see(peering_id)
    assert requester.finds() == [peering_id]


@pytest.mark.parametrize("status", ["failed", "rejected", "expired", "deleted"])
def test_after_the_end_the_same_request_is_a_new_one(
    requester: Party, accepter: Party, bring: Bring, status: str
) -> None:
    """A connection that has ended does not prevent a new one."""
    old = bring(requester, accepter, status)
    new = requester.request(accepter)
    assert requester.finds() == [old, new]
    assert requester.status(old) == status


@pytest.mark.parametrize("status", ["pending-acceptance", "active"])
def test_the_reversed_request_is_a_new_one(
    requester: Party, accepter: Party, bring: Bring, status: str
) -> None:
    """The reverse request is separate and becomes pending."""
    old = bring(requester, accepter, status)
    new = accepter.request(requester)
    assert new != old
    assert requester.status(new) == "pending-acceptance"


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_a_second_connection_cannot_be_accepted(
    requester: Party, other: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Two VPCs have one active connection at a time, and the message names the new one."""
    accepter = request.getfixturevalue(other)
    requester.peer(accepter)
    new = accepter.request(requester)
    text = f"The vpc peering connection identified by {new} already exists."
    with refused("VpcPeeringConnectionAlreadyExists", text):
        requester.accept(new)
    assert accepter.status(new) == "pending-acceptance"


def test_of_two_opposite_requests_the_first_to_be_accepted_wins(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """The older request is rejected once the younger one is active."""
    elder = requester.request(accepter)
    accepter.peer(requester)
    text = f"The vpc peering connection identified by {elder} already exists."
    with refused("VpcPeeringConnectionAlreadyExists", text):
        accepter.accept(elder)


def test_the_second_request_is_acceptable_when_the_first_is_deleted(
    requester: Party, accepter: Party
) -> None:
    """A rejected acceptance does not change the request."""
    old = requester.peer(accepter)
    new = accepter.request(requester)
    requester.delete(old)
    assert requester.accept(new)["Status"]["Code"] == "provisioning"


def test_a_wrong_owner_is_another_request(requester: Party, accepter: Party) -> None:
    """A request for the same VPC ID under another owner is separate, and fails."""
    requester.peer(accepter)
    other = requester.request(accepter, PeerOwnerId="333333333333")
    assert requester.status(other) == "failed"


def test_a_vpc_has_connections_to_many(
    requester: Party, accepter: Party, neighbour: Party, abroad: Party
) -> None:
    """The limit of one connection is per pair of VPCs."""
    ids = [requester.peer(other) for other in (accepter, neighbour, abroad)]
    assert [requester.status(peering_id) for peering_id in ids] == ["active"] * 3
