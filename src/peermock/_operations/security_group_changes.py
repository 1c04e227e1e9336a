"""Operations that change existing rules of security groups, keeping their IDs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.errors import (
    DuplicateRule,
    InvalidParameterCombination,
    MissingParameter,
    RuleGroupIdMalformed,
    RuleIdMalformed,
    RuleIdNotFound,
    SourceMissing,
)
from peermock._domain.errors.security import DescribedRuleNotFound
from peermock._domain.ids import is_resource_id
from peermock._domain.security import RULE, SECURITY_GROUP, Rule, SecurityGroup
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params, Result
from peermock._operations.permissions import (
    PERMISSION,
    Permission,
    read_group,
    read_permissions,
    rule_text,
    usable_group,
)
from peermock._operations.rule_quota import check_rules
from peermock._operations.security_groups import find_group

_PEERS = {
    "CidrIpv4": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "PrefixListId": ("PrefixListIds", "PrefixListId"),
    "ReferencedGroupId": ("UserIdGroupPairs", "GroupId"),
}
"""For each kind of peer of a rule, the member of a permission that holds it, and its key."""


def modify_security_group_rules(world: World, call: Call) -> Result:
    """Modify rules of a security group."""
    group = find_group(world, call, RuleGroupIdMalformed)
    for update in call.params["SecurityGroupRules"]:
        old = _rule(group, update["SecurityGroupRuleId"])
        group = group.with_replaced(_modify(world, call, group, old, update))
    check_rules(world, call, group)
    world.store(call.place).put(SECURITY_GROUP, group)
    return {"Return": True}


def update_security_group_rule_descriptions_ingress(world: World, call: Call) -> Result:
    """Change the descriptions of inbound rules."""
    return _describe(world, call, is_egress=False)


def update_security_group_rule_descriptions_egress(world: World, call: Call) -> Result:
    """Change the descriptions of outbound rules."""
    return _describe(world, call, is_egress=True)


def _modify(world: World, call: Call, group: SecurityGroup, old: Rule, update: Params) -> Rule:
    permission = _permission(update.get("SecurityGroupRule", {}))
    ((traffic, description),) = read_permissions(
        [permission], lambda pair: usable_group(world, call, group, pair)
    )
    same = group.rules_by_traffic(is_egress=old.is_egress).get(traffic.identity)
    if same is not None and same.id != old.id:
        raise DuplicateRule(rule_text(traffic))
    return replace(old, traffic=traffic, description=description)


def _permission(sent: Params) -> Permission:
    """Return the permission that is equivalent to a rule in a request."""
    peers = [name for name in _PEERS if name in sent]
    if not peers:
        raise SourceMissing
    if len(peers) > 1:
        raise InvalidParameterCombination(*peers[:2])
    member, key = _PEERS[peers[0]]
    peer = {key: sent[peers[0]], "Description": sent.get("Description", "")}
    common = {name: sent[name] for name in ("IpProtocol", "FromPort", "ToPort") if name in sent}
    return {**common, member: [peer]}


def _describe(world: World, call: Call, *, is_egress: bool) -> Result:
    group = find_group(world, call, RuleGroupIdMalformed)
    by_traffic = call.params.get("IpPermissions", ())
    by_id = call.params.get("SecurityGroupRuleDescriptions", ())
    if by_traffic and by_id:
        raise InvalidParameterCombination("IpPermissions", "SecurityGroupRuleDescriptions")
    if not by_traffic and not by_id:
        raise MissingParameter("ipPermissions or securityGroupRuleDescriptions")
    described = [
        *_find_by_traffic(world, call, group, by_traffic, is_egress=is_egress),
        *_find_by_id(group, by_id, is_egress=is_egress),
    ]
    rules = [replace(rule, description=description) for rule, description in described]
    world.store(call.place).put(SECURITY_GROUP, group.with_replaced(*rules))
    return {"Return": True}


def _find_by_traffic(
    world: World,
    call: Call,
    group: SecurityGroup,
    permissions: list[Permission],
    *,
    is_egress: bool,
) -> Iterator[tuple[Rule, str]]:
    known = group.rules_by_traffic(is_egress=is_egress)
    described = read_permissions(permissions, lambda pair: read_group(world, call, group, pair))
    for traffic, description in described:
        rule = known.get(traffic.identity)
        if rule is None:
            raise DescribedRuleNotFound
        yield rule, description


def _find_by_id(
    group: SecurityGroup, descriptions: list[dict[str, Any]], *, is_egress: bool
) -> Iterator[tuple[Rule, str]]:
    for each in descriptions:
        rule = _rule(group, each.get("SecurityGroupRuleId", ""))
        if rule.is_egress != is_egress:
            raise RuleIdNotFound(rule.id)
        yield rule, each.get("Description", "")


def _rule(group: SecurityGroup, rule_id: str) -> Rule:
    if not is_resource_id(rule_id, RULE.prefix):
        raise RuleIdMalformed(rule_id)
    for rule in group.rules:
        if rule.id == rule_id:
            return rule
    raise RuleIdNotFound(rule_id)


_CHANGED = "SecurityGroupRules.SecurityGroupRule"
_DESCRIBED = ("GroupId", "GroupName", "SecurityGroupRuleDescriptions", *PERMISSION)

OPERATIONS: Mapping[str, Operation] = {
    "ModifySecurityGroupRules": Operation(
        modify_security_group_rules,
        (
            "GroupId",
            "SecurityGroupRules.SecurityGroupRuleId",
            *(
                f"{_CHANGED}.{name}"
                for name in ("IpProtocol", "FromPort", "ToPort", *_PEERS, "Description")
            ),
        ),
        "GroupId",
    ),
    "UpdateSecurityGroupRuleDescriptionsEgress": Operation(
        update_security_group_rule_descriptions_egress, _DESCRIBED, "GroupId"
    ),
    "UpdateSecurityGroupRuleDescriptionsIngress": Operation(
        update_security_group_rule_descriptions_ingress, _DESCRIBED, "GroupId"
    ),
}
"""The rows of these operations."""
