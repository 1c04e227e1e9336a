"""The "peering" section in pytest's report of a failed test, with calls and connections."""

import re
from fnmatch import fnmatchcase
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest

from peermock import _config
from tests.arrangements import Run

MODULE = """
import unittest

import boto3
import pytest
from peermock import mock_peering

def arrange(aws):
    ours, theirs = aws.vpc("10.0.0.0/16"), aws.account("222222222222").vpc("10.1.0.0/16")
    return aws.peer(ours, theirs, "pending-acceptance")

def accept(connection):
    ec2 = boto3.client("ec2")
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
"""

BY_THE_WRONG_PARTY = """
def test_accepted(peering):
    accept(arrange(peering))
"""

ERRORS = [
    "errors: 1",
    "  1 AcceptVpcPeeringConnection by 123456789012 us-east-1: OperationNotPermitted",
    "      hint: only the accepter, 222222222222 us-east-1, can accept it; the call",
    "        was made as 123456789012 in us-east-1",
]
CALLS = [
    "calls: 1",
    "  1 123456789012 us-east-1 AcceptVpcPeeringConnection",
    "      VpcPeeringConnectionId=pcx-*",
    "      -> error OperationNotPermitted: User 123456789012 cannot accept peering",
    "        pcx-*",
]
CONNECTIONS = [
    "connections: 1",
    "              account      Region         VPC                   ranges",
    "  pcx-* pending-acceptance: Pending Acceptance by 222222222222,",
    "    until * UTC",
    "    hint: it is waiting for 222222222222 in us-east-1: call 1 did not accept it",
    "    requester 123456789012 us-east-1      vpc-* 10.0.0.0/16",
    "    accepter  222222222222 us-east-1      vpc-* 10.1.0.0/16",
]
TITLE = "----------------------------------- peering ------------------------------------"
REPORT = [TITLE, *ERRORS, *CALLS, *CONNECTIONS]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs pytest in 80 columns, with no plugin but peermock's."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def run_pytest(tests: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(MODULE + dedent(tests))
        return pytester.runpytest_inprocess("-p", "peermock.pytest_plugin", *options)

    return run_pytest


def sections(result: pytest.RunResult) -> int:
    """Return the number of "peering" sections that a run has printed."""
    return sum("- peering -" in line for line in result.outlines)


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-v",),
        ("-q",),
        ("--tb=long",),
        ("--tb=short",),
        pytest.param(
            ("--tb=line",),
            marks=pytest.mark.skipif(pytest.version_tuple < (9,), reason="pytest 8 prints a line"),
        ),
        ("--tb=native",),
        ("--show-capture=no",),
        ("-p", "xdist", "-n", "2"),
    ],
    ids=" ".join,
)
def test_a_failed_test_has_the_section(run: Run, options: tuple[str, ...]) -> None:
    """The section appears with every output option, and with xdist workers."""
    result = run(BY_THE_WRONG_PARTY, *options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)
    assert sections(result) == 1


def test_without_tracebacks_there_is_no_section(run: Run) -> None:
    """With `--tb=no`, pytest does not print sections either."""
    result = run(BY_THE_WRONG_PARTY, "--tb=no")
    result.assert_outcomes(failed=1)
    assert sections(result) == 0


def test_the_section_fits_the_terminal(run: Run) -> None:
    """No line of the section is wider than 80 columns."""
    result = run(BY_THE_WRONG_PARTY)
    start = result.outlines.index(TITLE)
    assert max(map(len, result.outlines[start : start + len(REPORT)])) <= 80


def test_colour_does_not_change_the_section(run: Run) -> None:
    """On a colour terminal the section has the same lines."""
    colored = run(BY_THE_WRONG_PARTY, "--color=yes").outlines
    assert any("\x1b[31m" in line for line in colored)
    plain = [re.sub(r"\x1b\[\d*m", "", line) for line in colored]
    assert all(any(fnmatchcase(line, each) for line in plain) for each in REPORT)


def test_a_test_that_passes_has_none(run: Run) -> None:
    """Passed tests have no section, even with -rA."""
    result = run(
        """
        def test_passes(peering):
            arrange(peering)
            boto3.client("ec2").describe_vpcs()

        @pytest.mark.xfail(strict=True)
        def test_fails_as_expected(peering):
            accept(arrange(peering))
        """,
        "-rA",
    )
    result.assert_outcomes(passed=1, xfailed=1)
    assert sections(result) == 0


def test_a_test_without_calls_and_connections_has_none(run: Run) -> None:
    """A mock that was not used has no section."""
    result = run("""
        def test_fixture(peering):
            assert 0

        def test_no_mock():
            assert 0
    """)
    result.assert_outcomes(failed=2)
    assert sections(result) == 0


@pytest.mark.parametrize(
    "tests",
    [
        """
        @mock_peering
        def test():
            with mock_peering() as aws:
                accept(arrange(aws))
        """,
        """
        def test():
            with mock_peering() as aws:
                accept(arrange(aws))
        """,
        """
        @pytest.fixture(scope="module")
        def aws():
            with mock_peering() as mock:
                yield mock

        def test(aws):
            accept(arrange(aws))
        """,
        """
        @mock_peering
        class Test:
            def test(self, peering):
                accept(arrange(peering))
        """,
        """
        class Test(unittest.TestCase):
            def setUp(self):
                self.aws = mock_peering().start()
                self.addCleanup(self.aws.stop)

            def test(self):
                accept(arrange(self.aws))
        """,
    ],
    ids=["decorator", "with", "wider fixture", "class", "start and stop"],
)
def test_every_style_has_the_section(run: Run, tests: str) -> None:
    """The section appears however the mock was started, active or not."""
    result = run(tests)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)
    assert sections(result) == 1


def test_a_decorated_unittest_has_the_section(run: Run) -> None:
    """A decorated class is rewound after a test, but the report shows the state before."""
    result = run("""
        @mock_peering
        class Test(unittest.TestCase):
            def test(self):
                with mock_peering() as aws:
                    accept(arrange(aws))
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)


def test_junit_xml_has_the_section(run: Run, pytester: pytest.Pytester) -> None:
    """The section is part of the failure or error, with or without a traceback."""
    run(
        """
        def test_fails(peering):
            accept(arrange(peering))

        def test_says_why(peering):
            arrange(peering)
            pytest.fail("reason", pytrace=False)

        def test_asks_for_more(peering):
            arrange(peering)
            peering.fail("DescribeVpcs", code="Throttling")
        """,
        "--junitxml=report.xml",
    )
    report = ET.parse(pytester.path / "report.xml")  # noqa: S314  # written just now
    texts = [each.text or "" for kind in ("failure", "error") for each in report.iter(kind)]
    assert len(texts) == 3
    for text in texts:
        assert re.search(r"- peering -+\n(errors|calls): \d", text)
        assert "Pending Acceptance by 222222222222" in text


def test_installed_but_unused_it_loads_nothing(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run without mocks does not import botocore, even if a test fails."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(Path(_config.__file__).parents[1]))
    pytester.makepyfile("""
        import sys

        def test_fails():
            assert 0

        def test_is_light():
            heavy = {"botocore", "freezegun", "requests", "xmltodict", "peermock._mock"}
            assert not heavy & sys.modules.keys()
    """)
    result = pytester.runpytest_subprocess("-p", "peermock.pytest_plugin")
    result.assert_outcomes(passed=1, failed=1)


MANY_CALLS = """
def test_fails(peering):
    ec2 = boto3.client("ec2")
    for number in range(60):
        ec2.describe_vpcs(Filters=[{"Name": "tag:Number", "Values": [str(number)]}])
    connection = arrange(peering)
    accept(connection)
"""


@pytest.mark.parametrize("options", [("--peermock-report=short",), ("-o", "peermock_report=short")])
def test_an_option_shortens_it(run: Run, options: tuple[str, ...]) -> None:
    """The short report omits the calls and keeps the error with its message."""
    text = run(MANY_CALLS, *options).stdout.str()
    section = text.partition("- peering -")[2]
    assert "DescribeVpcs" not in section
    assert "User 123456789012 cannot accept peering" in " ".join(section.split())
    assert "calls: 61" in section


def test_an_option_leaves_nothing_out(run: Run) -> None:
    """The option `all` shows every call, while the default omits those in the middle."""
    full = run(MANY_CALLS).stdout.str()
    everything = run(MANY_CALLS, "--peermock-report=all").stdout.str()
    assert "... 11 more calls ..." in full
    assert "more calls" not in everything
    assert everything.count("us-east-1 DescribeVpcs") == 60


def test_the_command_line_comes_before_the_ini_file(run: Run) -> None:
    """The command-line option overrides the ini file."""
    text = run(MANY_CALLS, "-o", "peermock_report=all", "--peermock-report=short").stdout.str()
    assert "us-east-1 DescribeVpcs" not in text


def test_a_length_is_one_of_four(run: Run) -> None:
    """Another value is rejected before any test runs."""
    text = run(MANY_CALLS, "-o", "peermock_report=tiny").stderr.str()
    assert "peermock_report = tiny: expected one of no, short, full, all" in text


def test_the_length_holds_for_one_run(run: Run) -> None:
    """A nested run restores the setting of the outer one."""
    before = _config.configuration.report
    run(MANY_CALLS, "--peermock-report=all")
    assert _config.configuration.report == before
