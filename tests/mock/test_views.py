"""Views of resources, which equal the responses to clients."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc, VpcPeeringConnection
from tests.arrangements import Peer

STATUSES = ["pending-acceptance", "active", "rejected", "deleted", "expired", "failed"]

Find = Callable[[BaseClient], list[dict[str, object]]]


@pytest.fixture
def find() -> Find:
    """Return a function that returns the connections that a client finds."""

    def describe(ec2: BaseClient) -> list[dict[str, object]]:
        views: list[dict[str, object]] = ec2.describe_vpc_peering_connections()[
            "VpcPeeringConnections"
        ]
        return views

    return describe


def test_a_vpc(ec2: BaseClient, ours: Vpc) -> None:
    """The view equals the response of `describe_vpcs`."""
    (found,) = ec2.describe_vpcs(VpcIds=[ours.id])["Vpcs"]
    assert ours.view == found


def test_a_vpc_is_viewed_by_its_owner(their_ec2: BaseClient, theirs: Vpc) -> None:
    """The view is that of the owner in its Region, with the owner's tags."""
    their_ec2.create_tags(Resources=[theirs.id], Tags=[{"Key": "Name", "Value": "spoke"}])
    (found,) = their_ec2.describe_vpcs(VpcIds=[theirs.id])["Vpcs"]
    assert theirs.view == found
    assert theirs.view["Tags"] == [{"Key": "Name", "Value": "spoke"}]


def test_a_view_follows_the_world(ec2: BaseClient, ours: Vpc) -> None:
    """Each access returns a new view."""
    before = ours.view
    ec2.associate_vpc_cidr_block(VpcId=ours.id, CidrBlock="10.9.0.0/16")
    assert len(before["CidrBlockAssociationSet"]) == 1
    assert len(ours.view["CidrBlockAssociationSet"]) == 2


@pytest.mark.parametrize("status", STATUSES)
def test_a_connection(
    peer: Peer, ec2: BaseClient, their_ec2: BaseClient, find: Find, status: str
) -> None:
    """Each party's view is what that party sees, or None if it finds nothing."""
    connection = peer(status)
    assert find(ec2) == [connection.requester_view]
    assert find(their_ec2) == ([connection.accepter_view] if status != "failed" else [])
    assert (connection.accepter_view is None) is (status == "failed")


def test_a_view_can_be_changed(request_of_ours: VpcPeeringConnection) -> None:
    """Changing a view has no other effect."""
    view = request_of_ours.requester_view
    assert view is not None
    view["Status"] = {"Code": "mine"}
    assert request_of_ours.status == "pending-acceptance"


def test_a_connection_that_is_no_longer_visible(peering: PeeringMock, peer: Peer) -> None:
    """Days after the end there is no view, but the status is still known."""
    connection = peer("deleted")
    peering.shift(days=3)
    assert (connection.requester_view, connection.accepter_view) == (None, None)
    assert connection.status == "deleted"


def test_a_vpc_that_is_gone(ec2: BaseClient, ours: Vpc) -> None:
    """The view of a deleted VPC raises a LookupError that says so."""
    ec2.delete_vpc(VpcId=ours.id)
    with pytest.raises(LookupError, match=f"{ours.id} no longer exists: it was deleted"):
        _ = ours.view


def test_a_connection_that_is_gone(peering: PeeringMock, peer: Peer) -> None:
    """A connection created after a restored snapshot has neither status nor views."""
    before = peering.snapshot()
    connection = peer("active")
    peering.restore(before)
    assert (connection.requester_view, connection.accepter_view) == (None, None)
    with pytest.raises(LookupError, match=f"{connection.id} no longer exists"):
        _ = connection.status


def test_values_are_short_in_a_traceback(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """The `repr` has IDs, owners, Regions and CIDR blocks, and a snapshot's has nothing."""
    ours = request_of_ours.requester
    assert repr(ours) == (
        f"Vpc(id='{ours.id}', account_id='123456789012', region_name='us-east-1', "
        "cidr_block='10.0.0.0/16')"
    )
    assert repr(request_of_ours) == (
        f"VpcPeeringConnection(id='{request_of_ours.id}', requester={ours!r}, "
        f"accepter={request_of_ours.accepter!r})"
    )
    assert repr(peering.snapshot()) == "Snapshot()"


def test_a_view_is_the_authors_own(ours: Vpc, peer: Peer) -> None:
    """Changes that a test makes to a view do not appear in later views."""
    connection = peer("active")
    for look in (lambda: ours.view, lambda: connection.requester_view):
        before = deepcopy(look())
        spoil(look())
        assert look() == before


def spoil(view: object) -> None:
    """Empty each dictionary and list in a view."""
    if isinstance(view, dict | list):
        for each in view.values() if isinstance(view, dict) else view:
            spoil(each)
        view.clear()
