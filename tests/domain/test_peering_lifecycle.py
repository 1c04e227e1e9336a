"""The status of a connection, which follows from past actions and the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.errors import AwsError
from peermock._domain.identity import Place
from peermock._domain.peering import ENDED, LIVE, Peering, Side, Status
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")

AT_ONCE = Settle()
AN_HOUR = Settle(duration=HOUR)
TWO_LOOKS = Settle(describes=2)

SUCCESSORS: dict[str, set[str]] = {
    "initiating-request": {"pending-acceptance", "failed"},
    "pending-acceptance": {"provisioning", "rejected", "deleting", "expired", "failed"},
    "provisioning": {"active"},
    "active": {"deleting"},
    "deleting": {"deleted"},
    "deleted": set(),
    "rejected": set(),
    "failed": set(),
    "expired": set(),
}
"""The next statuses that AWS allows."""


def test_there_are_the_nine_codes_of_awss_model() -> None:
    """The codes are spelled as on AWS."""
    assert {str(status) for status in Status} == set(SUCCESSORS)


def test_what_no_connection_leaves_has_ended() -> None:
    """Every other status is live."""
    assert {status for status in Status if not SUCCESSORS[status]} == ENDED
    assert set(Status) - ENDED == LIVE


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_reached(peering_in: Callable[..., Peering], status: Status) -> None:
    """Steps that clients can take lead to each of the nine statuses."""
    assert peering_in(status, HERE, THERE, NOW).status(NOW) is status


def test_all_options_are_off_at_first(requested: Callable[..., Peering]) -> None:
    """The options of both sides are off by default (recorded)."""
    for side in requested(HERE, THERE, NOW).sides:
        assert not side.options.allow_dns_resolution_from_remote_vpc
        assert not side.options.allow_egress_from_local_classic_link_to_remote_vpc
        assert not side.options.allow_egress_from_local_vpc_to_remote_classic_link


def test_a_request_waits_for_exactly_seven_days(requested: Callable[..., Peering]) -> None:
    """A request is pending to the last microsecond of the seven days, then expired for ever."""
    peering = requested(HERE, THERE, NOW)
    assert peering.expires_at == NOW + WEEK
    assert peering.status(NOW + WEEK - MICROSECOND) is Status.PENDING_ACCEPTANCE
    assert peering.status(NOW + WEEK) is Status.EXPIRED
    assert peering.status(NOW + WEEK * 1000) is Status.EXPIRED


@pytest.mark.parametrize("fraction", [0, 1, 999_999])
def test_the_time_of_expiry_is_a_whole_second(
    requested: Callable[..., Peering], fraction: int
) -> None:
    """ExpirationTime is the second of the request, a week later (recorded)."""
    peering = requested(HERE, THERE, NOW + fraction * MICROSECOND)
    assert peering.expires_at == NOW + WEEK


@pytest.mark.parametrize(
    ("status", "later"),
    [
        ("initiating-request", "expired"),
        ("pending-acceptance", "expired"),
        ("provisioning", "active"),
        ("active", "active"),
        ("deleting", "deleted"),
        ("deleted", "deleted"),
        ("rejected", "rejected"),
        ("failed", "failed"),
        ("expired", "expired"),
    ],
)
def test_only_a_request_that_nobody_answered_expires(
    peering_in: Callable[..., Peering], status: str, later: str
) -> None:
    """A request that was accepted, rejected or deleted, or failed, does not expire."""
    peering = peering_in(Status(status), HERE, THERE, NOW)
    assert peering.status(NOW + WEEK * 2) == later


@pytest.mark.parametrize(
    ("status", "next_status"),
    [
        (Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE),
        (Status.PROVISIONING, Status.ACTIVE),
        (Status.DELETING, Status.DELETED),
    ],
)
def test_a_transitional_state_ends_when_its_time_is_over(
    peering_in: Callable[..., Peering], status: Status, next_status: Status
) -> None:
    """A status that lasts an hour ends exactly at the end of that hour."""
    peering = peering_in(status, HERE, THERE, NOW)
    assert peering.status(NOW + HOUR - MICROSECOND) is status
    assert peering.status(NOW + HOUR) is next_status


def test_a_transitional_state_ends_when_it_was_looked_at_often_enough(
    requested: Callable[..., Peering],
) -> None:
    """Two Describes see each status, and the third sees the next one."""
    seen = []
    peering = requested(HERE, THERE, NOW, TWO_LOOKS)
    for step in (
        lambda peering: peering.accept(THERE, NOW, TWO_LOOKS),
        lambda peering: peering.delete(HERE, NOW, TWO_LOOKS),
        lambda peering: peering,
    ):
        for _ in range(3):
            seen.append(peering.status(NOW).value)
            peering = peering.looked_at(NOW)
        peering = step(peering)
    assert seen == [
        *["initiating-request"] * 2,
        "pending-acceptance",
        *["provisioning"] * 2,
        "active",
        *["deleting"] * 2,
        "deleted",
    ]


@pytest.mark.parametrize("settle", [AN_HOUR, TWO_LOOKS])
def test_a_rejection_takes_no_time(requested: Callable[..., Peering], settle: Settle) -> None:
    """AWS has no status between pending and rejected, so a rejection never settles."""
    peering = requested(HERE, THERE, NOW, settle).looked_at(NOW).looked_at(NOW)
    assert peering.reject(THERE, NOW + HOUR).status(NOW + HOUR) is Status.REJECTED


def test_a_request_that_fails_while_it_initiates_shows_it_afterwards(
    requested: Callable[..., Peering],
) -> None:
    """AWS discovers the failure while the request settles."""
    peering = requested(HERE, THERE, NOW, AN_HOUR).fail(NOW)
    assert peering.status(NOW + HOUR - MICROSECOND) is Status.INITIATING_REQUEST
    assert peering.status(NOW + HOUR) is Status.FAILED


def test_a_request_that_fails_while_it_is_pending_fails_at_once(
    requested: Callable[..., Peering],
) -> None:
    """A pending request has already settled."""
    peering = requested(HERE, THERE, NOW, AN_HOUR).fail(NOW + 2 * HOUR)
    assert peering.status(NOW + 2 * HOUR) is Status.FAILED


@settings(deadline=None)
@given(st.permutations([timedelta(hours=hours) for hours in (0, 1, 24, 167, 168, 500)]))
def test_the_status_does_not_depend_on_who_asked_before(ages: list[timedelta]) -> None:
    """The status depends on the connection and the time only, in any order of queries."""
    peering = Peering.request(
        "pcx-1a2b3c4d", Side(HERE, "vpc-a"), Side(THERE, "vpc-b"), now=NOW, settle=AN_HOUR
    )
    expected = {timedelta(0): "initiating-request"}
    for age in ages:
        status = "expired" if age >= WEEK else "pending-acceptance"
        assert peering.status(NOW + age) == expected.get(age, status)


@settings(deadline=None)
@given(
    settle=st.sampled_from([AT_ONCE, AN_HOUR, TWO_LOOKS]),
    steps=st.lists(
        st.tuples(
            st.sampled_from(["accept", "reject", "delete", "fail", "look"]),
            st.sampled_from([HERE, THERE]),
            st.sampled_from([timedelta(0), HOUR / 2, HOUR, WEEK / 3]),
        ),
        max_size=12,
    ),
)
def test_no_history_takes_a_way_that_aws_does_not_have(
    settle: Settle, steps: list[tuple[str, Place, timedelta]]
) -> None:
    """Any two observations are joined by a path in AWS's diagram, and final statuses stay."""
    peering = Peering.request(
        "pcx-1a2b3c4d", Side(HERE, "vpc-a"), Side(THERE, "vpc-b"), now=NOW, settle=settle
    )
    now = NOW
    before = peering.status(now)
    for step, by, wait in steps:
        now += wait
        peering = take(peering, step, by, now, settle)
        after = peering.status(now)
        assert after in reachable(before)
        before = after


def take(peering: Peering, step: str, by: Place, now: datetime, settle: Settle) -> Peering:
    """Return the connection after a step, or unchanged if AWS rejects the step."""
    steps = {
        "accept": lambda: peering.accept(by, now, settle),
        "reject": lambda: peering.reject(by, now),
        "delete": lambda: peering.delete(by, now, settle),
        "look": lambda: peering.looked_at(now),
        "fail": lambda: peering.fail(now) if is_waiting(peering, now) else peering,
    }
    try:
        return steps[step]()
    except AwsError:
        return peering


def is_waiting(peering: Peering, now: datetime) -> bool:
    """Return whether the request is still unanswered, which the world checks before failing it."""
    return peering.status(now) in {Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE}


def reachable(status: str) -> set[str]:
    """Return every status that can follow a status, including itself."""
    return {status}.union(*(reachable(successor) for successor in SUCCESSORS[status]))
