"""The marker `peering` says what a test's mock is like, and activates it."""

from collections.abc import Callable

import pytest

Run = Callable[..., pytest.RunResult]

SETTINGS = (
    "account_id, region_name, quotas, settle, seed, passthrough, isolated, assert_all_faults_hit"
)


def test_it_sets_account_and_region(run: Run) -> None:
    """The fixture is as the marker says."""
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
def test_it_takes_every_setting(run: Run, setting: str, seen: str) -> None:
    """It takes what `mock_peering` takes."""
    result = run(f"""
        @pytest.mark.peering({setting})
        def test(peering):
            assert peering._settings.{seen}
    """)
    result.assert_outcomes(passed=1)


def test_it_activates_the_mock_by_itself(run: Run) -> None:
    """A marked test need not name the fixture."""
    result = run("""
        @pytest.mark.peering(account_id="111111111111")
        def test():
            assert boto3.client("sts").get_caller_identity()["Account"] == "111111111111"
    """)
    result.assert_outcomes(passed=1)


def test_it_activates_the_mock_before_other_fixtures(run: Run) -> None:
    """The fixtures of a marked test are mocked as well, those used by all tests included."""
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


def test_it_activates_the_mock_for_unittest(run: Run) -> None:
    """A test of `unittest.TestCase`, which cannot name fixtures, can be marked."""
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
    """Without marker and fixture there is no mock."""
    result = run("""
        from peermock.transport.current import current

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
def test_it_may_stand_further_out(run: Run, marks: str) -> None:
    """A module or a class can be marked as a whole; what stands nearer to the test comes first."""
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
    """A misspelt argument, or one without a name, is refused with the list of what there is."""
    result = run(f"""
        @pytest.mark.peering({arguments})
        def test(peering):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [f"@pytest.mark.peering takes no {unknown}; it takes {SETTINGS}, all by name"]
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
    """The failure says what is wrong, in a line and without a traceback."""
    result = run(f"""
        @pytest.mark.peering({arguments})
        def test(peering):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"peering: {complaint}"])
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_pytest_knows_it(run: Run) -> None:
    """It is listed by `pytest --markers`, and `--strict-markers` takes it."""
    result = run("", "--markers", "--strict-markers")
    result.stdout.fnmatch_lines(["@pytest.mark.peering(account_id=..., region_name=..., *"])
