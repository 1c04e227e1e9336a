"""The question of reachability: what the author of a test gives, and the latest answer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import wrap
from weakref import WeakKeyDictionary

from peermock._mock.lifecycle import Lifecycle
from peermock._mock.resources import Vpc
from peermock.domain.admission import Flow
from peermock.domain.ends import IPV4, IPV6, End, end_at
from peermock.domain.reachability import Reachability, trace
from peermock.domain.security import ALL_PROTOCOLS, ALL_TYPES
from peermock.domain.world import World
from peermock.gateway import present

_FAMILIES = {"ipv4": IPV4, "ipv6": IPV6}
_PORT = (range(65536), "a port from 0 to 65535")
_TYPE = (range(ALL_TYPES, 256), "a type from 0 to 255, or none for all")
_NO_PORT = (range(ALL_TYPES, 0), "none, because all traffic has no one port")
_PORTS = {"tcp": _PORT, "udp": _PORT, "icmp": _TYPE, "icmpv6": _TYPE, ALL_PROTOCOLS: _NO_PORT}
"""For each protocol the ports or types that there are, and what to say of another one."""

_latest: WeakKeyDictionary[World, Reachability] = WeakKeyDictionary()
"""For each world the latest answer, which the report of a failed test shows."""


class Inquiry(Lifecycle):
    """What asks the mock about the network that it holds; a base of `PeeringMock`."""

    def reachability(  # noqa: PLR0913  # each is a property of the traffic, given by name
        self,
        a: Vpc | str,
        b: Vpc | str,
        *,
        port: int | None = None,
        protocol: str = "tcp",
        family: str = "ipv4",
        source_group: str | None = None,
        target_group: str | None = None,
    ) -> Reachability:
        """Return whether one VPC or subnet reaches another and is answered, and why or why not.

        An active connection has to join the two VPCs, and the route tables on both sides have to
        lead there and back, by longest prefix, for the whole of both ranges. A VPC stands for all
        its subnets. Security groups are asked when there is a port, or another protocol.

        Args:
            a: Where the traffic comes from: a VPC, or the ID of a VPC or subnet of any account.
            b: Where it goes to, likewise.
            port: What the security groups shall let through; with `icmp` the type of a message.
            protocol: `tcp`, `udp`, `icmp`, with IPv6 `icmpv6`, or `-1` for all traffic.
            family: `ipv4` or `ipv6`.
            source_group: The security group that the traffic leaves by; without it, any of the
                VPC's may let it out.
            target_group: The security group that it enters by; without it, any may let it in.

        Raises:
            ValueError: There is no such VPC, subnet or group, or a value is not as AWS has it.
            TypeError: A value has the wrong type.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
            ...     bool(aws.reachability(ours, theirs))
            False
        """
        world = self._world
        if family not in _FAMILIES:
            raise _unexpected("family", family, f"one of {_listed(_FAMILIES)}")
        flow = _flow(port, protocol, family)
        source = _guarded("source_group", source_group, _end(world, "a", a, family), flow)
        target = _guarded("target_group", target_group, _end(world, "b", b, family), flow)
        answer = _latest[world] = trace(world, source, target, present(), flow)
        return answer


def latest_lines(world: World, width: int) -> Iterator[str]:
    """Yield the latest answer in lines of a width; none when nobody has asked."""
    if world in _latest:
        for line in f"reachability: {_latest[world]}".splitlines():
            yield from wrap(line, width, subsequent_indent=" " * 8)


def _flow(port: int | None, protocol: str, family: str) -> Flow | None:
    """Return what is to pass security groups; None where they are not asked."""
    if protocol not in _PORTS:
        raise _unexpected("protocol", protocol, f"one of {_listed(_PORTS)}")
    icmp = {"icmp": "icmpv6", "icmpv6": "icmp"}
    if protocol in icmp and protocol != ("icmp" if family == "ipv4" else "icmpv6"):
        raise _unexpected("protocol", protocol, f"{icmp[protocol]!r} with family={family!r}")
    if port is None and protocol == "tcp":
        return None
    if port is not None and (not isinstance(port, int) or isinstance(port, bool)):
        raise TypeError(f"reachability(port={port!r}): expected a whole number")
    ports, expected = _PORTS[protocol]
    number = ALL_TYPES if port is None else port
    if number not in ports:
        raise _unexpected("port", port, f"{expected}, with protocol={protocol!r}")
    return Flow(protocol, number)


def _end(world: World, name: str, given: Vpc | str, family: str) -> End:
    """Return the VPC or subnet with an ID, wherever it is."""
    sought = given.id if isinstance(given, Vpc) else given
    if not isinstance(sought, str):
        raise TypeError(
            f"reachability({name}={given!r}): expected a peermock.Vpc, or the ID of a VPC or subnet"
        )
    for store in world.stores():
        subnet = store.subnets.get(sought)
        vpc = store.vpcs.get(subnet.vpc_id if subnet else sought)
        if vpc:
            return end_at(store, vpc, subnet, _FAMILIES[family])
    raise _unexpected(name, sought, "the ID of a VPC or subnet of any account, as it is now")


def _guarded(name: str, group_id: str | None, end: End, flow: Flow | None) -> End:
    """Return an end with the one security group that is asked for, or with all."""
    if group_id is None:
        return end
    if flow is None:
        raise _unexpected(name, group_id, "a port as well, such as port=443")
    groups = tuple(group for group in end.groups if group.id == group_id)
    if not groups:
        known = ", ".join(f"{group.id} ({group.name})" for group in end.groups)
        raise _unexpected(name, group_id, f"a security group of {end.vpc.id}: {known}")
    return replace(end, groups=groups)


def _unexpected(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"reachability({name}={value!r}): expected {expected}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))
