"""Drawing a topology: each VPC and connection in full, or many of them at a glance."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from peermock._mock.diagram.grouping import Box, aims, bundles, group
from peermock._mock.diagram.mermaid import Edge, box, flowchart, frame, safe
from peermock._mock.diagram.topology import Node, Topology
from peermock._mock.diagram.wording import (
    description,
    link_lines,
    member_lines,
    node_lines,
    peering_ids,
    place_line,
    summary,
)
from peermock.domain.identity import Place, is_account_id

ROOM = 12
"""So many VPCs, and so many connections, can be shown in full."""


def as_mermaid(topology: Topology) -> str:
    """Return a topology as the text of a flowchart."""
    if max(len(topology.nodes), len(topology.links)) <= ROOM:
        return _in_full(topology)
    return _at_a_glance(topology, group(topology))


def _in_full(topology: Topology) -> str:
    """Return every VPC, and every connection with its routes."""
    lines, classes = (_framed if _can_be_framed(topology) else _unframed)(topology)
    edges = [
        Edge(_vpc(topology.nodes[source]), _vpc(topology.nodes[target]), arrow, link_lines(link))
        for link, (source, target, arrow) in aims(topology, [(node,) for node in topology.nodes])
    ]
    return flowchart(description(topology), lines, edges, classes)


def _can_be_framed(topology: Topology) -> bool:
    """Tell whether all arrows stay in a frame, or all leave it.

    Where some stay and some leave, Mermaid leads arrows behind boxes that they do not concern.
    """
    places = [(there.place, back.place) for there, back in (link.ends for link in topology.links)]
    return len({(a == b, a.account_id == b.account_id) for a, b in places}) <= 1


def _unframed(topology: Topology) -> tuple[list[str], dict[str, str]]:
    """Return the boxes of VPCs that name their accounts and Regions, and what each is."""
    return (
        [box(_vpc(node), [place_line(node.place), *node_lines(node)]) for node in topology.nodes],
        {_vpc(node): _class(node) for node in topology.nodes},
    )


def _framed(topology: Topology) -> tuple[list[str], dict[str, str]]:
    """Return the boxes of VPCs in frames of their accounts and Regions, and what each is."""
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
    """Return VPCs that share boxes, and connections that share arrows."""
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
    """Return the ID of a box; where there is no such VPC, another account may well have it."""
    name = node.vpc_id.replace("-", "_")
    return name if node.vpc else f"{_region(node.place)}_{name}"


def _region(place: Place) -> str:
    return f"{_account(place.account_id)}_{place.region_name.replace('-', '_')}"


def _account(account_id: str) -> str:
    """Return the ID of a frame; what a request takes for an account may be any text."""
    return f"account_{account_id if is_account_id(account_id) else f'x{account_id.encode().hex()}'}"
