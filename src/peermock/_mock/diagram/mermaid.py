"""Mermaid's flowcharts: their arrows, their colours, and how text stands in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

TEXT_LENGTH = 40
"""How much is shown of a text that somebody chose."""

HUB = 4
"""More arrows than these at one box spread better from left to right."""

_CLASSES = {
    "account": "fill:#8080801a,stroke:#808080",
    "region": "fill:#8080801a,stroke:none",
    "vpc": "fill:#2f5d9b,stroke:#2f5d9b,color:#ffffff",
    "missing": "fill:#6e7781,stroke:#e5534b,color:#ffffff,stroke-dasharray:2 5",
}
"""Colours that can be read on a light page and on a dark one."""

_SETTINGS = '%%{init: {"flowchart": {"nodeSpacing": 30, "wrappingWidth": 420}}}%%'
"""What lets IDs and lists stand in one line; by itself Mermaid folds lines at 200 pixels."""

_SPECIAL = re.compile(r"[!-,:-@\[-^`{-~\u200b]|(?<![^\W_])_|_(?![^\W_])")
"""What Mermaid, Markdown or HTML may take for something else than itself."""

_LOADED = re.compile(r"direction(?= )|\$(?=\$)|:(?=fa-)")
"""After what a space of no width keeps Mermaid from reading a setting, a formula or an icon."""


class Arrow(Enum):
    """How a connection looks: what stands before its text, what after it, and its colour.

    The heads of an active one show where routes lead, those of others who was asked.
    """

    ROUTED = ("<==", "==>", "stroke:#2da44e,stroke-width:3px")
    ONE_WAY = ("==", "==>", "stroke:#2da44e,stroke-width:3px")
    UNROUTED = ("==", "===", "stroke:#2da44e,stroke-width:3px")
    UNSETTLED = ("-.", ".->", "stroke:#bf8700,stroke-width:2px,stroke-dasharray:8 5")
    ENDED = ("-.", ".-x", "stroke:#e5534b,stroke-width:2px,stroke-dasharray:2 5")

    @property
    def is_active(self) -> bool:
        """Whether it is of a connection that carries traffic."""
        return self not in (Arrow.UNSETTLED, Arrow.ENDED)

    @property
    def is_symmetrical(self) -> bool:
        """Whether it looks the same from both ends."""
        return self in (Arrow.ROUTED, Arrow.UNROUTED)

    @property
    def style(self) -> str:
        """Its colour and its dashes."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two boxes, with its lines of text."""

    source: str
    target: str
    arrow: Arrow
    lines: tuple[str, ...]

    def __str__(self) -> str:
        before, after, _ = self.arrow.value
        return f"{self.source} {before} {label(self.lines)} {after} {self.target}"


def flowchart(
    description: str,
    boxes: Iterable[str],
    edges: Sequence[Edge],
    classes: Mapping[str, str],
) -> str:
    """Return the text of a flowchart.

    Args:
        description: What a screen reader says of it.
        boxes: The lines of its boxes, and of the frames around them.
        edges: Its arrows.
        classes: For each box and frame what it is, which says its colour.
    """
    lines = ["accTitle: VPC peering", f"accDescr: {description}", *boxes, *map(str, edges)]
    if not classes:
        lines.append(box("nothing", ["no VPCs"]))
    lines += [*_class_lines(classes), *_edge_styles(edges)]
    head = [_SETTINGS, f"flowchart {_direction(edges)}"]
    return "\n".join([*head, *(f"    {line}" for line in lines)])


def box(name: str, lines: Iterable[str]) -> str:
    """Return a box with its lines of text."""
    return f"{name}({label(lines)})"


def frame(name: str, title: str, content: Iterable[str]) -> Iterator[str]:
    """Yield a frame around boxes."""
    yield f"subgraph {name}[{label([title])}]"
    yield from (f"    {line}" for line in content)
    yield "end"


def label(lines: Iterable[str]) -> str:
    """Return lines, which are safe already, as a quoted text."""
    return f'"{"<br/>".join(lines)}"'


def bold(line: str) -> str:
    """Return a line, which is safe already, in bold."""
    return f"<b>{line}</b>"


def safe(text: str) -> str:
    """Return a text that somebody chose, so that it stands for nothing but itself.

    Example:
        >>> safe('"old" <b>' + chr(10) + "orders_1")
        '#34;old#34; #60;b#62; orders_1'
    """
    shown = "".join(filter(str.isprintable, " ".join(text.split())))
    if len(shown) > TEXT_LENGTH:
        shown = f"{shown[: TEXT_LENGTH - 1]}…"
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", _LOADED.sub("\\g<0>\u200b", shown))


def _direction(edges: Iterable[Edge]) -> str:
    """Return from left to right for what is two boxes deep, or has a hub; else top down."""
    sources, targets = ({getattr(e, end) for e in edges} for end in ("source", "target"))
    degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
    is_flat = sources.isdisjoint(targets)
    return "LR" if is_flat or max(degrees.values()) > HUB else "TB"


def _class_lines(classes: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(classes.values()):
        members = [member for member, its_class in classes.items() if its_class == name]
        yield f"classDef {name} {_CLASSES[name]}"
        yield f"class {','.join(members)} {name}"


def _edge_styles(edges: Iterable[Edge]) -> Iterator[str]:
    numbers: dict[str, list[str]] = {}
    for number, edge in enumerate(edges):
        numbers.setdefault(edge.arrow.style, []).append(str(number))
    for style, styled in numbers.items():
        yield f"linkStyle {','.join(styled)} {style}"
