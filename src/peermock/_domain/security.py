"""Security groups and their rules, as far as peering is concerned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from peermock._domain.errors import (
    GroupIdMalformed,
    RuleIdMalformed,
    RuleIdNotFound,
    SecurityGroupNotFound,
    TagSpecificationRefused,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Kind

ALL_PROTOCOLS = "-1"
ALL_TYPES = -1
"""The number that means all ICMP types, or all codes of a type."""

ANY_IPV4 = "0.0.0.0/0"
ANY_IPV6 = "::/0"
DEFAULT_GROUP_NAME = "default"

WITH_PORTS = ("tcp", "udp")
WITH_TYPES = ("icmp", "icmpv6")

Identity = tuple[object, ...]


class GroupReference(NamedTuple):
    """A group that a rule refers to.

    Attributes:
        account_id: The account that owns the group.
        group_id: The group.
        vpc_id: The group's VPC; None for a group of the same VPC.
        peering_id: The connection to that VPC; None for a group of the same VPC.
    """

    account_id: str
    group_id: str
    vpc_id: str | None = None
    peering_id: str | None = None


class PrefixListReference(NamedTuple):
    """A prefix list that a rule refers to."""

    prefix_list_id: str


class Traffic(NamedTuple):
    """The traffic that a rule matches: a protocol and ports, from or to a CIDR block or a group.

    Attributes:
        protocol: `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `-1` for all.
        from_port: The first port, or an ICMP type; None if the protocol has no ports.
        to_port: The last port, or an ICMP code.
        peer: A CIDR block in canonical form, a group or a prefix list.
    """

    protocol: str
    from_port: int | None
    to_port: int | None
    peer: str | GroupReference | PrefixListReference

    @property
    def group(self) -> GroupReference | None:
        """The group that it refers to, or None."""
        return self.peer if isinstance(self.peer, GroupReference) else None

    @property
    def cidr_block(self) -> str | None:
        """The CIDR block that it names, or None."""
        return self.peer if isinstance(self.peer, str) else None

    @property
    def prefix_list_id(self) -> str | None:
        """The prefix list that it refers to, or None."""
        return self.peer.prefix_list_id if isinstance(self.peer, PrefixListReference) else None

    @property
    def identity(self) -> Identity:
        """The key by which two rules count as duplicates; of a group only its ID matters."""
        peer = self.group.group_id if self.group else self.peer
        return self.protocol, self.from_port, self.to_port, peer


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a group.

    Attributes:
        id: The rule's ID, such as `sgr-0123456789abcdef0`.
        is_egress: Whether it applies to outbound traffic.
        traffic: The traffic that it allows.
        description: The description, which may be empty.
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
        vpc_id: The VPC to which it belongs.
        name: The name, unique in its VPC.
        description: The description.
        rules: The rules, oldest first.
    """

    id: str
    place: Place
    vpc_id: str
    name: str
    description: str
    rules: tuple[Rule, ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether it was created with its VPC."""
        return self.name == DEFAULT_GROUP_NAME

    def rules_by_traffic(self, *, is_egress: bool) -> dict[Identity, Rule]:
        """Return the rules of a direction by the exact traffic that they allow."""
        return {r.traffic.identity: r for r in self.rules if r.is_egress == is_egress}

    def with_rules(self, *rules: Rule) -> "SecurityGroup":
        """Return the group with additional rules."""
        return replace(self, rules=(*self.rules, *rules))

    def without_rules(self, *rules: Rule) -> "SecurityGroup":
        """Return the group without some of its rules."""
        gone = {rule.id for rule in rules}
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id not in gone))

    def with_replaced(self, *rules: Rule) -> "SecurityGroup":
        """Return the group with the rules of the same IDs replaced."""
        new = {rule.id: rule for rule in rules}
        return replace(self, rules=tuple(new.get(rule.id, rule) for rule in self.rules))


def name_in(vpc_id: str, name: str) -> str:
    """Return what a group can be looked up by: its VPC and its name, whose case does not matter."""
    return f"{vpc_id} {name.lower()}"


def _list_names(group: SecurityGroup) -> Iterable[str]:
    """Return the VPC, the name, and the groups and prefix lists to which rules refer."""
    yield group.vpc_id
    yield name_in(group.vpc_id, group.name)
    for rule in group.rules:
        peer = rule.traffic.peer
        if isinstance(peer, GroupReference):
            yield peer.group_id
        elif isinstance(peer, PrefixListReference):
            yield peer.prefix_list_id


SECURITY_GROUP: Kind[SecurityGroup] = Kind(
    prefix="sg",
    type_name="security-group",
    noun="securityGroup",
    malformed=GroupIdMalformed,
    not_found=SecurityGroupNotFound,
    names=_list_names,
    needs=lambda group, _: () if group.is_default else (group.vpc_id,),
    comes_with=lambda group: group.vpc_id if group.is_default else None,
    parts=lambda group: group.rules,
)

RULE: Kind[Rule] = Kind(
    prefix="sgr",
    type_name="security-group-rule",
    noun="securityGroupRule",
    malformed=RuleIdMalformed,
    not_found=RuleIdNotFound,
    untaggable=TagSpecificationRefused,
)
"""The kind of rules. They are stored in their groups."""
