"""The diagram as SVG: a column of VPCs for each place, and connections between them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import NamedTuple

from peermock._console.statuses import look_of
from peermock._domain.peering import ENDED, Status
from peermock._report.diagram.mermaid import TEXT_LENGTH
from peermock._report.diagram.topology import Link, Node, Topology
from peermock._report.diagram.wording import description

WIDTH, HEIGHT = 200, 58
"""The size of a VPC's box."""

GAP, LANE, ARCADE = 22, 210, 120
"""The space between boxes, between columns, and for arcs next to a column."""

ARC, STEP, ARCS = 26, 14, 7
"""The width of the first arc, the increment of each further one, and their number."""

MARGIN, HEAD = 14, 46
"""The padding of a column, and the height of its heading."""

LABEL_WIDTH, LABEL_HEIGHT = 172, 32


Point = tuple[float, float]


class Spot(NamedTuple):
    """The position of a VPC: its column, the lane next to it, and its upper left corner."""

    column: int
    lane: int
    x: float
    y: float


class Course(NamedTuple):
    """The line of a connection.

    Attributes:
        path: The path, in SVG's syntax.
        label: The position of the label, if it is free.
        peak: The peak of an arc between VPCs of one column; None between columns.
        ends: The ends of the line at the requester and at the accepter.
        is_forward: Whether the requester is on the left.
    """

    path: str
    label: Point
    peak: Point | None
    ends: tuple[Point, Point]
    is_forward: bool

    @property
    def is_beside(self) -> bool:
        """Whether it is an arc between VPCs of one column."""
        return self.peak is not None


def draw(topology: Topology) -> str:
    """Return a topology as SVG with escaped text."""
    spots = _spots(topology)
    labels: list[Point] = []
    ways = list(_ways(topology, spots, labels))
    drawn = [*_frames(topology, spots), *_boxes(topology, spots), *ways]
    right = max(spot.x for spot in spots.values()) + WIDTH + MARGIN
    width = max([right, *(x + LABEL_WIDTH / 2 for x, _ in labels)]) + 1
    bottom = max(spot.y for spot in spots.values()) + HEIGHT + MARGIN
    height = max([bottom, *(y + LABEL_HEIGHT / 2 for _, y in labels)]) + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" aria-label="{escape(description(topology))}">'
        f"{''.join(drawn)}</svg>"
    )


def _spots(topology: Topology) -> Mapping[Node, Spot]:
    """Return the position of each VPC: a column for each place."""
    spots: dict[Node, Spot] = {}
    with_arcs = {ours.place for ours, theirs in _ends(topology) if ours.place == theirs.place}
    x = 0
    for column, (place, nodes) in enumerate(groupby(topology.nodes, lambda node: node.place)):
        lane = LANE + (ARCADE if place in with_arcs else 0)
        for row, node in enumerate(nodes):
            spots[node] = Spot(column, lane, x + MARGIN, HEAD + MARGIN + row * (HEIGHT + GAP))
        x += WIDTH + 2 * MARGIN + lane
    return spots


def _ends(topology: Topology) -> Iterator[tuple[Node, Node]]:
    return (link.ends for link in topology.links)


def _frames(topology: Topology, spots: Mapping[Node, Spot]) -> Iterator[str]:
    """Yield the frames of the columns, with account and Region."""
    for place, nodes in groupby(topology.nodes, lambda node: node.place):
        standing = [spots[node] for node in nodes]
        x, bottom = standing[0].x - MARGIN, standing[-1].y + HEIGHT + MARGIN
        yield (
            f'<rect class="account" x="{x + 1:g}" y="1" width="{WIDTH + 2 * MARGIN - 2}" '
            f'height="{bottom - 2:g}" rx="10"/>'
        )
        yield _text(x + MARGIN, 22, f"Account {_cut(place.account_id)}", "strong")
        yield _text(x + MARGIN, 40, place.region_name, "soft")


def _boxes(topology: Topology, spots: Mapping[Node, Spot]) -> Iterator[str]:
    """Yield the boxes of VPCs, with name, ID and ranges."""
    for node in topology.nodes:
        x, y = spots[node].x, spots[node].y
        kind, ink = ("vpc", "in-vpc") if node.vpc else ("missing", "")
        yield f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        lines = [_cut(node.name, 26), node.vpc_id, _ranges(node)]
        shown = [line for line in lines if line]
        for number, line in enumerate(shown):
            top = y + HEIGHT / 2 + 4 + 16 * (number - (len(shown) - 1) / 2)
            bold = " strong" if number == 0 and node.name else ""
            yield _text(x + 12, top, line, f"{ink}{bold}")


def _ways(topology: Topology, spots: Mapping[Node, Spot], taken: list[Point]) -> Iterator[str]:
    """Yield the lines of connections and then their labels, whose positions it adds to `taken`."""
    labels: list[str] = []
    beside: Counter[int] = Counter()
    for link in topology.links:
        ours, theirs = (spots[end] for end in link.ends)
        course = _course(ours, theirs, beside[ours.column] % ARCS)
        beside[ours.column] += course.is_beside
        tone = look_of(link.status.value).tone
        yield f'<path class="way {tone}" d="{course.path}"/>'
        yield from _tips(link, tone, course)
        labels += _label(link, tone, course, taken)
    yield from labels


def _course(ours: Spot, theirs: Spot, rank: int) -> Course:
    """Return the line between two VPCs: across columns, or an arc next to one."""
    is_beside = ours.column == theirs.column
    left = min(ours, theirs)
    ends = [
        (spot.x + (WIDTH if is_beside or spot == left else 0), spot.y + HEIGHT / 2)
        for spot in (ours, theirs)
    ]
    (x, y), (other_x, other_y) = sorted(ends)
    bulge = ARC + STEP * rank
    reach = bulge * 4 / 3 if is_beside else (other_x - x) / 2
    bend = other_x + (reach if is_beside else -reach)
    path = f"M{x:g} {y:g}C{x + reach:g} {y:g} {bend:g} {other_y:g} {other_x:g} {other_y:g}"
    middle = (y + other_y) / 2
    peak = (x + bulge, middle) if is_beside else None
    label = (left.x + WIDTH + MARGIN + left.lane - LABEL_WIDTH / 2 - STEP, middle)
    return Course(path, label, peak, (ends[0], ends[1]), ours.column <= theirs.column)


def _tips(link: Link, tone: str, course: Course) -> Iterator[str]:
    """Yield arrowheads: at the ends of routes if it is active, else at the accepter."""
    ours, theirs = course.ends
    heads = [(theirs, not course.is_beside and course.is_forward)]
    if link.status is Status.ACTIVE:
        back = (ours, not course.is_beside and not course.is_forward)
        heads = [*(heads if link.there.uses else []), *([back] if link.back.uses else [])]
    elif link.status in ENDED:
        return
    for (x, y), is_left in heads:
        yield f'<path class="tip {tone}" d="M{x:g} {y:g}l{-9 if is_left else 9} -5v10z"/>'


def _label(link: Link, tone: str, course: Course, taken: list[Point]) -> Iterator[str]:
    """Yield the label of a connection, below labels that are in its way."""
    x, y = course.label
    while any(abs(x - ax) < LABEL_WIDTH and abs(y - ay) < LABEL_HEIGHT + 4 for ax, ay in taken):
        y += LABEL_HEIGHT + 4
    taken.append((x, y))
    left = x - LABEL_WIDTH / 2
    if course.peak:
        yield f'<path class="leader" d="M{course.peak[0]:g} {course.peak[1]:g}L{left:g} {y:g}"/>'
    yield (
        f'<rect class="label-back" x="{left:g}" y="{y - LABEL_HEIGHT / 2:g}" '
        f'width="{LABEL_WIDTH}" height="{LABEL_HEIGHT}" rx="6"/>'
    )
    yield _text(x, y - 3, look_of(link.status.value).label, f"strong {tone}", anchor="middle")
    yield _text(x, y + 11, link.peering_id, "soft", anchor="middle")


def _ranges(node: Node) -> str:
    if node.vpc is None:
        return "no such VPC"
    first, *others = node.vpc.cidr_blocks
    return f"{first} and {len(others)} more" if others else first


def _text(x: float, y: float, text: str, kind: str, anchor: str = "") -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind.strip()}" x="{x:g}" y="{y:g}"{where}>{escape(text)}</text>'


def _cut(text: str, length: int = TEXT_LENGTH) -> str:
    """Return a user's text on one line, without invisible characters."""
    shown = "".join(filter(str.isprintable, " ".join(text.split())))
    return shown if len(shown) <= length else f"{shown[: length - 1]}…"
