"""Subnets of a VPC."""

from dataclasses import dataclass

from peermock.domain.cidr import network
from peermock.domain.identity import Place
from peermock.domain.vpc import CidrAssociation

RESERVED_ADDRESSES = 5
"""The addresses of every subnet that AWS keeps for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """A subnet.

    Attributes:
        id: The subnet's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC that it is a part of.
        cidr_block: Its IPv4 range, a CIDR string in canonical form.
        zone_name: Its Availability Zone.
        is_default: Whether it is the default VPC's subnet of its zone.
        ipv6: Its IPv6 range, if it has one.
    """

    id: str
    place: Place
    vpc_id: str
    cidr_block: str
    zone_name: str
    is_default: bool = False
    ipv6: CidrAssociation | None = None

    @property
    def free_addresses(self) -> int:
        """How many IPv4 addresses there are to use."""
        return network(self.cidr_block).num_addresses - RESERVED_ADDRESSES

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """All ranges, IPv4 before IPv6."""
        return (self.cidr_block, self.ipv6.cidr_block) if self.ipv6 else (self.cidr_block,)
