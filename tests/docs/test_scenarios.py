"""The page of scenarios matches `peermock verify`, and names existing rows."""

from collections.abc import Iterable

from peermock._verify.scenarios import ALL
from tests.docs.scenarios import FIDELITY, PAGE, linked, page, rows_of, weak_rows
from tests.docs.unasked import UNASKED

RUN = ".venv/bin/python -m tests.docs.scenarios"


def test_the_page_of_scenarios_is_as_the_code_has_them() -> None:
    """The page is up to date; `tests.docs.scenarios` writes it."""
    assert PAGE.read_text("utf-8") == page(), (
        f"docs/reference/scenarios.md is not up to date: run `{RUN}`"
    )


def test_scenarios_name_rows_of_the_fidelity_page() -> None:
    """Each row that a scenario settles is on the page, under its area."""
    there = {(area, cells[0]) for area, cells in rows_of(FIDELITY.read_text("utf-8"))}
    missing = {row for scenario in ALL for row in scenario.rows} - there
    assert not missing, (
        f"docs/explanation/fidelity.md needs these rows of scenarios: {named(missing)}"
    )


def test_every_weak_row_links_to_what_settles_it() -> None:
    """The links are up to date; `tests.docs.scenarios` writes them."""
    text = FIDELITY.read_text("utf-8")
    assert linked(text) == text, f"docs/explanation/fidelity.md lacks links: run `{RUN}`"


def test_every_weak_row_is_asked_or_has_a_reason() -> None:
    """An uncertain row has a scenario, or a reason why none can settle it."""
    weak = {*weak_rows(FIDELITY.read_text("utf-8"))}
    asked = {row for scenario in ALL for row in scenario.rows}
    new, old = weak - asked - {*UNASKED}, {*UNASKED} - (weak - asked)
    assert not new, (
        "These rows of docs/explanation/fidelity.md are uncertain. Each needs a scenario in "
        f"src/peermock/_verify/scenarios, or a reason in tests/docs/unasked.py. Then run `{RUN}`: "
        + named(new)
    )
    assert not old, (
        "tests/docs/unasked.py has reasons for rows that are certain, that have a scenario, or "
        "that are not on the page: " + named(old)
    )


def named(rows: Iterable[tuple[str, str]]) -> str:
    """Return areas and rows, one per line."""
    return "".join(f"\n  {area}: {row}" for area, row in sorted(rows))
