"""The marker `peering`, which configures and activates a test's mock."""

import pytest

from tests.arrangements import Run

SETTINGS = (
    "account_id, region_name, quotas, settle, seed, passthrough, isolated, network, "
    "assert_all_faults_hit, assert_nothing_swallowed, sleep, "
    "expire_sessions"
)


def test_the_marker_sets_account_and_region(run: Run) -> None:
    """The fixture has the marker's settings."""
    result = run("""
        @pytest.mark.peering(account_id="111111111111", region_name="eu-west-1")
        def test(peering):
            assert (peering.account_id, peering.region_name) == ("111111111111", "eu-west-1")
            assert boto3.client("sts").get_caller_identity()["Account"] == "111111111111"
    """)
    result.assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("setting", "seen"),
    [
        ("quotas=Quotas(active_per_vpc=1)", "quotas.active_per_vpc == 1"),
        ("settle=Settle(describes=2)", "settle.describes == 2"),
        ("seed=7", "seed == 7"),
        ("passthrough=['s3']", "passthrough == {'s3'}"),
        ("isolated=True", "isolated is True"),
        ("assert_all_faults_hit=False", "assert_all_faults_hit is False"),
    ],
)
def test_the_marker_takes_every_setting(run: Run, setting: str, seen: str) -> None:
    """The marker accepts every argument of `mock_peering`."""
    result = run(f"""
        @pytest.mark.peering({setting})
        def test(peering):
            assert peering._lifecycle.settings.{seen}
    """)
    result.assert_outcomes(passed=1)


def test_the_marker_activates_the_mock(run: Run) -> None:
    """A marked test need not request the fixture."""
    result = run("""
        @pytest.mark.peering(account_id="111111111111")
        def test():
            assert boto3.client("sts").get_caller_identity()["Account"] == "111111111111"
    """)
    result.assert_outcomes(passed=1)


def test_the_marker_activates_the_mock_before_other_fixtures(run: Run) -> None:
    """Fixtures of a marked test run in the mock, including autouse fixtures."""
    result = run("""
        @pytest.fixture(autouse=True)
        def account():
            assert boto3.client("sts").get_caller_identity()["Account"] == "111111111111"

        @pytest.fixture
        def vpc_id():
            return boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

        @pytest.mark.peering(account_id="111111111111")
        def test(vpc_id):
            assert boto3.client("ec2").describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
    """)
    result.assert_outcomes(passed=1)


def test_the_marker_activates_the_mock_for_unittest(run: Run) -> None:
    """A test of `unittest.TestCase`, which cannot request fixtures, can be marked."""
    result = run("""
        import unittest

        class Test(unittest.TestCase):
            @pytest.mark.peering(account_id="111111111111")
            def test(self):
                self.assertEqual(
                    boto3.client("sts").get_caller_identity()["Account"], "111111111111"
                )
    """)
    result.assert_outcomes(passed=1)


def test_unmarked_tests_are_left_alone(run: Run) -> None:
    """Without marker or fixture there is no mock."""
    result = run("""
        from peermock._transport.inprocess.current import current

        def test():
            assert current() is None
    """)
    result.assert_outcomes(passed=1)


@pytest.mark.parametrize(
    "marks",
    [
        "pytestmark = pytest.mark.peering(region_name='eu-west-1')\nclass Test:",
        "@pytest.mark.peering(region_name='eu-west-1')\nclass Test:",
    ],
    ids=["module", "class"],
)
def test_a_module_or_class_can_be_marked(run: Run, marks: str) -> None:
    """A module or class can be marked, and the closest marker takes precedence."""
    result = run(f"""
{marks}
    def test_as_marked(self, peering):
        assert peering.region_name == "eu-west-1"

    @pytest.mark.peering(account_id="111111111111")
    def test_with_more(self, peering):
        assert (peering.account_id, peering.region_name) == ("111111111111", "eu-west-1")

    @pytest.mark.peering(region_name="eu-west-2")
    def test_with_another(self, peering):
        assert peering.region_name == "eu-west-2"
""")
    result.assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("arguments", "unknown"),
    [("acount_id='111111111111'", "acount_id"), ("'111111111111'", "'111111111111'")],
)
def test_unknown_arguments_are_refused(run: Run, arguments: str, unknown: str) -> None:
    """A misspelt or positional argument is rejected with a list of the valid ones."""
    result = run(f"""
        @pytest.mark.peering({arguments})
        def test(peering):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [f"@pytest.mark.peering does not accept {unknown}; it accepts*{SETTINGS}"]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("account_id='1'", "account_id='1': expected twelve digits"),
        ("region_name='eu-west-9'", "region_name='eu-west-9': AWS has no such Region"),
        ("seed='x'", "seed='x': expected a whole number"),
        ("passthrough='s3'", "passthrough='s3': expected a list, such as [[]'s3'[]]"),
        ("isolated='yes'", "isolated='yes': expected True or False"),
        ("quotas=3", "quotas=3: expected Quotas(active_per_vpc=...)"),
    ],
)
def test_values_that_make_no_sense_are_refused(run: Run, arguments: str, complaint: str) -> None:
    """The error is one line without a traceback."""
    result = run(f"""
        @pytest.mark.peering({arguments})
        def test(peering):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"peering: {complaint}"])
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_the_marker_is_registered(run: Run) -> None:
    """The marker is registered, so that `--strict-markers` accepts it."""
    result = run("", "--markers", "--strict-markers")
    result.stdout.fnmatch_lines(["@pytest.mark.peering(account_id=..., region_name=..., *"])
