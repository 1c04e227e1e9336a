"""Which accounts see a connection, in which Regions and for how long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Status
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
TWO_HOURS = timedelta(hours=2)
TWO_DAYS = timedelta(days=2)
LONG_AFTER = NOW + timedelta(days=1000)

HERE = Place("111111111111", "us-east-1")
OTHER_ACCOUNT = Place("222222222222", "us-east-1")
OTHER_REGION = Place("111111111111", "eu-west-1")
FAR_AWAY = Place("222222222222", "eu-west-1")

HIDDEN_FROM_THE_ACCEPTER = {"initiating-request", "failed"}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("there", [HERE, OTHER_ACCOUNT, OTHER_REGION, FAR_AWAY])
def test_the_requester_sees_every_status(
    peering_in: Callable[..., Peering], status: Status, there: Place
) -> None:
    """The requester's own request is visible from the first moment."""
    assert peering_in(status, HERE, there, NOW).is_visible_to(HERE, NOW)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("there", [OTHER_ACCOUNT, OTHER_REGION, FAR_AWAY])
def test_the_accepter_sees_what_has_reached_it(
    peering_in: Callable[..., Peering], status: Status, there: Place
) -> None:
    """A settling request is not yet visible to the accepter, and a failed one never is."""
    visible = peering_in(status, HERE, there, NOW).is_visible_to(there, NOW)
    assert visible is (status not in HIDDEN_FROM_THE_ACCEPTER)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("there", "stranger"),
    [
        (OTHER_ACCOUNT, Place("333333333333", "us-east-1")),
        (OTHER_ACCOUNT, OTHER_REGION),
        (OTHER_ACCOUNT, FAR_AWAY),
        (OTHER_REGION, FAR_AWAY),
        (OTHER_REGION, Place("111111111111", "ap-south-1")),
        (FAR_AWAY, Place("333333333333", "eu-west-1")),
        (HERE, OTHER_REGION),
        (HERE, OTHER_ACCOUNT),
    ],
)
def test_nobody_else_sees_anything(
    peering_in: Callable[..., Peering], status: Status, there: Place, stranger: Place
) -> None:
    """A third account sees nothing, and a party sees nothing in a Region of neither VPC."""
    assert not peering_in(status, HERE, there, NOW).is_visible_to(stranger, NOW)


@pytest.mark.parametrize(
    ("status", "last"),
    [
        (Status.PENDING_ACCEPTANCE, NOW + timedelta(days=7) - MICROSECOND),
        (Status.ACTIVE, LONG_AFTER),
    ],
)
@pytest.mark.parametrize("there", [HERE, OTHER_ACCOUNT, OTHER_REGION, FAR_AWAY])
def test_both_see_what_is_live_as_long_as_it_lives(
    peering_in: Callable[..., Peering], there: Place, status: Status, last: datetime
) -> None:
    """A request is visible until it expires, an active connection until it is deleted."""
    peering = peering_in(status, HERE, there, NOW)
    assert peering.is_visible_to(HERE, last)
    assert peering.is_visible_to(there, last)


@pytest.mark.parametrize(
    ("status", "there", "viewer", "window"),
    [
        (Status.FAILED, HERE, HERE, TWO_HOURS),
        (Status.FAILED, OTHER_ACCOUNT, HERE, TWO_HOURS),
        (Status.FAILED, OTHER_REGION, HERE, TWO_HOURS),
        (Status.FAILED, FAR_AWAY, HERE, TWO_HOURS),
        (Status.EXPIRED, HERE, HERE, TWO_DAYS),
        (Status.EXPIRED, OTHER_ACCOUNT, HERE, TWO_DAYS),
        (Status.EXPIRED, OTHER_ACCOUNT, OTHER_ACCOUNT, TWO_DAYS),
        (Status.EXPIRED, OTHER_REGION, HERE, TWO_DAYS),
        (Status.EXPIRED, OTHER_REGION, OTHER_REGION, TWO_DAYS),
        (Status.EXPIRED, FAR_AWAY, HERE, TWO_DAYS),
        (Status.EXPIRED, FAR_AWAY, FAR_AWAY, TWO_DAYS),
        (Status.REJECTED, HERE, HERE, TWO_HOURS),
        (Status.REJECTED, OTHER_ACCOUNT, HERE, TWO_DAYS),
        (Status.REJECTED, OTHER_ACCOUNT, OTHER_ACCOUNT, TWO_HOURS),
        (Status.REJECTED, OTHER_REGION, HERE, TWO_HOURS),
        (Status.REJECTED, OTHER_REGION, OTHER_REGION, TWO_HOURS),
        (Status.REJECTED, FAR_AWAY, HERE, TWO_DAYS),
        (Status.REJECTED, FAR_AWAY, FAR_AWAY, TWO_HOURS),
        (Status.DELETED, HERE, HERE, TWO_HOURS),
        (Status.DELETED, OTHER_ACCOUNT, HERE, TWO_HOURS),
        (Status.DELETED, OTHER_ACCOUNT, OTHER_ACCOUNT, TWO_DAYS),
        (Status.DELETED, OTHER_REGION, HERE, TWO_HOURS),
        (Status.DELETED, OTHER_REGION, OTHER_REGION, TWO_HOURS),
        (Status.DELETED, FAR_AWAY, HERE, TWO_HOURS),
        (Status.DELETED, FAR_AWAY, FAR_AWAY, TWO_DAYS),
    ],
)
def test_what_has_ended_is_seen_for_a_while(
    peering_in: Callable[..., Peering],
    status: Status,
    there: Place,
    viewer: Place,
    window: timedelta,
) -> None:
    """The account that ended it sees it for two hours, the other for two days."""
    peering = peering_in(status, HERE, there, NOW)
    assert peering.is_visible_to(viewer, NOW + window - MICROSECOND)
    assert not peering.is_visible_to(viewer, NOW + window)
    assert not peering.is_visible_to(viewer, LONG_AFTER)


@pytest.mark.parametrize(
    ("there", "viewer", "window"),
    [
        (OTHER_ACCOUNT, HERE, TWO_DAYS),
        (OTHER_ACCOUNT, OTHER_ACCOUNT, TWO_HOURS),
        (OTHER_REGION, HERE, TWO_HOURS),
        (OTHER_REGION, OTHER_REGION, TWO_HOURS),
        (FAR_AWAY, HERE, TWO_DAYS),
        (FAR_AWAY, FAR_AWAY, TWO_HOURS),
    ],
)
def test_what_the_accepter_deleted_is_seen_longer_by_the_requester(
    peering_in: Callable[..., Peering], there: Place, viewer: Place, window: timedelta
) -> None:
    """The windows depend on the deleting account, not on the roles."""
    peering = peering_in(Status.ACTIVE, HERE, there, NOW).delete(there, NOW, Settle())
    assert peering.is_visible_to(viewer, NOW + window - MICROSECOND)
    assert not peering.is_visible_to(viewer, NOW + window)


@pytest.mark.parametrize(("viewer", "window"), [(HERE, TWO_HOURS), (FAR_AWAY, TWO_DAYS)])
def test_a_request_that_its_maker_deleted_is_seen_for_a_while(
    peering_in: Callable[..., Peering], viewer: Place, window: timedelta
) -> None:
    """A deleted request has the same windows as a deleted connection."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, FAR_AWAY, NOW)
    peering = pending.delete(HERE, NOW, Settle())
    assert peering.is_visible_to(viewer, NOW + window - MICROSECOND)
    assert not peering.is_visible_to(viewer, NOW + window)


@pytest.mark.parametrize(("viewer", "window"), [(HERE, TWO_HOURS), (FAR_AWAY, TWO_DAYS)])
def test_the_windows_begin_when_the_deletion_has_settled(
    peering_in: Callable[..., Peering], viewer: Place, window: timedelta
) -> None:
    """A connection that is deleting still exists."""
    peering = peering_in(Status.DELETING, HERE, FAR_AWAY, NOW)
    assert peering.is_visible_to(viewer, NOW + HOUR + window - MICROSECOND)
    assert not peering.is_visible_to(viewer, NOW + HOUR + window)


def test_the_window_of_a_failed_request_begins_when_it_shows(
    requested: Callable[..., Peering],
) -> None:
    """The window does not begin while the request is initiating."""
    peering = requested(HERE, FAR_AWAY, NOW, Settle(duration=HOUR)).fail(NOW)
    assert peering.is_visible_to(HERE, NOW + HOUR + TWO_HOURS - MICROSECOND)
    assert not peering.is_visible_to(HERE, NOW + HOUR + TWO_HOURS)


def test_a_pending_request_that_fails_vanishes_for_the_accepter(
    peering_in: Callable[..., Peering],
) -> None:
    """The accepter no longer sees the request; the requester sees it for two hours."""
    pending = peering_in(Status.PENDING_ACCEPTANCE, HERE, FAR_AWAY, NOW)
    later = NOW + timedelta(days=3)
    failed = pending.fail(later)
    assert pending.is_visible_to(FAR_AWAY, later)
    assert not failed.is_visible_to(FAR_AWAY, later)
    assert failed.is_visible_to(HERE, later + TWO_HOURS - MICROSECOND)
    assert not failed.is_visible_to(HERE, later + TWO_HOURS)


@pytest.mark.parametrize("there", [OTHER_ACCOUNT, OTHER_REGION, FAR_AWAY])
def test_a_new_request_reaches_the_other_party_once_it_has_settled(
    requested: Callable[..., Peering], there: Place
) -> None:
    """The request arrives after its hour, or after its Describe."""
    by_time = requested(HERE, there, NOW, Settle(duration=HOUR))
    assert not by_time.is_visible_to(there, NOW + HOUR - MICROSECOND)
    assert by_time.is_visible_to(there, NOW + HOUR)
    by_look = requested(HERE, there, NOW, Settle(describes=1))
    assert not by_look.is_visible_to(there, NOW + HOUR)
    assert by_look.looked_at(NOW).is_visible_to(there, NOW)


@pytest.mark.parametrize(
    "visitor", [Place("222222222222", "us-east-1"), Place("111111111111", "eu-west-1")]
)
@pytest.mark.parametrize("status", Status)
def test_a_party_sees_the_connection_in_both_regions(
    peering_in: Callable[..., Peering], status: Status, visitor: Place
) -> None:
    """Both accounts see the connection in both Regions, once it has arrived."""
    visible = peering_in(status, HERE, FAR_AWAY, NOW).is_visible_to(visitor, NOW)
    assert visible is (status not in HIDDEN_FROM_THE_ACCEPTER)
