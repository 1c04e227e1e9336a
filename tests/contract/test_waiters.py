"""Botocore's waiters recognise AWS's codes and statuses."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from botocore.exceptions import WaiterError
from time_machine import TimeMachineFixture

from peermock import PeeringMock, Settle, mock_peering
from tests.contract.sides import MakeSide, Side

UNKNOWN = "pcx-0123456789abcdef0"


@pytest.fixture
def peering(request: pytest.FixtureRequest) -> Iterator[PeeringMock]:
    """A mock that settles as the test specifies."""
    with mock_peering(settle=getattr(request, "param", None)) as mock:
        yield mock


@pytest.fixture
def one(side: MakeSide) -> Side:
    """The requester's side."""
    return side("111111111111", "10.0.0.0/16")


@pytest.fixture
def other(side: MakeSide) -> Side:
    """The accepter's side."""
    return side("222222222222", "10.1.0.0/16")


def wait(party: Side, state: str, peering_id: str, attempts: int = 1) -> None:
    """Wait with botocore until a connection exists or is deleted."""
    party.ec2.get_waiter(f"vpc_peering_connection_{state}").wait(
        VpcPeeringConnectionIds=[peering_id],
        WaiterConfig={"Delay": 0, "MaxAttempts": attempts},
    )


def wait_in_vain(party: Side, state: str, peering_id: str, attempts: int = 1) -> None:
    """Check that a botocore waiter gives up."""
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        wait(party, state, peering_id, attempts)


def requested(one: Side, other: Side, **more: str) -> str:
    """Return the ID of a request."""
    return one.request(other, **more)["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def test_a_request_exists_for_both(one: Side, other: Side) -> None:
    """The `exists` waiter succeeds for any visible connection."""
    peering_id = requested(one, other)
    for party in (one, other):
        wait(party, "exists", peering_id)


@pytest.mark.parametrize("attempts", [1, 3])
def test_an_unknown_connection_does_not_exist(one: Side, attempts: int) -> None:
    """The `exists` waiter retries on NotFound."""
    wait_in_vain(one, "exists", UNKNOWN, attempts)


@pytest.mark.parametrize("peering", [Settle(describes=2)], indirect=True)
def test_a_request_comes_to_exist_for_the_other_party(one: Side, other: Side) -> None:
    """While a request settles the `exists` waiter retries, and then succeeds."""
    wait(other, "exists", requested(one, other), 3)


def test_a_deleted_connection_is_deleted_for_both(one: Side, other: Side) -> None:
    """The `deleted` waiter recognises the status."""
    peering_id = one.peer(other)
    one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    for party in (one, other):
        wait(party, "deleted", peering_id)


@pytest.mark.parametrize("peering", [Settle(describes=2)], indirect=True)
def test_a_deleting_connection_comes_to_be_deleted(one: Side, other: Side) -> None:
    """The `deleted` waiter retries while a connection is deleting."""
    peering_id = requested(one, other)
    wait(other, "exists", peering_id, 3)
    one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    wait(one, "deleted", peering_id, 3)


def test_an_unknown_connection_is_deleted(one: Side) -> None:
    """The `deleted` waiter accepts NotFound."""
    wait(one, "deleted", UNKNOWN)


def test_a_connection_is_deleted_when_nobody_sees_it(
    one: Side, other: Side, time_machine: TimeMachineFixture
) -> None:
    """The `deleted` waiter waits for a failed connection until it is no longer visible."""
    created = one.request(other, PeerOwnerId="333333333333")["VpcPeeringConnection"]
    peering_id = created["VpcPeeringConnectionId"]
    wait_in_vain(one, "deleted", peering_id)
    time_machine.move_to(created["ExpirationTime"] + timedelta(days=2))
    wait(one, "deleted", peering_id)


@pytest.mark.parametrize("verb", ["", "accept", "reject"])
def test_a_connection_that_is_not_deleted_is_waited_for(one: Side, other: Side, verb: str) -> None:
    """The `deleted` waiter does not accept pending, active or rejected."""
    peering_id = requested(one, other)
    if verb:
        getattr(other.ec2, f"{verb}_vpc_peering_connection")(VpcPeeringConnectionId=peering_id)
    wait_in_vain(one, "deleted", peering_id, 2)


def test_an_empty_list_is_never_deleted(one: Side) -> None:
    """A filter without matches never counts as deleted, as on AWS."""
    waiter = one.ec2.get_waiter("vpc_peering_connection_deleted")
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        waiter.wait(
            Filters=[{"Name": "status-code", "Values": ["active"]}],
            WaiterConfig={"Delay": 0, "MaxAttempts": 2},
        )
