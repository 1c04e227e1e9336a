"""The demo runs to its end, and fits the terminal."""

import io
import re
import sys
from contextlib import redirect_stdout

import pytest

from demo import main


@pytest.fixture(scope="module")
def story() -> str:
    """The output of the demo."""
    with redirect_stdout(io.StringIO()) as page:
        main()
    return page.getvalue()


@pytest.mark.parametrize(
    "turn",
    [
        r"orders +asks billing to peer +initiating-request",
        r"billing +finds the request +pending-acceptance",
        r"orders +has a route to 10\.1\.0\.0/16 +blackhole",
        r"orders +tries to accept it itself +OperationNotPermitted",
        r"User 123456789012 cannot accept peering pcx-0[0-9a-f]{16}",
        r"billing +accepts it +provisioning",
        r"orders +looks again +active",
        r"orders +has a route to 10\.1\.0\.0/16 +active",
        r"nothing to do",
        r"is failed: Failed due to incorrect VPC-ID,",
        r"billing +6 days 23:59:59 later +pending-acceptance",
        r"billing +one second later +expired",
        r"billing +two days later +InvalidVpcPeeringConnectionID\.NotFound",
        r"[1-9]\d* calls to EC2 and STS in \d+ ms, 0 connections to the network",
    ],
)
def test_the_story_has_its_turns(story: str, turn: str) -> None:
    """The output has each of these lines."""
    assert re.search(turn, story)


def test_the_story_fits_a_terminal(story: str) -> None:
    """No line is wider than 80 columns."""
    assert max(map(len, story.splitlines())) <= 80


def test_what_is_not_a_terminal_gets_no_colors(story: str) -> None:
    """Output to a file has no colors."""
    assert "\033" not in story


@pytest.mark.parametrize(
    ("no_color", "active"),
    [("", " \033[32mactive\033[0m\n"), ("1", " active\n")],
)
def test_a_terminal_gets_colors_unless_they_are_unwanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, no_color: str, active: str
) -> None:
    """Statuses are colored on a terminal; NO_COLOR turns that off."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_color)
    main()
    assert active in capsys.readouterr().out
