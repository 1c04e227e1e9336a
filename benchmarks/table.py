"""Tables of Markdown, and where they go: between marks of a page."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rows import MISSED, ROWS, Need, Row

SPEED = "measured"
"""The name of the marks around the table of speeds."""


def render(values: Mapping[Need, float], made_with: str, rows: Sequence[Row] = ROWS) -> str:
    """Return the table of speeds, as Markdown, and a line that says what was measured."""
    lines = ["| what | must reach | measured | from |", "|---|---|---|---|"]
    lines += [row.render(values) for row in rows]
    return "\n".join([*lines, "", summary(values, rows), "", f"Measured with {made_with}.", ""])


def summary(values: Mapping[Need, float], rows: Sequence[Row] = ROWS) -> str:
    """Return a sentence with the number of aims that were missed."""
    with_aim = [row for row in rows if row.aim]
    missed = sum(row.misses(values) for row in with_aim)
    if not missed:
        return f"All {len(with_aim)} aims are reached."
    return f"{missed} of {len(with_aim)} aims {'is' if missed == 1 else 'are'} {MISSED}."


def put(page: Path, mark: str, text: str) -> None:
    """Replace the text between two marks of a page.

    Raises:
        ValueError: The page does not have both marks.
    """
    begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->\n"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{page} has no marks {begin.strip()} and {end.strip()}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
