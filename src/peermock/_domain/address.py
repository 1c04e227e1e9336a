"""Elastic IP addresses and their associations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address

from peermock._domain.errors import AllocationNotFound
from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.kind import Kind
from peermock._domain.settle import Settling

PUBLIC_RANGE = int(IPv4Address("198.18.0.0"))
"""The first public address. The range is reserved for benchmarks (RFC 2544), never routed."""

PUBLIC_ADDRESSES = 1 << 17


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAssociation:
    """The association of an address with a network interface.

    Attributes:
        id: The association's ID.
        interface_id: The network interface.
        private_ip: The interface's address.
        gateway_id: The NAT gateway that owns the interface; None for any other interface.
        ending: When the association ends, once its NAT gateway is deleted.
    """

    id: str
    interface_id: str
    private_ip: str
    gateway_id: str | None = None
    ending: Settling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An elastic IP address.

    Attributes:
        id: The allocation's ID.
        place: The owner's account and the Region.
        public_ip: The address.
        last: The current or most recent association.
    """

    id: str
    place: Place
    public_ip: str
    last: AddressAssociation | None = None

    def association(self, now: datetime) -> AddressAssociation | None:
        """Return the association at a moment, or None."""
        if self.last is None or (self.last.ending and self.last.ending.is_over(now)):
            return None
        return self.last


def new_public_ip(ids: IdSource, is_taken: Callable[[str], bool]) -> str:
    """Return a public address that is not in use."""
    while True:
        number = int.from_bytes(ids.random_bytes(3), "big") % PUBLIC_ADDRESSES
        public_ip = str(IPv4Address(PUBLIC_RANGE + number))
        if not is_taken(public_ip):
            return public_ip


def _list_names(address: Address) -> Iterable[str]:
    names = (address.id, address.public_ip)
    return (*names, address.last.interface_id) if address.last else names


ADDRESS: Kind[Address] = Kind(
    prefix="eipalloc",
    type_name="elastic-ip",
    noun="allocation",
    malformed=AllocationNotFound,
    not_found=AllocationNotFound,
    names=_list_names,
    parts=lambda address: (address.last,) if address.last else (),
)
