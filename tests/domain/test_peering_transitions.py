"""Which operations AWS allows in which status, and what they lead to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock.domain.errors import InvalidStateTransition, PeeringNotActive, UserCannot
from peermock.domain.identity import Place
from peermock.domain.peering import Peering, Status
from peermock.domain.settle import Settle

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
    """The accepter's place, for a requester in us-east-1."""
    place: Place = request.param
    return place


def but(*statuses: str) -> list[Status]:
    """Return all statuses but these."""
    return [status for status in Status if status not in statuses]


@pytest.mark.parametrize("settle", [AT_ONCE, AN_HOUR])
def test_a_pending_request_is_accepted(
    peering_in: Callable[..., Peering], there: Place, settle: Settle
) -> None:
    """It is provisioning as long as that settles, then active."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    accepted = pending.accept(there, NOW, settle)
    assert accepted.status(NOW) is (Status.PROVISIONING if settle.duration else Status.ACTIVE)
    assert accepted.status(NOW + HOUR) is Status.ACTIVE
    assert pending.status(NOW) is Status.PENDING_ACCEPTANCE


@pytest.mark.parametrize("status", [Status.PROVISIONING, Status.ACTIVE])
def test_accepting_twice_changes_nothing(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The connection comes back as it is."""
    peering = peering_in(status, HERE, there, NOW)
    assert peering.accept(there, NOW, AN_HOUR) is peering


@pytest.mark.parametrize("status", but("pending-acceptance", "provisioning", "active"))
def test_only_a_pending_request_can_be_accepted(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The error says from where to where the connection cannot go."""
    peering = peering_in(status, HERE, there, NOW)
    with pytest.raises(InvalidStateTransition) as caught:
        peering.accept(there, NOW, AT_ONCE)
    assert caught.value.message == (
        f"Invalid state transition for {peering.id}, "
        f"attempted to transition from {status} to provisioning"
    )


def test_a_pending_request_is_rejected(peering_in: Callable[..., Peering], there: Place) -> None:
    """It is rejected at once, by the accepter."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    rejected = pending.reject(there, NOW)
    assert rejected.status(NOW) is Status.REJECTED
    assert rejected.ended_by == there.account_id
    assert pending.status(NOW) is Status.PENDING_ACCEPTANCE


def test_rejecting_twice_changes_nothing(peering_in: Callable[..., Peering], there: Place) -> None:
    """The connection comes back as it is, and does not stay visible for longer."""
    peering = peering_in(Status.REJECTED, HERE, there, NOW)
    assert peering.reject(there, NOW + HOUR) is peering


@pytest.mark.parametrize("status", but("pending-acceptance", "rejected"))
def test_only_a_pending_request_can_be_rejected(
    peering_in: Callable[..., Peering], there: Place, status: Status
) -> None:
    """The error says from where to where the connection cannot go."""
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
    """It is deleting as long as that settles, then deleted."""
    deleted = peering_in(status, HERE, there, NOW).delete(HERE, NOW, settle)
    assert deleted.status(NOW) is (Status.DELETING if settle.duration else Status.DELETED)
    assert deleted.status(NOW + HOUR) is Status.DELETED
    assert deleted.ended_by == HERE.account_id


def test_the_accepter_deletes_what_is_active(
    peering_in: Callable[..., Peering], there: Place
) -> None:
    """Either owner may."""
    deleted = peering_in(Status.ACTIVE, HERE, there, NOW).delete(there, NOW, AT_ONCE)
    assert deleted.status(NOW) is Status.DELETED
    assert deleted.ended_by == there.account_id


@pytest.mark.parametrize("region_name", ["us-east-1", "eu-west-1"])
def test_the_accepter_cannot_delete_a_pending_request(
    peering_in: Callable[..., Peering], region_name: str
) -> None:
    """Rejecting it is what the other account can do."""
    there = Place("222222222222", region_name)
    peering = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    with pytest.raises(UserCannot) as caught:
        peering.delete(there, NOW, AT_ONCE)
    assert caught.value.message == f"User 222222222222 cannot delete peering {peering.id}"


@pytest.mark.parametrize("region_name", ["us-east-1", "eu-west-1"])
def test_who_owns_both_vpcs_deletes_a_pending_request_from_either_region(
    peering_in: Callable[..., Peering], region_name: str
) -> None:
    """The account is the requester's wherever it calls from."""
    there = Place("111111111111", "eu-west-1")
    peering = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    by = Place("111111111111", region_name)
    assert peering.delete(by, NOW, AT_ONCE).status(NOW) is Status.DELETED


@pytest.mark.parametrize("status", [Status.DELETING, Status.DELETED])
@pytest.mark.parametrize("by_requester", [True, False])
def test_deleting_twice_changes_nothing(
    peering_in: Callable[..., Peering], there: Place, status: Status, *, by_requester: bool
) -> None:
    """Whoever comes second, it stays deleted by who came first."""
    peering = peering_in(status, HERE, there, NOW)
    by = HERE if by_requester else there
    assert peering.delete(by, NOW + HOUR / 2, AT_ONCE) is peering
    assert peering.ended_by == HERE.account_id


@pytest.mark.parametrize("status", but("pending-acceptance", "active", "deleting", "deleted"))
@pytest.mark.parametrize("by_requester", [True, False])
def test_nothing_else_can_be_deleted(
    peering_in: Callable[..., Peering], there: Place, status: Status, *, by_requester: bool
) -> None:
    """Failed, rejected and expired ones go by themselves."""
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
    """Nothing is raised."""
    peering_in(Status.ACTIVE, HERE, there, NOW).must_be_active(NOW)


@pytest.mark.parametrize("at_expiry", [True, False])
def test_the_last_moment_to_answer_is_before_the_expiry(
    peering_in: Callable[..., Peering], there: Place, *, at_expiry: bool
) -> None:
    """A microsecond before the seven days are over a request can be accepted, then no more."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, there, NOW)
    if at_expiry:
        with pytest.raises(InvalidStateTransition, match="from expired to provisioning"):
            pending.accept(there, pending.expires_at, AT_ONCE)
    else:
        last = pending.expires_at - timedelta(microseconds=1)
        assert pending.accept(there, last, AT_ONCE).status(last) is Status.ACTIVE
