"""The members of a connection, by status, side and party."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from peermock import PeeringMock, mock_peering
from tests.operations.parties import HAS_MULTIPATH, Bring, Party

BARE = {"OwnerId", "VpcId", "Region"}
RANGES = BARE | {"CidrBlock", "CidrBlockSet"}
FULL = RANGES | {"PeeringOptions"}
ALWAYS = {"VpcPeeringConnectionId", "RequesterVpcInfo", "AccepterVpcInfo", "Status", "Tags"}

WAITING = ["initiating-request", "pending-acceptance"]
JOINED = ["provisioning", "active"]
ENDED = ["failed", "rejected", "expired", "deleting", "deleted"]

MESSAGES = {
    "initiating-request": "Initiating Request to {accepter}",
    "pending-acceptance": "Pending Acceptance by {accepter}",
    "failed": "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
    "expired": "Expired",
    "rejected": "Rejected by {accepter}",
    "provisioning": "Provisioning",
    "active": "Active",
    "deleting": "Deleting",
    "deleted": "Deleted by {requester}",
}


@pytest.fixture
def peering() -> Iterator[PeeringMock]:
    """A mock in which transitional statuses last a minute, so that all nine are visible."""
    with mock_peering(settle=timedelta(minutes=1)) as mock:
        yield mock


def sides(view: dict[str, Any]) -> list[set[str]]:
    """Return the members of the requester's side and of the accepter's."""
    return [set(view["RequesterVpcInfo"]), set(view["AccepterVpcInfo"])]


@pytest.mark.parametrize("status", MESSAGES)
@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_each_status_has_its_code_and_message(
    requester: Party, bring: Bring, status: str, other: str, request: pytest.FixtureRequest
) -> None:
    """The codes are spelled as in botocore's model, and the messages name accounts."""
    accepter = request.getfixturevalue(other)
    view = requester.see(bring(requester, accepter, status))
    names = {"requester": requester.account_id, "accepter": accepter.account_id}
    assert view["Status"] == {"Code": status, "Message": MESSAGES[status].format(**names)}


def test_the_codes_are_those_of_the_model(requester: Party) -> None:
    """Botocore's model has exactly these nine codes."""
    model = requester.ec2.meta.service_model
    assert set(model.shape_for("VpcPeeringConnectionStateReasonCode").enum) == set(MESSAGES)


@pytest.mark.parametrize("who", ["requester", "accepter"])
@pytest.mark.parametrize("status", ["pending-acceptance", "active", "deleted"])
def test_both_parties_see_the_same_ids_and_status(
    requester: Party, bring: Bring, status: str, who: str, request: pytest.FixtureRequest
) -> None:
    """IDs, owners, Regions and the status are the same for both parties."""
    accepter = request.getfixturevalue("accepter")
    peering_id = bring(requester, accepter, status)
    view = request.getfixturevalue(who).see(peering_id)
    assert view["VpcPeeringConnectionId"] == peering_id
    for side, party in (("RequesterVpcInfo", requester), ("AccepterVpcInfo", accepter)):
        shown = {name: view[side][name] for name in BARE}
        assert shown == {
            "OwnerId": party.account_id,
            "VpcId": party.vpc_id,
            "Region": party.region_name,
        }


@pytest.mark.parametrize("status", WAITING)
@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_the_requester_of_a_waiting_request_sees_its_own_side(
    requester: Party, bring: Bring, status: str, other: str, request: pytest.FixtureRequest
) -> None:
    """Before acceptance, the accepter's side has no CIDR blocks or options."""
    view = requester.see(bring(requester, request.getfixturevalue(other), status))
    assert sides(view) == [FULL, BARE]
    across = {"MultipathResilienceStatus"} if other == "abroad" and HAS_MULTIPATH else set()
    assert set(view) == ALWAYS | {"ExpirationTime"} | across


def test_the_accepters_region_of_one_account_sees_a_pending_request_alike(
    requester: Party, abroad: Party, bring: Bring
) -> None:
    """The owner of both sides sees the same in both Regions."""
    peering_id = bring(requester, abroad, "pending-acceptance")
    assert abroad.see(peering_id) == requester.see(peering_id)


def test_another_account_sees_a_pending_request_without_the_requesters_options(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """The accepter sees the requester's CIDR blocks and the expiry."""
    view = accepter.see(bring(requester, accepter, "pending-acceptance"))
    assert sides(view) == [RANGES, BARE]
    assert set(view) == ALWAYS | {"ExpirationTime"}


@pytest.mark.parametrize("status", JOINED)
@pytest.mark.parametrize("who", ["requester", "accepter"])
def test_each_account_sees_the_options_of_its_own_side(
    requester: Party, bring: Bring, status: str, who: str, request: pytest.FixtureRequest
) -> None:
    """After acceptance both see all CIDR blocks, and neither the other's options."""
    accepter = request.getfixturevalue("accepter")
    view = request.getfixturevalue(who).see(bring(requester, accepter, status))
    assert sides(view) == ([FULL, RANGES] if who == "requester" else [RANGES, FULL])
    assert set(view) == ALWAYS


@pytest.mark.parametrize("status", JOINED)
@pytest.mark.parametrize("other", ["abroad", "neighbour"])
def test_the_owner_of_both_sides_sees_all_options(
    requester: Party, bring: Bring, status: str, other: str, request: pytest.FixtureRequest
) -> None:
    """In one account both sides are complete, across Regions as well."""
    accepter = request.getfixturevalue(other)
    peering_id = bring(requester, accepter, status)
    for party in (requester, accepter):
        assert sides(party.see(peering_id)) == [FULL, FULL]


@pytest.mark.parametrize("status", ENDED)
@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_after_the_end_no_ranges_and_options_are_shown(
    requester: Party, bring: Bring, status: str, other: str, request: pytest.FixtureRequest
) -> None:
    """An ended connection has owners, VPCs and Regions only, and no expiry."""
    view = requester.see(bring(requester, request.getfixturevalue(other), status))
    assert sides(view) == [BARE, BARE]
    assert set(view) == ALWAYS


@pytest.mark.parametrize("status", ["rejected", "expired", "deleting", "deleted"])
def test_the_accepter_sees_the_end_alike(
    requester: Party, accepter: Party, bring: Bring, status: str
) -> None:
    """Both parties see the same of an ended connection."""
    peering_id = bring(requester, accepter, status)
    assert accepter.see(peering_id) == requester.see(peering_id)


def test_the_answer_of_create_is_full_for_the_requester(requester: Party, accepter: Party) -> None:
    """Create returns the same as Describe afterwards."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id, PeerVpcId=accepter.vpc_id, PeerOwnerId=accepter.account_id
    )
    view = answer["VpcPeeringConnection"]
    assert view == requester.see(view["VpcPeeringConnectionId"])


def test_the_answer_of_accept_is_full_for_the_accepter(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """Accept returns the CIDR blocks of both sides and the accepter's own options."""
    peering_id = bring(requester, accepter, "pending-acceptance")
    assert sides(accepter.accept(peering_id)) == [RANGES, FULL]


def test_the_primary_range_comes_first(requester: Party, accepter: Party, bring: Bring) -> None:
    """CidrBlock is the primary block, which is also first in CidrBlockSet."""
    for block in ("10.20.0.0/16", "10.9.0.0/16"):
        requester.add_range(block)
    info = accepter.see(bring(requester, accepter, "active"))["RequesterVpcInfo"]
    assert info["CidrBlock"] == "10.0.0.0/16"
    blocks = ["10.0.0.0/16", "10.20.0.0/16", "10.9.0.0/16"]
    assert info["CidrBlockSet"] == [{"CidrBlock": block} for block in blocks]


def test_ipv6_ranges_are_shown_where_there_are_any(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """Ipv6CidrBlockSet is absent unless the VPC has IPv6."""
    block = "2001:db8::/56"
    requester.ec2.associate_vpc_cidr_block(
        VpcId=requester.vpc_id, Ipv6CidrBlock=block, Ipv6Pool="ipv6pool-ec2-0a1b2c3d"
    )
    view = accepter.see(bring(requester, accepter, "active"))
    assert view["RequesterVpcInfo"]["Ipv6CidrBlockSet"] == [{"Ipv6CidrBlock": block}]
    assert "Ipv6CidrBlockSet" not in view["AccepterVpcInfo"]


def test_a_range_that_is_added_later_is_shown(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """CIDR blocks are the VPC's current ones."""
    peering_id = bring(requester, accepter, "active")
    accepter.add_range("10.77.0.0/16")
    info = requester.see(peering_id)["AccepterVpcInfo"]
    assert {"CidrBlock": "10.77.0.0/16"} in info["CidrBlockSet"]
