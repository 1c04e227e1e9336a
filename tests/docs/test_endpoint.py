"""The references of the command line and the administration API match the code."""

import argparse

import pytest

from peermock._transport.server import connection, listener
from peermock._transport.server.administration import ROUTES
from peermock.cli import COMMANDS, control, execute, serve, verify
from peermock.cli.actions import ACTIONS
from tests.docs.readings import ReadCode, ReadTable

COMMAND_LINE = "docs/reference/command-line.md"
ADMINISTRATION = "docs/reference/administration.md"


def options(module: object) -> list[str]:
    """Return the options of a subcommand."""
    parser = argparse.ArgumentParser(add_help=False)
    module.configure(parser)  # type: ignore[attr-defined]  # every subcommand has one
    return [name for action in parser._actions for name in action.option_strings]


def test_every_path_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each path has a row with its summary and parameters."""
    shown = [
        (code(method)[0], code(path)[0], summary, code(takes))
        for method, path, summary, takes in table(ADMINISTRATION, "Method")
    ]
    assert [(method, path, takes) for method, path, _, takes in shown] == [
        (route.method, f"/_peermock{route.path}", [*route.query, *route.body]) for route in ROUTES
    ]
    assert [summary.replace("`", "") for _, _, summary, _ in shown] == [
        route.summary.replace("`", "") for route in ROUTES
    ]


def test_the_bounds_are_documented(table: ReadTable) -> None:
    """The limits on the page are those of the code."""
    bounds = " ".join(row[1] for row in table(ADMINISTRATION, "What"))
    for number in (
        connection.MAX_HEAD_BYTES // 1024,
        connection.MAX_HEADERS,
        connection.MAX_DRAINED_BYTES // 1024**2,
        listener.MAX_CONNECTIONS,
        int(connection.READ_SECONDS),
        int(connection.IDLE_SECONDS),
    ):
        assert f"{number} " in bounds or f"{number};" in bounds


def test_every_option_is_documented(table: ReadTable, code: ReadCode) -> None:
    """`serve` has a row for each option, `exec` for its own, and `verify` follows."""
    rows = [code(row[0])[0].partition(" ")[0] for row in table(COMMAND_LINE, "Option")]
    ours = options(serve)
    ours += [name for name in options(execute) if name not in ours]
    assert rows[: len(ours)] == ours
    assert set(rows[len(ours) :]) <= set(options(verify))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_is_documented(table: ReadTable, code: ReadCode, action: object) -> None:
    """Each action of `ctl` has a row with its options."""
    rows = {code(row[0])[0]: row[1] for row in table(COMMAND_LINE, "Action")}
    assert list(rows) == [each.name for each in ACTIONS]
    parser = argparse.ArgumentParser(add_help=False)
    action.configure(parser)  # type: ignore[attr-defined]  # an `Action`
    for each in parser._actions:
        for name in each.option_strings:
            assert f"`{name}" in rows[action.name]  # type: ignore[attr-defined]  # likewise


def test_every_subcommand_is_documented(root: object) -> None:
    """Each subcommand has a section."""
    text = (root / COMMAND_LINE).read_text("utf-8")  # type: ignore[operator]  # a path
    for command in COMMANDS:
        assert f"## peermock {command.name}\n" in text
    assert "--endpoint-url" in options(control)
