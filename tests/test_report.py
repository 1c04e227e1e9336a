"""What pytest says when a test fails: a section "peering" with its calls and connections."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest

from peermock import _project

Run = Callable[..., pytest.RunResult]

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
    "    requester 123456789012 us-east-1      vpc-* 10.0.0.0/16",
    "    accepter  222222222222 us-east-1      vpc-* 10.1.0.0/16",
]
TITLE = "----------------------------------- peering ------------------------------------"
REPORT = [TITLE, *CALLS, *CONNECTIONS]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run of pytest on a terminal of 80 columns, with peermock's plugin and no other."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def run_pytest(tests: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(MODULE + dedent(tests))
        return pytester.runpytest_inprocess("-p", "peermock.pytest_plugin", *options)

    return run_pytest


def sections(result: pytest.RunResult) -> int:
    """Return how many sections "peering" a run has printed."""
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
def test_a_failed_test_has_it(run: Run, options: tuple[str, ...]) -> None:
    """However pytest is told to print, and across the workers of xdist."""
    result = run(BY_THE_WRONG_PARTY, *options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)
    assert sections(result) == 1


def test_who_wants_no_traceback_gets_none(run: Run) -> None:
    """Where pytest prints no failures it prints no section either."""
    result = run(BY_THE_WRONG_PARTY, "--tb=no")
    result.assert_outcomes(failed=1)
    assert sections(result) == 0


def test_it_fits_the_terminal(run: Run) -> None:
    """No line of it is wider than 80 columns."""
    result = run(BY_THE_WRONG_PARTY)
    start = result.outlines.index(TITLE)
    assert max(map(len, result.outlines[start : start + len(REPORT)])) <= 80


def test_color_does_not_spoil_it(run: Run) -> None:
    """On a terminal with colors the section is as without."""
    colored = run(BY_THE_WRONG_PARTY, "--color=yes").outlines
    assert any("\x1b[31m" in line for line in colored)
    start = colored.index(TITLE)
    assert not any("\x1b" in line for line in colored[start : start + len(REPORT)])


def test_a_test_that_passes_has_none(run: Run) -> None:
    """Nothing is printed about what went well, with -rA either."""
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
    """A mock that was not used has nothing to say."""
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
def test_every_style_has_it(run: Run, tests: str) -> None:
    """However the mock was started, and whether or not it is still active."""
    result = run(tests)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)
    assert sections(result) == 1


def test_a_decorated_unittest_has_it(run: Run) -> None:
    """The world of a decorated class is rewound after a test, but the report is of before that."""
    result = run("""
        @mock_peering
        class Test(unittest.TestCase):
            def test(self):
                with mock_peering() as aws:
                    accept(arrange(aws))
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(REPORT, consecutive=True)


def test_junit_xml_has_it(run: Run, pytester: pytest.Pytester) -> None:
    """It is part of the failure, or of the error, with or without a traceback."""
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
        assert re.search(r"- peering -+\ncalls: \d", text)
        assert "Pending Acceptance by 222222222222" in text


def test_installed_but_unused_it_loads_nothing(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run without mocks imports no botocore, even when a test fails."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(Path(_project.__file__).parents[1]))
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
