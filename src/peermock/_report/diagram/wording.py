"""The text in the boxes and on the arrows of a diagram, line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from peermock._domain.identity import Place
from peermock._domain.peering import Status
from peermock._report.diagram.mermaid import Arrow, bold, safe
from peermock._report.diagram.topology import Link, Node, SideRoutes, Topology

RANGES = 3
"""The number of a VPC's ranges, or of route destinations, that are shown."""

MEMBERS = 60
"""The number of VPCs that a box lists."""

_LONGEST = 60
"""The maximum length of a combined line, including markup."""

SEPARATOR = " · "

_SHORTCOMINGS = {Arrow.ONE_WAY: ["no route back"], Arrow.UNROUTED: ["no routes"]}


def description(topology: Topology) -> str:
    """Return the description of a topology for screen readers."""
    accounts = {node.place.account_id for node in topology.nodes}
    regions = {node.place.region_name for node in topology.nodes}
    statuses = f": {_statuses(topology.links)}" if topology.links else ""
    return (
        f"{_count(topology.nodes, 'VPC')} in {_count(accounts, 'account')} and "
        f"{_count(regions, 'Region')}, {_count(topology.links, 'peering connection')}{statuses}"
    )


def place_line(place: Place) -> str:
    """Return the account and Region of a VPC that is drawn outside a frame."""
    return f"<i>{safe(place.account_id)} {place.region_name}</i>"


def node_lines(node: Node) -> Iterator[str]:
    """Yield the lines of a VPC."""
    if name := safe(node.name):
        yield bold(name)
    yield node.vpc_id
    if node.vpc is None:
        yield "no such VPC"
        return
    yield from _first(node.vpc.cidr_blocks)
    if node.vpc.is_default:
        yield "default VPC"


def link_lines(link: Link) -> tuple[str, ...]:
    """Return the lines of a connection."""
    active = link.status is Status.ACTIVE
    ways = [_way_line(way, active=active) for way in (link.there, link.back) if way.uses or active]
    return (bold(link.status.value), link.peering_id, *ways)


def member_lines(members: Sequence[Node], inside: Sequence[str]) -> Iterator[str]:
    """Yield the lines of VPCs that share a box.

    Args:
        members: The VPCs.
        inside: Summaries of the connections among them.
    """
    if len(members) > 1:
        yield bold(_count(members, "VPC"))
    if inside:
        yield f"among them: {', '.join(inside)}"
    for place, nodes in groupby(members[:MEMBERS], lambda node: node.place):
        heading = place_line(place)
        first, *others = _pack(nodes)
        if len(members) > 1 and not others and len(f"{heading} {first}") <= _LONGEST:
            yield f"{heading} {first}"
        else:
            yield from (heading, first, *others)
    if len(members) > MEMBERS:
        yield f"and {len(members) - MEMBERS} more"


def summary(links: Sequence[Link], arrow: Arrow) -> str:
    """Return the label of connections that share an arrow."""
    return ", ".join([_statuses(links), *_SHORTCOMINGS.get(arrow, [])])


def peering_ids(links: Sequence[Link], arrow: Arrow) -> list[str]:
    """Return the first IDs of connections that are not active."""
    return [] if arrow.is_active else _first([link.peering_id for link in links])


def _pack(nodes: Iterable[Node]) -> list[str]:
    """Return the VPCs in lines, as many per line as fit."""
    lines: list[str] = []
    for row in map(_row, nodes):
        if lines and len(lines[-1] + SEPARATOR + row) <= _LONGEST:
            lines[-1] += SEPARATOR + row
        else:
            lines.append(row)
    return lines


def _row(node: Node) -> str:
    if node.vpc is None:
        return f"{node.vpc_id} (no such VPC)"
    name = safe(node.name)
    return f"{bold(name) if name else node.vpc_id} {node.vpc.cidr_block}"


def _way_line(way: SideRoutes, *, active: bool) -> str:
    destinations = [
        cidr_block if count == way.tables else f"{cidr_block} in {count} of {way.tables} tables"
        for cidr_block, count in way.uses
    ]
    source = safe(way.source.name) or (way.source.vpc.cidr_block if way.source.vpc else "")
    routes = ", ".join(_first(destinations)) or "no route"
    return f"{source} → {routes}{'' if active else ' blackhole'}"


def _first(texts: Sequence[str]) -> list[str]:
    more = len(texts) - RANGES
    return [*texts[:RANGES], *([f"and {more} more"] if more > 0 else [])]


def _statuses(links: Iterable[Link]) -> str:
    counts = Counter(link.status.value for link in links)
    return ", ".join(f"{count} {status}" for status, count in counts.items())


def _count(things: Sequence[object] | set[str], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"
