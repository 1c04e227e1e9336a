"""VPCs: their address ranges and attributes."""

from dataclasses import dataclass, replace

from peermock.domain.cidr import overlap
from peermock.domain.identity import Place


@dataclass(frozen=True, slots=True)
class CidrAssociation:
    """A range associated with a VPC.

    Attributes:
        id: Such as `vpc-cidr-assoc-0123456789abcdef0`.
        cidr_block: The range, a CIDR string in canonical form.
        pool: The IPv6 pool that the range is from; empty for IPv4.
    """

    id: str
    cidr_block: str
    pool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc:
    """A VPC of an account in a Region.

    Attributes:
        id: The VPC's ID.
        place: The owner's account and the Region.
        ipv4: The IPv4 ranges, the primary first.
        ipv6: The IPv6 ranges.
        dhcp_options_id: The DHCP options in use.
        is_default: Whether it is the Region's default VPC.
        instance_tenancy: `default` or `dedicated`.
        enable_dns_support: Whether the VPC answers DNS queries.
        enable_dns_hostnames: Whether instances get DNS names; on only for default VPCs at first.
    """

    id: str
    place: Place
    ipv4: tuple[CidrAssociation, ...]
    ipv6: tuple[CidrAssociation, ...] = ()
    dhcp_options_id: str
    is_default: bool = False
    instance_tenancy: str = "default"
    enable_dns_support: bool = True
    enable_dns_hostnames: bool = False

    @property
    def cidr_block(self) -> str:
        """The primary IPv4 range."""
        return self.ipv4[0].cidr_block

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """All ranges, IPv4 before IPv6."""
        return tuple(a.cidr_block for a in (*self.ipv4, *self.ipv6))

    @property
    def resolves_hostnames(self) -> bool:
        """Whether DNS support and DNS hostnames are both on."""
        return self.enable_dns_support and self.enable_dns_hostnames

    def overlaps(self, other: "Vpc") -> bool:
        """Tell whether any range of this VPC overlaps any of the other's."""
        return overlap(self.cidr_blocks, other.cidr_blocks)

    def with_ipv4(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC with one more IPv4 range."""
        return replace(self, ipv4=(*self.ipv4, association))

    def without(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC without one of its ranges."""
        return replace(
            self,
            ipv4=tuple(a for a in self.ipv4 if a != association),
            ipv6=tuple(a for a in self.ipv6 if a != association),
        )

    def with_ipv6(self, association: CidrAssociation) -> "Vpc":
        """Return the VPC with one more IPv6 range."""
        return replace(self, ipv6=(*self.ipv6, association))
