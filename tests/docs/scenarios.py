"""The page of scenarios, and the links to it from the rows of the fidelity page.

`.venv/bin/python -m tests.docs.scenarios` writes both.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from peermock._verify.scenario import Scenario
from peermock._verify.scenarios import ALL
from tests.docs.unasked import UNASKED

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/scenarios.md"
FIDELITY = ROOT / "docs/explanation/fidelity.md"

WEAK = ("client", "compat", "inferred", "decided")
"""The marks of uncertain rows, which a test with an AWS account could settle."""

_LINK = re.compile(r"(?:; )?checked by (?:\[`\w+`\]\(\.\./reference/scenarios\.md#\w+\)(?:, )?)+")

INTRODUCTION = """\
# Scenarios

[`peermock verify`](../how-to/verify.md) runs these scenarios. They are grouped by the areas of the
[fidelity page](../explanation/fidelity.md), and list the rows that they settle. `--only` takes the
name of a scenario or an area.
"""

REST = """\
## Rows without a scenario

No scenario settles these uncertain rows of the fidelity page.

| Area | Row | Reason |
| --- | --- | --- |
"""


def page() -> str:
    """Return the page of scenarios."""
    areas = dict.fromkeys(scenario.area for scenario in ALL)
    sections = [_section(area) for area in areas]
    unasked = "".join(f"| {area} | {row} | {why} |\n" for (area, row), why in UNASKED.items())
    return "\n".join([INTRODUCTION, *sections, REST + unasked])


def _section(area: str) -> str:
    described = [_described(scenario) for scenario in ALL if scenario.area == area]
    return "\n".join([f"## {area}\n", *described])


def _described(scenario: Scenario) -> str:
    lines = [f"### {scenario.name}", "", scenario.summary]
    if scenario.needs:
        needs = " and ".join(sorted(each.value.partition(":")[0] for each in scenario.needs))
        lines[-1] += f" Needs {needs}."
    if scenario.later:
        waits = " and again after ".join(_spelled(later.after) for later in scenario.later)
        lines[-1] += f" Continues after {waits}."
    return "\n".join([*lines, "", *(f"- {area}: {row}" for area, row in scenario.rows), ""])


def _spelled(wait: timedelta) -> str:
    """Return a duration in words, as in "7 days and 5 minutes"."""
    minutes = wait // timedelta(minutes=1)
    amounts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    return " and ".join(f"{n} {unit}{'s' * (n > 1)}" for unit, n in amounts.items() if n)


def linked(text: str) -> str:
    """Return the fidelity page with a link from each weak row to the scenarios that settle it."""
    area = ""
    lines = []
    for line in text.splitlines(keepends=True):
        if line.startswith("## "):
            area = line[3:].strip()
        lines.append(_linked_row(area, line) if line.startswith("| ") else line)
    return "".join(lines)


def _linked_row(area: str, line: str) -> str:
    cells = cells_of(line)
    names = [each.name for each in ALL if (area, cells[0]) in each.rows]
    source = _LINK.sub("", cells[-1])
    if is_weak(cells) and names:
        links = ", ".join(f"[`{name}`](../reference/scenarios.md#{name})" for name in names)
        source = f"{source}; checked by {links}".removeprefix("; ")
    if source == cells[-1]:
        return line
    head = line.rstrip().removesuffix("|").rpartition(f" {cells[-1]}" if cells[-1] else " ")[0]
    return f"{head} {source} |\n"


def weak_rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield area and first cell of each row of the fidelity page that is not certain."""
    for area, cells in rows_of(text):
        if is_weak(cells):
            yield area, cells[0]


def rows_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the area and the cells of each row of the fidelity page."""
    area = ""
    for line in text.splitlines():
        if line.startswith("## "):
            area = line[3:].strip()
        if line.startswith("| ") and area and len(cells_of(line)) == 4:
            yield area, cells_of(line)


def cells_of(line: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def is_weak(cells: list[str]) -> bool:
    """Return whether a row has a mark of uncertainty that an account could settle."""
    return len(cells) == 4 and any(mark in cells[2] for mark in WEAK)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    FIDELITY.write_text(linked(FIDELITY.read_text(encoding="utf-8")), encoding="utf-8")
