"""Shifting the time of clocks that the test has frozen or sent travelling."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from freezegun import freeze_time

from peermock import PeeringMock, Vpc, VpcPeeringConnection, mock_peering

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def now() -> datetime:
    """Return the current time, as seen by the code under test."""
    return datetime.now(UTC)


@freeze_time(MOMENT)
def test_a_frozen_clock_stays_frozen(peering: PeeringMock) -> None:
    """The frozen time is shifted and remains frozen."""
    peering.shift(days=8)
    assert now() == MOMENT + 8 * DAY
    assert now() == MOMENT + 8 * DAY


@freeze_time(MOMENT, tick=True)
def test_a_ticking_clock_ticks_on(peering: PeeringMock) -> None:
    """The time that has passed since it was set is not lost."""
    while (before := now()) == MOMENT:
        pass
    peering.shift(days=8)
    assert before + 8 * DAY <= now() < before + 9 * DAY


def test_no_shift_takes_from_the_time_that_has_passed(peering: PeeringMock) -> None:
    """However often the time is shifted, the clock never falls behind."""
    before = now()
    for _ in range(5):
        while (later := now()) == before:
            pass
        peering.shift(days=1)
        assert now() >= later + DAY
        before = now()


def test_a_clock_that_steps(peering: PeeringMock) -> None:
    """A clock that advances at every reading continues from the shifted time."""
    with freeze_time(MOMENT, auto_tick_seconds=60):
        peering.shift(days=8)
        assert MOMENT + 8 * DAY <= now() < now() < MOMENT + 9 * DAY


def test_the_clock_of_the_test_can_be_used_as_well(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """`tick` and `move_to` of a freeze, and `shift`, act on the same clock."""
    with freeze_time(MOMENT) as clock:
        clock.tick(DAY)
        peering.shift(days=1)
        clock.tick(DAY)
        assert now() == MOMENT + 3 * DAY
        clock.move_to("2026-01-01")
        peering.shift(days=1)
        assert now() == datetime(2026, 1, 2, tzinfo=UTC)


def test_a_freeze_around_the_mock_is_moved_back() -> None:
    """The frozen time returns to where it was, plus what the test itself moved it."""
    with freeze_time(MOMENT) as clock:
        with mock_peering() as aws:
            aws.shift(days=8)
            clock.tick(DAY)
        assert now() == MOMENT + DAY


def test_a_freeze_that_ends_before_the_mock() -> None:
    """The end of the mock then shifts nothing."""
    before = now()
    with mock_peering() as aws:
        with freeze_time(MOMENT):
            aws.shift(days=8)
        assert now() - before < DAY
    assert now() - before < DAY


def test_a_freeze_that_begins_after_the_shift(peering: PeeringMock) -> None:
    """The frozen time holds for its block; afterwards the shifted time continues."""
    before = now()
    peering.shift(days=8)
    with freeze_time(MOMENT):
        assert now() == MOMENT
        peering.shift(days=1)
        assert now() == MOMENT + DAY
    assert round((now() - before) / DAY) == 8


def mock_within_freeze(test: Callable[[], None]) -> Callable[[], None]:
    """Decorate with the mock, then with the freeze."""
    frozen: Callable[[], None] = freeze_time(MOMENT)(mock_peering(test))
    return frozen


def freeze_within_mock(test: Callable[[], None]) -> Callable[[], None]:
    """Decorate with the freeze, then with the mock."""
    return mock_peering(freeze_time(MOMENT)(test))


@pytest.mark.parametrize("decorate", [mock_within_freeze, freeze_within_mock])
def test_the_order_of_decorators_is_free(
    decorate: Callable[[Callable[[], None]], Callable[[], None]],
) -> None:
    """Mock and freeze may decorate a function in either order."""
    seen: list[datetime] = []

    def test() -> None:
        with mock_peering() as aws:
            aws.shift(days=8)
            seen.append(now())

    before = now()
    decorate(test)()
    assert seen == [MOMENT + 8 * DAY]
    assert now() - before < DAY


@pytest.mark.parametrize("tick", [True, False])
def test_a_travelled_present_is_shifted(peering: PeeringMock, tick: bool) -> None:
    """A time set by time-machine is shifted from there; one that does not tick stays so."""
    with time_machine.travel(MOMENT, tick=tick):
        peering.shift(days=8)
        first = now()
        assert MOMENT + 8 * DAY <= first < MOMENT + 9 * DAY
        assert tick or now() == first


def test_a_journey_that_goes_on(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """Later shifts by time-machine are added."""
    with time_machine.travel(MOMENT, tick=False) as journey:
        request = peering.peer(ours, theirs, "pending-acceptance")
        peering.shift(days=6)
        journey.shift(DAY)
        assert now() == MOMENT + 7 * DAY
        assert request.status == "expired"


def test_a_journey_around_the_mock_is_moved_back() -> None:
    """After the mock, the time is as time-machine set it."""
    with time_machine.travel(MOMENT, tick=False):
        with mock_peering() as aws:
            aws.shift(days=8)
        assert now() == MOMENT
