"""Mermaid's flowchart syntax: arrows, colours and safe text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

TEXT_LENGTH = 40
"""The number of characters shown of user-chosen text."""

HUB = 4
"""The number of arrows at one box above which a left-to-right layout reads better."""

_CLASSES = {
    "account": "fill:#8080801a,stroke:#808080",
    "region": "fill:#8080801a,stroke:none",
    "vpc": "fill:#2f5d9b,stroke:#2f5d9b,color:#ffffff",
    "missing": "fill:#6e7781,stroke:#e5534b,color:#ffffff,stroke-dasharray:2 5",
}
"""Colours that are readable on light and dark pages."""

_SETTINGS = '%%{init: {"flowchart": {"nodeSpacing": 30, "wrappingWidth": 420}}}%%'
"""Keeps IDs and lists on one line: by default Mermaid wraps at 200 pixels."""

_SPECIAL = re.compile(r"[!-,:-@\[-^`{-~\u200b]|(?<![^\W_])_|_(?![^\W_])")
"""Characters that Mermaid, Markdown or HTML may interpret."""

_LOADED = re.compile(r"direction(?= )|\$(?=\$)|:(?=fa-)")
"""Where a zero-width space keeps Mermaid from reading a setting, a formula or an icon."""


class Arrow(Enum):
    """The look of a connection: the arrow before and after its label, and its style.

    Heads of an active connection show where routes lead; heads of others point to the accepter.
    """

    ROUTED = ("<==", "==>", "stroke:#2da44e,stroke-width:3px")
    ONE_WAY = ("==", "==>", "stroke:#2da44e,stroke-width:3px")
    UNROUTED = ("==", "===", "stroke:#2da44e,stroke-width:3px")
    UNSETTLED = ("-.", ".->", "stroke:#bf8700,stroke-width:2px,stroke-dasharray:8 5")
    ENDED = ("-.", ".-x", "stroke:#e5534b,stroke-width:2px,stroke-dasharray:2 5")

    @property
    def is_active(self) -> bool:
        """Whether the connection carries traffic."""
        return self not in (Arrow.UNSETTLED, Arrow.ENDED)

    @property
    def is_symmetrical(self) -> bool:
        """Whether the arrow looks the same from both ends."""
        return self in (Arrow.ROUTED, Arrow.UNROUTED)

    @property
    def style(self) -> str:
        """The colour, width and dashes."""
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
    """Return the source of a flowchart.

    Args:
        description: The description for screen readers.
        boxes: The lines of the boxes and of the frames around them.
        edges: The arrows.
        classes: The class of each box and frame, which determines its colour.
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
    """Return escaped lines as one quoted label."""
    return f'"{"<br/>".join(lines)}"'


def bold(line: str) -> str:
    """Return an escaped line in bold."""
    return f"<b>{line}</b>"


def safe(text: str) -> str:
    """Return user-chosen text, escaped so that it is shown literally.

    Example:
        >>> safe('"old" <b>' + chr(10) + "orders_1")
        '#34;old#34; #60;b#62; orders_1'
    """
    shown = "".join(filter(str.isprintable, " ".join(text.split())))
    if len(shown) > TEXT_LENGTH:
        shown = f"{shown[: TEXT_LENGTH - 1]}…"
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", _LOADED.sub("\\g<0>\u200b", shown))


def _direction(edges: Iterable[Edge]) -> str:
    """Return the direction: left to right for two levels or a hub, else top to bottom."""
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
