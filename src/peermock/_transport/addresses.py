"""The addresses of this machine, and the endpoints served by this process."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from peermock._gateway import Gateway

served: dict[str, Gateway] = {}
"""The gateways that this process serves, by the host and port of their endpoints."""


def add(url: str, gateway: Gateway) -> None:
    """Register the gateway behind an address."""
    served[urlsplit(url).netloc] = gateway


def remove(url: str) -> None:
    """Unregister an address."""
    served.pop(urlsplit(url).netloc, None)


def gateway_at(url: str) -> Gateway | None:
    """Return this process's gateway at the address of a request, or None."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:  # such as `//[`
        return None
    return served.get(netloc.replace("localhost", "127.0.0.1"))


def is_local(host: str) -> bool:
    """Return whether a host is this machine, by address or by a name reserved in RFC 6761.

    `0.0.0.0`, on which moto's server listens, is included.
    """
    if host[-1:].isalpha():  # not an address; skip parsing
        return host == "localhost" or host.endswith(".localhost")
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
