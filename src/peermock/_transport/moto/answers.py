"""Amending moto's responses where a peering shows: route states and groups of peers.

This is done on the wire, because AWS's format is more stable than moto's templates.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from xml.etree import ElementTree as ET

from peermock._domain.identity import Place
from peermock._domain.security import SECURITY_GROUP, GroupReference, SecurityGroup
from peermock._domain.world import World
from peermock._gateway import present
from peermock._operations.call import Call, call_from
from peermock._operations.security_views import pair_view

T = TypeVar("T", str, bytes)

_NAMESPACE = re.compile(r' xmlns="([^"]*)"')


class _Document:
    """An EC2 response, whose namespace is removed while it is amended."""

    def __init__(self, text: str | bytes) -> None:
        decoded = text.decode() if isinstance(text, bytes) else text
        self._namespace = _NAMESPACE.search(decoded)
        # S314: the text comes from moto, in this process.
        self._root = ET.fromstring(_NAMESPACE.sub("", decoded, count=1))  # noqa: S314

    def items(self, element: ET.Element | None, *path: str) -> Iterator[ET.Element]:
        """Yield the items of a list in an element, or in the document."""
        start = self._root if element is None else element
        yield from start.iterfind("/".join((*path, "item")))

    def text(self, element: ET.Element, name: str) -> str:
        return (element.findtext(name) or "").strip()

    def put(self, element: ET.Element, name: str, text: str | None) -> None:
        """Set the text of a member, or remove the member."""
        member = element.find(name)
        if text is None:
            if member is not None:
                element.remove(member)
            return
        if member is None:
            member = ET.SubElement(element, name)
        member.text = text

    def write(self) -> str:
        if self._namespace is not None:
            self._root.set("xmlns", self._namespace[1])
        return str(ET.tostring(self._root, encoding="unicode"))


def amend(
    world: World, place: tuple[str, str], operation_name: str, body: str | bytes
) -> str | bytes:
    """Return a response of moto's as AWS would send it, in the same type.

    Args:
        world: The world. Without connections, nothing is amended.
        place: The caller's account and Region.
        operation_name: The operation.
        body: moto's response body.
    """
    change = _CHANGES.get(operation_name)
    marker = _MARKERS.get(operation_name, "")
    if change is None or not len(world.peerings):
        return body
    if (marker if isinstance(body, str) else marker.encode()) not in body:  # type: ignore[operator]
        return body
    document = _Document(body)
    change(document, world, call_from(Place(*place), present()))
    written = document.write()
    return written if isinstance(body, str) else written.encode()


def amend_arns(body: T) -> T:
    """Return an answer of the tagging API with the ARNs of connections as AWS writes them.

    moto before 5.1.5 repeats the name of the service in them.
    """
    wrong, right = ":ec2:vpc-peering-connection/", ":vpc-peering-connection/"
    if isinstance(body, str):
        return body.replace(wrong, right)
    return body.replace(wrong.encode(), right.encode())


def _amend_route_tables(document: _Document, world: World, call: Call) -> None:
    for item in document.items(None, "routeTableSet"):
        vpc_id = document.text(item, "vpcId")
        for route in document.items(item, "routeSet"):
            peering_id = document.text(route, "vpcPeeringConnectionId")
            way = world.way(call.place, peering_id) if peering_id else None
            if peering_id:
                is_open = way is not None and way.is_open_to(vpc_id, call.at)
                document.put(route, "state", "active" if is_open else "blackhole")
                document.put(route, "origin", "CreateRoute")
                document.put(route, "gatewayId", None)


def _amend_groups(document: _Document, world: World, call: Call) -> None:
    for item in document.items(None, "securityGroupInfo"):
        group, references = _references(world, call, document.text(item, "groupId"))
        for member in ("ipPermissions", "ipPermissionsEgress"):
            for permission in document.items(item, member):
                for pair in document.items(permission, "groups"):
                    reference = references.get(document.text(pair, "groupId"))
                    if reference is not None and group is not None:
                        _amend_pair(document, pair, pair_view(world, call, group, reference))


def _amend_rules(document: _Document, world: World, call: Call) -> None:
    for item in document.items(None, "securityGroupRuleSet"):
        pair = item.find("referencedGroupInfo")
        group, references = _references(world, call, document.text(item, "groupId"))
        if pair is None or group is None:
            continue
        reference = references.get(document.text(pair, "groupId"))
        if reference is not None:
            _amend_pair(document, pair, pair_view(world, call, group, reference))


def _references(
    world: World, call: Call, group_id: str
) -> tuple[SecurityGroup | None, Mapping[str, GroupReference]]:
    """Return a group, and the peers' groups it refers to, by ID."""
    group = world.at(call.place).of(SECURITY_GROUP).get(group_id)
    found = [rule.traffic.group for rule in group.rules] if group else []
    return group, {each.group_id: each for each in found if each is not None and each.vpc_id}


def _amend_pair(document: _Document, pair: ET.Element, view: Mapping[str, str]) -> None:
    for name, member in _PAIR.items():
        document.put(pair, member, view.get(name))


_PAIR = {
    "UserId": "userId",
    "VpcId": "vpcId",
    "VpcPeeringConnectionId": "vpcPeeringConnectionId",
    "PeeringStatus": "peeringStatus",
}

_CHANGES: Mapping[str, Callable[[_Document, World, Call], None]] = {
    "DescribeRouteTables": _amend_route_tables,
    "DescribeSecurityGroups": _amend_groups,
    "DescribeSecurityGroupRules": _amend_rules,
    "AuthorizeSecurityGroupIngress": _amend_rules,
    "AuthorizeSecurityGroupEgress": _amend_rules,
}
_MARKERS = {
    "DescribeRouteTables": "vpcPeeringConnectionId",
    "DescribeSecurityGroups": "groups>",
    "DescribeSecurityGroupRules": "referencedGroupInfo",
    "AuthorizeSecurityGroupIngress": "referencedGroupInfo",
    "AuthorizeSecurityGroupEgress": "referencedGroupInfo",
}
"""A text that occurs in a response if there may be something to amend."""
