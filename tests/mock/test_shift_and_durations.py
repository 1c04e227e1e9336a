"""Shifting the time leaves clocks that measure durations alone."""

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from time import monotonic as imported_monotonic

import pytest
import time_machine
from freezegun import freeze_time

from peermock import PeeringMock, VpcPeeringConnection, mock_peering

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["time-machine", "freezegun"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The library that shifts the time: time-machine if installed, otherwise freezegun."""
    if request.param == "freezegun":
        monkeypatch.setitem(sys.modules, "time_machine", None)
    return request.param


def now() -> datetime:
    """Return the current time, as seen by the code under test."""
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("monotonic", 1),
        ("monotonic_ns", 1e9),
        ("perf_counter", 1),
        ("perf_counter_ns", 1e9),
        ("process_time", 1),
    ],
)
def test_what_measures_durations_is_not_moved(library: str, name: str, second: float) -> None:
    """Monotonic clocks are not affected by shifts or by the end of the mock."""

    def read() -> float:
        """Look the clock up each time, like code that imports the module."""
        return getattr(time, name)()

    readings = [read()]
    with mock_peering() as aws:
        readings.append(read())
        for _ in range(2):
            aws.shift(days=8)
            readings.append(read())
    readings.append(read())
    assert readings == sorted(readings)
    assert readings[-1] - readings[0] < 3600 * second


@pytest.mark.usefixtures("library")
def test_a_loop_with_a_deadline_goes_on_polling(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """A deadline of the code under test is not used up by a shift of days."""
    deadline, polls = imported_monotonic() + 3600, 0
    while imported_monotonic() < deadline and request_of_ours.status != "expired":
        peering.shift(days=1)
        polls += 1
    assert polls == 7
    assert request_of_ours.status == "expired"


@pytest.mark.usefixtures("library")
def test_the_time_of_the_day_is_moved(peering: PeeringMock) -> None:
    """All functions that return the time agree, in threads too, and time goes on."""
    before = time.time()
    peering.shift(days=8)
    told: list[float] = []

    def tell() -> None:
        told.extend([time.time(), time.time_ns() / 1e9, now().timestamp()])

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    tell()
    assert [round((moment - before) / DAY.total_seconds()) for moment in told] == [8] * 6
    first = time.time()
    while time.time() == first:
        pass
    assert time.time() > first


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no time zone of a process")
def test_local_time_is_moved_as_far(peering: PeeringMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any time zone, local time is shifted by the same eight days."""
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        before = datetime.now()  # noqa: DTZ005  # what code under test may ask
        peering.shift(days=8)
        assert 8 * DAY <= datetime.now() - before < 8 * DAY + timedelta(hours=1)  # noqa: DTZ005
    time.tzset()


@pytest.mark.parametrize("tick", [True, False])
def test_a_journey_that_begins_after_a_shift(peering: PeeringMock, tick: bool) -> None:
    """time-machine sets its own time, and afterwards the shifted time continues."""
    before = now()
    peering.shift(days=8)
    with time_machine.travel(MOMENT, tick=tick) as journey:
        assert MOMENT <= now() < MOMENT + DAY
        peering.shift(days=1)
        journey.shift(DAY)
        assert MOMENT + 2 * DAY <= now() < MOMENT + 3 * DAY
    assert round((now() - before) / DAY) == 8


def test_a_journey_that_ends_after_the_mock() -> None:
    """time-machine's time holds to its end, then the time is real."""
    before = now()
    journey = time_machine.travel(MOMENT, tick=False)
    with mock_peering() as aws:
        aws.shift(days=8)
        journey.start()
    assert now() == MOMENT
    journey.stop()
    assert now() - before < DAY


def test_a_freeze_that_begins_after_a_shift(library: str, peering: PeeringMock) -> None:
    """A freeze sets its own time, and afterwards the shifted time continues."""
    before = now()
    peering.shift(days=8)
    with freeze_time(MOMENT):
        assert now() == MOMENT
    assert round((now() - before) / DAY) == 8


@pytest.mark.parametrize("name", ["coordinates_stack", "another_stack"])
def test_other_versions_of_time_machine(
    peering: PeeringMock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The time is shifted and restored with every version's name for its list of journeys."""
    journeys = time_machine.traveller_stack
    monkeypatch.setattr(time_machine, name, journeys, raising=False)
    before = now()
    with mock_peering() as aws:
        aws.shift(days=8)
        assert round((now() - before) / DAY) == 8
    assert now() - before < DAY


@pytest.mark.parametrize(
    ("args", "units", "error", "text"),
    [
        (
            (7,),
            {},
            TypeError,
            r"shift\(7\): expected a timedelta, or units such as shift\(days=7\)",
        ),
        (("7 days",), {}, TypeError, r"shift\('7 days'\): expected a timedelta, or units such as"),
        (
            (),
            {"days": "7"},
            TypeError,
            r"shift\(days='7'\): expected weeks, days, hours, .* numbers",
        ),
        ((), {"fortnights": 1}, TypeError, r"shift\(fortnights=1\): expected weeks, days, hours"),
        (
            (),
            {"days": 1e12},
            ValueError,
            r"shift\(days=1000000000000.0\): too long for a timedelta",
        ),
        ((), {"days": float("nan")}, ValueError, r"shift\(days=nan\): too long for a timedelta"),
        ((), {"days": 9_999_999}, ValueError, r"out of range for a datetime"),
        ((), {}, TypeError, r"shift\(\): give either a timedelta or units such as days=8"),
        ((DAY,), {"days": 1}, TypeError, r"days=1\): give either a timedelta or units"),
    ],
)
def test_an_invalid_shift_is_refused(
    peering: PeeringMock,
    args: tuple[object, ...],
    units: dict[str, object],
    error: type[Exception],
    text: str,
) -> None:
    """The error shows the value and what is expected, and nothing is shifted."""
    before = now()
    with pytest.raises(error, match=text):
        peering.shift(*args, **units)
    assert now() - before < DAY
