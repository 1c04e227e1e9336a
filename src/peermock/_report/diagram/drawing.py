"""Drawing a topology: every VPC and connection in full, or an overview if there are many."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from peermock._domain.identity import Place, is_account_id
from peermock._report.diagram.grouping import Box, aims, bundles, group
from peermock._report.diagram.mermaid import Edge, box, flowchart, frame, safe
from peermock._report.diagram.topology import Node, Topology
from peermock._report.diagram.wording import (
    description,
    link_lines,
    member_lines,
    node_lines,
    peering_ids,
    place_line,
    summary,
)

ROOM = 12
"""The largest number of VPCs, and of connections, that are drawn in full."""


def as_mermaid(topology: Topology) -> str:
    """Return the Mermaid source of a topology."""
    if max(len(topology.nodes), len(topology.links)) <= ROOM:
        return _in_full(topology)
    return _at_a_glance(topology, group(topology))


def _in_full(topology: Topology) -> str:
    """Draw every VPC, and every connection with its routes."""
    lines, classes = (_frame_all if _can_be_framed(topology) else _box_all)(topology)
    edges = [
        Edge(_vpc(topology.nodes[source]), _vpc(topology.nodes[target]), arrow, link_lines(link))
        for link, (source, target, arrow) in aims(topology, [(node,) for node in topology.nodes])
    ]
    return flowchart(description(topology), lines, edges, classes)


def _can_be_framed(topology: Topology) -> bool:
    """Return whether all connections stay within one frame, or all cross frames.

    If some stay and some cross, Mermaid routes arrows behind unrelated boxes.
    """
    places = [(there.place, back.place) for there, back in (link.ends for link in topology.links)]
    return len({(a == b, a.account_id == b.account_id) for a, b in places}) <= 1


def _box_all(topology: Topology) -> tuple[list[str], dict[str, str]]:
    """Return boxes labelled with account and Region, and the class of each box."""
    return (
        [box(_vpc(node), [place_line(node.place), *node_lines(node)]) for node in topology.nodes],
        {_vpc(node): _class(node) for node in topology.nodes},
    )


def _frame_all(topology: Topology) -> tuple[list[str], dict[str, str]]:
    """Return boxes inside frames for accounts and Regions, and the class of each element."""
    classes: dict[str, str] = {}
    lines: list[str] = []
    for account_id, of_account in groupby(topology.nodes, lambda node: node.place.account_id):
        classes[_account(account_id)] = "account"
        regions: list[str] = []
        for place, of_place in groupby(of_account, lambda node: node.place):
            nodes = list(of_place)
            classes |= {_region(place): "region"} | {_vpc(node): _class(node) for node in nodes}
            boxes = (box(_vpc(node), node_lines(node)) for node in nodes)
            regions += frame(_region(place), place.region_name, boxes)
        lines += frame(_account(account_id), f"Account {safe(account_id)}", regions)
    return lines, classes


def _at_a_glance(topology: Topology, boxes: Sequence[Box]) -> str:
    """Draw an overview, in which VPCs share boxes and connections share arrows."""
    inside: defaultdict[int, list[str]] = defaultdict(list)
    edges: list[Edge] = []
    for (source, target, arrow), links in bundles(topology, boxes).items():
        text = summary(links, arrow)
        if source == target:
            inside[source].append(text)
            continue
        alone = len(boxes[source]) == len(boxes[target]) == 1
        ids = peering_ids(links, arrow) if alone else []
        edges.append(Edge(_group(boxes[source]), _group(boxes[target]), arrow, (text, *ids)))
    return flowchart(
        description(topology),
        [
            box(_group(members), member_lines(members, inside[number]))
            for number, members in enumerate(boxes)
        ],
        edges,
        {_group(members): _class(members[0]) for members in boxes},
    )


def _class(node: Node) -> str:
    return "vpc" if node.vpc else "missing"


def _group(members: Box) -> str:
    first = _vpc(members[0])
    return first if len(members) == 1 else f"group_{first}"


def _vpc(node: Node) -> str:
    """Return the node ID of a VPC; that of a missing one includes the account and Region."""
    name = node.vpc_id.replace("-", "_")
    return name if node.vpc else f"{_region(node.place)}_{name}"


def _region(place: Place) -> str:
    return f"{_account(place.account_id)}_{place.region_name.replace('-', '_')}"


def _account(account_id: str) -> str:
    """Return the node ID of an account, whose ID in a request may be any text."""
    return f"account_{account_id if is_account_id(account_id) else f'x{account_id.encode().hex()}'}"
