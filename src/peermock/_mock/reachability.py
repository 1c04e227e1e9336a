"""Answering `PeeringMock.reachability`, and keeping the latest answer for the report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from peermock._domain.reachability.ends import IPV4, IPV6, End, end_at
from peermock._domain.reachability.groups import Flow
from peermock._domain.reachability.trace import Reachability, trace
from peermock._domain.security import ALL_PROTOCOLS, ALL_TYPES
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._gateway import Gateway, present
from peermock._mock.resources import Vpc
from peermock._report.columns import wrap_text

_FAMILIES = {"ipv4": IPV4, "ipv6": IPV6}
_PORT = (range(65536), "a port from 0 to 65535")
_TYPE = (range(ALL_TYPES, 256), "a type from 0 to 255, or None for all")
_NO_PORT = (range(ALL_TYPES, 0), "None, because all traffic has no single port")
_PORTS = {"tcp": _PORT, "udp": _PORT, "icmp": _TYPE, "icmpv6": _TYPE, ALL_PROTOCOLS: _NO_PORT}
"""For each protocol its valid ports or types, and their description in error messages."""

_latest: WeakKeyDictionary[World, Reachability] = WeakKeyDictionary()
"""The latest answer for each world, for the report of a failed test."""


@dataclass(frozen=True, slots=True)
class Query:
    """The arguments of `PeeringMock.reachability`."""

    port: int | None
    protocol: str
    family: str
    source_group: str | None
    target_group: str | None


def ask(gateway: Gateway, a: Vpc | str, b: Vpc | str, query: Query) -> Reachability:
    """Return whether traffic passes between two VPCs or subnets, and keep the answer.

    Raises:
        ValueError: A VPC, subnet or group does not exist, or a value is invalid.
        TypeError: A value has the wrong type.
    """
    family = query.family
    if family not in _FAMILIES:
        raise _make_error("family", family, f"one of {_list(_FAMILIES)}")
    flow = _flow(query.port, query.protocol, family)
    with gateway.locked() as world:
        source, target = _end(world, "a", a, family), _end(world, "b", b, family)
        source = _guard("source_group", query.source_group, source, flow)
        target = _guard("target_group", query.target_group, target, flow)
        answer = _latest[world] = trace(world, source, target, present(), flow)
    return answer


def latest_lines(world: World) -> Iterator[str]:
    """Yield the lines of the latest answer, if there is one."""
    if world in _latest:
        for line in f"reachability: {_latest[world]}".splitlines():
            yield from wrap_text(line, margin=0, hang=8)


def _flow(port: int | None, protocol: str, family: str) -> Flow | None:
    """Return the flow to check against security groups; None to skip that check."""
    if protocol not in _PORTS:
        raise _make_error("protocol", protocol, f"one of {_list(_PORTS)}")
    icmp = {"icmp": "icmpv6", "icmpv6": "icmp"}
    if protocol in icmp and protocol != ("icmp" if family == "ipv4" else "icmpv6"):
        raise _make_error("protocol", protocol, f"{icmp[protocol]!r} with family={family!r}")
    if port is None and protocol == "tcp":
        return None
    if port is not None and (not isinstance(port, int) or isinstance(port, bool)):
        raise TypeError(f"reachability(port={port!r}): expected a whole number")
    ports, expected = _PORTS[protocol]
    number = ALL_TYPES if port is None else port
    if number not in ports:
        raise _make_error("port", port, f"{expected}, with protocol={protocol!r}")
    return Flow(protocol, number)


def _end(world: World, name: str, given: Vpc | str, family: str) -> End:
    """Return the VPC or subnet with an ID, in any account and Region."""
    sought = given.id if isinstance(given, Vpc) else given
    if not isinstance(sought, str):
        raise TypeError(
            f"reachability({name}={given!r}): expected a peermock.Vpc, or the ID of a VPC or subnet"
        )
    holdings = world.network.home_of(sought)
    if holdings is None:
        raise _make_error(name, sought, "the ID of an existing VPC or subnet")
    subnet = holdings.of(SUBNET).get(sought)
    vpc = holdings.of(VPC)[subnet.vpc_id if subnet else sought]
    return end_at(holdings, vpc, subnet, _FAMILIES[family])


def _guard(name: str, group_id: str | None, end: End, flow: Flow | None) -> End:
    """Return an end restricted to the requested security group; unchanged without one."""
    if group_id is None:
        return end
    if flow is None:
        raise _make_error(name, group_id, "a port as well, such as port=443")
    groups = tuple(group for group in end.groups if group.id == group_id)
    if not groups:
        known = ", ".join(f"{group.id} ({group.name})" for group in end.groups)
        raise _make_error(name, group_id, f"a security group of {end.vpc.id}: {known}")
    return replace(end, groups=groups)


def _make_error(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"reachability({name}={value!r}): expected {expected}")


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))
