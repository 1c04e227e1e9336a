"""Security groups and their rules, as far as peering touches them."""

from dataclasses import dataclass, replace

from peermock.domain.identity import Place

ALL_PROTOCOLS = "-1"
ALL_TYPES = -1
"""What stands for all ICMP types, or for all codes of a type."""

ANY_IPV4 = "0.0.0.0/0"
ANY_IPV6 = "::/0"
DEFAULT_GROUP_NAME = "default"

WITH_PORTS = ("tcp", "udp")
WITH_TYPES = ("icmp", "icmpv6")

Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class GroupReference:
    """A group that a rule refers to.

    Attributes:
        account_id: The account that owns the group.
        group_id: The group.
        vpc_id: The group's VPC.
        peering_id: The connection to that VPC; empty for a group of the same VPC.
    """

    account_id: str
    group_id: str
    vpc_id: str = ""
    peering_id: str = ""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a rule is about: a protocol and ports, from or to a range or a group.

    Attributes:
        protocol: `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `-1` for all.
        from_port: The first port, or an ICMP type; None where the protocol has no ports.
        to_port: The last port, or an ICMP code.
        peer: A CIDR string in canonical form, or a group.
    """

    protocol: str
    from_port: int | None
    to_port: int | None
    peer: str | GroupReference

    @property
    def group(self) -> GroupReference | None:
        """The group that it refers to, if it does."""
        return self.peer if isinstance(self.peer, GroupReference) else None

    @property
    def cidr_block(self) -> str:
        """The range that it names; empty for a group."""
        return self.peer if isinstance(self.peer, str) else ""

    @property
    def identity(self) -> Identity:
        """What two have in common that say the same, however much they say about a group."""
        peer = self.group.group_id if self.group else self.peer
        return self.protocol, self.from_port, self.to_port, peer


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a group.

    Attributes:
        id: The rule's ID, such as `sgr-0123456789abcdef0`.
        is_egress: Whether it is about traffic that leaves.
        traffic: What it lets through.
        description: What its author said of it; empty for nothing.
    """

    id: str
    is_egress: bool
    traffic: Traffic
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroup:
    """A security group of a VPC.

    Attributes:
        id: The group's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC that it belongs to.
        name: Its name, unique in its VPC.
        description: What its author said of it.
        rules: Its rules, in the order in which they came.
    """

    id: str
    place: Place
    vpc_id: str
    name: str
    description: str
    rules: tuple[Rule, ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether it came with its VPC."""
        return self.name == DEFAULT_GROUP_NAME

    def rules_by_traffic(self, *, is_egress: bool) -> dict[Identity, Rule]:
        """Return the rules of a direction by what they let through, to the letter."""
        return {r.traffic.identity: r for r in self.rules if r.is_egress == is_egress}

    def with_rules(self, *rules: Rule) -> "SecurityGroup":
        """Return the group with more rules."""
        return replace(self, rules=(*self.rules, *rules))

    def without_rules(self, *rules: Rule) -> "SecurityGroup":
        """Return the group without some of its rules."""
        gone = {rule.id for rule in rules}
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id not in gone))

    def refers_to(self, group_id: str) -> bool:
        """Tell whether a rule refers to a group."""
        return any(r.traffic.group and r.traffic.group.group_id == group_id for r in self.rules)
