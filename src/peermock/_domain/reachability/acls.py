"""Evaluate network ACLs between the two ends of a path, in both directions."""

from collections.abc import Iterator
from dataclasses import dataclass

from peermock._domain.network_acl import PORTS, PROTOCOL_NUMBERS
from peermock._domain.reachability.ends import End, Station
from peermock._domain.reachability.groups import Flow
from peermock._domain.reachability.hops import AclHop
from peermock._domain.reachability.packets import Packets, denial_of
from peermock._domain.security import ALL_TYPES, WITH_PORTS

EPHEMERAL_PORTS = range(32768, 61001)
"""The destination ports of return traffic, as used by "many Linux kernels, including the Amazon
Linux kernel" (Amazon VPC User Guide)."""

_ANSWERS = {8: 0, 13: 14, 128: 129}
"""For each ICMP request type, the type of the reply."""


@dataclass(frozen=True, slots=True)
class Borders:
    """The network ACLs of the subnets at both ends of a path.

    ACLs are stateless, so return traffic needs entries too. Packets within one subnet do not pass
    an ACL. A default ACL with its original entries allows everything and is not a step of the path.

    Attributes:
        source: The end from which the traffic leaves.
        target: The end at which it arrives.
        flow: The protocol and port.
    """

    source: End
    target: End
    flow: Flow

    def hops(self) -> Iterator[AclHop]:
        """Yield the ACLs that the traffic passes, then those that the return traffic passes."""
        yield from self._way(self.source, self.target, _ports(self.flow), is_back=False)
        answers = _find_answer_ports(self.flow)
        if answers is not None:
            yield from self._way(self.target, self.source, answers, is_back=True)

    def _way(self, start: End, finish: End, ports: range, *, is_back: bool) -> Iterator[AclHop]:
        pairs = [(a, b) for a in start.stations for b in finish.stations if a.id != b.id]
        for here, there in pairs:
            yield from self._hops(here, there, ports, is_egress=True, is_back=is_back)
        for here, there in pairs:
            yield from self._hops(there, here, ports, is_egress=False, is_back=is_back)

    def _hops(
        self, here: Station, there: Station, ports: range, *, is_egress: bool, is_back: bool
    ) -> Iterator[AclHop]:
        if here.acl is None or here.acl.is_as_made:
            return
        for block in there.cidr_blocks:
            packets = Packets(PROTOCOL_NUMBERS.get(self.flow.protocol, "-1"), ports, block)
            entries = (entry for entry in here.acl.entries if entry.is_egress == is_egress)
            denial = denial_of(packets, entries)
            yield AclHop(
                is_back=is_back,
                is_egress=is_egress,
                id=here.id,
                network_acl_id=here.acl.id,
                traffic=self._traffic(ports),
                cidr_block=block,
                rule_number=denial.number if denial else None,
            )

    def _traffic(self, ports: range) -> str:
        if self.flow.protocol in WITH_PORTS and len(ports) > 1:
            return f"{self.flow.protocol} ports {ports[0]} to {ports[-1]}"
        return str(Flow(self.flow.protocol, ports[0] if len(ports) == 1 else ALL_TYPES))


def _ports(flow: Flow) -> range:
    return PORTS if flow.port == ALL_TYPES else range(flow.port, flow.port + 1)


def _find_answer_ports(flow: Flow) -> range | None:
    """Return the ports or ICMP types of the return traffic, or None if there is none."""
    if flow.protocol in WITH_PORTS:
        return PORTS if flow.port == ALL_TYPES else EPHEMERAL_PORTS
    if flow.port == ALL_TYPES:
        return PORTS
    answer = _ANSWERS.get(flow.port)
    return None if answer is None else range(answer, answer + 1)
