"""The picture of a diagram, which a page shows, is of what the page's code draws."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def source(root: Path) -> str:
    """The text of the diagram that the page makes."""
    page = (root / "docs/how-to/diagram.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    namespace: dict[str, Any] = {}
    exec(code[1], namespace)  # noqa: S102  # the page's own code
    return namespace["diagram"].source


@pytest.fixture
def picture(root: Path) -> str:
    """What Mermaid has drawn."""
    return (root / "docs/_static/diagram.svg").read_text("utf-8")


def test_the_picture_has_the_texts_of_the_diagram(source: str, picture: str) -> None:
    """Every box and arrow; when this fails, draw docs/_static/diagram.svg anew with Mermaid."""
    labels = re.findall(r'"(<[bi]>.*)"', source)
    drawn = [unescape(label) for label in re.findall(r"<p>(.*?)</p>", picture)]
    assert sorted(drawn) == sorted(label.replace("<br/>", "<br>") for label in labels)


def test_the_picture_has_the_description_of_the_diagram(source: str, picture: str) -> None:
    """A screen reader is told the same."""
    (description,) = re.findall(r"accDescr: (.*)", source)
    assert f">{description}</desc>" in picture


def test_the_picture_has_the_looks_of_the_arrows(source: str, picture: str) -> None:
    """As many of each colour."""
    for numbers, colour in re.findall(r"linkStyle (\S+) stroke:(#\w+)", source):
        arrows = re.findall(rf"<path [^>]*flowchart-link[^>]*stroke:\s*{colour}", picture)
        assert len(arrows) == len(numbers.split(","))
