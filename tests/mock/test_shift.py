"""Shifting the current time for the rest of a mock."""

import asyncio
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from botocore.client import BaseClient
from freezegun import freeze_time

from peermock import MockStateError, PeeringMock, Settle, Vpc, VpcPeeringConnection, mock_peering

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def now() -> datetime:
    """Return the current time, as seen by the code under test."""
    return datetime.now(UTC)


def test_a_request_expires(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """After seven days, a request can no longer be accepted."""
    peering.shift(days=6, hours=23)
    assert request_of_ours.status == "pending-acceptance"
    peering.shift(hours=1)
    assert request_of_ours.status == "expired"


def test_clients_see_the_shifted_time(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """Calls are made and logged at the shifted time."""
    ec2.describe_vpc_peering_connections()
    peering.shift(days=8)
    (seen,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert seen["Status"]["Code"] == "expired"
    before, after = peering.calls
    assert timedelta(days=8) <= after.at - before.at < timedelta(days=8, hours=1)


def test_the_process_sees_the_shifted_time(peering: PeeringMock) -> None:
    """The code under test and other threads see the same time."""
    before, today = now(), date.today()  # noqa: DTZ011  # what code under test may ask
    peering.shift(days=8)
    in_thread: list[datetime] = []
    thread = threading.Thread(target=lambda: in_thread.append(now()))
    thread.start()
    thread.join()
    assert [round((moment - before) / DAY) for moment in (now(), *in_thread)] == [8, 8]
    assert date.today() - today in (8 * DAY, 9 * DAY)  # noqa: DTZ011  # likewise


def test_time_goes_on(peering: PeeringMock) -> None:
    """A clock that is not frozen continues from the shifted time."""
    peering.shift(days=8)
    first = now()
    while (second := now()) == first:
        pass
    assert first < second < first + DAY


@pytest.mark.parametrize(
    ("args", "kwargs", "days"),
    [
        ((timedelta(days=3),), {}, 3),
        ((), {"weeks": 1, "hours": 48}, 9),
        ((timedelta(days=-2),), {}, -2),
        ((timedelta(0),), {}, 0),
    ],
)
@freeze_time(MOMENT)
def test_how_far(
    peering: PeeringMock, args: tuple[timedelta, ...], kwargs: dict[str, float], days: int
) -> None:
    """The shift is a timedelta or given in units, forwards or backwards."""
    peering.shift(*args, **kwargs)
    assert now() == MOMENT + days * DAY


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((DAY,), {"days": 1})])
def test_either_a_timedelta_or_units(
    peering: PeeringMock, args: tuple[timedelta, ...], kwargs: dict[str, float]
) -> None:
    """Passing both, or neither, is rejected."""
    with pytest.raises(TypeError, match="give either a timedelta or units such as days=8"):
        peering.shift(*args, **kwargs)


def test_only_an_active_mock_moves_the_present() -> None:
    """The time is not shifted without a mock that would restore it."""
    before = now()
    with pytest.raises(MockStateError):
        mock_peering().shift(days=8)
    assert now() - before < DAY


def test_the_end_restores_the_time() -> None:
    """After the mock, the time is real."""
    before = now()
    with mock_peering() as aws:
        aws.shift(days=8)
        aws.shift(days=8)
    assert now() - before < DAY


def test_an_exception_restores_the_time() -> None:
    """After an exception in the mock, the time is real."""

    def fail_later() -> None:
        with mock_peering() as aws:
            aws.shift(days=8)
            raise LookupError

    before = now()
    with pytest.raises(LookupError):
        fail_later()
    assert now() - before < DAY


def test_each_mock_moves_back_what_it_moved() -> None:
    """A nested mock undoes its own shifts only."""
    before = now()
    with mock_peering() as outer:
        outer.shift(days=8)
        with mock_peering() as inner:
            inner.shift(days=8)
            assert round((now() - before) / DAY) == 16
        assert round((now() - before) / DAY) == 8


def test_a_shifted_request_is_seven_days_from_expiry(
    peering: PeeringMock, ours: Vpc, theirs: Vpc
) -> None:
    """The seven days of a request begin at the shifted time."""
    peering.shift(days=8)
    request = peering.peer(ours, theirs, "pending-acceptance")
    peering.shift(days=6)
    assert request.status == "pending-acceptance"


def test_a_transitional_state_settles(peering: PeeringMock) -> None:
    """The duration of a transitional status follows the shifted clock."""
    with mock_peering(isolated=True, settle=Settle(duration=timedelta(hours=1))) as aws:
        ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
        ec2 = aws.account("123456789012").client("ec2")
        ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=theirs.id)
        seen = []
        for _ in range(2):
            (view,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
            seen.append(view["Status"]["Code"])
            aws.shift(hours=1)
        assert seen == ["initiating-request", "pending-acceptance"]


def test_an_event_loop_goes_on(peering: PeeringMock) -> None:
    """The event loop's clock is not shifted, so sleeping in it takes the usual time."""

    async def shift() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        before = loop.time()
        peering.shift(days=8)
        await asyncio.sleep(0)
        return before, loop.time()

    before, after = asyncio.run(shift())
    assert 0 <= after - before < DAY.total_seconds()
    assert time.monotonic() > 0
