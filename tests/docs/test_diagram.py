"""The picture of a diagram on a page matches the page's code."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def source(root: Path) -> str:
    """The text of the page's diagram."""
    page = (root / "docs/how-to/diagram.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    namespace: dict[str, Any] = {}
    exec(code[1], namespace)  # noqa: S102  # the page's own code
    return namespace["diagram"].source


@pytest.fixture
def picture(root: Path) -> str:
    """Mermaid's drawing."""
    return (root / "docs/_static/diagram.svg").read_text("utf-8")


def test_the_picture_has_the_texts_of_the_diagram(source: str, picture: str) -> None:
    """The picture has every line of every box and arrow.

    When this fails, draw docs/_static/diagram.svg again with Mermaid, and run docs/fit_text.py.
    """
    labels = re.findall(r'"(<[bi]>.*)"', source)
    lines = [re.sub("<[^>]*>", "", line) for label in labels for line in label.split("<br/>")]
    drawn = [unescape(line) for line in re.findall(r"<text [^>]*>(.*?)</text>", picture)]
    assert sorted(drawn) == sorted(lines)


def test_the_picture_has_the_description_of_the_diagram(source: str, picture: str) -> None:
    """The description for screen readers is the same."""
    (description,) = re.findall(r"accDescr: (.*)", source)
    assert f">{description}</desc>" in picture


def test_the_picture_has_the_looks_of_the_arrows(source: str, picture: str) -> None:
    """The number of arrows of each colour is the same."""
    for numbers, colour in re.findall(r"linkStyle (\S+) stroke:(#\w+)", source):
        arrows = re.findall(rf"<path [^>]*flowchart-link[^>]*stroke:\s*{colour}", picture)
        assert len(arrows) == len(numbers.split(","))


@pytest.mark.parametrize("name", ["architecture", "diagram", "lifecycle", "speed"])
def test_the_texts_of_a_picture_have_their_widths(root: Path, name: str) -> None:
    """Texts have fixed widths, so that no reader's font makes them too wide."""
    drawn = (root / f"docs/_static/{name}.svg").read_text("utf-8")
    texts = re.findall(r"<text [^>]*>", drawn)
    assert len(texts) > 20
    assert [text for text in texts if "textLength=" not in text] == []
    assert "foreignObject" not in drawn
