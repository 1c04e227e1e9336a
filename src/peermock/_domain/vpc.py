"""VPCs: their CIDR blocks and attributes."""

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from peermock._domain.cidr import overlap
from peermock._domain.errors import TagSpecificationRefused, VpcIdMalformed, VpcNotFound
from peermock._domain.identity import Place
from peermock._domain.kind import Kind

AMAZON_POOL = "Amazon"
"""The pool of IPv6 ranges that Amazon provides."""

DHCP_OPTIONS_PREFIX = "dopt"
"""The prefix of the IDs of DHCP options, whose kind is loaded on first use."""

DEFAULT_VPC = "default VPC"
"""The name of the default VPC."""


class CidrAssociation(NamedTuple):
    """A CIDR block associated with a VPC.

    Attributes:
        id: The association's ID, such as `vpc-cidr-assoc-0123456789abcdef0`.
        cidr_block: The CIDR block, in canonical form.
        pool: The IPv6 pool of the block; None for IPv4.
    """

    id: str
    cidr_block: str
    pool: str | None = None

    @property
    def ip_source(self) -> str:
        """Whether Amazon or the owner provided the IPv6 block: `amazon` or `byoip`."""
        return "amazon" if self.pool == AMAZON_POOL else "byoip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc:
    """A VPC of an account in a Region.

    Attributes:
        id: The VPC's ID.
        place: The owner's account and the Region.
        ipv4: The IPv4 CIDR blocks, the primary one first.
        ipv6: The IPv6 CIDR blocks.
        former_ipv6: The disassociated IPv6 CIDR blocks, which AWS continues to list.
        dhcp_options_id: The DHCP options in use.
        is_default: Whether it is the Region's default VPC.
        instance_tenancy: `default` or `dedicated`.
        enable_dns_support: Whether the VPC resolves DNS queries.
        enable_dns_hostnames: Whether instances get DNS names. Initially on for default VPCs only.
        enable_network_address_usage_metrics: Whether its addresses are counted.
    """

    id: str
    place: Place
    ipv4: tuple[CidrAssociation, ...]
    ipv6: tuple[CidrAssociation, ...] = ()
    former_ipv6: tuple[CidrAssociation, ...] = ()
    dhcp_options_id: str
    is_default: bool = False
    instance_tenancy: str = "default"
    enable_dns_support: bool = True
    enable_dns_hostnames: bool = False
    enable_network_address_usage_metrics: bool = False

    @property
    def cidr_block(self) -> str:
        """The primary IPv4 CIDR block."""
        return self.ipv4[0].cidr_block

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """All CIDR blocks, IPv4 before IPv6."""
        return tuple(map(attrgetter("cidr_block"), (*self.ipv4, *self.ipv6)))

    @property
    def resolves_hostnames(self) -> bool:
        """Whether DNS support and DNS hostnames are both on."""
        return self.enable_dns_support and self.enable_dns_hostnames

    def overlaps(self, other: "Vpc") -> bool:
        """Return whether any CIDR block of this VPC overlaps any of the other's."""
        return overlap(self.cidr_blocks, other.cidr_blocks)

    def with_ipv4(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC with an additional IPv4 CIDR block."""
        return replace(self, ipv4=(*self.ipv4, association))

    def without(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC without one of its CIDR blocks."""
        if association in self.ipv4:
            return replace(self, ipv4=tuple(a for a in self.ipv4 if a != association))
        return replace(
            self,
            ipv6=tuple(a for a in self.ipv6 if a != association),
            former_ipv6=(*self.former_ipv6, association),
        )

    def with_ipv6(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC with an additional IPv6 CIDR block."""
        return replace(self, ipv6=(*self.ipv6, association))


VPC: Kind[Vpc] = Kind(
    prefix="vpc",
    type_name="vpc",
    noun="vpc",
    malformed=VpcIdMalformed,
    not_found=VpcNotFound,
    untaggable=TagSpecificationRefused,
    has_home=True,
    names=lambda vpc: (vpc.dhcp_options_id, *([DEFAULT_VPC] if vpc.is_default else [])),
    needs=lambda vpc, _: (vpc.dhcp_options_id,),
    parts=lambda vpc: (*vpc.ipv4, *vpc.ipv6),
)
