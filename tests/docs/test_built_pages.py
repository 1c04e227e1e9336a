"""The built pages of the documentation, as Sphinx and `docs/conf.py` have made them."""

import re
from pathlib import Path

import pytest

from tests.needs import need


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """The HTML of each page, by its name."""
    built = root / "build/docs"
    need("`make docs`", found=(built / "index.html").exists())
    return {
        str(path.relative_to(built)): path.read_text("utf-8")
        for folder in (".", "explanation", "how-to", "reference")
        for path in (built / folder).glob("*.html")
    }


def test_every_public_issue_is_a_link(pages: dict[str, str]) -> None:
    """A name such as getmoto/moto#2195 links to GitHub, also where it is alone in a cell."""
    linked, unlinked = 0, []
    for name, html in pages.items():
        text = re.sub(r"<(pre|code|script)\b.*?</\1>", "", html, flags=re.DOTALL)
        linked += len(re.findall(r'href="https://github.com/[\w./-]+/issues/\d+">', text))
        text = re.sub(r"<a\b.*?</a>", "", text, flags=re.DOTALL)
        unlinked += [(name, issue) for issue in re.findall(r"\b[\w.-]+/[\w.-]+#\d+\b", text)]
    assert unlinked == []
    assert linked > 100


def test_cells_have_the_headings_of_their_columns(pages: dict[str, str]) -> None:
    """On a narrow screen, a cell shows its column's heading, and an empty cell shows nothing."""
    page = pages["explanation/lifecycle.html"]
    headings = re.findall(r'<span class="heading">(.*?)</span>(.*?)</p>', page, re.DOTALL)
    assert "Status.Message: " in {heading for heading, _ in headings}
    assert [heading for heading, content in headings if not content.strip()] == []


def test_only_long_names_may_break(pages: dict[str, str]) -> None:
    """Short names stay whole, and long ones break between their words."""
    page = pages["reference/operations.html"]
    assert re.search(r'<code class="whole [^>]*><span class="pre">VpcId</span>', page)
    assert "Allow<wbr>Egress<wbr>From" in re.sub(r"</?span[^>]*>", "", page)
