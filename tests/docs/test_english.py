"""The documentation is in plain English; `english.py` lists the habits to avoid."""

from pathlib import Path

import pytest

from tests.docs.english import (
    CODE,
    HABITS,
    OPENINGS,
    PAGES,
    Habit,
    check_module,
    check_page,
    docstrings,
    files,
    findings,
    prose,
)

ALL = HABITS + OPENINGS


@pytest.mark.parametrize("page", files(PAGES, ".md"), ids=lambda path: path.name)
def test_a_page_is_in_plain_english(page: Path) -> None:
    """A page of the documentation has none of the habits."""
    advice = check_page(page)
    assert not advice, "\n".join(advice)


def test_docstrings_are_in_plain_english() -> None:
    """The docstrings of the checked folders have none of the habits."""
    advice = [line for path in files(CODE, ".py") for line in check_module(path)]
    assert not advice, "\n".join(advice)


@pytest.mark.parametrize("habit", ALL, ids=lambda habit: habit.instead)
def test_a_habit_is_found(habit: Habit) -> None:
    """The bad example of a habit is found, and the advice has the replacement."""
    assert [advice for _, advice in findings(habit.bad, (habit,)) if habit.instead in advice]


@pytest.mark.parametrize("habit", ALL, ids=lambda habit: habit.instead)
def test_plain_english_passes(habit: Habit) -> None:
    """The good example of a habit has none of the habits."""
    assert list(findings(habit.good, ALL)) == []


def test_a_habit_is_found_across_lines() -> None:
    """A habit is found across a line break, with the right line number."""
    text = prose("# A page\n\nA group that does not exist any\nmore, and one that is\nno group.\n")
    assert sorted(offset for offset, _ in findings(text)) == [
        text.index("any"),
        text.index("is no"),
    ]


def test_code_and_links_are_not_prose() -> None:
    """Code and the targets of links are ignored."""
    page = "See [it](anew.md) and `lest`.\n\n```python\nanew = lest\n```\n<!-- anew -->\n"
    assert list(findings(prose(page))) == []
    assert len(prose(page)) == len(page)


def test_a_page_names_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding in a page has the line number."""
    monkeypatch.setattr("tests.docs.english.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# A page\n\nText, and\nmore text that is loaded anew.\n", "utf-8")
    (found,) = check_page(page)
    assert found.startswith("page.md:4: 'anew': write 'again")


def test_a_module_names_the_docstring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding in a docstring has the docstring's line number."""
    monkeypatch.setattr("tests.docs.english.ROOT", tmp_path)
    module = tmp_path / "module.py"
    module.write_text('"""A module."""\n\n\ndef load():\n    """Load it anew."""\n', "utf-8")
    assert list(docstrings(module.read_text("utf-8")))[1] == (5, "Load it anew.")
    (found,) = check_module(module)
    assert found.startswith("module.py:5: 'anew': write 'again")
