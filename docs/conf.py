"""Configuration of Sphinx. Neither building nor reading the pages needs a network."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

ROOT = Path(__file__).parents[1]
ISSUE = re.compile(r"\b([\w.-]+/[\w.-]+)#(\d+)\b")
FEW = 2  # with so few columns, names of any length fit
LONG = 30  # characters; only longer names may break, and they do not fit into a column
JOINT = re.compile(r"(?<=[\w>][./:,_])(?=\w)")  # where a name may break
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # where a long part of a name may break

project = "peermock"
author = "The peermock authors"
copyright = author
release = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
html_title = "peermock"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

# Docstrings use Google's style, with names in single backticks.
default_role = "code"
napoleon_use_admonition_for_examples = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
toc_object_entries_show_parents = "hide"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True

nitpicky = True
nitpick_ignore_regex = [
    # documented by Python
    (r"py:.*", r"(collections|contextlib|datetime|enum|types|typing)\b.*"),
    (r"py:.*", r"timedelta"),  # in annotations that are strings
    (r"py:.*", r"Config|EC2Client|STSClient|peermock\._.*"),  # internal
]

html_theme = "furo"
pygments_dark_style = "a11y-high-contrast-dark"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False


class Pictures(SphinxTransform):
    """Inline SVG pictures, so that they follow the page's light or dark theme."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Replace each picture by its source."""
        for image in list(self.document.findall(nodes.image)):
            if image["uri"].endswith(".svg"):
                _, path = self.env.relfn2path(image["uri"])
                self.env.note_dependency(path)
                html = f'<div class="picture">{Path(path).read_text("utf-8")}</div>'
                image.replace_self(nodes.raw("", html, format="html"))


class Issues(SphinxTransform):
    """Link public issues such as getmoto/moto#2195, as GitHub does."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Replace issue names outside of code and links."""
        for text in list(self.document.findall(nodes.Text)):
            if isinstance(text.parent, nodes.TextElement) and not isinstance(
                text.parent, nodes.literal | nodes.literal_block | nodes.reference | nodes.raw
            ):
                parts = list(self._parts(text.astext()))
                if any(isinstance(part, nodes.reference) for part in parts):
                    text.parent.replace(text, parts)

    def _parts(self, text: str) -> Iterator[nodes.Node]:
        end = 0
        for found in ISSUE.finditer(text):
            if found.start() > end:
                yield nodes.Text(text[end : found.start()])
            url = f"https://github.com/{found[1]}/issues/{found[2]}"
            yield nodes.reference("", found[0], refuri=url, internal=False)
            end = found.end()
        if end < len(text):
            yield nodes.Text(text[end:])


class Cells(SphinxTransform):
    """Make tables readable on all screens: each cell can show its heading.

    A table with names too long for columns is shown as a list, and so are tables on the same page
    with the same headings. On a narrow screen, all tables are lists.
    """

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Mark tables to show as lists, and add headings to all cells except the first of a row."""
        tables = list(self.document.findall(nodes.table))
        wide = {self._headings(table) for table in tables if self._is_wide(table)}
        for table in tables:
            headings = self._headings(table)
            if headings in wide:
                table["classes"].append("wide")
            for row in list(table.findall(nodes.row))[1:]:
                for head, cell in list(zip(headings, row, strict=True))[1:]:
                    self._label(head, cell)

    def _label(self, heading: str, cell: nodes.Element) -> None:
        if cell.astext().strip():
            cell[0].insert(0, nodes.inline("", f"{heading}: ", classes=["heading"]))
        else:
            cell.children = []

    def _headings(self, table: nodes.table) -> tuple[str, ...]:
        return tuple(head.astext() for head in next(iter(table.findall(nodes.row))))

    def _is_wide(self, table: nodes.table) -> bool:
        parts = (
            part
            for name in table.findall(nodes.literal)
            for word in name.astext().split()
            for part in JOINT.split(word)
        )
        return len(self._headings(table)) > FEW and any(len(part) > LONG for part in parts)


class Names(SphinxTransform):
    """Keep short names in code whole, and mark where long ones may break."""

    default_priority = 510  # after the tables have been measured

    def apply(self, **_: object) -> None:
        """Mark each name, in tables and elsewhere."""
        for name in list(self.document.findall(nodes.literal)):
            if len(name.astext()) <= LONG:
                name["classes"].append("whole")
            else:
                self._let_break(name)

    def _let_break(self, name: nodes.literal) -> None:
        parts = [
            part
            for joint in JOINT.split(name.astext())
            for part in (HUMP.split(joint) if len(joint) > LONG and " " not in joint else [joint])
        ]
        name.children = []
        name.append(nodes.Text(parts[0]))
        for part in parts[1:]:
            name += [nodes.raw("", "<wbr>", format="html"), nodes.Text(part)]


def setup(app: Sphinx) -> None:
    """Register the transforms and the lexer."""
    app.add_transform(Pictures)
    app.add_transform(Issues)
    app.add_transform(Cells)
    app.add_transform(Names)
    app.add_lexer("mermaid", TextLexer)
