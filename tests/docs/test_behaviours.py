"""The documentation of statuses and of the certainty of behaviours matches the code."""

from pathlib import Path

import pytest

from peermock._domain.peering import Status
from peermock._operations import OPERATIONS
from peermock._operations.views import _MESSAGES
from tests.docs.readings import ReadCode, ReadTable

FIDELITY = "docs/explanation/fidelity.md"


@pytest.mark.parametrize("page", ["README.md", "docs/explanation/lifecycle.md"])
def test_every_status_has_its_message(page: str, table: ReadTable, code: ReadCode) -> None:
    """The statuses and their messages are peermock's."""
    enders = {Status.REJECTED: "<accepter>", Status.DELETED: "<who deleted it>"}
    expected = {
        status.value: text.format(accepter="<accepter>", ended_by=enders.get(status))
        for status, text in _MESSAGES.items()
    }
    rows = table(page, "`Status.Code`")
    assert {code(row[0])[0]: code(row[1])[0] for row in rows} == expected


@pytest.mark.parametrize("status", Status)
def test_the_picture_shows_every_status(status: Status, root: Path) -> None:
    """The picture of the lifecycle has a box for each status."""
    picture = (root / "docs/_static/lifecycle.svg").read_text("utf-8")
    assert f">{status.value}</text>" in picture


@pytest.mark.parametrize("operation", [name for rows in OPERATIONS.values() for name in rows])
def test_every_operation_is_in_the_fidelity_table(
    operation: str, table: ReadTable, code: ReadCode
) -> None:
    """The table states the certainty of each operation's behaviour."""
    behaviours = [cells[0] for cells in table(FIDELITY, "Behaviour")]
    has_row = any(operation in code(behaviour) for behaviour in behaviours)
    assert has_row, f"{FIDELITY} needs a row with `{operation}` in its first column"


def test_every_behaviour_says_how_sure_it_is(table: ReadTable) -> None:
    """Each row of the table has one of the marks of its legend."""
    legend = [cells[0] for cells in table(FIDELITY, "How sure")]
    rows = table(FIDELITY, "Behaviour")
    unmarked = [row[0] for row in rows if not any(mark in row[2] for mark in legend)]
    assert not unmarked, f"{FIDELITY} needs a mark in the third column of: {'; '.join(unmarked)}"
