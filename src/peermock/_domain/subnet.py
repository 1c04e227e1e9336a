"""Subnets of a VPC."""

from dataclasses import dataclass

from peermock._domain.cidr import network
from peermock._domain.errors import SubnetIdMalformed, SubnetNotFound, TagSpecificationRefused
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.vpc import CidrAssociation

RESERVED_ADDRESSES = 5
"""The number of addresses that AWS reserves in every subnet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchOptions:
    """The properties of instances that are launched in a subnet.

    Attributes:
        assign_ipv6_address: Whether they get an IPv6 address.
        enable_dns64: Whether DNS returns synthetic IPv6 addresses.
        enable_a_record: Whether DNS returns an IPv4 address for the resource name.
        enable_aaaa_record: Whether DNS returns an IPv6 address for the resource name.
        hostname_type: `ip-name` or `resource-name`.
        map_public_ip: Whether they get a public IPv4 address.
    """

    assign_ipv6_address: bool = False
    enable_dns64: bool = False
    enable_a_record: bool = False
    enable_aaaa_record: bool = False
    hostname_type: str = "ip-name"
    map_public_ip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """A subnet.

    Attributes:
        id: The subnet's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC to which it belongs.
        cidr_block: The IPv4 CIDR block, in canonical form.
        zone_name: Its Availability Zone.
        is_default: Whether it is the default VPC's subnet of its zone.
        ipv6: The IPv6 CIDR block, if it has one.
        launch: The options for instances launched in it.
    """

    id: str
    place: Place
    vpc_id: str
    cidr_block: str
    zone_name: str
    is_default: bool = False
    ipv6: CidrAssociation | None = None
    launch: LaunchOptions = LaunchOptions()

    @property
    def free_addresses(self) -> int:
        """The number of IPv4 addresses that can be assigned."""
        return network(self.cidr_block).num_addresses - RESERVED_ADDRESSES

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """All CIDR blocks, IPv4 before IPv6."""
        return (self.cidr_block, self.ipv6.cidr_block) if self.ipv6 else (self.cidr_block,)


SUBNET: Kind[Subnet] = Kind(
    prefix="subnet",
    type_name="subnet",
    noun="subnet",
    malformed=SubnetIdMalformed,
    not_found=SubnetNotFound,
    untaggable=TagSpecificationRefused,
    has_home=True,
    names=lambda subnet: (subnet.vpc_id,),
    needs=lambda subnet, _: (subnet.vpc_id,),
    parts=lambda subnet: (subnet.ipv6,) if subnet.ipv6 else (),
)
