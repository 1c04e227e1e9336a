"""Operations on the rules of security groups."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from peermock._domain.errors import (
    DuplicateRule,
    FilteredGroupIdMalformed,
    InvalidParameterCombination,
    MissingParameter,
    RuleGroupIdMalformed,
    RuleIdMalformed,
    RuleIdNotFound,
    RuleNotFound,
    SamePermissionTwice,
    SourceMissing,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.security import (
    RULE,
    SECURITY_GROUP,
    Rule,
    SecurityGroup,
)
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.permissions import (
    PERMISSION,
    Described,
    Permission,
    Refer,
    read_group,
    read_permissions,
    rule_text,
    usable_group,
)
from peermock._operations.resources import find_rule
from peermock._operations.rule_quota import check_rules
from peermock._operations.security_groups import find_group
from peermock._operations.security_views import (
    new_rule_view,
    permission_views,
    rule_view,
    view_revoked,
)
from peermock._operations.tags import put_tags, tags_on_create

RULES = Listing(
    answer="SecurityGroupRules",
    ids="SecurityGroupRuleIds",
    filters={
        "group-id": "GroupId",
        "security-group-rule-id": "SecurityGroupRuleId",
        "tag": "Tags",
    },
    checked={
        "group-id": (SECURITY_GROUP.prefix, FilteredGroupIdMalformed),
        "security-group-rule-id": (RULE.prefix, RuleIdMalformed),
    },
)

SINGLE = ("IpProtocol", "FromPort", "ToPort", "CidrIp")
"""The parameters of a single inbound permission, an alternative to `IpPermissions`."""


def authorize_security_group_ingress(world: World, call: Call) -> Result:
    """Add inbound rules to a security group."""
    return _authorize(world, call, is_egress=False)


def authorize_security_group_egress(world: World, call: Call) -> Result:
    """Add outbound rules to a security group."""
    return _authorize(world, call, is_egress=True)


def revoke_security_group_ingress(world: World, call: Call) -> Result:
    """Remove inbound rules from a security group."""
    return _revoke(world, call, is_egress=False)


def revoke_security_group_egress(world: World, call: Call) -> Result:
    """Remove outbound rules from a security group."""
    return _revoke(world, call, is_egress=True)


def describe_security_group_rules(world: World, call: Call) -> Result:
    """List the rules of the caller's security groups."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, group in world.at(call.place).of(SECURITY_GROUP).scan(start[0]):
            for rule in sorted(group.rules, key=attrgetter("id")):
                if (position, rule.id) >= start:
                    yield (position, rule.id), rule_view(world, call, group, rule)

    def find(rule_id: str) -> View:
        return rule_view(world, call, *find_rule(world, call, rule_id))

    return RULES.describe(world, call, scan=scan, find=find, not_found=RULE.not_found)


def _authorize(world: World, call: Call, *, is_egress: bool) -> Result:
    group = find_group(world, call, RuleGroupIdMalformed)
    tags = tags_on_create(call, RULE)
    described = _read_descriptions(call, lambda pair: usable_group(world, call, group, pair))
    known = group.rules_by_traffic(is_egress=is_egress)
    for traffic, _ in described:
        if traffic.identity in known:
            raise DuplicateRule(rule_text(traffic))
    rules = [
        Rule(
            id=world.ids.resource_id(RULE.prefix),
            is_egress=is_egress,
            traffic=traffic,
            description=description,
        )
        for traffic, description in described
    ]
    changed = group.with_rules(*rules)
    check_rules(world, call, changed)
    world.store(call.place).put(SECURITY_GROUP, changed)
    for rule in rules:
        put_tags(world, call, rule.id, tags)
    views = [new_rule_view(world, call, group, rule) for rule in rules]
    return {"Return": True, "SecurityGroupRules": views}


def _revoke(world: World, call: Call, *, is_egress: bool) -> Result:
    group = find_group(world, call, RuleGroupIdMalformed)
    unknown: list[dict[str, Any]] = []
    if call.params.get("SecurityGroupRuleIds"):
        rules = _by_id(call, group, is_egress=is_egress)
    else:
        rules, unknown = _by_permission(world, call, group, is_egress=is_egress)
    if unknown and not world.at(call.place).of(VPC)[group.vpc_id].is_default:
        raise RuleNotFound
    store = world.store(call.place)
    store.put(SECURITY_GROUP, group.without_rules(*rules))
    for rule in rules:
        store.remove_tags(rule.id)
    revoked = [view_revoked(rule, group.id) for rule in rules]
    result = {"Return": True, "RevokedSecurityGroupRules": revoked}
    return result | {"UnknownIpPermissions": unknown} if unknown else result


def _by_id(call: Call, group: SecurityGroup, *, is_egress: bool) -> list[Rule]:
    if call.params.get("IpPermissions"):
        raise InvalidParameterCombination("SecurityGroupRuleIds", "IpPermissions")
    wanted = list(dict.fromkeys(call.params["SecurityGroupRuleIds"]))
    for rule_id in wanted:
        if not is_resource_id(rule_id, RULE.prefix):
            raise RuleIdMalformed(rule_id)
    found = {rule.id: rule for rule in group.rules if rule.is_egress == is_egress}
    unknown = [rule_id for rule_id in wanted if rule_id not in found]
    if unknown:
        raise RuleIdNotFound(*unknown)
    return [found[rule_id] for rule_id in wanted]


def _by_permission(
    world: World, call: Call, group: SecurityGroup, *, is_egress: bool
) -> tuple[list[Rule], list[dict[str, Any]]]:
    known = group.rules_by_traffic(is_egress=is_egress)
    rules: list[Rule] = []
    missing: list[Rule] = []
    for traffic, description in _read_descriptions(
        call, lambda pair: read_group(world, call, group, pair)
    ):
        rule = known.get(traffic.identity)
        if rule is not None:
            rules.append(rule)
        else:
            missing.append(
                Rule(id="", is_egress=is_egress, traffic=traffic, description=description)
            )
    views = permission_views(
        missing, lambda ref: {"UserId": ref.account_id, "GroupId": ref.group_id}
    )
    return rules, views


def _read_descriptions(call: Call, refer: Refer) -> list[Described]:
    described = read_permissions(_permissions(call), refer)
    if len({traffic.identity for traffic, _ in described}) < len(described):
        raise SamePermissionTwice
    return described


def _permissions(call: Call) -> list[Permission]:
    single = {name: call.params[name] for name in SINGLE if name in call.params}
    several: list[Permission] = call.params.get("IpPermissions", [])
    if several and single:
        raise InvalidParameterCombination("IpPermissions", next(iter(single)))
    if several:
        return several
    if not single:
        raise MissingParameter("ipPermissions")
    if "CidrIp" not in single:
        raise SourceMissing
    return [{**single, "IpRanges": [{"CidrIp": single["CidrIp"]}]}]


_RULES = ("SecurityGroupRuleIds", *PERMISSION)
_INGRESS = ("GroupId", "GroupName", *SINGLE)

OPERATIONS: Mapping[str, Operation] = {
    "AuthorizeSecurityGroupEgress": Operation(
        authorize_security_group_egress, ("GroupId", "TagSpecifications", *PERMISSION), "GroupId"
    ),
    "AuthorizeSecurityGroupIngress": Operation(
        authorize_security_group_ingress, (*_INGRESS, "TagSpecifications", *PERMISSION), "GroupId"
    ),
    "DescribeSecurityGroupRules": Operation(describe_security_group_rules, RULES.parameters),
    "RevokeSecurityGroupEgress": Operation(
        revoke_security_group_egress, ("GroupId", *_RULES), "GroupId"
    ),
    "RevokeSecurityGroupIngress": Operation(
        revoke_security_group_ingress, (*_INGRESS, *_RULES), "GroupId"
    ),
}
"""The rows of these operations."""
