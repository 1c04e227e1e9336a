"""Permissions of security groups: converting `IpPermissions` to traffic and back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6
from peermock._domain.errors import (
    GroupIdMalformed,
    GroupNameInVpc,
    GroupsApart,
    InvalidParameterValue,
    InvalidPermission,
    MissingParameter,
    PortsMissing,
    SecurityGroupNotFound,
    SourceGroupMissing,
)
from peermock._domain.identity import Place
from peermock._domain.ids import is_resource_id
from peermock._domain.peering import Status
from peermock._domain.prefix_list import PREFIX_LIST
from peermock._domain.security import (
    ALL_PROTOCOLS,
    ALL_TYPES,
    SECURITY_GROUP,
    WITH_PORTS,
    WITH_TYPES,
    GroupReference,
    PrefixListReference,
    SecurityGroup,
    Traffic,
)
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.security_groups import find_group_by_name

Permission = Mapping[str, Any]
Refer = Callable[[Mapping[str, str]], GroupReference]
Described = tuple[Traffic, str]
"""Traffic with its description."""

PERMISSION = (
    "IpPermissions.IpProtocol",
    "IpPermissions.FromPort",
    "IpPermissions.ToPort",
    "IpPermissions.IpRanges",
    "IpPermissions.Ipv6Ranges",
    "IpPermissions.PrefixListIds",
    "IpPermissions.UserIdGroupPairs.Description",
    "IpPermissions.UserIdGroupPairs.GroupId",
    "IpPermissions.UserIdGroupPairs.GroupName",
    "IpPermissions.UserIdGroupPairs.PeeringStatus",
    "IpPermissions.UserIdGroupPairs.UserId",
    "IpPermissions.UserIdGroupPairs.VpcId",
    "IpPermissions.UserIdGroupPairs.VpcPeeringConnectionId",
)
"""The supported parameters of a permission."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_NUMBERS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
_LAST_PORT = 65535
_LAST_TYPE = 255
_LAST_PROTOCOL = 255


def read_permissions(permissions: Iterable[Permission], refer: Refer) -> list[Described]:
    """Return the traffic that permissions describe, one item per range, list and group.

    Args:
        permissions: The permissions as sent.
        refer: Returns the group that a pair names.

    Raises:
        AwsError: A permission is invalid, or refers to a group that it may not.
    """
    return [each for permission in permissions for each in _read(permission, refer)]


def read_group(
    world: World, call: Call, group: SecurityGroup, pair: Mapping[str, str]
) -> GroupReference:
    """Return the group that a pair names, whether or not it exists.

    AWS ignores the VPC, connection and status that a pair contains.

    Raises:
        SourceGroupMissing: The pair names no group.
        GroupNameInVpc: The pair uses a name, but the rule is not in the default VPC.
        NotInDefaultVpc: The default VPC has no group with this name.
        GroupIdMalformed: The group ID is malformed.
    """
    account_id = pair.get("UserId", call.account_id)
    if pair.get("GroupName"):
        if "GroupId" in pair or not world.at(call.place).of(VPC)[group.vpc_id].is_default:
            raise GroupNameInVpc
        named = find_group_by_name(world, call, pair["GroupName"])
        return GroupReference(account_id, named.id)
    if "GroupId" not in pair:
        raise SourceGroupMissing
    if not is_resource_id(pair["GroupId"], SECURITY_GROUP.prefix):
        raise GroupIdMalformed(pair["GroupId"])
    return GroupReference(account_id, pair["GroupId"])


def _read(permission: Permission, refer: Refer) -> Iterator[Described]:
    protocol = _protocol(permission)
    ports = _ports(protocol, permission)
    for member, key, canonical in (
        ("IpRanges", "CidrIp", canonical_ipv4),
        ("Ipv6Ranges", "CidrIpv6", canonical_ipv6),
    ):
        for sent in permission.get(member, ()):
            block = canonical(sent.get(key, ""))
            if block is None:
                raise InvalidParameterValue(f"CIDR block {sent.get(key, '')} is malformed")
            yield Traffic(protocol, *ports, block), sent.get("Description", "")
    for sent in permission.get("PrefixListIds", ()):
        reference = PrefixListReference(sent.get("PrefixListId", ""))
        if not is_resource_id(reference.prefix_list_id, PREFIX_LIST.prefix):
            raise PREFIX_LIST.malformed(reference.prefix_list_id)
        yield Traffic(protocol, *ports, reference), sent.get("Description", "")
    for pair in permission.get("UserIdGroupPairs", ()):
        yield Traffic(protocol, *ports, refer(pair)), pair.get("Description", "")


def _protocol(permission: Permission) -> str:
    if "IpProtocol" not in permission:
        raise MissingParameter("ipProtocol")
    sent = permission["IpProtocol"].lower()
    name = _NUMBERS.get(sent, sent)
    if name in (ALL_PROTOCOLS, *WITH_PORTS, *WITH_TYPES):
        return str(name)
    if not _NUMBER.fullmatch(sent) or int(sent) > _LAST_PROTOCOL:
        raise InvalidParameterValue(f"Invalid value '{sent}' for IP protocol. Unknown protocol.")
    return str(sent)


def _ports(protocol: str, permission: Permission) -> tuple[int | None, int | None]:
    first, last = permission.get("FromPort"), permission.get("ToPort")
    if protocol not in (*WITH_PORTS, *WITH_TYPES):
        return None, None
    if protocol == "icmpv6" and first is None and last is None:
        return ALL_TYPES, ALL_TYPES
    if first is None or last is None:
        raise PortsMissing("TCP/UDP" if protocol in WITH_PORTS else "ICMP")
    if protocol in WITH_TYPES:
        _check_types(first, last)
    else:
        _check_ports(first, last)
    return first, last


def _check_types(icmp_type: int, code: int) -> None:
    for number, what in ((icmp_type, "type"), (code, "code")):
        if not ALL_TYPES <= number <= _LAST_TYPE:
            raise InvalidParameterValue(f"ICMP {what} ({number}) out of range")


def _check_ports(first: int, last: int) -> None:
    for port in (first, last):
        if not 0 <= port <= _LAST_PORT:
            raise InvalidPermission(f"TCP/UDP port ({port}) out of range")
    if first > last:
        raise InvalidParameterValue(f"Invalid TCP/UDP port range ({first}:{last})")


def usable_group(
    world: World, call: Call, group: SecurityGroup, pair: Mapping[str, str]
) -> GroupReference:
    """Return the group that a pair names, in the same VPC or an actively peered one.

    A peer's group does not need `UserId`.

    Raises:
        AwsError: As `read_group`.
        SecurityGroupNotFound: Neither the caller nor a peer has the group.
        GroupsApart: The group is the caller's, but no active connection joins the two VPCs.
    """
    named = read_group(world, call, group, pair)
    for account_id in dict.fromkeys((named.account_id, *_peers(world, call, group, pair))):
        place = Place(account_id, call.region_name)
        other = world.at(place).of(SECURITY_GROUP).get(named.group_id)
        if other is not None:
            return _reference(world, call, group, other)
    raise SecurityGroupNotFound(named.group_id)


def _peers(
    world: World, call: Call, group: SecurityGroup, pair: Mapping[str, str]
) -> Iterator[str]:
    """Yield the owners of peer VPCs, for a pair that names no owner."""
    if "UserId" not in pair:
        for peering in world.peerings.of_vpc(group.vpc_id):
            if peering.status(call.at) is Status.ACTIVE:
                yield from (side.place.account_id for side in peering.sides)


def _reference(
    world: World, call: Call, group: SecurityGroup, other: SecurityGroup
) -> GroupReference:
    account_id = other.place.account_id
    if other.vpc_id == group.vpc_id:
        return GroupReference(account_id, other.id)
    peering = world.joining(group.vpc_id, other.vpc_id, call.at)
    if peering is not None and not peering.crosses_regions:
        return GroupReference(account_id, other.id, other.vpc_id, peering.id)
    if account_id == call.account_id:
        raise GroupsApart
    raise SecurityGroupNotFound(other.id)


def rule_text(traffic: Traffic) -> str:
    """Return a rule as AWS words it in errors about duplicates (recorded)."""
    peer = traffic.group.group_id if traffic.group else traffic.cidr_block
    peer = traffic.prefix_list_id or peer
    if traffic.protocol == ALL_PROTOCOLS:
        return f"peer: {peer}, ALL, ALLOW"
    if traffic.from_port is None:
        return f"peer: {peer}, protocol: {traffic.protocol}, ALLOW"
    words = ("type", "code") if traffic.protocol in WITH_TYPES else ("from port", "to port")
    first, last = (
        f"{word}: {'ALL' if number == ALL_TYPES else number}"
        for word, number in zip(words, (traffic.from_port, traffic.to_port), strict=True)
    )
    return f"peer: {peer}, {traffic.protocol.upper()}, {first}, {last}, ALLOW"
