"""The pytest plugin: the fixture `peering`, its scope, and the plugin's costs."""

from collections.abc import Callable
from importlib.metadata import entry_points

import pytest

RunTests = Callable[..., pytest.RunResult]

EMPTY_WORLD = """
    import boto3
    import pytest

    @pytest.mark.parametrize("number", range(4))
    def test_workflow(number, peering):
        ec2 = boto3.client("ec2")
        assert len(ec2.describe_vpcs()["Vpcs"]) == 1
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
"""


@pytest.fixture
def run_tests(pytester: pytest.Pytester) -> RunTests:
    """Return a function that runs a test file with pytest, with warnings as errors."""
    pytester.makeini("[pytest]\nfilterwarnings = error\n")

    def run(source: str, *args: str, alone: bool = False) -> pytest.RunResult:
        pytester.makepyfile(source)
        runpytest = pytester.runpytest_subprocess if alone else pytester.runpytest_inprocess
        return runpytest("-p", "no:cacheprovider", *args)

    return run


def test_pytest_finds_the_plugin() -> None:
    """The package has an entry point for pytest."""
    assert entry_points(group="pytest11")["peermock"].value == "peermock.pytest_plugin"


def test_the_fixture_is_an_active_mock(run_tests: RunTests) -> None:
    """The mock is active for the test and for fixtures that use it, and then ends."""
    run_tests(
        """
        import boto3, os, pytest
        from peermock import PeeringMock
        from peermock._transport.inprocess.current import current

        @pytest.fixture
        def vpc_id(peering):
            yield boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
            assert current()

        def test_workflow(vpc_id, peering):
            assert isinstance(peering, PeeringMock)
            ec2 = peering.account("123456789012").client("ec2")
            assert ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"]

        def test_after():
            assert not current()
            assert "AWS_ACCESS_KEY_ID" not in os.environ
        """,
        "-p",
        "no:randomly",
    ).assert_outcomes(passed=2)


def test_each_test_has_a_world_of_its_own(run_tests: RunTests) -> None:
    """A test does not see the resources of another."""
    run_tests(EMPTY_WORLD).assert_outcomes(passed=4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_tests_does_not_matter(run_tests: RunTests, seed: int) -> None:
    """In any order, each test has its own world."""
    run_tests(EMPTY_WORLD, f"--randomly-seed={seed}").assert_outcomes(passed=4)


def test_workers_are_independent(run_tests: RunTests) -> None:
    """With pytest-xdist, each worker has its own mocks."""
    run_tests(EMPTY_WORLD, "-n", "2", alone=True).assert_outcomes(passed=4)


def test_the_fixture_and_decorators_share_a_world(run_tests: RunTests) -> None:
    """A decorated test sees the fixture's resources, and has its own account."""
    run_tests(
        """
        import boto3, pytest
        from peermock import mock_peering

        def identity():
            return boto3.client("sts").get_caller_identity()["Account"]

        @pytest.fixture
        def vpc_id(peering):
            return peering.account("222222222222").client("ec2").create_vpc(
                CidrBlock="10.0.0.0/16"
            )["Vpc"]["VpcId"]

        @mock_peering(account_id="222222222222")
        def test_workflow(vpc_id, peering):
            assert identity() == "222222222222"
            assert peering.account_id == "123456789012"
            assert boto3.client("ec2").describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
        """
    ).assert_outcomes(passed=1)


@pytest.mark.parametrize("scope", ["session", "package", "module", "class"])
def test_mocks_of_a_larger_scope_are_joined(run_tests: RunTests, scope: str) -> None:
    """A mock that a fixture keeps for many tests is the world of those inside it."""
    run_tests(
        f"""
        import boto3, pytest
        from peermock import mock_peering

        @pytest.fixture(scope="{scope}", autouse=True)
        def _arranged():
            with mock_peering():
                yield boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")

        class TestWorkflow:
            def test_workflow(self, peering):
                assert len(boto3.client("ec2").describe_vpcs()["Vpcs"]) == 2
        """
    ).assert_outcomes(passed=1)


def test_decorators_need_no_plugin(run_tests: RunTests) -> None:
    """With the plugin disabled, decorated functions and classes still have a mock."""
    run_tests(
        """
        from peermock import mock_peering
        from peermock._transport.inprocess.current import current

        @mock_peering
        def test_function():
            assert current()

        @mock_peering
        class TestClass:
            def test_method(self):
                assert current()
        """,
        "-p",
        "no:peermock",
        alone=True,
    ).assert_outcomes(passed=2)


def test_unused_it_loads_nothing(run_tests: RunTests) -> None:
    """Without tests that use a mock, botocore and other libraries are not imported."""
    run_tests(
        """
        import sys

        HEAVY = {"boto3", "botocore", "freezegun", "requests", "responses", "xmltodict"}

        def test_workflow():
            assert "peermock.pytest_plugin" in sys.modules
            assert not HEAVY & set(sys.modules)
            assert not {name for name in sys.modules if name.startswith("peermock._mock")}
        """,
        alone=True,
    ).assert_outcomes(passed=1)


def test_the_fixture_is_documented(run_tests: RunTests) -> None:
    """`pytest --fixtures` documents the fixture."""
    result = run_tests("", "--fixtures")
    result.stdout.fnmatch_lines(["peering -- *pytest_plugin.py:*", "*active mock of VPC peering*"])
