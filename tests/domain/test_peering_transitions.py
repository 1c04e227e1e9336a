"""The operations that AWS allows in each status, and the resulting status."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.errors import InvalidStateTransition, PeeringNotActive, UserCannot
from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Status
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE = Place("111111111111", "us-east-1")
AT_ONCE = Settle()
AN_HOUR = Settle(duration=HOUR)


@pytest.fixture(
    params=[
        Place("222222222222", "us-east-1"),
        Place("222222222222", "eu-west-1"),
        Place("111111111111", "eu-west-1"),
        HERE,
    ],
    ids=["other account", "other account and Region", "other Region", "same place"],
)
def there(request: pytest.FixtureRequest) -> Place:
    """The accepter's place. The requester is in us-east-1."""
    place: Place = request.param
    return place


def but(*statuses: str) -> list[Status]:
    """Return all statuses except the given ones."""
    return [status for status in Status if status not in statuses]


@pytest.mark.parametrize("settle", [AT_ONCE, AN_HOUR])
def test_a_pending_request_is_accepted(
    peering_in: Callable[..., Peering], there: Place, settle: Settle
) -> None:
    """The connection is provisioning while it settles, then active."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    accepted = pending.accept(there, NOW, settle)
    assert accepted.status(NOW) is (Status.PROVISIONING if settle.duration else Status.ACTIVE)
    assert accepted.status(NOW + HOUR) is Status.ACTIVE
    assert pending.status(NOW) is Status.PENDING_ACCEPTANCE


@pytest.mark.parametrize("status", [Status.PROVISIONING, Status.ACTIVE])
def test_accepting_twice_changes_nothing(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The connection is returned unchanged."""
    peering = peering_in(status, HERE, there, NOW)
    assert peering.accept(there, NOW, AN_HOUR) is peering


@pytest.mark.parametrize("status", but("pending-acceptance", "provisioning", "active"))
def test_only_a_pending_request_can_be_accepted(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The error names the current and the requested status."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(InvalidStateTransition) as caught:
        peering.accept(there, NOW, AT_ONCE)
    assert caught.value.message == (
        f"Invalid state transition for {peering.id}, "
        f"attempted to transition from {status} to provisioning"
    )


def test_a_pending_request_is_rejected(peering_in: Callable[..., Peering], there: Place) -> None:
    """The accepter's rejection takes effect immediately."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    rejected = pending.reject(there, NOW)
    assert rejected.status(NOW) is Status.REJECTED
    assert rejected.ended_by == there.account_id
    assert pending.status(NOW) is Status.PENDING_ACCEPTANCE


def test_rejecting_twice_changes_nothing(peering_in: Callable[..., Peering], there: Place) -> None:
    """The connection is returned unchanged and does not stay visible for longer."""
    peering = peering_in(Status.REJECTED, HERE, there, NOW)
    assert peering.reject(there, NOW + HOUR) is peering


@pytest.mark.parametrize("status", but("pending-acceptance", "rejected"))
def test_only_a_pending_request_can_be_rejected(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The error names the current and the requested status."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(InvalidStateTransition) as caught:
        peering.reject(there, NOW)
    assert caught.value.message == (
        f"Invalid state transition for {peering.id}, "
        f"attempted to transition from {status} to rejected"
    )


@pytest.mark.parametrize("settle", [AT_ONCE, AN_HOUR])
@pytest.mark.parametrize("status", [Status.PENDING_ACCEPTANCE, Status.ACTIVE])
def test_the_requester_deletes_what_is_pending_or_active(
    peering_in: Callable[..., Peering], there: Place, status: Status, settle: Settle
) -> None:
    """The connection is deleting while it settles, then deleted."""
    deleted = peering_in(status, HERE, there, NOW).delete(HERE, NOW, settle)
    assert deleted.status(NOW) is (Status.DELETING if settle.duration else Status.DELETED)
    assert deleted.status(NOW + HOUR) is Status.DELETED
    assert deleted.ended_by == HERE.account_id


def test_the_accepter_deletes_what_is_active(
    peering_in: Callable[..., Peering], there: Place
) -> None:
    """Either owner may delete an active connection."""
    deleted = peering_in(Status.ACTIVE, HERE, there, NOW).delete(there, NOW, AT_ONCE)
    assert deleted.status(NOW) is Status.DELETED
    assert deleted.ended_by == there.account_id


@pytest.mark.parametrize("region_name", ["us-east-1", "eu-west-1"])
def test_the_accepter_cannot_delete_a_pending_request(
    peering_in: Callable[..., Peering], region_name: str
) -> None:
    """The accepter can only reject a pending request."""
    there = Place("222222222222", region_name)
    peering = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    with pytest.raises(UserCannot) as caught:
        peering.delete(there, NOW, AT_ONCE)
    assert caught.value.message == f"User 222222222222 cannot delete peering {peering.id}"


@pytest.mark.parametrize("region_name", ["us-east-1", "eu-west-1"])
def test_the_owner_of_both_vpcs_deletes_a_request_from_either_region(
    peering_in: Callable[..., Peering], region_name: str
) -> None:
    """The owner of both VPCs is the requester in either Region."""
    there = Place("111111111111", "eu-west-1")
    peering = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    by = Place("111111111111", region_name)
    assert peering.delete(by, NOW, AT_ONCE).status(NOW) is Status.DELETED


@pytest.mark.parametrize("status", [Status.DELETING, Status.DELETED])
@pytest.mark.parametrize("by_requester", [True, False])
def test_deleting_twice_changes_nothing(
    peering_in: Callable[..., Peering], there: Place, status: Status, *, by_requester: bool
) -> None:
    """The connection remains deleted by the account that deleted it first."""
    peering = peering_in(status, HERE, there, NOW)
    by = HERE if by_requester else there
    assert peering.delete(by, NOW + HOUR / 2, AT_ONCE) is peering
    assert peering.ended_by == HERE.account_id


@pytest.mark.parametrize("status", but("pending-acceptance", "active", "deleting", "deleted"))
@pytest.mark.parametrize("by_requester", [True, False])
def test_nothing_else_can_be_deleted(
    peering_in: Callable[..., Peering], there: Place, status: Status, *, by_requester: bool
) -> None:
    """Failed, rejected and expired connections disappear by themselves."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(InvalidStateTransition) as caught:
        peering.delete(HERE if by_requester else there, NOW, AT_ONCE)
    assert caught.value.message == (
        f"Invalid state transition for {peering.id}, "
        f"attempted to transition from {status} to deleting"
    )


@pytest.mark.parametrize("status", but("active"))
def test_options_are_for_active_connections(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """A connection that is still provisioning is not active."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(PeeringNotActive) as caught:
        peering.must_be_active(NOW)
    assert caught.value.peering_id == peering.id


def test_an_active_connection_passes(peering_in: Callable[..., Peering], there: Place) -> None:
    """The check raises nothing for an active connection."""
    peering_in(Status.ACTIVE, HERE, there, NOW).must_be_active(NOW)


@pytest.mark.parametrize("at_expiry", [True, False])
def test_the_last_moment_to_answer_is_before_the_expiry(
    peering_in: Callable[..., Peering], there: Place, *, at_expiry: bool
) -> None:
    """A request can be accepted a microsecond before it expires, and not at its expiry."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    if at_expiry:
        with pytest.raises(InvalidStateTransition, match="from expired to provisioning"):
            pending.accept(there, pending.expires_at, AT_ONCE)
    else:
        last = pending.expires_at - timedelta(microseconds=1)
        assert pending.accept(there, last, AT_ONCE).status(last) is Status.ACTIVE
