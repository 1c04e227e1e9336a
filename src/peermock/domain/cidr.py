"""Address ranges: CIDR strings in canonical form, and whether two of them overlap."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network


@lru_cache(maxsize=4096)
def network(cidr_block: str) -> Network:
    """Return the range that a CIDR string names, host bits cleared.

    Raises:
        ValueError: The text is not an address, a slash and a prefix length.
    """
    address, slash, prefix = cidr_block.partition("/")
    if not (slash and address and prefix.isascii() and prefix.isdigit()):
        raise ValueError(cidr_block)
    if "%" in address:
        raise ValueError(cidr_block)
    return ip_network(cidr_block, strict=False)


def canonical_ipv4(cidr_block: str) -> str | None:
    """Return an IPv4 CIDR string in canonical form, or None when it is none.

    AWS does the same: "if you specify 100.68.0.18/18, we modify it to 100.68.0.0/18".

    Example:
        >>> canonical_ipv4("100.68.0.18/18")
        '100.68.0.0/18'
    """
    return _canonical(cidr_block, IPv4Network)


def canonical_ipv6(cidr_block: str) -> str | None:
    """Return an IPv6 CIDR string in canonical form, or None when it is none.

    Example:
        >>> canonical_ipv6("2001:DB8:0::/56")
        '2001:db8::/56'
    """
    return _canonical(cidr_block, IPv6Network)


def overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether any range of one side shares an address with any of the other.

    Example:
        >>> overlap(["10.0.0.0/16"], ["10.1.0.0/16", "10.0.128.0/24"])
        True
    """
    theirs = [network(block) for block in other]
    return any(_overlap(network(block), their) for block in one for their in theirs)


def contains(whole: str, part: str) -> bool:
    """Tell whether a range lies within another, or is the same.

    Example:
        >>> contains("10.0.0.0/16", "10.0.3.0/24"), contains("10.0.0.0/16", "::/64")
        (True, False)
    """
    outer, inner = network(whole), network(part)
    if outer.version != inner.version:
        return False
    return outer.prefixlen <= inner.prefixlen and outer.overlaps(inner)


def _overlap(one: Network, other: Network) -> bool:
    return one.version == other.version and one.overlaps(other)


def _canonical(cidr_block: str, version: type[Network]) -> str | None:
    try:
        parsed = network(cidr_block)
    except ValueError:
        return None
    return str(parsed) if isinstance(parsed, version) else None
