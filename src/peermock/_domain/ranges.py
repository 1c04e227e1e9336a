"""The CIDR blocks that a VPC may have, and how adding one affects its peering requests."""

from datetime import datetime

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6, contains, network, overlap
from peermock._domain.errors import (
    CidrConflict,
    CidrLimitExceeded,
    InvalidVpcRange,
    NotACidrBlock,
    RestrictedVpcRange,
)
from peermock._domain.peering import Peering, Status
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

LARGEST, SMALLEST = 16, 28
MOST_RANGES = 5
"""The maximum number of CIDR blocks per VPC and IP version (L-83CA0A9D)."""

_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16")
_RESTRICTED = {
    "10.0.0.0/8": ("172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"),
    "172.16.0.0/12": ("10.0.0.0/8", "192.168.0.0/16", "198.19.0.0/16", "172.31.0.0/16"),
    "192.168.0.0/16": ("10.0.0.0/8", "172.16.0.0/12", "198.19.0.0/16"),
    "198.19.0.0/16": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
}
"""For each range that a primary block may be in, the ranges that are closed to other blocks."""


def vpc_range(cidr_block: str) -> str:
    """Return an IPv4 CIDR block for a VPC in canonical form.

    Raises:
        NotACidrBlock: The text is not an IPv4 CIDR block.
        InvalidVpcRange: The block is larger than a /16 or smaller than a /28.
    """
    canonical = canonical_ipv4(cidr_block)
    if canonical is None:
        raise NotACidrBlock(cidr_block, "cidrBlock")
    if not LARGEST <= network(canonical).prefixlen <= SMALLEST:
        raise InvalidVpcRange(cidr_block)
    return canonical


def vpc_ipv6_range(cidr_block: str) -> str:
    """Return an IPv6 CIDR block for a VPC in canonical form.

    Raises:
        NotACidrBlock: The text is not an IPv6 CIDR block.
    """
    canonical = canonical_ipv6(cidr_block)
    if canonical is None:
        raise NotACidrBlock(cidr_block, "ipv6CidrBlock")
    return canonical


def add_range(world: World, vpc: Vpc, cidr_block: str, now: datetime) -> list[Peering]:
    """Return the peering requests that fail when a VPC gets an additional CIDR block.

    The rules are those of "VPC CIDR blocks" in the Amazon VPC User Guide.

    Raises:
        RestrictedVpcRange: The block is not allowed beside the VPC's primary one.
        CidrLimitExceeded: The VPC already has five.
        CidrConflict: The block overlaps one of the VPC or of an active peer or contains the
            destination of a route, or the VPC has an outstanding request of its own.
    """
    if overlap([cidr_block], vpc.cidr_blocks):
        raise CidrConflict(cidr_block, vpc.id, "it overlaps a range of the VPC")
    kin = vpc.ipv6 if ":" in cidr_block else vpc.ipv4
    if len(kin) >= MOST_RANGES:
        raise CidrLimitExceeded(vpc.id, MOST_RANGES)
    if kin is vpc.ipv4:
        _check_family(vpc, cidr_block)
    return join_range(world, vpc, cidr_block, now)


def join_range(world: World, vpc: Vpc, cidr_block: str, now: datetime) -> list[Peering]:
    """Return the peering requests that fail when a VPC gets a CIDR block that it may have.

    Raises:
        CidrConflict: The block overlaps one of an active peer or contains the destination of a
            route, or the VPC has an outstanding request of its own.
    """
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
    for table in world.at(vpc.place).tables_of(vpc.id):
        for route in table.routes:
            block = route.cidr_block
            if block and not route.is_local and contains(cidr_block, block):
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
    """Reject a CIDR block that is not allowed beside the primary one.

    See "IPv4 CIDR block association restrictions" in the Amazon VPC User Guide.
    """
    if any(overlap([cidr_block], [block]) for block in _restrict(vpc.cidr_block)):
        raise RestrictedVpcRange(cidr_block)


def _restrict(primary: str) -> tuple[str, ...]:
    for family, restricted in _RESTRICTED.items():
        if overlap([primary], [family]):
            return restricted
    return _PRIVATE
