"""When pytest's failure report has the "peering" section, and its contents."""

from textwrap import dedent

import pytest

from tests.arrangements import Run

ARRANGE = """
from freezegun import freeze_time

def arrange(aws):
    ours, theirs = aws.vpc("10.0.0.0/16"), aws.account("222222222222").vpc("10.1.0.0/16")
    return aws.peer(ours, theirs, "pending-acceptance")

def accept(connection):
    ec2 = boto3.client("ec2")
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
"""

TITLE = "*- peering -*"
PENDING = ["connections: 1", "*", "  pcx-* pending-acceptance: Pending Acceptance by 222222222222,"]
REFUSED = [
    TITLE,
    "calls: 1",
    "*AcceptVpcPeeringConnection",
    "*",
    "*OperationNotPermitted*",
    *PENDING,
]


@pytest.fixture
def run(run: Run) -> Run:
    """Return a function that runs tests which can arrange a request and fail to accept it."""
    return lambda tests: run(f"{ARRANGE}\n{dedent(tests)}")


def test_a_fixture_that_fails_has_the_section(run: Run) -> None:
    """An error in setup or teardown has the section, like a failure."""
    result = run("""
        @pytest.fixture
        def connection(peering):
            accept(arrange(peering))

        def test_setup(connection):
            pass

        @pytest.fixture
        def late(peering):
            yield
            accept(arrange(peering))

        def test_teardown(late):
            pass
    """)
    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines(["*ERROR at setup of test_setup*", *REFUSED])
    result.stdout.fnmatch_lines(["*ERROR at teardown of test_teardown*", *REFUSED])


@pytest.mark.parametrize(
    ("mark", "end"),
    [
        ("", "pytest.fail('reason', pytrace=False)"),
        ("@pytest.mark.xfail(strict=True, reason='reason')", "pass"),
    ],
    ids=["without traceback", "unexpected pass"],
)
def test_a_failure_without_a_traceback_has_the_section(run: Run, mark: str, end: str) -> None:
    """The section follows the reason of a failure without an exception."""
    result = run(f"""
        {mark}
        def test(peering):
            arrange(peering)
            {end}
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*reason", TITLE, "calls: 0", *PENDING], consecutive=True)


def test_a_missing_fixture_has_the_section(run: Run) -> None:
    """An error of pytest itself has the section while a mock is active."""
    result = run("""
        @pytest.fixture(scope="module", autouse=True)
        def aws():
            with mock_peering() as mock:
                arrange(mock)
                yield mock

        def test(no_such_fixture):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'no_such_fixture' not found", "*- peering -*"])
    result.stdout.fnmatch_lines(["calls: 0", *PENDING], consecutive=True)


@pytest.mark.skipif(pytest.version_tuple < (9,), reason="pytest 9 brings subtests")
def test_a_subtest_has_the_section(run: Run) -> None:
    """A failing subtest has the section, as of its failure."""
    result = run("""
        def test(peering, subtests):
            with subtests.test("accepting"):
                accept(arrange(peering))
    """)
    result.stdout.fnmatch_lines(["*_ test [[]accepting[]] _*", *REFUSED])


def test_mocks_with_worlds_of_their_own_follow_each_other(run: Run) -> None:
    """The section covers every world of a test, each once."""
    result = run("""
        def test(peering):
            boto3.client("ec2").describe_vpcs()
            with mock_peering():
                boto3.client("ec2").describe_subnets()
            with mock_peering(isolated=True):
                boto3.client("ec2").describe_tags()
            assert 0
    """)
    result.stdout.fnmatch_lines(
        [
            TITLE,
            "calls: 2",
            "*DescribeVpcs",
            "*DescribeSubnets",
            "connections: 0",
            "",
            "calls: 1",
            "*DescribeTags",
            "connections: 0",
        ]
    )


def test_the_clock_of_the_test_counts(run: Run) -> None:
    """The status is that of the test's frozen clock, although it has stopped since."""
    result = run("""
        @freeze_time("2020-01-01")
        def test(peering):
            arrange(peering)
            boto3.client("ec2").describe_vpcs()
            assert 0
    """)
    result.stdout.fnmatch_lines(
        [
            "  pcx-* pending-acceptance: Pending Acceptance by 222222222222,",
            "    until 2020-01-08 00:00:00 UTC",
            "      at the last call, 2020-01-01 00:00:00; expired now, 20*",
        ],
        consecutive=True,
    )


def test_the_clock_of_a_mock_that_has_ended_counts(run: Run) -> None:
    """Connections are shown as they were when the mock ended."""
    result = run("""
        def test():
            with freeze_time("2020-01-01"):
                with mock_peering() as aws:
                    arrange(aws)
                assert 0
    """)
    result.stdout.fnmatch_lines(["  pcx-* pending-acceptance: *"])
    result.stdout.no_fnmatch_line("*expired*")


def test_an_assertion_about_calls_points_to_the_test(run: Run) -> None:
    """The traceback ends in the test's line, not in peermock."""
    result = run("""
        def test(peering):
            arrange(peering)
            peering.assert_called("AcceptVpcPeeringConnection", times=1)
    """)
    result.stdout.fnmatch_lines(
        [
            '>       peering.assert_called("AcceptVpcPeeringConnection", times=1)',
            "E       AssertionError: expected AcceptVpcPeeringConnection to be called once",
            "E       but nothing was called.",
        ]
    )
    result.stdout.no_fnmatch_line("*assertions.py*")


def test_each_test_has_its_own(run: Run) -> None:
    """The report of a test has nothing from earlier tests."""
    result = run("""
        def test_first(peering):
            accept(arrange(peering))

        def test_second(peering):
            boto3.client("ec2").describe_subnets()
            assert 0

        def test_third():
            assert 0
    """)
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        ["*_ test_second _*", TITLE, "calls: 1", "  1 * DescribeSubnets", "*", "connections: 0"]
    )
    assert sum("- peering -" in line for line in result.outlines) == 2
