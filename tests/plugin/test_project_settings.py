"""Project settings in the ini file, which apply to every mock."""

import pytest

from tests.arrangements import Run

TWO_QUOTAS = "active_per_vpc=NUMBER, outstanding_requests=NUMBER or both"

ALL_STYLES = """
        def test_fixture(peering):
            check(peering)

        @pytest.mark.peering
        def test_marker(peering):
            check(peering)

        def test_context_manager():
            with mock_peering() as aws:
                check(aws)

        @mock_peering
        def test_decorator():
            with mock_peering() as aws:
                check(aws)
"""


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("peermock_account_id = 111111111111", "account_id == '111111111111'"),
        ("peermock_region_name = eu-west-1", "region_name == 'eu-west-1'"),
        ("peermock_quotas = active_per_vpc=125", "quotas == Quotas(active_per_vpc=125)"),
        (
            "peermock_quotas = active_per_vpc=1, outstanding_requests=2",
            "quotas == Quotas(active_per_vpc=1, outstanding_requests=2)",
        ),
        ("peermock_settle = duration=1.5", "settle.duration.total_seconds() == 1.5"),
        ("peermock_settle = describes=3", "settle == Settle(describes=3)"),
        ("peermock_seed = 7", "seed == 7"),
        ("peermock_passthrough = s3 dynamodb", "passthrough == {'s3', 'dynamodb'}"),
        ("peermock_passthrough =\n    s3\n    dynamodb", "passthrough == {'s3', 'dynamodb'}"),
        ("peermock_passthrough = s3, dynamodb", "passthrough == {'s3', 'dynamodb'}"),
        ("peermock_isolated = yes", "isolated is True"),
        ("peermock_isolated = False", "isolated is False"),
        ("peermock_assert_all_faults_hit = 0", "assert_all_faults_hit is False"),
    ],
)
def test_every_setting_holds_for_every_style(run: Run, line: str, seen: str) -> None:
    """Fixture, marker, context manager and decorator use the ini file."""
    result = run(
        f"""
        def check(aws):
            assert aws._lifecycle.settings.{seen}
        {ALL_STYLES}
        """,
        ini=line,
    )
    result.assert_outcomes(passed=4)


def test_the_decorated_function_has_it(run: Run) -> None:
    """Code inside a decorated function calls as the project's account."""
    result = run(
        """
        @mock_peering
        def test():
            assert boto3.client("sts").get_caller_identity()["Account"] == "111111111111"
        """,
        ini="peermock_account_id = 111111111111",
    )
    result.assert_outcomes(passed=1)


def test_the_closest_setting_takes_precedence(run: Run) -> None:
    """Marker and arguments override the ini file, setting by setting."""
    result = run(
        """
        @pytest.mark.peering(region_name="eu-west-2")
        def test_marker(peering):
            assert (peering.account_id, peering.region_name) == ("111111111111", "eu-west-2")

        def test_argument():
            with mock_peering(account_id="222222222222") as aws:
                assert (aws.account_id, aws.region_name) == ("222222222222", "eu-west-1")
        """,
        ini="peermock_account_id = 111111111111\npeermock_region_name = eu-west-1",
    )
    result.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    "table",
    [
        "tool.pytest.ini_options",
        pytest.param(
            "tool.pytest",
            marks=pytest.mark.skipif(pytest.version_tuple < (9,), reason="pytest 9 brings it"),
        ),
    ],
)
def test_pyproject_toml_has_lists(run: Run, pytester: pytest.Pytester, table: str) -> None:
    """In a TOML file, several services are a list."""
    pytester.makepyprojecttoml(f"[{table}]\npeermock_passthrough = ['s3', 'dynamodb']")
    test = "def test(peering): assert peering._lifecycle.settings.passthrough == {'s3', 'dynamodb'}"
    run(test, "-c", "pyproject.toml").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("peermock_account_id = 1", "account_id='1': expected twelve digits"),
        ("peermock_region_name = x", "region_name='x': AWS has no such Region"),
        ("peermock_seed = x", "peermock_seed = x: expected a whole number"),
        (
            "peermock_passthrough = s3 ec2",
            "passthrough=['ec2', 's3']: peermock itself answers ec2",
        ),
        ("peermock_isolated = maybe", "peermock_isolated = maybe: expected true or false"),
        (
            "peermock_assert_all_faults_hit = 2",
            "peermock_assert_all_faults_hit = 2: expected true or false",
        ),
        *(
            (
                f"peermock_quotas = {text}",
                f"peermock_quotas = {text}: expected {TWO_QUOTAS}",
            )
            for text in ("5", "active_per_vpc=x", "active_per_vpc=-1", "active=5")
        ),
        *(
            (
                f"peermock_settle = {text}",
                f"peermock_settle = {text}: expected duration=SECONDS or describes=NUMBER",
            )
            for text in ("30", "duration=x", "duration=inf", "describes=1 duration=1", "looks=1")
        ),
    ],
)
def test_values_that_make_no_sense_are_refused(run: Run, line: str, complaint: str) -> None:
    """The error names the problem and the valid values, without a traceback."""
    result = run("def test(peering): pass", ini=line)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"peering: {complaint}"])
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_settings_end_with_the_run(run: Run) -> None:
    """A pytest run does not affect the next one."""
    test = "def test(peering): assert peering.account_id == '{}'"
    run(test.format("111111111111"), ini="peermock_account_id = 111111111111").assert_outcomes(
        passed=1
    )
    run(test.format("123456789012")).assert_outcomes(passed=1)


def test_pytest_lists_the_settings(run: Run) -> None:
    """`pytest --help` lists and explains the settings."""
    result = run("", "--help")
    result.stdout.fnmatch_lines(
        [
            "VPC peering mock:",
            "*--peermock-seed=NUMBER*",
            "*peermock_account_id *",
            "*peermock_assert_all_faults_hit*",
        ]
    )


SHOW_ID = """
        def test(peering):
            print("made", peering.vpc("10.0.0.0/16").id)
"""


def made(result: pytest.RunResult) -> str:
    """Return the ID that a test printed."""
    (line,) = (line for line in result.outlines if line.startswith(".made") or "made vpc" in line)
    return line.rpartition(" ")[2]


def test_the_same_seed_makes_the_same_ids(run: Run) -> None:
    """A failing test prints the same IDs again, and different ones with another seed."""
    first, again = made(run(SHOW_ID, "-s")), made(run(SHOW_ID, "-s"))
    other = made(run(SHOW_ID, "-s", "--peermock-seed=7"))
    assert first == again
    assert other != first
    assert made(run(SHOW_ID, "-s", ini="peermock_seed = 7")) == other


def test_the_seed_of_the_command_line_comes_first(run: Run) -> None:
    """`--peermock-seed` overrides the ini file, zero included."""
    test = "def test(peering): assert peering._lifecycle.settings.seed == 0"
    run(test, "--peermock-seed", "0", ini="peermock_seed = 7").assert_outcomes(passed=1)


def test_a_seed_is_a_number(run: Run) -> None:
    """Another value is rejected before any test runs."""
    result = run("def test(): pass", "--peermock-seed=x")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*argument --peermock-seed: invalid int value: 'x'"])
