"""Moving the present for the rest of a mock."""

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from botocore.client import BaseClient
from freezegun import api, freeze_time

from peermock import MockStateError, PeeringMock, Settle, Vpc, VpcPeeringConnection, mock_peering

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def now() -> datetime:
    """Return the present, as the code under test has it."""
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _clock_is_left_alone() -> Iterator[None]:
    """Whatever a test has moved is back when it ends."""
    yield
    assert api.freeze_factories == []


def test_a_request_expires(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """Seven days later nobody can accept it any more."""
    peering.shift(days=6, hours=23)
    assert request_of_ours.status == "pending-acceptance"
    peering.shift(hours=1)
    assert request_of_ours.status == "expired"


def test_clients_see_it(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """Calls are made in the new present, and logged so."""
    ec2.describe_vpc_peering_connections()
    peering.shift(days=8)
    (seen,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert seen["Status"]["Code"] == "expired"
    before, after = peering.calls
    assert timedelta(days=8) <= after.at - before.at < timedelta(days=8, hours=1)


def test_the_process_sees_it(peering: PeeringMock) -> None:
    """The code under test, and other threads, have the same present."""
    before, today = now(), date.today()  # noqa: DTZ011  # what code under test may ask
    peering.shift(days=8)
    in_thread: list[datetime] = []
    thread = threading.Thread(target=lambda: in_thread.append(now()))
    thread.start()
    thread.join()
    assert [round((moment - before) / DAY) for moment in (now(), *in_thread)] == [8, 8]
    assert date.today() - today in (8 * DAY, 9 * DAY)  # noqa: DTZ011  # likewise


def test_time_goes_on(peering: PeeringMock) -> None:
    """A clock that nobody has frozen runs on from the new present."""
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
    """As a timedelta or in its units, forward or back."""
    peering.shift(*args, **kwargs)
    assert now() == MOMENT + days * DAY


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((DAY,), {"days": 1})])
def test_either_a_timedelta_or_units(
    peering: PeeringMock, args: tuple[timedelta, ...], kwargs: dict[str, float]
) -> None:
    """Both, or neither, is refused."""
    with pytest.raises(TypeError, match="give either a timedelta or units such as days=8"):
        peering.shift(*args, **kwargs)


def test_only_an_active_mock_moves_the_present() -> None:
    """A clock that no end of a mock would move back is not moved."""
    before = now()
    with pytest.raises(MockStateError):
        mock_peering().shift(days=8)
    assert now() - before < DAY


def test_the_end_moves_it_back() -> None:
    """After the mock the present is the real one."""
    before = now()
    with mock_peering() as aws:
        aws.shift(days=8)
        aws.shift(days=8)
    assert now() - before < DAY


def test_an_exception_moves_it_back() -> None:
    """So it is when the block fails."""

    def fail_later() -> None:
        with mock_peering() as aws:
            aws.shift(days=8)
            raise LookupError

    before = now()
    with pytest.raises(LookupError):
        fail_later()
    assert now() - before < DAY


def test_each_mock_moves_back_what_it_moved() -> None:
    """An inner mock moves the present for itself."""
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
    """What is made in the new present begins there."""
    peering.shift(days=8)
    request = peering.peer(ours, theirs, "pending-acceptance")
    peering.shift(days=6)
    assert request.status == "pending-acceptance"


def test_a_transitional_state_settles(peering: PeeringMock) -> None:
    """Time that a state takes is counted by the moved clock."""
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
    """Whoever waits in a loop waits as long as before, neither for days nor not at all."""

    async def shift() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        before = loop.time()
        peering.shift(days=8)
        await asyncio.sleep(0)
        return before, loop.time()

    before, after = asyncio.run(shift())
    assert 0 <= after - before < DAY.total_seconds()
    assert time.monotonic() > 0
