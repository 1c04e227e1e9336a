"""Network interfaces: the caller's own, and those of NAT gateways and VPC endpoints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peermock._domain.cidr import network
from peermock._domain.errors import (
    InsufficientFreeAddresses,
    NetworkInterfaceIdMalformed,
    NetworkInterfaceNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.settle import Settling
from peermock._domain.subnet import Subnet

_RESERVED_AT_START = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkInterface:
    """A network interface in a subnet.

    Attributes:
        id: The interface's ID.
        place: The owner's account and the Region.
        vpc_id: The subnet's VPC.
        subnet_id: The subnet.
        zone_name: The subnet's Availability Zone.
        private_ip: Its address.
        mac_address: Its hardware address.
        description: The description.
        group_ids: The security groups that filter its traffic.
        gateway_id: The NAT gateway that owns it; None if there is none.
        endpoint_id: The VPC endpoint that owns it; None if there is none.
        ending: When it is deleted, after its NAT gateway or endpoint was.
    """

    id: str
    place: Place
    vpc_id: str
    subnet_id: str
    zone_name: str
    private_ip: str
    mac_address: str
    description: str = ""
    group_ids: tuple[str, ...] = ()
    gateway_id: str | None = None
    endpoint_id: str | None = None
    ending: Settling | None = None

    @property
    def is_managed(self) -> bool:
        """Whether AWS created it for a NAT gateway or a VPC endpoint."""
        return self.gateway_id is not None or self.endpoint_id is not None

    def is_there(self, now: datetime) -> bool:
        """Return whether it exists at a moment."""
        return self.ending is None or not self.ending.is_over(now)

    def is_open_to(self, vpc_id: str, now: datetime) -> bool:
        """Return whether traffic from a VPC gets through. An unused interface blocks it."""
        return self.vpc_id == vpc_id and self.gateway_id is not None and self.is_there(now)


def addresses_in(subnet: Subnet, interfaces: Iterable[NetworkInterface], now: datetime) -> set[str]:
    """Return the addresses that network interfaces use in a subnet at a moment."""
    return {i.private_ip for i in interfaces if i.subnet_id == subnet.id and i.is_there(now)}


def free_address(subnet: Subnet, taken: set[str]) -> str:
    """Return the first free address of a subnet.

    Raises:
        InsufficientFreeAddresses: Every address is in use.
    """
    if len(taken) >= subnet.free_addresses:
        raise InsufficientFreeAddresses
    block = network(subnet.cidr_block)
    numbers = range(_RESERVED_AT_START, block.num_addresses - 1)
    return next(ip for ip in (str(block[number]) for number in numbers) if ip not in taken)


def mac_address(seed: bytes) -> str:
    """Return a locally administered MAC address from five bytes."""
    return ":".join(f"{byte:02x}" for byte in (0x02, *seed))


def _list_names(interface: NetworkInterface) -> Iterable[str]:
    names = (interface.subnet_id, interface.vpc_id, *interface.group_ids)
    return (*names, interface.endpoint_id) if interface.endpoint_id else names


def _list_needs(interface: NetworkInterface, now: datetime) -> Iterable[str]:
    if not interface.is_there(now):
        return ()
    return (interface.subnet_id, interface.vpc_id, *interface.group_ids)


NETWORK_INTERFACE: Kind[NetworkInterface] = Kind(
    prefix="eni",
    type_name="network-interface",
    noun="networkInterface",
    malformed=NetworkInterfaceIdMalformed,
    not_found=NetworkInterfaceNotFound,
    names=_list_names,
    needs=_list_needs,
    is_seen=NetworkInterface.is_there,
)
