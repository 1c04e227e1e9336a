"""Mocks in fixtures of a wider scope: who joins them, and what remains in them."""

from collections.abc import Callable
from textwrap import dedent

import pytest

RunTests = Callable[..., pytest.RunResult]

PREFACE = """
import boto3
import pytest
from peermock import Quotas, mock_peering

def ranges():
    vpcs = boto3.client("ec2").describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])

def make_vpc(cidr_block):
    boto3.client("ec2").create_vpc(CidrBlock=cidr_block)

@pytest.fixture(scope="SCOPE")
def landing_zone():
    with mock_peering() as aws:
        aws.vpc("10.0.0.0/16")
        yield aws
        assert ranges() == ["10.0.0.0/16"]
"""

wide_scopes = pytest.mark.parametrize("scope", ["session", "package", "module", "class"])

in_any_order = pytest.mark.parametrize(
    "order",
    [
        ["-p", "no:randomly"],
        *([f"--randomly-seed={seed}"] for seed in (1, 2, 3)),
        ["-n", "2"],
    ],
    ids=lambda order: order[-1],
)


@pytest.fixture
def run_tests(pytester: pytest.Pytester) -> RunTests:
    """Return a function that runs a test file with pytest, with warnings as errors."""
    pytester.makeini("[pytest]\nfilterwarnings = error\n")

    def run(source: str, *args: str, scope: str = "session") -> pytest.RunResult:
        pytester.makepyfile(PREFACE.replace("SCOPE", scope) + dedent(source))
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)

    return run


@wide_scopes
def test_the_fixture_takes_back_what_a_test_did(run_tests: RunTests, scope: str) -> None:
    """World, calls, time and faults of the wider mock are restored for each test."""
    run_tests(
        """
        import datetime
        began = datetime.datetime.now()

        class TestWorkflow:
            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, landing_zone, peering, number):
                assert not peering.calls
                assert ranges() == ["10.0.0.0/16"]
                assert datetime.datetime.now() - began < datetime.timedelta(days=1)
                make_vpc("10.1.0.0/16")
                landing_zone.vpc("10.2.0.0/16")
                peering.shift(days=4)
                landing_zone.shift(days=4)
                landing_zone.account("123456789012").deny("DescribeSubnets")
        """,
        scope=scope,
    ).assert_outcomes(passed=3)


@in_any_order
def test_a_test_without_the_mock_has_its_own_world(run_tests: RunTests, order: list[str]) -> None:
    """Tests that do not request the mock do not see it, even if it is open."""
    run_tests(
        """
        def test_asking(landing_zone, peering):
            assert ranges() == ["10.0.0.0/16"]
            make_vpc("10.1.0.0/16")

        @pytest.mark.usefixtures("landing_zone")
        def test_asking_by_mark(peering):
            assert ranges() == ["10.0.0.0/16"]

        def test_asking_with_a_block(landing_zone):
            with mock_peering() as aws, aws.rewinding():
                assert ranges() == ["10.0.0.0/16"]

        def test_fixture(peering):
            assert ranges() == []
            make_vpc("10.1.0.0/16")

        @pytest.mark.peering(seed=5, quotas=Quotas(active_per_vpc=1))
        def test_marker():
            assert ranges() == []

        @mock_peering(seed=5)
        def test_decorator():
            assert ranges() == []

        def test_block():
            with mock_peering(seed=5):
                assert ranges() == []
                make_vpc("10.1.0.0/16")
                with mock_peering():
                    assert ranges() == ["10.1.0.0/16"]

        @mock_peering
        class TestClass:
            def test_class(self):
                assert ranges() == []

            def test_class_and_fixture(self, peering):
                assert ranges() == []
                make_vpc("10.1.0.0/16")

        @pytest.mark.peering
        @mock_peering
        def test_marker_and_decorator(request):
            request.getfixturevalue("peering").vpc("10.1.0.0/16")
            assert ranges() == ["10.1.0.0/16"]
        """,
        *order,
    ).assert_outcomes(passed=10)


@in_any_order
def test_a_fixture_joins_the_mocks_that_it_asks_for(run_tests: RunTests, order: list[str]) -> None:
    """A fixture joins the mocks that it requests, directly or not, and no other."""
    run_tests(
        """
        @pytest.fixture(scope="session")
        def hub(landing_zone):
            return landing_zone

        @pytest.fixture(scope="module")
        def spoke(hub):
            with mock_peering(region_name="eu-west-1") as aws:
                yield aws

        @pytest.fixture(scope="module")
        def elsewhere():
            with mock_peering() as aws:
                yield aws

        def test_spoke(spoke, peering):
            assert ranges() == ["10.0.0.0/16"]

        def test_elsewhere(elsewhere):
            assert not elsewhere.to_dict()

        def test_elsewhere_and_fixture(elsewhere, peering):
            assert ranges() == []

        def test_hub(hub, peering):
            assert ranges() == ["10.0.0.0/16"]
        """,
        *order,
    ).assert_outcomes(passed=4)


@in_any_order
def test_the_mock_that_a_test_asks_for_answers(run_tests: RunTests, order: list[str]) -> None:
    """The requested mock answers with its world, account and Region, whichever started first."""
    run_tests(
        """
        @pytest.fixture(scope="module")
        def east():
            with mock_peering(account_id="111111111111", region_name="us-east-2") as aws:
                aws.vpc("10.1.0.0/16")
                yield aws

        @pytest.fixture(scope="session")
        def west():
            with mock_peering(account_id="222222222222", region_name="us-west-2") as aws:
                aws.vpc("10.2.0.0/16")
                yield aws

        def whoami():
            arn = boto3.client("sts").get_caller_identity()["Arn"]
            return arn.split(":")[4], boto3.client("ec2").meta.region_name

        @pytest.mark.parametrize("number", range(3))
        def test_east(east, number):
            assert ranges() == ["10.1.0.0/16"]
            assert whoami() == ("111111111111", "us-east-2")

        @pytest.mark.parametrize("number", range(3))
        def test_west(west, number):
            assert ranges() == ["10.2.0.0/16"]
            assert whoami() == ("222222222222", "us-west-2")

        def test_neither(peering):
            assert ranges() == []
            assert whoami() == ("123456789012", "us-east-1")
        """,
        *order,
    ).assert_outcomes(passed=7)


@in_any_order
def test_what_is_around_every_test_is_asked_for(run_tests: RunTests, order: list[str]) -> None:
    """A wider autouse fixture is the world of all tests and fixtures."""
    run_tests(
        """
        @pytest.fixture(scope="session", autouse=True)
        def _around(landing_zone):
            with mock_peering():
                yield

        @pytest.fixture(scope="module")
        def inside():
            with mock_peering():
                yield ranges()

        def test_inside(inside):
            assert inside == ["10.0.0.0/16"]

        def test_fixture(peering):
            assert ranges() == ["10.0.0.0/16"]
            make_vpc("10.1.0.0/16")

        @mock_peering
        def test_decorator():
            with mock_peering() as aws, aws.rewinding():
                assert ranges() == ["10.0.0.0/16"]
        """,
        *order,
    ).assert_outcomes(passed=3)


def test_the_mocks_of_hooks_are_around_their_tests(run_tests: RunTests) -> None:
    """A mock started in setup_module or setUpClass is visible to the tests."""
    run_tests(
        """
        import unittest

        def setup_module():
            global outer
            outer = mock_peering().start()
            outer.vpc("10.0.0.0/16")

        def teardown_module():
            outer.stop()

        def test_fixture(peering):
            assert ranges() == ["10.0.0.0/16"]
            make_vpc("10.1.0.0/16")

        class TestUnittest(unittest.TestCase):
            @classmethod
            def setUpClass(cls):
                cls.inner = mock_peering().start()

            @classmethod
            def tearDownClass(cls):
                cls.inner.stop()

            @pytest.mark.peering
            def test_marker(self):
                assert ranges() == ["10.0.0.0/16"]
                make_vpc("10.1.0.0/16")

            def test_decorator(self):
                with mock_peering() as aws, aws.rewinding():
                    assert ranges() == ["10.0.0.0/16"]
        """
    ).assert_outcomes(passed=3)


def test_settings_of_the_world_are_refused_where_a_test_joins(run_tests: RunTests) -> None:
    """A test that joins a wider mock cannot set its own quotas."""
    result = run_tests(
        """
        @pytest.mark.peering(quotas=Quotas(active_per_vpc=1))
        def test_marker(landing_zone):
            pass
        """
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*MockStateError: quotas cannot be set here*"])


def test_a_fault_that_no_call_met_fails_the_test_that_asked(run_tests: RunTests) -> None:
    """The test's own teardown fails, and the next test starts without the fault."""
    result = run_tests(
        """
        def test_asks(landing_zone, peering):
            landing_zone.fail("DescribeVpcs", code="Throttling")

        def test_next(landing_zone, peering):
            assert ranges() == ["10.0.0.0/16"]
        """,
        "-p",
        "no:randomly",
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["No call met this fault: DescribeVpcs: Throttling.*"])


def test_an_item_without_fixtures_joins_what_there_is(
    run_tests: RunTests, pytester: pytest.Pytester
) -> None:
    """For items other than functions, pytest does not say which fixtures they request."""
    pytester.makeconftest(
        """
        import pytest
        from peermock import mock_peering

        class Item(pytest.Item):
            def runtest(self):
                with mock_peering() as aws:
                    assert aws.to_dict()

        class File(pytest.File):
            def collect(self):
                yield Item.from_parent(self, name="item")

        def pytest_collect_file(file_path, parent):
            if file_path.suffix == ".item":
                return File.from_parent(parent, path=file_path)
        """
    )
    pytester.makefile(".item", z="")
    run_tests(
        """
        def test_asking(landing_zone):
            assert ranges() == ["10.0.0.0/16"]
        """,
        "-p",
        "no:randomly",
    ).assert_outcomes(passed=2)
