"""Which VPCs share a box where there are too many for one each, and what joins the boxes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from peermock._mock.diagram.mermaid import HUB, Arrow
from peermock._mock.diagram.topology import Link, Node, Topology
from peermock.domain.peering import ENDED, Status

Box = tuple[Node, ...]
Aim = tuple[int, int, Arrow]

CLEAR = 30
"""So many arrows can be told from one another."""

MOST = 100
"""More arrows would tell nobody anything; from 500 on, Mermaid draws none at all."""

CLIQUE = 4
"""So many VPCs, each connected to all others, share a box."""


def group(topology: Topology) -> list[Box]:
    """Return the VPCs in boxes: those connected alike, or else those of a Region or account."""
    ways = [
        _alike(topology),
        _together(topology, lambda node: node.place),
        _together(topology, lambda node: node.place.account_id),
    ]
    counts = [len(bundles(topology, boxes)) for boxes in ways]
    for boxes, count in zip(ways, counts, strict=True):
        if count <= CLEAR or count == min(counts) <= MOST:
            return boxes
    return [topology.nodes]


def bundles(topology: Topology, boxes: Sequence[Box]) -> dict[Aim, list[Link]]:
    """Return the connections that share an arrow, those within a box included."""
    shared: dict[Aim, list[Link]] = {}
    for link, (source, target, arrow) in aims(topology, boxes):
        aim = (source, target, arrow)
        if arrow.is_symmetrical and (target, source, arrow) in shared:
            aim = (target, source, arrow)
        shared.setdefault(aim, []).append(link)
    return shared


def aims(topology: Topology, boxes: Sequence[Box]) -> Iterator[tuple[Link, Aim]]:
    """Yield the connections, each with the numbers of the boxes that it leads from and to.

    What looks the same from both ends leads from a hub, if there is one, which makes the hub the
    root of the picture.
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
    """Return how a connection looks, and where it leads from and to."""
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
    """Return the VPCs by what they have in common."""
    boxes: dict[Hashable, list[Node]] = {}
    for node in topology.nodes:
        boxes.setdefault(key(node), []).append(node)
    return [tuple(box) for box in boxes.values()]


def _alike(topology: Topology) -> list[Box]:
    """Return the VPCs by what they are connected to, and how.

    VPCs are alike that have the same neighbours, and so are those that have one another as
    neighbours and all others in common.
    """
    candidates: defaultdict[tuple[Hashable, Hashable], list[Node]] = defaultdict(list)
    for node, sights in _sights(topology).items():
        candidates[None, frozenset(sights.items())].append(node)
        for look in dict.fromkeys(sights.values()):
            candidates[look, frozenset({*sights.items(), (node, look)})].append(node)
    homes: dict[Node, Hashable] = {}
    for key, nodes in sorted(candidates.items(), key=lambda item: len(item[1]), reverse=True):
        if key[0] is None or len(nodes) >= CLIQUE:
            homes = {**dict.fromkeys(nodes, key), **homes}
    return _together(topology, homes.__getitem__)


def _sights(topology: Topology) -> dict[Node, dict[Hashable, tuple[Hashable, ...]]]:
    """Return for each VPC its neighbours, each with how the connections to it look from there."""
    sights: dict[Node, dict[Hashable, tuple[Hashable, ...]]] = {
        node: {} if node.vpc else {None: ("missing",)} for node in topology.nodes
    }
    for link in topology.links:
        arrow, (source, target) = _aim(link)
        for here, other, end in ((source, target, "source"), (target, source, "target")):
            look = (link.status, arrow, "" if arrow.is_symmetrical else end)
            sights[here][other] = (*sights[here].get(other, ()), look)
    return sights
