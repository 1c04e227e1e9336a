"""The quota of rules per group. A prefix list counts as its maximum number of entries."""

from peermock._domain.errors.security import RulesPerSecurityGroupLimitExceeded
from peermock._domain.prefix_list import PREFIX_LIST
from peermock._domain.security import Rule, SecurityGroup
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.resources import find

MOST_RULES = 60
"""The quota of rules per group, direction and address family (L-0EA8095F)."""

_BOTH = ("IPv4", "IPv6")


def check_rules(world: World, call: Call, group: SecurityGroup) -> None:
    """Check that a group is within its quota, and that its prefix lists exist.

    Raises:
        RulesPerSecurityGroupLimitExceeded: The group has too many rules.
        AwsError: A prefix list does not exist for the caller.
    """
    counts: dict[tuple[bool, str], int] = {}
    for rule in group.rules:
        families, weight = _weight(world, call, rule)
        for family in families:
            key = (rule.is_egress, family)
            counts[key] = counts.get(key, 0) + weight
    if any(count > MOST_RULES for count in counts.values()):
        raise RulesPerSecurityGroupLimitExceeded


def _weight(world: World, call: Call, rule: Rule) -> tuple[tuple[str, ...], int]:
    """Return the address families that a rule counts for, and its weight."""
    if rule.traffic.prefix_list_id is not None:
        prefix_list = find(world, call, PREFIX_LIST, rule.traffic.prefix_list_id)
        return (prefix_list.family,), prefix_list.max_entries
    block = rule.traffic.cidr_block
    return (_BOTH, 1) if block is None else ((_BOTH[":" in block],), 1)
