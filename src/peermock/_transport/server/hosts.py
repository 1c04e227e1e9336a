"""Checking the `Host` of a request and the site that it comes from.

A page from elsewhere can make a browser send requests to this machine. Such a request is recognised
by the origin that the browser reports or, if the page's own host name was made to resolve to this
machine, by that name in `Host`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_AWS = re.compile(r"(ec2|sts)(-fips)?\.([a-z0-9-]+\.)*(amazonaws\.com(\.cn)?|api\.aws)")
"""AWS's own host names, for clients that a proxy or a hosts file redirects here."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names that a request may use for the server.

    Addresses, `localhost` and AWS's own endpoint names are always allowed.

    Attributes:
        allowed: Additional names.
        is_public: Whether other machines can reach the server. Then names without a dot are
            allowed too, as they are common in container networks.
    """

    allowed: frozenset[str] = frozenset()
    is_public: bool = False

    def refusal_of(self, headers: Mapping[str, str | bytes]) -> str | None:
        """Return why a request is rejected, or None if it is not."""
        host = _text(headers, "host")
        if host and not self._is_ours(_name(host)):
            return (
                f"peermock does not accept the host {_name(host)!r}. If this is a name of the "
                f"server, start it with --allow-host {_name(host)}."
            )
        origin = _text(headers, "origin")
        if (origin and urlsplit(origin).netloc != host) or _text(headers, "sec-fetch-site") in (
            "cross-site",
            "same-site",
        ):
            return "peermock does not accept requests from pages of other sites."
        return None

    def _is_ours(self, name: str) -> bool:
        return (
            is_address(name)
            or name in self.allowed
            or name == "localhost"
            or name.endswith(".localhost")
            or (self.is_public and "." not in name)
            or _AWS.fullmatch(name) is not None
        )


def is_address(host: str) -> bool:
    """Return whether a host is an IP address, not a name.

    Example:
        >>> is_address("127.0.0.1"), is_address("::1"), is_address("localhost")
        (True, True, False)
    """
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
        (True, True, False)
    """
    return ip_address(host).is_loopback if is_address(host) else host == "localhost"


def _text(headers: Mapping[str, str | bytes], name: str) -> str:
    value = headers.get(name, "")
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _name(host: str) -> str:
    """Return the lowercase host in `HOST:PORT`; an IPv6 address without brackets."""
    text = host.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    name, _, port = text.rpartition(":")
    return (name if name and port.isdigit() else text).removesuffix(".")
