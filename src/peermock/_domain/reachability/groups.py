"""Evaluate security groups at the two ends of a path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from peermock._domain.cidr import overlap
from peermock._domain.reachability.ends import End
from peermock._domain.reachability.hops import GroupHop
from peermock._domain.reachability.routes import divide
from peermock._domain.security import (
    ALL_PROTOCOLS,
    ALL_TYPES,
    WITH_TYPES,
    SecurityGroup,
    Traffic,
)

Groups = tuple[SecurityGroup, ...]
GroupPair = tuple[str, str]
"""The IDs of a group of the source and a group of the target."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The traffic in question: a protocol and a port.

    Attributes:
        protocol: `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for all.
        port: The port, or the ICMP type with code 0; `-1` for all types, and for all protocols.
    """

    protocol: str
    port: int

    def __str__(self) -> str:
        if self.protocol == ALL_PROTOCOLS:
            return "all traffic"
        if self.port == ALL_TYPES:
            return f"all {self.protocol}"
        return f"{self.protocol} {'type' if self.protocol in WITH_TYPES else 'port'} {self.port}"

    def is_let_by(self, traffic: Traffic) -> bool:
        """Return whether a rule allows the flow, by protocol and port."""
        if traffic.protocol == ALL_PROTOCOLS:
            return True
        if traffic.protocol != self.protocol:
            return False
        first, last = traffic.from_port, traffic.to_port
        if self.protocol in WITH_TYPES:
            return first == ALL_TYPES or (first == self.port and last in (ALL_TYPES, 0))
        return first is not None and last is not None and first <= self.port <= last


@dataclass(frozen=True, slots=True)
class Guard:
    """The security groups at both ends of a path.

    Attributes:
        source: The end from which the traffic leaves.
        target: The end at which it arrives.
        flow: The protocol and port.
    """

    source: End
    target: End
    flow: Flow

    def hops(self) -> Iterator[GroupHop]:
        """Yield the groups that allow the traffic out and in, for every pair of CIDR blocks.

        One group at each end suffices, since an instance may use it. Security groups are stateful,
        so return traffic does not need a rule.
        """
        leaving: dict[str, list[GroupPair]] = {}
        for block in self.target.cidr_blocks:
            leaving[block] = self._pairs(block, is_egress=True)
            if not leaving[block]:
                yield self._refusal(self.source.groups, block, is_egress=True)
        passed = []
        for block in self.source.cidr_blocks:
            arriving = set(self._pairs(block, is_egress=False))
            for destination, pairs in leaving.items():
                both = next((pair for pair in pairs if pair in arriving), None)
                ours, theirs = both or pairs[0]
                passed.append(self._passage(ours, destination, is_egress=True))
                if both is None:
                    yield passed[-1]
                    yield self._refusal(self._enter(pairs), block, is_egress=False)
                passed.append(self._passage(theirs, block, is_egress=False))
        yield from sorted(passed, key=lambda hop: not hop.is_egress)

    def _enter(self, pairs: list[GroupPair]) -> Groups:
        entered = {theirs for _, theirs in pairs}
        return tuple(group for group in self.target.groups if group.id in entered)

    def _pairs(self, block: str, *, is_egress: bool) -> list[GroupPair]:
        """Return the pairs of groups in which the first allows the traffic out or the second in."""
        here, there = (self.source, self.target) if is_egress else (self.target, self.source)
        pairs = []
        for group in here.groups:
            rules = self._rules(group, is_egress=is_egress)
            named = [rule.group.group_id for rule in rules if rule.group and self._knows_peers]
            is_for_all = all(around for _, around in divide(block, _ranges(rules)))
            known = [other.id for other in there.groups if is_for_all or other.id in named]
            pairs += [(group.id, other) if is_egress else (other, group.id) for other in known]
        return pairs

    @property
    def _knows_peers(self) -> bool:
        """Whether rules can refer to groups of the other end, which requires the same Region."""
        return self.source.vpc.place.region_name == self.target.vpc.place.region_name

    def _rules(self, group: SecurityGroup, *, is_egress: bool) -> list[Traffic]:
        rules = (rule.traffic for rule in group.rules if rule.is_egress == is_egress)
        return [traffic for traffic in rules if self.flow.is_let_by(traffic)]

    def _passage(self, group_id: str | None, block: str, *, is_egress: bool) -> GroupHop:
        return GroupHop(
            is_egress=is_egress, group_id=group_id, traffic=str(self.flow), cidr_block=block
        )

    def _refusal(self, groups: Groups, block: str, *, is_egress: bool) -> GroupHop:
        others = self.target.groups if is_egress else self.source.groups
        rules = [rule for group in groups for rule in self._rules(group, is_egress=is_egress)]
        preposition = "to" if is_egress else "from"
        peer = f"all of {block}" if overlap([block], _ranges(rules)) else block
        if self._knows_peers and len(others) == 1:
            peer += f" or {preposition} {others[0].id}"
        who = f"{groups[0].id} does not let"
        if len(groups) > 1:
            who = f"none of {', '.join(group.id for group in groups)} lets"
        way = f"{'out' if is_egress else 'in'} {preposition}"
        hop = self._passage(groups[0].id if len(groups) == 1 else None, block, is_egress=is_egress)
        return replace(hop, problem=f"{who} {self.flow} {way} {peer}")


def _ranges(rules: Iterable[Traffic]) -> list[str]:
    return [traffic.cidr_block for traffic in rules if traffic.cidr_block]
