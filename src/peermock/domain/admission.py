"""What security groups let through between two ends of a path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from peermock.domain.cidr import overlap
from peermock.domain.ends import End
from peermock.domain.hops import GroupHop
from peermock.domain.path import divide
from peermock.domain.security import (
    ALL_PROTOCOLS,
    ALL_TYPES,
    WITH_TYPES,
    SecurityGroup,
    Traffic,
)

Groups = tuple[SecurityGroup, ...]
Pair = tuple[str, str]
"""The IDs of a group of the source's VPC and one of the target's."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What is to pass: a protocol and its port.

    Attributes:
        protocol: `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for all.
        port: The port; the type of an ICMP message, whose code is 0; `-1` for all types, and for
            all protocols.
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
        """Tell whether a rule lets it through, by protocol and port."""
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
    """The groups at both ends, and what shall pass them.

    Attributes:
        source: Where the traffic leaves.
        target: Where it arrives.
        flow: What it is.
    """

    source: End
    target: End
    flow: Flow

    def hops(self) -> Iterator[GroupHop]:
        """Yield the groups that let the traffic out and in, for every pair of ranges.

        One group at each end suffices, for an instance may have it; the answer to what a group
        lets through passes without a rule.
        """
        leaving: dict[str, list[Pair]] = {}
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
                    yield self._refusal(self._entered(pairs), block, is_egress=False)
                passed.append(self._passage(theirs, block, is_egress=False))
        yield from sorted(passed, key=lambda hop: not hop.is_egress)

    def _entered(self, pairs: list[Pair]) -> Groups:
        entered = {theirs for _, theirs in pairs}
        return tuple(group for group in self.target.groups if group.id in entered)

    def _pairs(self, block: str, *, is_egress: bool) -> list[Pair]:
        """Return the pairs of groups of which the one lets the traffic out, or the other in."""
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
        """Whether rules for the other end's groups are of use, which they are in one Region."""
        return self.source.vpc.place.region_name == self.target.vpc.place.region_name

    def _rules(self, group: SecurityGroup, *, is_egress: bool) -> list[Traffic]:
        rules = (rule.traffic for rule in group.rules if rule.is_egress == is_egress)
        return [traffic for traffic in rules if self.flow.is_let_by(traffic)]

    def _passage(self, group_id: str, block: str, *, is_egress: bool) -> GroupHop:
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
        hop = self._passage(groups[0].id if len(groups) == 1 else "", block, is_egress=is_egress)
        return replace(hop, problem=f"{who} {self.flow} {way} {peer}")


def _ranges(rules: Iterable[Traffic]) -> list[str]:
    return [traffic.cidr_block for traffic in rules if traffic.cidr_block]
