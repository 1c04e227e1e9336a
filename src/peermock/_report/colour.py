"""Colouring reports on a terminal. In files and across xdist they stay plain text."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol, cast

Paint = Callable[..., str]

_STYLES: tuple[tuple[re.Pattern[str], dict[str, bool]], ...] = (
    (re.compile(r"(calls|connections|reachability): "), {"bold": True}),
    (re.compile(r"errors: "), {"bold": True, "red": True}),
    (re.compile(r" +hint: "), {"yellow": True}),
    (re.compile(r" +-> error "), {"red": True}),
    (re.compile(r"  pcx-\w+ active:"), {"green": True}),
    (re.compile(r"  pcx-\w+ (deleted|expired|failed|rejected):"), {"red": True}),
    (re.compile(r"  pcx-\w+ [a-z-]+:"), {"yellow": True}),
)
"""The style of lines by their beginning; it extends to their continuation lines."""


class Writer(Protocol):
    """The part of pytest's terminal writer that applies colour."""

    hasmarkup: bool

    def markup(self, text: str, **markup: bool) -> str:
        """Return the text with markup, if the terminal supports it."""
        ...


class Sections(Protocol):
    """The part of pytest's failure representation that holds sections."""

    sections: list[tuple[str, str, str]]

    def toterminal(self, tw: Writer) -> None:
        """Print the failure."""
        ...


def paint(text: str, markup: Paint) -> str:
    """Return a report with colour.

    Args:
        text: The report.
        markup: A function that colours a line, like that of pytest's terminal writer.
    """
    return "\n".join(_paint(text, markup))


def _paint(text: str, markup: Paint) -> Iterator[str]:
    style: dict[str, bool] = {}
    margin = 0
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        found = next((style for start, style in _STYLES if start.match(line)), None)
        if found is not None:
            style, margin = found, indent
        elif indent <= margin:
            style = {}
        yield markup(line, **style) if style else line


def colour_section(report: object, name: str) -> None:
    """Make a failure representation print one of its sections in colour on terminals."""
    longrepr = cast("Sections", report)
    show = longrepr.toterminal

    def toterminal(tw: Writer) -> None:
        plain = longrepr.sections
        if tw.hasmarkup:
            longrepr.sections = [
                (each, paint(text, tw.markup) if each == name else text, rule)
                for each, text, rule in plain
            ]
        try:
            show(tw)
        finally:
            longrepr.sections = plain

    # Replaced on this object only; reports are stored and sent across xdist by their sections.
    longrepr.toterminal = toterminal  # type: ignore[method-assign]
