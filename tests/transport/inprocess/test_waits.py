"""Sleeps of the code under test move the mock's clock instead of waiting."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import sleep
from types import ModuleType
from unittest.mock import Mock, patch

import boto3
import pytest
import time_machine
from botocore.client import BaseClient
from botocore.exceptions import WaiterError
from freezegun import freeze_time

from peermock import EndlessWaitError, PeeringMock, Settle, mock_peering
from peermock._transport.inprocess import waits
from peermock._transport.inprocess.current import current

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG = timedelta(seconds=500)

real_perf_counter = time.perf_counter
real_sleep = time.sleep


@pytest.fixture(autouse=True)
def _nobody_waits() -> Iterator[None]:
    """Fail a test that takes more than a few seconds."""
    before = real_perf_counter()
    yield
    assert real_perf_counter() - before < 60


def now() -> datetime:
    """Return the current time, as seen by the code under test."""
    return datetime.fromtimestamp(time.time(), UTC)


def slept(something: Callable[[], object]) -> int:
    """Return how many seconds the clock moved during a call."""
    before = now()
    something()
    return int((now() - before).total_seconds())


def test_a_waiter(peering: PeeringMock, ec2: BaseClient) -> None:
    """The waiter polls forty times at fifteen-second intervals and gives up, in no real time."""
    waiter = ec2.get_waiter("vpc_peering_connection_exists")
    missing = ["pcx-0123456789abcdef0"]
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        waiter.wait(VpcPeeringConnectionIds=missing)
    peering.assert_called("DescribeVpcPeeringConnections", times=40)
    waited = peering.calls[-1].at - peering.calls[0].at
    assert timedelta(seconds=39 * 15) <= waited < timedelta(seconds=39 * 15 + 30)


def test_a_waiter_and_a_connection_that_settles() -> None:
    """The waiter ends when the connection has settled, by the mock's clock."""
    with mock_peering(settle=timedelta(seconds=40)) as aws:
        theirs = aws.account("222222222222")
        request = boto3.client("ec2").create_vpc_peering_connection(
            VpcId=aws.vpc("10.0.0.0/16").id,
            PeerVpcId=theirs.vpc("10.1.0.0/16").id,
            PeerOwnerId="222222222222",
        )
        waiter = theirs.client("ec2").get_waiter("vpc_peering_connection_exists")
        pcx = request["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        waiter.wait(VpcPeeringConnectionIds=[pcx])
        aws.assert_called("DescribeVpcPeeringConnections", times=4)


def test_a_sleep_after_a_call_waits_for_aws(ec2: BaseClient) -> None:
    """Both `time.sleep` and a `sleep` imported earlier move the clock."""
    ec2.describe_vpcs()
    assert slept(lambda: time.sleep(500)) == 500
    ec2.describe_vpcs()
    assert slept(lambda: sleep(500)) == 500


def test_another_sleep_is_real(ec2: BaseClient) -> None:
    """A sleep without a preceding call may wait for a process, a thread or a server."""
    assert slept(lambda: time.sleep(0.01)) == 0
    ec2.describe_vpcs()
    time.sleep(500)
    before = real_perf_counter()
    time.sleep(0.05)
    assert real_perf_counter() - before >= 0.05


@pytest.mark.parametrize("seconds", [0, -1, "soon", None])
def test_what_is_not_a_time_is_for_python(ec2: BaseClient, seconds: object) -> None:
    """Zero seconds yield, and invalid values raise Python's errors."""
    ec2.describe_vpcs()
    if seconds == 0:
        assert slept(lambda: time.sleep(0)) == 0
    else:
        with pytest.raises((TypeError, ValueError)):
            time.sleep(seconds)


def test_every_sleep_can_move_the_clock() -> None:
    """With `sleep="shift"`, every sleep moves the clock."""
    with mock_peering(sleep="shift"):
        assert slept(lambda: time.sleep(500)) == 500
        assert slept(lambda: time.sleep(500)) == 500


def test_every_sleep_can_be_real() -> None:
    """With `sleep="real"`, every sleep is real."""
    with mock_peering(sleep="real"):
        boto3.client("ec2").describe_vpcs()
        before = real_perf_counter()
        time.sleep(0.05)
        assert real_perf_counter() - before >= 0.05


@pytest.mark.parametrize("name", ["pytest_timeout", "subprocess", "xdist.remote"])
def test_sleeps_of_others_are_real(name: str) -> None:
    """Test frameworks and the standard library really sleep."""
    module = ModuleType(name)
    exec("def wait(sleep): sleep(0.01)", vars(module))  # noqa: S102  # a module of that name
    with mock_peering(sleep="shift"):
        assert slept(lambda: module.wait(time.sleep)) == 0
        assert slept(lambda: asyncio.run(asyncio.wait_for(asyncio.sleep(0), 1))) == 0


def test_a_frozen_clock_stays_frozen(ec2: BaseClient) -> None:
    """A sleep shifts the frozen time, which then stands still again."""
    with freeze_time(MOMENT):
        ec2.describe_vpcs()
        time.sleep(90)
        assert now() == MOMENT + timedelta(seconds=90)
        assert now() == MOMENT + timedelta(seconds=90)


def test_a_clock_of_time_machine() -> None:
    """The sleep shifts time-machine's time, started before or after the mock."""
    with time_machine.travel(MOMENT, tick=False), mock_peering():
        boto3.client("ec2").describe_vpcs()
        assert slept(lambda: time.sleep(90)) == 90


def test_the_end_of_the_mock_moves_the_clock_back(ec2: BaseClient) -> None:
    """Afterwards, a `sleep` imported during the mock is real."""
    names: dict[str, Callable[[float], None]] = {}
    before = now()
    with mock_peering(isolated=True):
        boto3.client("ec2").describe_vpcs()
        exec("from time import sleep", names)  # noqa: S102  # while the mock is active
        time.sleep(5000)
    assert now() - before < timedelta(seconds=600)
    assert slept(lambda: names["sleep"](0.01)) == 0


def test_sleep_is_restored() -> None:
    """Both `time.sleep` and modules that had imported it are restored."""
    with mock_peering():
        assert sleep is not real_sleep
    assert (time.sleep, sleep) == (real_sleep, real_sleep)


def test_a_sleep_that_the_test_has_replaced_is_left_alone() -> None:
    """A patch of `sleep` by the test takes precedence."""
    with patch("time.sleep") as waited, patch("asyncio.sleep", Mock()) as awaited, mock_peering():
        boto3.client("ec2").describe_vpcs()
        time.sleep(500)
        asyncio.sleep(500)
    waited.assert_called_once_with(500)
    awaited.assert_called_once_with(500)


def test_a_task_that_sleeps(ec2: BaseClient) -> None:
    """`asyncio.sleep` returns its result, and other tasks run meanwhile."""
    turns: list[str] = []

    async def poll() -> str:
        ec2.describe_vpcs()
        other = asyncio.create_task(act())
        result = await asyncio.sleep(500, result="awake")
        turns.append("poll")
        await other
        return result

    async def act() -> None:
        turns.append("act")

    before = now()
    assert asyncio.run(poll()) == "awake"
    assert now() - before >= LONG
    assert turns == ["act", "poll"]


def test_a_task_that_calls_in_a_thread(ec2: BaseClient) -> None:
    """Calls made with `asyncio.to_thread` count for the task's sleep."""

    async def poll() -> None:
        await asyncio.to_thread(ec2.describe_vpcs)
        await asyncio.sleep(500)

    assert slept(lambda: asyncio.run(poll())) == 500


@pytest.mark.parametrize("number", range(1, 4))
def test_calls_of_an_earlier_mock_do_not_count(number: int) -> None:
    """Calls and sleeps of an earlier mock have no effect in a later one."""

    async def poll(ec2: BaseClient) -> None:
        await asyncio.to_thread(ec2.describe_vpcs)
        await asyncio.sleep(500)

    with mock_peering():
        for _ in range(number):
            boto3.client("ec2").describe_vpcs()
        time.sleep(500)
    with mock_peering():
        assert slept(lambda: asyncio.run(poll(boto3.client("ec2")))) == 500
        boto3.client("ec2").describe_vpcs()
    with mock_peering():
        before = real_perf_counter()
        time.sleep(0.05)
        assert real_perf_counter() - before >= 0.05


def test_a_task_that_waits_for_something_else(ec2: BaseClient) -> None:
    """A task's sleep is real if no call was made since its last one."""

    async def rest() -> None:
        ec2.describe_vpcs()
        await asyncio.sleep(500)
        await asyncio.sleep(0.01)

    assert slept(lambda: asyncio.run(rest())) == 500


def test_tasks_wake_in_order(ec2: BaseClient) -> None:
    """Tasks wake in the order of their deadlines, whichever slept first."""
    woken: list[int] = []

    async def nap(seconds: int) -> None:
        ec2.describe_vpcs()
        await asyncio.sleep(seconds)
        woken.append(seconds)

    async def all_nap() -> None:
        await asyncio.gather(*map(nap, (300, 100, 200)))

    assert slept(lambda: asyncio.run(all_nap())) == 300
    assert woken == [100, 200, 300]


def test_of_several_who_sleep_the_one_that_wakes_first_moves_the_clock(ec2: BaseClient) -> None:
    """The others wait for their turn, and see the advanced clock."""
    gateway = current()
    assert gateway is not None
    mine = waits.waits_of[gateway]
    before = now()
    with mine.asleep(300) as late:
        with mine.asleep(100) as early:
            assert not late()
            assert early()
        assert now() - before < timedelta(seconds=200)
        with mine.asleep(100) as next_one:
            assert next_one()
        assert late()
    assert now() - before >= timedelta(seconds=300)


def test_a_gateway_with_a_clock_of_its_own(peering: PeeringMock) -> None:
    """The sleep ends by the clock of the gateway that is waited for."""
    gateway = current()
    assert gateway is not None
    moments = [MOMENT]
    gateway.now = lambda: moments[-1]

    def move(delta: timedelta) -> None:
        moments.append(moments[-1] + delta)

    with waits.Waits(gateway, "shift", move).asleep(300) as is_over:
        moments.append(MOMENT + timedelta(seconds=100))
        assert is_over()
    assert moments[-1] == MOMENT + timedelta(seconds=300)


def test_a_sleep_begins_when_the_world_is_free() -> None:
    """No other thread is changing the world while a sleep looks for changes."""
    awake = threading.Event()

    def wait() -> None:
        time.sleep(500)
        awake.set()

    with mock_peering(sleep="shift"):
        gateway = current()
        assert gateway is not None
        before = now()
        thread = threading.Thread(target=wait)
        with gateway.locked():
            thread.start()
            assert not awake.wait(0.05)
            assert now() - before < LONG
        thread.join()
        assert now() - before >= LONG


def test_a_thread_that_polls_while_another_acts(peering: PeeringMock, ec2: BaseClient) -> None:
    """A polling thread leaves the other time to act."""
    request = peering.peer(
        peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"), "pending-acceptance"
    )

    def accept() -> None:
        ec2.describe_vpcs()
        time.sleep(100)
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request.id)

    thread = threading.Thread(target=accept)
    thread.start()
    while request.status != "active":
        ec2.describe_vpc_peering_connections()
        time.sleep(15)
    thread.join()


def test_a_sleeper_that_holds_up_another(monkeypatch: pytest.MonkeyPatch, ec2: BaseClient) -> None:
    """A task that blocks its event loop does not wait for ever."""
    monkeypatch.setattr(waits, "NAPS", 3)

    async def stop_the_loop() -> None:
        ec2.describe_vpcs()
        other = asyncio.create_task(asyncio.sleep(100))
        await asyncio.sleep(0)
        ec2.describe_vpcs()
        time.sleep(300)  # noqa: ASYNC251  # which is what this is about
        await other

    assert slept(lambda: asyncio.run(stop_the_loop())) == 300


def test_a_loop_that_would_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch, peering: PeeringMock, ec2: BaseClient
) -> None:
    """The loop ends with an error that names what it waited for."""
    monkeypatch.setattr(waits, "MOST", 100)
    request = peering.peer(
        peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"), "pending-acceptance"
    )

    def poll() -> None:
        while request.status != "active":
            ec2.describe_vpc_peering_connections()
            time.sleep(5)

    with pytest.raises(
        EndlessWaitError, match="slept 100 times in a row, for 0:08:20 of"
    ) as caught:
        poll()
    assert (caught.value.sleeps, caught.value.waited) == (100, LONG)


def test_a_loop_that_changes_something_may_go_on(
    monkeypatch: pytest.MonkeyPatch, ec2: BaseClient
) -> None:
    """Each successful change resets the count."""
    monkeypatch.setattr(waits, "MOST", 3)
    for number in range(9):
        if number % 3 == 0:
            ec2.create_vpc(CidrBlock="10.0.0.0/16")
        ec2.describe_vpcs()
        time.sleep(5)


def test_a_loop_for_what_settles_may_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Describes that advance a settling connection reset the count."""
    monkeypatch.setattr(waits, "MOST", 3)
    with mock_peering(settle=Settle(describes=9)) as aws:
        ec2 = boto3.client("ec2")
        ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
        ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=theirs.id)
        for _ in range(9):
            ec2.describe_vpc_peering_connections()
            time.sleep(5)


def test_a_loop_after_rewinding_may_go_on(
    monkeypatch: pytest.MonkeyPatch, peering: PeeringMock, ec2: BaseClient
) -> None:
    """Removed calls do not confuse the count."""
    monkeypatch.setattr(waits, "MOST", 3)
    with peering.rewinding():
        for _ in range(3):
            ec2.describe_vpcs()
            time.sleep(5)
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    ec2.describe_vpcs()
    time.sleep(5)
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    for _ in range(3):
        ec2.describe_vpcs()
        time.sleep(5)


def test_the_longest_sleep(ec2: BaseClient) -> None:
    """A sleep is limited to ten years, so that dates do not overflow."""
    ec2.describe_vpcs()
    time.sleep(1e12)
    assert now() - datetime.now(UTC) < timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "unit"),
    [("monotonic", 1), ("monotonic_ns", 10**9), ("perf_counter", 1), ("perf_counter_ns", 10**9)],
)
def test_what_measures_durations_moves_as_well(ec2: BaseClient, name: str, unit: int) -> None:
    """Monotonic clocks advance by the time slept, so that deadlines are met."""
    before = getattr(time, name)()
    ec2.describe_vpcs()
    time.sleep(500)
    assert 500 <= (getattr(time, name)() - before) / unit < 600


def test_a_deadline_of_an_event_loop_comes(ec2: BaseClient) -> None:
    """A loop that polls within a timeout ends in time."""

    async def poll() -> None:
        async with asyncio.timeout(600):
            while True:
                ec2.describe_vpcs()
                await asyncio.sleep(15)

    before = now()
    with pytest.raises(TimeoutError):
        asyncio.run(poll())
    assert timedelta(seconds=600) <= now() - before < timedelta(seconds=700)


def test_test_frameworks_measure_real_time(ec2: BaseClient) -> None:
    """Reported durations of tests are real."""
    module = ModuleType("pytest_timeout")
    exec("def ask(time): return time.perf_counter()", vars(module))  # noqa: S102  # likewise
    before = module.ask(time)
    ec2.describe_vpcs()
    time.sleep(5000)
    assert module.ask(time) - before < 500


def test_a_timer_that_is_frozen_already_is_left_alone() -> None:
    """A timer frozen by freezegun moves with the frozen clock."""
    with freeze_time(MOMENT), mock_peering():
        before = time.monotonic()
        boto3.client("ec2").describe_vpcs()
        time.sleep(90)
        assert time.monotonic() - before == 90


def test_a_replacement_that_outlives_the_mock_leaves_the_next_one_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`monkeypatch` restores `time.sleep` as it was in the mock, after the mock has ended."""
    with mock_peering():
        monkeypatch.setattr(time, "sleep", Mock())
    monkeypatch.undo()
    with mock_peering():
        boto3.client("ec2").describe_vpcs()
        assert slept(lambda: sleep(500)) == 500
    assert time.sleep is real_sleep
