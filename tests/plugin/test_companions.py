"""Compatibility with other plugins and features of pytest."""

import pytest

from tests.arrangements import Run

COUNT = """
def count():
    boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")
    return len(boto3.client("ec2").describe_vpcs()["Vpcs"])
"""

WAIT = """
import time

async def wait(sleep):
    boto3.client("ec2").describe_vpcs()
    before = time.time()
    await sleep(3600)
    return time.time() - before
"""


def test_fixtures(run: Run) -> None:
    """`pytest --fixtures` documents `peering`."""
    run("", "--fixtures").stdout.fnmatch_lines(
        ["peering -- *", "    An active mock of VPC peering, for the length of a test."]
    )


def test_help(run: Run) -> None:
    """`pytest --help` lists the options of the command line and the ini file."""
    lines = run("", "--help").stdout
    lines.fnmatch_lines(["VPC peering mock:", "  --peermock-seed=NUMBER", "  --peermock-report=*"])
    lines.fnmatch_lines(["  peermock_sleep *"])


def test_markers(run: Run) -> None:
    """`pytest --markers` documents the marker's arguments."""
    run("", "--markers").stdout.fnmatch_lines(["@pytest.mark.peering(account_id=..., *"])


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_anyio(run: Run, backend: str) -> None:
    """Coroutine tests of anyio work on either event loop, without waiting."""
    module = f"""
        import anyio

        @pytest.fixture
        def anyio_backend():
            return "{backend}"

        @pytest.mark.anyio
        async def test_counts(peering):
            assert await anyio.to_thread.run_sync(count) == 2

        @pytest.mark.anyio
        async def test_waits(peering):
            assert await wait(anyio.sleep) >= 3600
    """
    run(COUNT + WAIT + _dedented(module), "-p", "anyio.pytest_plugin").assert_outcomes(passed=2)


def test_pytest_asyncio(run: Run) -> None:
    """Coroutine tests and fixtures of pytest-asyncio work."""
    module = """
        import asyncio
        import pytest_asyncio

        @pytest_asyncio.fixture
        async def hub(peering):
            await asyncio.sleep(0)
            return peering.vpc("10.0.0.0/16")

        @pytest.mark.asyncio
        async def test_counts(peering, hub):
            assert await asyncio.to_thread(count) == 3

        @pytest.mark.asyncio
        async def test_waits(peering):
            assert await wait(asyncio.sleep) >= 3600

        @pytest.mark.asyncio
        @mock_peering
        async def test_decorated():
            assert await asyncio.to_thread(count) == 2
    """
    options = ("-p", "pytest_asyncio.plugin", "-o", "asyncio_default_fixture_loop_scope=function")
    run(COUNT + WAIT + _dedented(module), *options).assert_outcomes(passed=3)


def test_trio_as_a_guest(run: Run) -> None:
    """Sleeps of trio as a guest of another loop do not wait either."""
    module = """
        import queue
        import trio

        def test_guest(peering):
            todo, done = queue.SimpleQueue(), []
            trio.lowlevel.start_guest_run(
                wait,
                trio.sleep,
                run_sync_soon_threadsafe=todo.put,
                done_callback=done.append,
                host_uses_signal_set_wakeup_fd=True,
            )
            while not done:
                todo.get(timeout=60)()
            assert done[0].unwrap() >= 3600
    """
    run(WAIT + _dedented(module)).assert_outcomes(passed=1)


def test_pytest_socket(run: Run) -> None:
    """No socket is needed, so pytest-socket can block them all."""
    module = """
        def test_counts(peering):
            assert count() == 2
    """
    options = ("-p", "pytest_socket", "--disable-socket")
    run(COUNT + _dedented(module), *options).assert_outcomes(passed=1)


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_pytest_randomly(run: Run, seed: str) -> None:
    """In any order, each test has its own world, with the same IDs in every run."""
    module = """
        @pytest.mark.parametrize("number", range(4))
        def test_counts(peering, number):
            assert peering.vpc("10.1.0.0/16").id == "vpc-0629f6fbed82c07cd"
            assert count() == 3
    """
    options = ("-p", "pytest_randomly", f"--randomly-seed={seed}")
    run(COUNT + _dedented(module), *options).assert_outcomes(passed=4)


def test_pytest_repeat(run: Run) -> None:
    """Each repetition has a new world."""
    module = """
        def test_counts(peering):
            assert count() == 2
    """
    options = ("-p", "pytest_repeat", "--count=3")
    run(COUNT + _dedented(module), *options).assert_outcomes(passed=3)


def test_subtests_of_unittest(run: Run) -> None:
    """Subtests share the world of their test, and a failing one has a report."""
    module = """
        import unittest

        @mock_peering
        class Case(unittest.TestCase):
            def test_counts(self):
                for number in (2, 3, 9):
                    with self.subTest(number=number):
                        self.assertEqual(count(), number)
    """
    result = run(COUNT + _dedented(module))
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*4 != 9*"])


def test_subtests_of_pytest(run: Run) -> None:
    """Subtests of pytest 9 work with the fixture."""
    pytest.importorskip("_pytest.subtests")
    module = """
        def test_counts(peering, subtests):
            for number in (2, 9):
                with subtests.test(number=number):
                    assert count() == number
    """
    result = run(COUNT + _dedented(module))
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*assert 3 == 9*", "*- peering -*", "calls: 4"])


def _dedented(module: str) -> str:
    """Return a module without its indentation."""
    lines = module.splitlines()
    return "\n".join(line[8:] for line in lines)
