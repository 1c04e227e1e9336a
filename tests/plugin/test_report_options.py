"""The length of reports, the tests that get one, and their colours."""

import re

import pytest

from peermock._report.colour import paint
from tests.arrangements import Run

MODULE = """
def accept(aws):
    ours, theirs = aws.vpc("10.0.0.0/16"), aws.account("222222222222").vpc("10.1.0.0/16")
    request = aws.peer(ours, theirs, "pending-acceptance")
    boto3.client("ec2").accept_vpc_peering_connection(VpcPeeringConnectionId=request.id)

def test_passes(peering):
    boto3.client("ec2").describe_vpcs()

def test_fails(peering):
    accept(peering)

def test_without_a_mock():
    pass
"""


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set an 80-column terminal without preferences for colours."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)


def test_full(run: Run) -> None:
    """By default, a failed test reports errors, calls and connections."""
    lines = run(MODULE).stdout
    lines.fnmatch_lines(["*- peering -*", "errors: 1", "      hint: *", "calls: 1", "  1 *"])
    lines.no_fnmatch_line("*peering: *test_passes*")


def test_short(run: Run) -> None:
    """The short report has errors with hints, and a line for each connection."""
    lines = run(MODULE, "--peermock-report=short").stdout
    lines.fnmatch_lines(["errors: 1", "      hint: *", "calls: 1", "connections: 1", "  pcx-*"])
    lines.no_fnmatch_line("    requester *")


def test_no(run: Run) -> None:
    """There is no section."""
    run(MODULE, "--peermock-report=no").stdout.no_fnmatch_line("*- peering -*")


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n1")])
def test_all(run: Run, workers: tuple[str, ...]) -> None:
    """Passed tests report too, unless they had no mock."""
    lines = run(MODULE, "--peermock-report=all", *workers).stdout
    lines.fnmatch_lines(["*- peering: *test_passes -*", "calls: 1", "  1 * DescribeVpcs"])
    lines.no_fnmatch_line("*peering: *test_without_a_mock*")


def test_all_with_a_summary_of_passed_tests(run: Run) -> None:
    """Sections of passed tests, which pytest then prints itself, appear once."""
    lines = run(MODULE, "--peermock-report=all", "-rP").outlines
    assert sum("DescribeVpcs" in line for line in lines) == 1


def test_another_word(run: Run) -> None:
    """An unknown value is rejected with a list of the valid ones."""
    run(MODULE, "--peermock-report=tiny").stderr.fnmatch_lines(["*invalid choice: 'tiny'*"])


def test_colour(run: Run) -> None:
    """Errors are red and hints yellow, including their continuation lines."""
    text = "\n".join(run(MODULE, "--color=yes").outlines)
    assert "\x1b[31m\x1b[1merrors: 1" in text or "\x1b[1m\x1b[31merrors: 1" in text
    assert "\x1b[33m      hint: only the accepter" in text
    assert "\x1b[31m      -> error OperationNotPermitted" in text


def test_no_colour(run: Run, pytester: pytest.Pytester) -> None:
    """Files have no colours, nor does output with `--color=no`."""
    result = run(MODULE, "--color=no", "--junitxml=report.xml")
    assert "\x1b" not in "\n".join(result.outlines)
    run(MODULE, "--color=yes", "--junitxml=report.xml")
    report = (pytester.path / "report.xml").read_text("utf-8")
    assert "errors: 1" in report
    assert not re.search(r"\x1b|#x1B\[3[13]m *(errors|hint)", report)


def test_how_a_report_is_painted() -> None:
    """A style ends after the lines that are indented like its first one."""
    text = """\
errors: 1
  3 Call by somebody
      hint: long
        and longer
calls: 1
  pcx-1 active: Active
    requester
  pcx-2 failed: Failed
  pcx-3 deleting: Deleting
  other"""
    painted = paint(text, lambda line, **style: f"<{'+'.join(style)}>{line}")
    assert painted.splitlines() == [
        "<bold+red>errors: 1",
        "<bold+red>  3 Call by somebody",
        "<yellow>      hint: long",
        "<yellow>        and longer",
        "<bold>calls: 1",
        "<green>  pcx-1 active: Active",
        "<green>    requester",
        "<red>  pcx-2 failed: Failed",
        "<yellow>  pcx-3 deleting: Deleting",
        "  other",
    ]
