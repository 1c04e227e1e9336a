"""How Sphinx builds these pages, which need no network: neither to be built nor to be read."""

import tomllib
from pathlib import Path

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

ROOT = Path(__file__).parents[1]
LONG = 40  # characters that no column of a table should have to be wide

project = "peermock"
author = "The peermock authors"
copyright = author
release = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
html_title = "peermock"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

# Docstrings are written in Google's form, and a name in them stands in single backticks.
default_role = "code"
napoleon_use_admonition_for_examples = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True

nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|datetime|enum|types|typing)\b.*"),  # Python's own, elsewhere
    (r"py:.*", r"Config|peermock\.(_mock|domain)\..*"),  # what nobody needs to name
]

html_theme = "furo"
pygments_dark_style = "a11y-high-contrast-dark"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False


class Pictures(SphinxTransform):
    """SVG pictures stand in the page itself, where they follow its light or dark theme."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Replace each by its own text."""
        for image in list(self.document.findall(nodes.image)):
            if image["uri"].endswith(".svg"):
                _, path = self.env.relfn2path(image["uri"])
                self.env.note_dependency(path)
                html = f'<div class="picture">{Path(path).read_text("utf-8")}</div>'
                image.replace_self(nodes.raw("", html, format="html"))


class Cells(SphinxTransform):
    """Tables for all screens: on a narrow one each cell has its heading beside it."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Put its heading into each cell but the first of a row, and mark long names."""
        for table in self.document.findall(nodes.table):
            for name in table.findall(nodes.literal):
                if len(name.astext()) > LONG:
                    name["classes"].append("long")
            heading, *rows = table.findall(nodes.row)
            for row in rows:
                for head, cell in list(zip(heading, row, strict=True))[1:]:
                    if cell.children:
                        label = nodes.inline("", f"{head.astext()}: ", classes=["heading"])
                        cell[0].insert(0, label)


def setup(app: Sphinx) -> None:
    """Add what is ours."""
    app.add_transform(Pictures)
    app.add_transform(Cells)
    app.add_lexer("mermaid", TextLexer)
