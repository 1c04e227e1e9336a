"""The page of scenarios matches `peermock verify`, and names existing rows."""

from peermock._verify.scenarios import ALL
from tests.docs.scenarios import FIDELITY, PAGE, linked, page, rows_of, weak_rows
from tests.docs.unasked import UNASKED


def test_the_page_of_scenarios_is_as_the_code_has_them() -> None:
    """The page is up to date; `python -m tests.docs.scenarios` writes it."""
    assert PAGE.read_text("utf-8") == page()


def test_scenarios_name_rows_of_the_fidelity_page() -> None:
    """Each row that a scenario settles is on the page, under its area."""
    there = {(area, cells[0]) for area, cells in rows_of(FIDELITY.read_text("utf-8"))}
    assert [row for scenario in ALL for row in scenario.rows if row not in there] == []


def test_every_weak_row_links_to_what_settles_it() -> None:
    """The links are up to date; `python -m tests.docs.scenarios` writes them."""
    text = FIDELITY.read_text("utf-8")
    assert linked(text) == text


def test_every_weak_row_is_asked_or_has_a_reason() -> None:
    """An uncertain row has a scenario, or a reason why none can settle it."""
    weak = {*weak_rows(FIDELITY.read_text("utf-8"))}
    asked = {row for scenario in ALL for row in scenario.rows}
    assert weak - asked == {*UNASKED}
