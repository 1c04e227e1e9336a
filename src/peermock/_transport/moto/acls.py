"""moto's network ACLs as values of the domain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.identity import Place
from peermock._domain.network_acl import (
    ALLOWANCE_NUMBER,
    DENIAL_NUMBER,
    NUMBERS_WITH_TYPES,
    AclAssociation,
    AclEntry,
    NetworkAcl,
)
from peermock._transport.moto.values import canonical, is_on


def network_acl_from(acl: Any, place: Place) -> NetworkAcl:
    """Return a network ACL."""
    entries = [_entry(each) for each in acl.network_acl_entries]
    used = acl.associations
    associations = used.values() if isinstance(used, Mapping) else used
    return NetworkAcl(
        id=acl.id,
        place=place,
        vpc_id=acl.vpc_id,
        is_default=is_on(acl.default),
        entries=tuple(
            sorted(
                (*entries, *_for_ipv6(entries)),
                key=lambda entry: (not entry.is_egress, entry.number),
            )
        ),
        associations=tuple(AclAssociation(each.id, each.subnet_id) for each in associations),
    )


def _entry(entry: Any) -> AclEntry:
    protocol = str(entry.protocol)
    has_types = protocol in NUMBERS_WITH_TYPES
    ends = (
        (entry.icmp_type, entry.icmp_code)
        if has_types
        else (entry.port_range_from, entry.port_range_to)
    )
    first, last = (None if end is None else int(end) for end in ends)
    return AclEntry(
        number=int(entry.rule_number),
        is_egress=is_on(entry.egress),
        protocol=protocol,
        allows=entry.rule_action == "allow",
        cidr_block=canonical(entry.cidr_block or entry.ipv6_cidr_block or ""),
        first=first,
        last=last,
    )


def _for_ipv6(entries: Iterable[AclEntry]) -> Iterator[AclEntry]:
    """Yield a default ACL's own entries for IPv6, which moto lacks."""
    taken = {(entry.number, entry.is_egress) for entry in entries}
    for entry in entries:
        is_own = entry.number in (ALLOWANCE_NUMBER, DENIAL_NUMBER) and entry.protocol == "-1"
        number = entry.number + 1
        if is_own and entry.cidr_block == "0.0.0.0/0" and (number, entry.is_egress) not in taken:
            yield replace(entry, number=number, cidr_block="::/0")
