"""CIDR blocks: canonical form and overlap."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

IpNetwork = IPv4Network | IPv6Network

KEPT = 1 << 17
"""The number of CIDR blocks that are parsed only once, more than even a large world has."""


@lru_cache(KEPT)
def network(cidr_block: str) -> IpNetwork:
    """Return the range of a CIDR block, with host bits cleared.

    Raises:
        ValueError: The text is not an address with a prefix length.
    """
    address, slash, prefix = cidr_block.partition("/")
    if not (slash and address and prefix.isascii() and prefix.isdigit()):
        raise ValueError(cidr_block)
    if "%" in address:
        raise ValueError(cidr_block)
    return ip_network(cidr_block, strict=False)


def canonical_ipv4(cidr_block: str) -> str | None:
    """Return an IPv4 CIDR block in canonical form, or None if the text is not one.

    AWS does the same: "if you specify 100.68.0.18/18, we modify it to 100.68.0.0/18".

    Example:
        >>> canonical_ipv4("100.68.0.18/18")
        '100.68.0.0/18'
    """
    return _canonical(cidr_block, IPv4Network)


def canonical_ipv6(cidr_block: str) -> str | None:
    """Return an IPv6 CIDR block in canonical form, or None if the text is not one.

    Example:
        >>> canonical_ipv6("2001:DB8:0::/56")
        '2001:db8::/56'
    """
    return _canonical(cidr_block, IPv6Network)


def overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether any range of one side overlaps any range of the other.

    Example:
        >>> overlap(["10.0.0.0/16"], ["10.1.0.0/16", "10.0.128.0/24"])
        True
    """
    theirs = [_bounds(cidr_block) for cidr_block in other]
    for version, first, last in map(_bounds, one):
        for their_version, their_first, their_last in theirs:
            if version == their_version and first <= their_last and their_first <= last:
                return True
    return False


@lru_cache(KEPT)
def _bounds(cidr_block: str) -> tuple[int, int, int]:
    """Return the version, the first and the last address: comparing numbers is fast."""
    block = network(cidr_block)
    return block.version, int(block.network_address), int(block.broadcast_address)


def contains(whole: str, part: str) -> bool:
    """Return whether a range lies within another or equals it.

    Example:
        >>> contains("10.0.0.0/16", "10.0.3.0/24"), contains("10.0.0.0/16", "::/64")
        (True, False)
    """
    outer, inner = network(whole), network(part)
    if outer.version != inner.version:
        return False
    return outer.prefixlen <= inner.prefixlen and outer.overlaps(inner)


def _canonical(cidr_block: str, version: type[IpNetwork]) -> str | None:
    try:
        parsed = network(cidr_block)
    except ValueError:
        return None
    return str(parsed) if isinstance(parsed, version) else None
