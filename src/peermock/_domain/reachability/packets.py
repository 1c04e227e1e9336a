"""The packets that the entries of a network ACL allow and deny."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from peermock._domain.cidr import contains, network
from peermock._domain.network_acl import NUMBERS_WITH_TYPES, AclEntry
from peermock._domain.security import ALL_PROTOCOLS, ALL_TYPES


@dataclass(frozen=True, slots=True)
class Packets:
    """Packets of one protocol and address family, from or to a CIDR block.

    Attributes:
        protocol: A protocol number, or `-1` for all.
        ports: Their destination ports, or their ICMP types.
        cidr_block: Their source or destination.
    """

    protocol: str
    ports: range
    cidr_block: str

    def meet(self, entry: AclEntry) -> bool:
        """Return whether an entry applies to any of the packets."""
        if ALL_PROTOCOLS not in (self.protocol, entry.protocol) and self.protocol != entry.protocol:
            return False
        block, theirs = network(self.cidr_block), network(entry.cidr_block)
        if block.version != theirs.version or not block.overlaps(theirs):
            return False
        return bool(_common(self.ports, entry.ports)) and self._has_code_of(entry)

    def beside(self, entry: AclEntry) -> Iterator["Packets"]:
        """Yield the packets to which an entry does not apply, given that it applies to some."""
        if entry.protocol in (ALL_PROTOCOLS, self.protocol):
            both = _common(self.ports, entry.ports)
            for ports in (range(self.ports.start, both.start), range(both.stop, self.ports.stop)):
                if ports:
                    yield replace(self, ports=ports)
            for block in _outside(self.cidr_block, entry.cidr_block):
                yield replace(self, ports=both, cidr_block=block)
        else:
            yield self

    def _has_code_of(self, entry: AclEntry) -> bool:
        """Return whether an entry applies to the ICMP code: 0, or any code if it denies."""
        if entry.protocol not in NUMBERS_WITH_TYPES or entry.last in (ALL_TYPES, 0):
            return True
        return len(self.ports) > 1 and not entry.allows


def denial_of(packets: Packets, entries: Iterable[AclEntry]) -> AclEntry | None:
    """Return the entry that denies some of the packets, or None if all of them pass.

    Entries are evaluated in ascending order of their numbers, and the first that applies to a
    packet decides. An ACL ends with entries that deny the rest.

    Args:
        packets: The packets.
        entries: The entries of one direction.
    """
    left = [packets]
    for entry in entries:
        met = [each for each in left if each.meet(entry)]
        if met and not entry.allows:
            return entry
        left = [each for each in left if each not in met]
        left += [part for each in met for part in each.beside(entry)]
    return None


def _common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))


def _outside(cidr_block: str, other: str) -> Iterator[str]:
    """Yield the parts of a range that lie outside another one."""
    if not contains(other, cidr_block):
        # Ranges that overlap have the same IP version, which their types do not express.
        yield from map(str, network(cidr_block).address_exclude(network(other)))  # type: ignore[arg-type]
