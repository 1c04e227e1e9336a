"""Which ranges a VPC may have, and what adding one means for its peering connections."""

from datetime import datetime

from peermock.domain.cidr import canonical_ipv4, canonical_ipv6, contains, network, overlap
from peermock.domain.errors import (
    CidrConflict,
    CidrLimitExceeded,
    InvalidVpcRange,
    NotACidrBlock,
    RestrictedVpcRange,
)
from peermock.domain.peering import Peering, Status
from peermock.domain.vpc import Vpc
from peermock.domain.world import World

LARGEST, SMALLEST = 16, 28
MOST_RANGES = 5
"""How many ranges of each IP version a VPC has at most (L-83CA0A9D)."""

_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16")
_RESTRICTED = {
    "10.0.0.0/8": ("172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"),
    "172.16.0.0/12": ("10.0.0.0/8", "192.168.0.0/16", "198.19.0.0/16", "172.31.0.0/16"),
    "192.168.0.0/16": ("10.0.0.0/8", "172.16.0.0/12", "198.19.0.0/16"),
    "198.19.0.0/16": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
}
"""For each range that a primary one may be in, the ranges that no other may be in."""


def vpc_range(cidr_block: str) -> str:
    """Return an IPv4 range for a VPC in canonical form.

    Raises:
        NotACidrBlock: The text is no IPv4 range.
        InvalidVpcRange: It is larger than a /16 or smaller than a /28.
    """
    canonical = canonical_ipv4(cidr_block)
    if canonical is None:
        raise NotACidrBlock(cidr_block, "cidrBlock")
    if not LARGEST <= network(canonical).prefixlen <= SMALLEST:
        raise InvalidVpcRange(cidr_block)
    return canonical


def vpc_ipv6_range(cidr_block: str) -> str:
    """Return an IPv6 range for a VPC in canonical form.

    Raises:
        NotACidrBlock: The text is no IPv6 range.
    """
    canonical = canonical_ipv6(cidr_block)
    if canonical is None:
        raise NotACidrBlock(cidr_block, "ipv6CidrBlock")
    return canonical


def add_range(world: World, vpc: Vpc, cidr_block: str, now: datetime) -> list[Peering]:
    """Return the peering requests that fail when a VPC gets one more range.

    The rules are those of "VPC CIDR blocks" in the Amazon VPC User Guide.

    Raises:
        RestrictedVpcRange: The range may not stand beside the VPC's primary one.
        CidrLimitExceeded: The VPC has five already.
        CidrConflict: The range overlaps one of the VPC or of an active peer, a route leads to a
            part of it, or the VPC has an outstanding request of its own.
    """
    if overlap([cidr_block], vpc.cidr_blocks):
        raise CidrConflict(cidr_block, vpc.id, "it overlaps a range of the VPC")
    kin = vpc.ipv6 if ":" in cidr_block else vpc.ipv4
    if len(kin) >= MOST_RANGES:
        raise CidrLimitExceeded(vpc.id, MOST_RANGES)
    if kin is vpc.ipv4:
        _check_family(vpc, cidr_block)
    _check_routes(world, vpc, cidr_block)
    failing = []
    for peering in world.peerings_of(vpc):
        status = peering.status(now)
        if status in (Status.PROVISIONING, Status.ACTIVE):
            _check_peer(world, vpc, peering, cidr_block)
        elif status in (Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE):
            if peering.requester.vpc_id == vpc.id:
                raise CidrConflict(cidr_block, vpc.id, f"{peering.id} is not yet accepted")
            if _meets_peer(world, vpc, peering, cidr_block):
                failing.append(peering.fail(now))
    return failing


def _check_routes(world: World, vpc: Vpc, cidr_block: str) -> None:
    for table in world.store(vpc.place).tables_of(vpc.id):
        for route in table.routes:
            if not route.is_local and contains(cidr_block, route.destination):
                reason = f"a route of {table.id} leads to {route.destination}"
                raise CidrConflict(cidr_block, vpc.id, reason)


def _check_peer(world: World, vpc: Vpc, peering: Peering, cidr_block: str) -> None:
    if _meets_peer(world, vpc, peering, cidr_block):
        raise CidrConflict(cidr_block, vpc.id, f"it overlaps the peer of {peering.id}")


def _meets_peer(world: World, vpc: Vpc, peering: Peering, cidr_block: str) -> bool:
    peer = peering.accepter if peering.requester.vpc_id == vpc.id else peering.requester
    other = world.vpc_of(peer)
    return other is not None and overlap([cidr_block], other.cidr_blocks)


def _check_family(vpc: Vpc, cidr_block: str) -> None:
    """Refuse a range that may not stand beside the primary one.

    "IPv4 CIDR block association restrictions" in the Amazon VPC User Guide.
    """
    if any(overlap([cidr_block], [block]) for block in _restricted(vpc.cidr_block)):
        raise RestrictedVpcRange(cidr_block)


def _restricted(primary: str) -> tuple[str, ...]:
    for family, restricted in _RESTRICTED.items():
        if overlap([primary], [family]):
            return restricted
    return _PRIVATE
