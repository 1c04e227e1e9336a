"""CreateVpcPeeringConnection: immediate errors, requests that fail later, and success."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ParamValidationError
from time_machine import TimeMachineFixture

from peermock import mock_peering
from peermock._domain.collection import Collection
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.region_store import RegionStore
from peermock._domain.vpc import VPC
from tests.operations.parties import Party, Refused

FAILED = {
    "Code": "failed",
    "Message": "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
}
UNKNOWN = "vpc-0123456789abcdef0"


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_create_answers_that_the_request_is_initiating(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """Create returns initiating-request and the peer's account."""
    accepter = request.getfixturevalue(other)
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id,
        PeerVpcId=accepter.vpc_id,
        PeerOwnerId=accepter.account_id,
        PeerRegion=accepter.region_name,
    )
    assert answer["VpcPeeringConnection"]["Status"] == {
        "Code": "initiating-request",
        "Message": f"Initiating Request to {accepter.account_id}",
    }


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
def test_a_request_is_pending_for_both_parties(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """The next Describe by either party returns pending-acceptance."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    pending = {
        "Code": "pending-acceptance",
        "Message": f"Pending Acceptance by {accepter.account_id}",
    }
    assert [side.see(peering_id)["Status"] for side in (requester, accepter)] == [pending] * 2


def test_create_looks_each_vpc_up_once(
    requester: Party, accepter: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The response shows the VPC that the checks have found."""
    looked_in: list[Place] = []
    read = RegionStore.of

    def note(store: RegionStore, kind: Kind[Any]) -> Collection[Any]:
        if kind is VPC:
            looked_in.append(store.place)
        return read(store, kind)

    monkeypatch.setattr(RegionStore, "of", note)
    requester.request(accepter)
    parties = [(each.account_id, each.region_name) for each in (requester, accepter)]
    assert looked_in == parties


def test_owner_and_region_default_to_the_callers_own(requester: Party, neighbour: Party) -> None:
    """PeerOwnerId and PeerRegion default to the caller's account and Region."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id, PeerVpcId=neighbour.vpc_id
    )
    info = answer["VpcPeeringConnection"]["AccepterVpcInfo"]
    assert (info["OwnerId"], info["Region"]) == (requester.account_id, requester.region_name)


def test_a_request_expires_seven_days_after_it_was_made(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """ExpirationTime is exactly 168 hours after the request, to the second."""
    clock.move_to(datetime(2017, 6, 27, 15, 40, 53, 987654, UTC), tick=False)
    peering_id = requester.request(accepter)
    expected = datetime(2017, 6, 27, 15, 40, 53, tzinfo=UTC) + timedelta(hours=168)
    assert requester.see(peering_id)["ExpirationTime"] == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"PeerOwnerId": "333333333333"},
        {"PeerOwnerId": "abc"},
        {"PeerVpcId": UNKNOWN},
        {"PeerRegion": "eu-west-1"},
        {"PeerVpcId": UNKNOWN, "PeerOwnerId": "123456789012", "PeerRegion": "eu-west-1"},
        {"PeerOwnerId": "123456789012"},
    ],
    ids=["another owner", "no owner", "VPC of another account", "Region", "abroad", "own account"],
)
def test_a_request_to_a_vpc_that_is_not_there_fails_later(
    requester: Party, accepter: Party, changes: dict[str, str]
) -> None:
    """For a wrong owner, VPC or Region, Create succeeds and the connection fails."""
    peering_id = requester.request(accepter, **changes)
    assert requester.see(peering_id)["Status"] == FAILED


def test_a_request_across_regions_that_does_not_say_so_fails_later(
    requester: Party, abroad: Party
) -> None:
    """Without PeerRegion, a peer in another Region is not found and the request fails."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id, PeerVpcId=abroad.vpc_id, PeerOwnerId=abroad.account_id
    )
    created = answer["VpcPeeringConnection"]
    assert created["Status"]["Code"] == "initiating-request"
    assert requester.see(created["VpcPeeringConnectionId"])["Status"] == FAILED


@pytest.mark.parametrize("other", ["accepter", "abroad", "neighbour"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("10.99.0.0/16", "10.99.0.0/16"),
        ("10.99.0.0/16", "10.99.128.0/24"),
        ("10.99.128.0/24", "10.99.0.0/16"),
    ],
)
def test_overlapping_ranges_fail_later(
    requester: Party, other: str, ours: str, theirs: str, request: pytest.FixtureRequest
) -> None:
    """Create succeeds although secondary blocks overlap, and the connection fails."""
    accepter = request.getfixturevalue(other)
    requester.add_range(ours)
    accepter.add_range(theirs)
    peering_id = requester.request(accepter)
    assert requester.see(peering_id)["Status"] == FAILED


@pytest.mark.parametrize("region_name", ["us-east-1", "eu-west-1"])
@pytest.mark.parametrize("cidr_block", ["10.0.0.0/16", "10.0.255.0/24"])
def test_overlapping_primary_ranges_fail_later(
    requester: Party, party: Callable[..., Party], region_name: str, cidr_block: str
) -> None:
    """Overlapping primary blocks fail the connection, across Regions too."""
    peering_id = requester.request(party("222222222222", region_name, cidr_block))
    assert requester.see(peering_id)["Status"] == FAILED


@pytest.mark.parametrize(
    ("theirs", "code"),
    [("2600:1f14:a08:e900::/56", "failed"), ("2600:1f14:a08:ea00::/56", "pending-acceptance")],
)
def test_overlapping_ipv6_ranges_fail_later(requester: Party, theirs: str, code: str) -> None:
    """IPv6 blocks count like IPv4 blocks."""
    more: dict[str, Any] = {"Ipv6Pool": "ipv6pool-ec2-0123456789abcdef0"}
    ours = {"CidrBlock": "10.4.0.0/16", "Ipv6CidrBlock": "2600:1f14:a08:e900::/56"}
    one = requester.ec2.create_vpc(**ours, **more)["Vpc"]["VpcId"]
    other = {"CidrBlock": "10.5.0.0/16", "Ipv6CidrBlock": theirs}
    two = requester.ec2.create_vpc(**other, **more)["Vpc"]["VpcId"]
    answer = requester.ec2.create_vpc_peering_connection(VpcId=one, PeerVpcId=two)
    assert requester.status(answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]) == code


@pytest.mark.parametrize("whose", ["nobody's", "accepter", "abroad"])
def test_the_requester_vpc_must_be_the_callers(
    requester: Party,
    neighbour: Party,
    whose: str,
    refused: Refused,
    request: pytest.FixtureRequest,
) -> None:
    """A VPC that is unknown, another account's or in another Region is rejected."""
    vpc_id = UNKNOWN if whose == "nobody's" else request.getfixturevalue(whose).vpc_id
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist"):
        requester.request(neighbour, VpcId=vpc_id)


@pytest.mark.parametrize("whose", ["nobody's", "accepter"])
def test_a_peer_that_is_looked_up_locally_must_be_there(
    requester: Party, whose: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Without PeerOwnerId and PeerRegion, an unknown peer VPC is rejected immediately."""
    vpc_id = UNKNOWN if whose == "nobody's" else request.getfixturevalue(whose).vpc_id
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist"):
        requester.ec2.create_vpc_peering_connection(VpcId=requester.vpc_id, PeerVpcId=vpc_id)


def test_a_request_to_an_own_vpc_in_an_unnamed_region_fails(
    requester: Party, abroad: Party
) -> None:
    """The account has the VPC, so the request is created, and fails (recorded)."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id, PeerVpcId=abroad.vpc_id
    )
    created = answer["VpcPeeringConnection"]
    assert created["Status"]["Code"] == "initiating-request"
    seen = requester.see(created["VpcPeeringConnectionId"])
    assert seen["Status"]["Code"] == "failed"
    assert seen["AccepterVpcInfo"]["Region"] == requester.region_name


def test_a_default_vpc_need_not_be_described_before_it_is_found() -> None:
    """Whether the account has a VPC in another Region does not depend on earlier calls."""
    with mock_peering() as aws:
        (theirs,) = aws.client("ec2", "eu-west-1").describe_vpcs()["Vpcs"]
    with mock_peering() as aws:
        answer = aws.client("ec2").create_vpc_peering_connection(
            VpcId=aws.vpc("10.0.0.0/16").id, PeerVpcId=theirs["VpcId"]
        )
    assert answer["VpcPeeringConnection"]["Status"]["Code"] == "initiating-request"


@pytest.mark.parametrize(
    "vpc_id", ["", "x", "vpc-", "vpc-1234567", "pcx-1a2b3c4d", "VPC-1a2b3c4d", "vpc-1A2B3C4D"]
)
def test_a_malformed_peer_is_refused(
    requester: Party, accepter: Party, vpc_id: str, refused: Refused
) -> None:
    """A malformed PeerVpcId has its own code, which spells "Id"."""
    with refused("InvalidVpcId.Malformed", f'Invalid id: "{vpc_id}" (expecting "vpc-...")'):
        requester.request(accepter, PeerVpcId=vpc_id)


def test_ids_from_before_2018_are_ids(requester: Party, accepter: Party) -> None:
    """IDs of eight digits are as valid as those of seventeen."""
    peering_id = requester.request(accepter, PeerVpcId="vpc-1a2b3c4d")
    assert requester.status(peering_id) == "failed"


def test_a_peer_must_be_named(requester: Party, refused: Refused) -> None:
    """Botocore does not require PeerVpcId, and AWS's error has its name on the wire."""
    with refused("MissingParameter", "The request must contain the parameter peerVpcId"):
        requester.ec2.create_vpc_peering_connection(VpcId=requester.vpc_id)


def test_a_requester_must_be_named(requester: Party, accepter: Party, refused: Refused) -> None:
    """Botocore requires VpcId, and so does AWS."""
    with pytest.raises(ParamValidationError, match='Missing required parameter in input: "VpcId"'):
        requester.ec2.create_vpc_peering_connection(PeerVpcId=accepter.vpc_id)
    with refused("MissingParameter", "The request must contain the parameter vpcId"):
        requester.lax.create_vpc_peering_connection(PeerVpcId=accepter.vpc_id)


def test_a_vpc_has_no_connection_to_itself(requester: Party, refused: Refused) -> None:
    """The same VPC on both sides is rejected."""
    text = f"Invalid value '{requester.vpc_id}' for peerVpcId. "
    text += "Both vpcId and peerVpcId values must be different."
    with refused("InvalidParameterValue", text):
        requester.request(requester)


@pytest.mark.parametrize("region_name", ["", "mars-1", "us-east-1a", "cn-north-1", "US-EAST-1"])
def test_a_peer_region_must_exist(
    requester: Party, accepter: Party, region_name: str, refused: Refused
) -> None:
    """An unknown Region, or one in another partition, is rejected."""
    text = "You cannot create a VPC peering connection between the "
    text += f"us-east-1 and {region_name} regions."
    with refused("InvalidParameterValue", text):
        requester.request(accepter, PeerRegion=region_name)
