"""Lasting transitional statuses, for tests of code that waits and retries."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from time_machine import TimeMachineFixture

from peermock import PeeringMock, Settle, mock_peering
from tests.operations.parties import Bring, Party, Refused

MINUTE = timedelta(minutes=1)
LOOKS = pytest.mark.parametrize("peering", [Settle(describes=2)], indirect=True)
SETTLED = {
    "initiating-request": "pending-acceptance",
    "provisioning": "active",
    "deleting": "deleted",
}
NOT_FOUND = "InvalidVpcPeeringConnectionID.NotFound"


@pytest.fixture
def peering(request: pytest.FixtureRequest) -> Iterator[PeeringMock]:
    """A mock whose connections settle after a minute, or as the test specifies."""
    with mock_peering(settle=getattr(request, "param", MINUTE)) as mock:
        yield mock


def looks(party: Party, peering_id: str, count: int) -> list[str]:
    """Return a party's observations in several Describes: status codes or error codes."""
    told = []
    for _ in range(count):
        try:
            told.append(party.status(peering_id))
        except ClientError as error:
            told.append(error.response["Error"]["Code"])
    return told


@pytest.mark.parametrize("status", SETTLED)
def test_a_state_lasts_its_time(
    requester: Party, neighbour: Party, bring: Bring, clock: TimeMachineFixture, status: str
) -> None:
    """A transitional status is visible until its time is over."""
    peering_id = bring(requester, neighbour, status)
    clock.shift(MINUTE - timedelta(microseconds=1))
    assert requester.status(peering_id) == status
    clock.shift(timedelta(microseconds=1))
    assert requester.status(peering_id) == SETTLED[status]


@LOOKS
def test_a_state_lasts_a_number_of_describes(requester: Party, accepter: Party) -> None:
    """Each status is visible in the given number of responses."""
    peering_id = requester.request(accepter)
    assert looks(requester, peering_id, 3) == [
        "initiating-request",
        "initiating-request",
        "pending-acceptance",
    ]
    assert accepter.accept(peering_id)["Status"]["Code"] == "provisioning"
    assert looks(requester, peering_id, 3) == ["provisioning", "provisioning", "active"]
    requester.delete(peering_id)
    assert looks(requester, peering_id, 3) == ["deleting", "deleting", "deleted"]


@LOOKS
def test_a_list_is_a_look_too(requester: Party, accepter: Party) -> None:
    """A Describe of all connections counts for each of them."""
    peering_id = requester.request(accepter)
    assert [requester.finds(), requester.finds()] == [[peering_id]] * 2
    assert requester.status(peering_id) == "pending-acceptance"


@LOOKS
def test_looking_at_another_connection_does_not_count(
    requester: Party, accepter: Party, neighbour: Party
) -> None:
    """A Describe by ID counts for that connection only."""
    one, other = requester.request(accepter), requester.request(neighbour)
    assert looks(requester, one, 3)[-1] == "pending-acceptance"
    assert requester.status(other) == "initiating-request"


@LOOKS
def test_a_refused_describe_does_not_count(requester: Party, accepter: Party) -> None:
    """A failed call changes nothing, not even the remaining Describes."""
    peering_id = requester.request(accepter)
    for _ in range(3):
        with pytest.raises(ClientError, match="The filter 'x' is invalid"):
            requester.finds({"Name": "x", "Values": ["x"]})
    assert looks(requester, peering_id, 2) == ["initiating-request"] * 2


@LOOKS
def test_a_dry_run_does_not_count(requester: Party, accepter: Party) -> None:
    """A dry run returns nothing, so it does not count."""
    peering_id = requester.request(accepter)
    for _ in range(3):
        with pytest.raises(ClientError, match="DryRun flag is set"):
            requester.ec2.describe_vpc_peering_connections(DryRun=True)
    assert looks(requester, peering_id, 2) == ["initiating-request"] * 2


@LOOKS
def test_the_other_party_finds_a_request_after_retries(requester: Party, accepter: Party) -> None:
    """The other party gets NotFound until the request settles, and its Describes count."""
    peering_id = requester.request(accepter)
    assert looks(accepter, peering_id, 3) == [NOT_FOUND, NOT_FOUND, "pending-acceptance"]


@LOOKS
def test_a_look_that_finds_nothing_counts_for_what_was_asked(
    requester: Party, neighbour: Party, accepter: Party
) -> None:
    """A Describe that fails with NotFound counts for the named connection only."""
    one, other = requester.request(accepter), neighbour.request(accepter)
    assert looks(accepter, one, 3)[-1] == "pending-acceptance"
    assert looks(accepter, other, 3) == [NOT_FOUND, NOT_FOUND, "pending-acceptance"]


@pytest.mark.parametrize("other", ["accepter", "abroad"])
def test_the_other_party_finds_a_request_after_a_time(
    requester: Party,
    other: str,
    clock: TimeMachineFixture,
    refused: Refused,
    request: pytest.FixtureRequest,
) -> None:
    """A new request takes time to arrive in another account or Region."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    assert accepter.finds() == []
    with refused(NOT_FOUND, text):
        accepter.accept(peering_id)
    clock.shift(MINUTE)
    assert accepter.finds() == [peering_id]
    accepter.accept(peering_id)


def test_a_failure_shows_when_it_has_settled(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """A request that will fail is initiating first, and never visible to the other party."""
    peering_id = requester.request(accepter, PeerOwnerId="333333333333")
    assert requester.status(peering_id) == "initiating-request"
    clock.shift(MINUTE)
    assert requester.status(peering_id) == "failed"
    assert accepter.finds() == []


def test_a_failed_request_is_seen_for_two_hours_from_its_failure(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """The window begins when the request fails, not when it is made."""
    peering_id = requester.request(accepter, PeerOwnerId="333333333333")
    clock.shift(MINUTE + timedelta(hours=2) - timedelta(seconds=1))
    assert requester.finds() == [peering_id]
    clock.shift(timedelta(seconds=1))
    assert requester.finds() == []


@pytest.mark.parametrize(
    ("status", "operation", "target"),
    [
        ("initiating-request", "accept", "provisioning"),
        ("initiating-request", "reject", "rejected"),
        ("initiating-request", "delete", "deleting"),
        ("provisioning", "reject", "rejected"),
        ("provisioning", "delete", "deleting"),
        ("deleting", "accept", "provisioning"),
        ("deleting", "reject", "rejected"),
    ],
)
def test_transitions_wait_for_each_other(
    bring: Bring, status: str, operation: str, target: str, request: pytest.FixtureRequest
) -> None:
    """A connection that is settling cannot change to another status."""
    requester, neighbour = map(request.getfixturevalue, ("requester", "neighbour"))
    peering_id = bring(requester, neighbour, status)
    text = f"Invalid state transition for {peering_id}, "
    text += f"attempted to transition from {status} to {target}"
    with request.getfixturevalue("refused")("InvalidStateTransition", text):
        getattr(neighbour, operation)(peering_id)


def test_accepting_again_while_it_provisions_changes_nothing(
    requester: Party, neighbour: Party, bring: Bring
) -> None:
    """A second Accept returns provisioning and does not restart it."""
    peering_id = bring(requester, neighbour, "provisioning")
    assert neighbour.accept(peering_id) == neighbour.see(peering_id)


def test_deleting_again_while_it_deletes_returns_true(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """A second Delete before the first has settled is not an error."""
    peering_id = bring(requester, accepter, "deleting")
    assert accepter.delete(peering_id) is True
    assert accepter.status(peering_id) == "deleting"


@pytest.mark.parametrize("status", ["initiating-request", "provisioning", "deleting"])
def test_options_wait_until_the_connection_is_active(
    requester: Party, accepter: Party, bring: Bring, status: str, refused: Refused
) -> None:
    """A provisioning connection is not active yet."""
    peering_id = bring(requester, accepter, status)
    text = f"Peering {peering_id} is not active. "
    text += "Peering options can be added only to active peerings."
    with refused("OperationNotPermitted", text):
        requester.ec2.modify_vpc_peering_connection_options(
            VpcPeeringConnectionId=peering_id,
            RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": False},
        )


@pytest.mark.parametrize("status", ["initiating-request", "provisioning"])
def test_the_same_request_is_found_before_it_has_settled(
    requester: Party, accepter: Party, bring: Bring, status: str
) -> None:
    """A repeated request returns the connection in any live status."""
    assert bring(requester, accepter, status) == requester.request(accepter)


@pytest.mark.parametrize("peering", [timedelta(days=8)], indirect=True)
def test_a_request_that_never_arrives_expires(
    requester: Party, accepter: Party, clock: TimeMachineFixture
) -> None:
    """The seven days begin with the request, settled or not."""
    peering_id = requester.request(accepter)
    clock.shift(timedelta(days=7))
    assert requester.status(peering_id) == "expired"
