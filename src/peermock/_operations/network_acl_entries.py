"""Operations on the entries of network ACLs."""

import re
from collections.abc import Mapping

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6
from peermock._domain.errors import (
    InvalidParameterCombination,
    InvalidParameterValue,
    MissingParameter,
    NotACidrBlock,
    PortsMissing,
)
from peermock._domain.errors.network_acls import InvalidRuleNumber
from peermock._domain.network_acl import (
    FIRST_NUMBER,
    LAST_NUMBER,
    NETWORK_ACL,
    NUMBERS_WITH_PORTS,
    NUMBERS_WITH_TYPES,
    PORTS,
    PROTOCOL_NUMBERS,
    AclEntry,
    NetworkAcl,
)
from peermock._domain.security import ALL_PROTOCOLS, ALL_TYPES
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.resources import find

_BLOCKS = {"CidrBlock": canonical_ipv4, "Ipv6CidrBlock": canonical_ipv6}
_NUMBER = re.compile(r"[0-9]{1,3}")
_LAST_PROTOCOL = 255
_TYPES = range(ALL_TYPES, 256)


def create_network_acl_entry(world: World, call: Call) -> Result:
    """Add an entry to a network ACL."""
    acl = _acl(world, call)
    world.store(call.place).put(NETWORK_ACL, acl.with_entry(_entry(call)))
    return {}


def replace_network_acl_entry(world: World, call: Call) -> Result:
    """Replace an entry of a network ACL."""
    acl = _acl(world, call)
    world.store(call.place).put(NETWORK_ACL, acl.with_replaced(_entry(call)))
    return {}


def delete_network_acl_entry(world: World, call: Call) -> Result:
    """Remove an entry from a network ACL."""
    acl = _acl(world, call)
    changed = acl.without_entry(_number(call), is_egress=call.params["Egress"])
    world.store(call.place).put(NETWORK_ACL, changed)
    return {}


def _acl(world: World, call: Call) -> NetworkAcl:
    return find(world, call, NETWORK_ACL, call.params["NetworkAclId"])


def _entry(call: Call) -> AclEntry:
    protocol = _protocol(call)
    action = call.params["RuleAction"].lower()
    if action not in ("allow", "deny"):
        raise InvalidParameterValue(f"Value ({action}) for parameter ruleAction is invalid.")
    first, last = _ports(call, protocol)
    return AclEntry(
        number=_number(call),
        is_egress=call.params["Egress"],
        protocol=protocol,
        allows=action == "allow",
        cidr_block=_cidr_block(call),
        first=first,
        last=last,
    )


def _number(call: Call) -> int:
    number: int = call.params["RuleNumber"]
    if not FIRST_NUMBER <= number <= LAST_NUMBER:
        raise InvalidRuleNumber(number)
    return number


def _protocol(call: Call) -> str:
    sent: str = call.params["Protocol"].lower()
    protocol = PROTOCOL_NUMBERS.get(sent, sent)
    if protocol == ALL_PROTOCOLS:
        return protocol
    if not _NUMBER.fullmatch(protocol) or int(protocol) > _LAST_PROTOCOL:
        raise InvalidParameterValue(f"Invalid value '{sent}' for IP protocol. Unknown protocol.")
    return str(int(protocol))


def _cidr_block(call: Call) -> str:
    sent = [name for name in _BLOCKS if name in call.params]
    if not sent:
        raise MissingParameter("cidrBlock or ipv6CidrBlock")
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent[:2])
    text = call.params[sent[0]]
    canonical = _BLOCKS[sent[0]](text)
    if canonical is None:
        raise NotACidrBlock(text, sent[0][0].lower() + sent[0][1:])
    return canonical


def _ports(call: Call, protocol: str) -> tuple[int | None, int | None]:
    """Return the ports of an entry, or its ICMP type and code. Other protocols have none."""
    if protocol in NUMBERS_WITH_PORTS:
        sent = call.params.get("PortRange", {})
        first, last = sent.get("From"), sent.get("To")
        if first is None or last is None:
            raise PortsMissing("TCP/UDP")
        if first not in PORTS or last not in PORTS or first > last:
            raise InvalidParameterValue(f"Invalid TCP/UDP port range ({first}:{last})")
        return first, last
    if protocol in NUMBERS_WITH_TYPES:
        sent = call.params.get("IcmpTypeCode", {})
        icmp_type, code = sent.get("Type"), sent.get("Code")
        if icmp_type is None or code is None:
            raise PortsMissing("ICMP")
        if icmp_type not in _TYPES or code not in _TYPES:
            raise InvalidParameterValue(f"ICMP type or code ({icmp_type}:{code}) out of range")
        return icmp_type, code
    return None, None


_ENTRY = (
    "NetworkAclId",
    "RuleNumber",
    "Protocol",
    "RuleAction",
    "Egress",
    "CidrBlock",
    "Ipv6CidrBlock",
    "IcmpTypeCode",
    "PortRange",
)

OPERATIONS: Mapping[str, Operation] = {
    "CreateNetworkAclEntry": Operation(create_network_acl_entry, _ENTRY, "NetworkAclId"),
    "DeleteNetworkAclEntry": Operation(
        delete_network_acl_entry, ("NetworkAclId", "RuleNumber", "Egress"), "NetworkAclId"
    ),
    "ReplaceNetworkAclEntry": Operation(replace_network_acl_entry, _ENTRY, "NetworkAclId"),
}
"""The rows of these operations."""
