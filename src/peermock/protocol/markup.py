"""Elements and documents of XML, whose markup xmltodict writes once for each name.

What is written around a content depends on the name of the element alone, so it is kept, and a
document costs no more than joining texts.
"""

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import xmltodict

__all__ = ["Markup", "document", "element", "escape", "unparse"]

# Not a character that a name may have, so it stands for the content and for nothing else.
_CONTENT = "\N{OBJECT REPLACEMENT CHARACTER}"


class Markup(NamedTuple):
    """What is written before and after a content."""

    before: str
    after: str

    def around(self, content: str) -> str:
        """Return the content within the markup.

        Example:
            >>> element("code").around("active")
            '<code>active</code>'
        """
        return f"{self.before}{content}{self.after}"


@functools.lru_cache(maxsize=4096)
def element(name: str) -> Markup:
    """Return the markup of an element."""
    return Markup(*xmltodict.unparse({name: _CONTENT}, full_document=False).split(_CONTENT))


@functools.lru_cache(maxsize=1024)
def document(name: str, namespace: str) -> Markup:
    """Return the markup of a whole document, its declaration included."""
    root = {name: {"@xmlns": namespace, "#text": _CONTENT}}
    return Markup(*unparse(root).split(_CONTENT))


def unparse(root: Mapping[str, Any]) -> str:
    """Return a document by its elements, as xmltodict takes them."""
    return xmltodict.unparse(root, encoding="UTF-8")
