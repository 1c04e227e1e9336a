"""DeleteVpcPeeringConnection: the permitted caller and status, and the effects."""

import pytest

from tests.operations.parties import Bring, Party, Refused


@pytest.mark.parametrize("deleter", ["requester", "accepter"])
def test_either_owner_deletes_an_active_connection(
    requester: Party, accepter: Party, deleter: str, request: pytest.FixtureRequest
) -> None:
    """Delete returns true, and both parties see who deleted the connection."""
    peering_id = requester.peer(accepter)
    who = request.getfixturevalue(deleter)
    assert who.delete(peering_id) is True
    deleted = {"Code": "deleted", "Message": f"Deleted by {who.account_id}"}
    assert [side.see(peering_id)["Status"] for side in (requester, accepter)] == [deleted] * 2


@pytest.mark.parametrize("deleter", ["requester", "abroad"])
def test_an_active_connection_is_deleted_from_either_region(
    requester: Party, abroad: Party, deleter: str, request: pytest.FixtureRequest
) -> None:
    """The owner of both sides can delete in either Region."""
    peering_id = requester.peer(abroad)
    request.getfixturevalue(deleter).delete(peering_id)
    assert [side.status(peering_id) for side in (requester, abroad)] == ["deleted"] * 2


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_the_requester_deletes_a_pending_request(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """The accepter sees that the request was deleted."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    assert requester.delete(peering_id) is True
    assert accepter.see(peering_id)["Status"]["Message"] == f"Deleted by {requester.account_id}"


def test_the_accepter_cannot_delete_a_pending_request(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """The accepter can only reject the request."""
    peering_id = requester.request(accepter)
    text = f"User {accepter.account_id} cannot delete peering {peering_id}"
    with refused("OperationNotPermitted", text):
        accepter.delete(peering_id)


@pytest.mark.parametrize("status", ["failed", "rejected", "expired"])
def test_what_has_ended_otherwise_cannot_be_deleted(
    requester: Party, accepter: Party, bring: Bring, status: str, refused: Refused
) -> None:
    """Failed, rejected and expired connections disappear by themselves only."""
    peering_id = bring(requester, accepter, status)
    text = f"Invalid state transition for {peering_id}, "
    text += f"attempted to transition from {status} to deleting"
    with refused("InvalidStateTransition", text):
        requester.delete(peering_id)


@pytest.mark.parametrize("again", ["requester", "accepter"])
def test_deleting_twice_returns_true(
    requester: Party,
    accepter: Party,
    bring: Bring,
    again: str,
    request: pytest.FixtureRequest,
) -> None:
    """A second Delete by either party is not an error and changes nothing."""
    peering_id = bring(requester, accepter, "deleted")
    assert request.getfixturevalue(again).delete(peering_id) is True
    message = accepter.see(peering_id)["Status"]["Message"]
    assert message == f"Deleted by {requester.account_id}"


def test_vpcs_can_be_deleted_as_soon_as_their_connection_is(
    requester: Party, accepter: Party
) -> None:
    """After Delete in one Region, both VPCs can be deleted."""
    requester.delete(requester.peer(accepter))
    for side in (requester, accepter):
        side.ec2.delete_vpc(VpcId=side.vpc_id)
        ids = [vpc["VpcId"] for vpc in side.ec2.describe_vpcs()["Vpcs"]]
        assert side.vpc_id not in ids


def test_a_deleted_connection_outlives_its_vpcs(requester: Party, accepter: Party) -> None:
    """A deleted connection still shows the IDs of deleted VPCs."""
    peering_id = requester.peer(accepter)
    requester.delete(peering_id)
    requester.ec2.delete_vpc(VpcId=requester.vpc_id)
    assert accepter.see(peering_id)["RequesterVpcInfo"]["VpcId"] == requester.vpc_id


def test_an_unknown_connection_cannot_be_deleted(requester: Party, refused: Refused) -> None:
    """An invisible connection does not exist for the caller."""
    text = "The vpcPeeringConnection ID 'pcx-0123456789abcdef0' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        requester.delete("pcx-0123456789abcdef0")
