"""Permissions of security groups: from a caller's `IpPermissions` to traffic and back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from peermock.domain.cidr import canonical_ipv4, canonical_ipv6
from peermock.domain.errors import (
    GroupIdMalformed,
    GroupsApart,
    InvalidParameterValue,
    InvalidPermission,
    MissingParameter,
    PortsMissing,
    SecurityGroupNotFound,
    SourceGroupMissing,
)
from peermock.domain.identity import Place
from peermock.domain.ids import is_resource_id
from peermock.domain.security import (
    ALL_PROTOCOLS,
    ALL_TYPES,
    WITH_PORTS,
    WITH_TYPES,
    GroupReference,
    SecurityGroup,
    Traffic,
)
from peermock.domain.world import World
from peermock.operations.call import Call

Permission = Mapping[str, Any]
Refer = Callable[[Mapping[str, str]], GroupReference]
Described = tuple[Traffic, str]
"""Traffic with what its author said of it."""

PERMISSION = (
    "IpPermissions.IpProtocol",
    "IpPermissions.FromPort",
    "IpPermissions.ToPort",
    "IpPermissions.IpRanges",
    "IpPermissions.Ipv6Ranges",
    "IpPermissions.UserIdGroupPairs.Description",
    "IpPermissions.UserIdGroupPairs.GroupId",
    "IpPermissions.UserIdGroupPairs.PeeringStatus",
    "IpPermissions.UserIdGroupPairs.UserId",
    "IpPermissions.UserIdGroupPairs.VpcId",
    "IpPermissions.UserIdGroupPairs.VpcPeeringConnectionId",
)
"""The parameters of a permission that are honoured."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_NUMBERS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
_LAST_PORT = 65535
_LAST_TYPE = 255
_LAST_PROTOCOL = 255


def read_permissions(permissions: Iterable[Permission], refer: Refer) -> list[Described]:
    """Return the traffic that permissions describe, a piece for each range and each group.

    Args:
        permissions: The permissions as they were sent.
        refer: Returns the group that a pair names.

    Raises:
        AwsError: A permission is not as AWS takes it, or refers to a group that it may not.
    """
    return [each for permission in permissions for each in _read(permission, refer)]


def named_group(call: Call, pair: Mapping[str, str]) -> GroupReference:
    """Return the group that a pair names, be it there or not.

    Raises:
        SourceGroupMissing: It names none.
        GroupIdMalformed: What it names is no ID of a group.
    """
    if "GroupId" not in pair:
        raise SourceGroupMissing
    if not is_resource_id(pair["GroupId"], "sg"):
        raise GroupIdMalformed(pair["GroupId"])
    return GroupReference(pair.get("UserId", call.place.account_id), pair["GroupId"])


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
    """Return the group that a pair names: of the same VPC, or of one that is actively peered.

    Raises:
        SourceGroupMissing: It names none.
        GroupIdMalformed: What it names is no ID of a group.
        SecurityGroupNotFound: The caller has no such group.
        GroupsApart: It is of a VPC that no active connection in the Region joins.
    """
    reference = named_group(call, pair)
    account_id, group_id = reference.account_id, reference.group_id
    owner = Place(account_id, call.place.region_name)
    named = world.known_store(owner)
    other = named.security_groups.get(group_id) if named else None
    if other is None and owner == call.place:
        raise SecurityGroupNotFound(group_id)
    if other is not None and other.vpc_id == group.vpc_id:
        return reference
    peering = other and world.joining(group.vpc_id, other.vpc_id, call.at)
    if not other or not peering or peering.crosses_regions:
        raise GroupsApart
    reference = GroupReference(account_id, group_id, other.vpc_id, peering.id)
    if pair.get("VpcId", other.vpc_id) != other.vpc_id:
        raise GroupsApart
    if pair.get("VpcPeeringConnectionId", peering.id) != peering.id:
        raise GroupsApart
    return reference
