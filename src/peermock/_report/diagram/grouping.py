"""Grouping VPCs into shared boxes when there are too many to draw each, and bundling arrows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from peermock._domain.peering import ENDED, Status
from peermock._report.diagram.mermaid import HUB, Arrow
from peermock._report.diagram.topology import Link, Node, Topology

Box = tuple[Node, ...]
Aim = tuple[int, int, Arrow]

CLEAR = 30
"""The largest number of arrows that stay distinguishable."""

_MOST = 100
"""The largest useful number of arrows; Mermaid itself draws at most 500."""

CLIQUE = 4
"""The smallest number of VPCs, all connected to each other, that share a box."""


def group(topology: Topology) -> list[Box]:
    """Return the VPCs grouped by equal connections, or else by Region, or else by account."""
    ways = [
        _alike(topology),
        _together(topology, lambda node: node.place),
        _together(topology, lambda node: node.place.account_id),
    ]
    counts = [len(bundles(topology, boxes)) for boxes in ways]
    for boxes, count in zip(ways, counts, strict=True):
        if count <= CLEAR or count == min(counts) <= _MOST:
            return boxes
    return [topology.nodes]


def bundles(topology: Topology, boxes: Sequence[Box]) -> dict[Aim, list[Link]]:
    """Return the connections by the arrow they share, including those inside a box."""
    shared: dict[Aim, list[Link]] = {}
    for link, (source, target, arrow) in aims(topology, boxes):
        aim = (source, target, arrow)
        if arrow.is_symmetrical and (target, source, arrow) in shared:
            aim = (target, source, arrow)
        shared.setdefault(aim, []).append(link)
    return shared


def aims(topology: Topology, boxes: Sequence[Box]) -> Iterator[tuple[Link, Aim]]:
    """Yield each connection with the numbers of its source and target box, and its arrow.

    Symmetrical arrows start at the hub, if there is one, so that the hub becomes the root of the
    picture.
    """
    homes = {node: number for number, box in enumerate(boxes) for node in box}
    degrees = Counter(homes[end] for link in topology.links for end in link.ends)
    for link in topology.links:
        arrow, ends = _aim(link)
        source, target = (homes[end] for end in ends)
        if arrow.is_symmetrical:
            source, target = sorted((source, target), key=lambda box: degrees[box] <= HUB)
        yield link, (source, target, arrow)


def _aim(link: Link) -> tuple[Arrow, tuple[Node, Node]]:
    """Return the arrow of a connection, with its source and target."""
    requester, accepter = link.ends
    if link.status in ENDED:
        return Arrow.ENDED, (requester, accepter)
    if link.status is not Status.ACTIVE:
        return Arrow.UNSETTLED, (requester, accepter)
    if link.there.uses and link.back.uses:
        return Arrow.ROUTED, (requester, accepter)
    if link.back.uses:
        return Arrow.ONE_WAY, (accepter, requester)
    return Arrow.ONE_WAY if link.there.uses else Arrow.UNROUTED, (requester, accepter)


def _together(topology: Topology, key: Callable[[Node], Hashable]) -> list[Box]:
    """Return the VPCs grouped by a key."""
    boxes: dict[Hashable, list[Node]] = {}
    for node in topology.nodes:
        boxes.setdefault(key(node), []).append(node)
    return [tuple(box) for box in boxes.values()]


def _alike(topology: Topology) -> list[Box]:
    """Return the VPCs grouped by their neighbours and the look of their connections.

    VPCs belong together if they have the same neighbours, or if they are connected to one another
    and share all other neighbours.
    """
    candidates: defaultdict[tuple[Hashable, Hashable], list[Node]] = defaultdict(list)
    for node, sights in _sights(topology).items():
        candidates[None, frozenset(sights.items())].append(node)
        for look in dict.fromkeys(sights.values()):
            candidates[look, frozenset({*sights.items(), (node, look)})].append(node)
    homes: dict[Node, Hashable] = {}
    for key, nodes in sorted(candidates.items(), key=lambda item: len(item[1]), reverse=True):
        if key[0] is None or len(nodes) >= CLIQUE:
            for node in nodes:
                homes.setdefault(node, key)
    return _together(topology, homes.__getitem__)


def _sights(topology: Topology) -> dict[Node, dict[Hashable, tuple[Hashable, ...]]]:
    """Return each VPC's neighbours, with the look of its connections to each."""
    sights: dict[Node, dict[Hashable, tuple[Hashable, ...]]] = {
        node: {} if node.vpc else {None: ("missing",)} for node in topology.nodes
    }
    for link in topology.links:
        arrow, (source, target) = _aim(link)
        for here, other, end in ((source, target, "source"), (target, source, "target")):
            look = (link.status, arrow, "" if arrow.is_symmetrical else end)
            sights[here][other] = (*sights[here].get(other, ()), look)
    return sights
