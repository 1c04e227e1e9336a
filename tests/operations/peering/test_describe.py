"""DescribeVpcPeeringConnections: lookup by ID, and visibility over time."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from botocore.exceptions import ClientError
from time_machine import TimeMachineFixture

from tests.operations.parties import Bring, Party, Refused

Ended = Callable[[str, str], tuple[str, dict[str, Party]]]

HELD = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
HOURS = timedelta(hours=2)
DAYS = timedelta(days=2)
NOT_FOUND = "InvalidVpcPeeringConnectionID.NotFound"


@pytest.fixture
def ended(bring: Bring, clock: TimeMachineFixture, request: pytest.FixtureRequest) -> Ended:
    """Return a function that makes connections which have just ended."""

    def make(other: str, status: str) -> tuple[str, dict[str, Party]]:
        """Return the ID of a connection with another party, and both parties by role."""
        requester, accepter = map(request.getfixturevalue, ("requester", other))
        peering_id = bring(requester, accepter, status)
        if status in ("failed", "deleted"):
            clock.shift(-HELD)
        return peering_id, {"requester": requester, "accepter": accepter}

    return make


def missing(peering_id: str) -> str:
    """Return the message about a connection that the caller does not see."""
    return f"The vpcPeeringConnection ID '{peering_id}' does not exist"


def test_ids_are_as_aws_makes_them(requester: Party, accepter: Party) -> None:
    """A new ID is a prefix, a zero and sixteen hexadecimal digits."""
    assert re.fullmatch("pcx-0[0-9a-f]{16}", requester.request(accepter))
    assert re.fullmatch("vpc-0[0-9a-f]{16}", requester.vpc_id)


def test_request_ids_are_uuids(requester: Party) -> None:
    """Every response has its own request ID, a UUID."""
    answers = [requester.ec2.describe_vpc_peering_connections() for _ in range(2)]
    one, other = (UUID(answer["ResponseMetadata"]["RequestId"]) for answer in answers)
    assert one != other


def test_connections_are_found_by_their_ids(requester: Party, accepter: Party) -> None:
    """Each requested ID is returned once."""
    one, other = requester.request(accepter), accepter.request(requester)
    answer = requester.ec2.describe_vpc_peering_connections(
        VpcPeeringConnectionIds=[other, one, other]
    )
    found = [view["VpcPeeringConnectionId"] for view in answer["VpcPeeringConnections"]]
    assert sorted(found) == sorted([one, other])


def test_an_unknown_id_is_an_error(requester: Party, refused: Refused) -> None:
    """An unknown ID is not an empty list."""
    with refused(NOT_FOUND, missing("pcx-0123456789abcdef0")):
        requester.see("pcx-0123456789abcdef0")


def test_one_unknown_id_among_known_ones_is_an_error(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """The message names the missing ID, and nothing is returned."""
    ids = [requester.request(accepter), "pcx-1a2b3c4d"]
    with refused(NOT_FOUND, missing("pcx-1a2b3c4d")):
        requester.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)


def test_several_unknown_ids_are_named_together(requester: Party, refused: Refused) -> None:
    """The message uses the plural."""
    text = "The vpcPeeringConnection IDs 'pcx-1a2b3c4d, pcx-5e6f7a8b' do not exist"
    with refused(NOT_FOUND, text):
        requester.ec2.describe_vpc_peering_connections(
            VpcPeeringConnectionIds=["pcx-1a2b3c4d", "pcx-5e6f7a8b"]
        )


@pytest.mark.parametrize(
    "peering_id",
    ["5dbx", "", "pcx-", "pcx-xyz", "vpc-1a2b3c4d", "PCX-1a2b3c4d", "pcx-1A2B3C4D", "pcx-1a2b3c4"],
)
def test_a_malformed_id_is_an_error(requester: Party, peering_id: str, refused: Refused) -> None:
    """The code of Malformed spells "Id", that of NotFound "ID"."""
    text = f'Invalid id: "{peering_id}" (expecting "pcx-...")'
    with refused("InvalidVpcPeeringConnectionId.Malformed", text):
        requester.see(peering_id)


def test_an_account_without_connections_finds_none(requester: Party) -> None:
    """An empty list is not an error."""
    assert requester.finds() == []


def test_both_regions_list_a_connection(requester: Party, abroad: Party) -> None:
    """An inter-Region connection is listed in both Regions."""
    peering_id = requester.peer(abroad)
    assert [side.finds() for side in (requester, abroad)] == [[peering_id]] * 2


def test_a_connection_within_a_vpc_owner_is_listed_once(requester: Party, neighbour: Party) -> None:
    """The owner of both sides in one Region sees one connection."""
    assert [requester.peer(neighbour)] == requester.finds()


@pytest.mark.parametrize(
    "place",
    [("333333333333", "us-east-1"), ("222222222222", "eu-west-1"), ("123456789012", "eu-west-1")],
)
def test_nobody_else_sees_a_connection(
    requester: Party,
    accepter: Party,
    party: Callable[..., Party],
    place: tuple[str, str],
    refused: Refused,
) -> None:
    """Other accounts, and the parties in other Regions, do not see the connection."""
    peering_id = requester.peer(accepter)
    other = party(*place)
    assert other.finds() == []
    with refused(NOT_FOUND, missing(peering_id)):
        other.see(peering_id)


@pytest.mark.parametrize("other", ["accepter", "abroad"])
def test_a_failed_request_is_its_requesters_secret(
    requester: Party,
    bring: Bring,
    other: str,
    refused: Refused,
    request: pytest.FixtureRequest,
) -> None:
    """The other account or Region never sees a failed request."""
    accepter = request.getfixturevalue(other)
    peering_id = bring(requester, accepter, "failed")
    assert (requester.finds(), accepter.finds()) == ([peering_id], [])
    with refused(NOT_FOUND, missing(peering_id)):
        accepter.see(peering_id)


@pytest.mark.parametrize(
    ("status", "who", "window"),
    [
        ("failed", "requester", HOURS),
        ("rejected", "requester", DAYS),
        ("rejected", "accepter", HOURS),
        ("deleted", "requester", HOURS),
        ("deleted", "accepter", DAYS),
        ("expired", "requester", DAYS),
        ("expired", "accepter", DAYS),
    ],
)
def test_what_has_ended_is_seen_for_a_while(
    ended: Ended, clock: TimeMachineFixture, status: str, who: str, window: timedelta
) -> None:
    """The account that ended it sees it for two more hours, the other party for two days."""
    peering_id, sides = ended("accepter", status)
    side = sides[who]
    clock.shift(window - SECOND)
    assert (side.status(peering_id), side.finds()) == (status, [peering_id])
    clock.shift(SECOND)
    assert side.finds() == []
    with pytest.raises(ClientError, match=missing(peering_id)):
        side.see(peering_id)


@pytest.mark.parametrize("status", ["rejected", "deleted"])
@pytest.mark.parametrize("other", ["neighbour", "abroad"])
def test_in_one_account_what_has_ended_is_seen_for_two_hours(
    ended: Ended, clock: TimeMachineFixture, status: str, other: str
) -> None:
    """The owner of both sides counts as the account that ended it, in both Regions."""
    peering_id, sides = ended(other, status)
    clock.shift(HOURS - SECOND)
    assert [side.finds() for side in sides.values()] == [[peering_id]] * 2
    clock.shift(SECOND)
    assert [side.finds() for side in sides.values()] == [[], []]


def test_the_deleter_forgets_first(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """The two hours apply to the deleting account, on either side."""
    peering_id = requester.peer(accepter)
    accepter.delete(peering_id)
    clock.shift(HOURS)
    assert (requester.finds(), accepter.finds()) == ([peering_id], [])


@pytest.mark.parametrize(
    "operation",
    [
        "accept_vpc_peering_connection",
        "delete_vpc_peering_connection",
        "modify_vpc_peering_connection_options",
        "reject_vpc_peering_connection",
    ],
)
@pytest.mark.parametrize("peering_id", ["pcx-0123456789abcdef0", "5dbx"])
def test_every_operation_on_a_connection_wants_one_that_is_there(
    requester: Party, operation: str, peering_id: str, refused: Refused
) -> None:
    """Every operation distinguishes unknown from malformed IDs."""
    call = getattr(requester.ec2, operation)
    if peering_id == "5dbx":
        check = refused(
            "InvalidVpcPeeringConnectionId.Malformed", 'Invalid id: "5dbx" (expecting "pcx-...")'
        )
    else:
        check = refused(NOT_FOUND, missing(peering_id))
    with check:
        call(VpcPeeringConnectionId=peering_id)
