"""Operations on the rules of security groups."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from peermock.domain.errors import (
    DuplicateRule,
    InvalidParameterCombination,
    MissingParameter,
    RuleIdMalformed,
    RuleIdNotFound,
    RuleNotFound,
    SamePermissionTwice,
    SourceMissing,
)
from peermock.domain.ids import is_resource_id
from peermock.domain.security import (
    ALL_PROTOCOLS,
    ALL_TYPES,
    WITH_TYPES,
    Rule,
    SecurityGroup,
    Traffic,
)
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Cursor, Listing
from peermock.operations.permissions import (
    Described,
    Permission,
    Refer,
    named_group,
    read_permissions,
    usable_group,
)
from peermock.operations.resources import RULE
from peermock.operations.security_groups import find_group
from peermock.operations.security_views import permission_views, revoked_view, rule_view
from peermock.operations.tags import put_tags, tags_on_create

RULES = Listing(
    answer="SecurityGroupRules",
    ids="SecurityGroupRuleIds",
    filters={
        "group-id": "GroupId",
        "security-group-rule-id": "SecurityGroupRuleId",
        "tag": "Tags",
    },
)

SINGLE = ("IpProtocol", "FromPort", "ToPort", "CidrIp")
"""The parameters of a single permission, for ingress, beside `IpPermissions`."""


def authorize_security_group_ingress(world: World, call: Call) -> Result:
    """Let more traffic in."""
    return _authorize(world, call, is_egress=False)


def authorize_security_group_egress(world: World, call: Call) -> Result:
    """Let more traffic out."""
    return _authorize(world, call, is_egress=True)


def revoke_security_group_ingress(world: World, call: Call) -> Result:
    """Let less traffic in."""
    return _revoke(world, call, is_egress=False)


def revoke_security_group_egress(world: World, call: Call) -> Result:
    """Let less traffic out."""
    return _revoke(world, call, is_egress=True)


def describe_security_group_rules(world: World, call: Call) -> Result:
    """List the rules of the caller's security groups."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, group in world.store(call.place).security_groups.scan(start[0]):
            for rule in sorted(group.rules, key=attrgetter("id")):
                if (position, rule.id) >= start:
                    yield (position, rule.id), rule_view(world, call, group, rule)

    def find(rule_id: str) -> View:
        return rule_view(world, call, *RULE.find(world, call, rule_id))

    return RULES.describe(world, call, scan=scan, find=find)


def _authorize(world: World, call: Call, *, is_egress: bool) -> Result:
    group = find_group(world, call)
    tags = tags_on_create(call, RULE.type_name)
    described = _described(call, lambda pair: usable_group(world, call, group, pair))
    known = group.rules_by_traffic(is_egress=is_egress)
    for traffic, _ in described:
        if traffic.identity in known:
            raise DuplicateRule(_text(traffic))
    rules = [
        Rule(
            id=world.ids.resource_id("sgr"),
            is_egress=is_egress,
            traffic=traffic,
            description=description,
        )
        for traffic, description in described
    ]
    world.store(call.place).security_groups.put(group.id, group.with_rules(*rules))
    for rule in rules:
        put_tags(world, call, rule.id, tags)
    views = [rule_view(world, call, group, rule) for rule in rules]
    return {"Return": True, "SecurityGroupRules": views}


def _revoke(world: World, call: Call, *, is_egress: bool) -> Result:
    group = find_group(world, call)
    unknown: list[dict[str, Any]] = []
    if call.params.get("SecurityGroupRuleIds"):
        rules = _by_id(call, group, is_egress=is_egress)
    else:
        rules, unknown = _by_permission(call, group, is_egress=is_egress)
    store = world.store(call.place)
    if unknown and not store.vpcs[group.vpc_id].is_default:
        raise RuleNotFound
    store.security_groups.put(group.id, group.without_rules(*rules))
    for rule in rules:
        store.tags.remove(rule.id)
    return {
        "Return": True,
        "RevokedSecurityGroupRules": [revoked_view(rule, group.id) for rule in rules],
        "UnknownIpPermissions": unknown,
    }


def _by_id(call: Call, group: SecurityGroup, *, is_egress: bool) -> list[Rule]:
    if call.params.get("IpPermissions"):
        raise InvalidParameterCombination("SecurityGroupRuleIds", "IpPermissions")
    wanted = list(dict.fromkeys(call.params["SecurityGroupRuleIds"]))
    for rule_id in wanted:
        if not is_resource_id(rule_id, "sgr"):
            raise RuleIdMalformed(rule_id)
    found = {rule.id: rule for rule in group.rules if rule.is_egress == is_egress}
    unknown = [rule_id for rule_id in wanted if rule_id not in found]
    if unknown:
        raise RuleIdNotFound(*unknown)
    return [found[rule_id] for rule_id in wanted]


def _by_permission(
    call: Call, group: SecurityGroup, *, is_egress: bool
) -> tuple[list[Rule], list[dict[str, Any]]]:
    known = group.rules_by_traffic(is_egress=is_egress)
    rules: list[Rule] = []
    missing: list[Rule] = []
    for traffic, description in _described(call, lambda pair: named_group(call, pair)):
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


def _described(call: Call, refer: Refer) -> list[Described]:
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


def _text(traffic: Traffic) -> str:
    """Return a rule as AWS's text for a duplicate names it (recorded)."""
    peer = traffic.group.group_id if traffic.group else traffic.cidr_block
    if traffic.protocol == ALL_PROTOCOLS:
        return f"peer: {peer}, ALL, ALLOW"
    if traffic.from_port is None:
        return f"peer: {peer}, protocol: {traffic.protocol}, ALLOW"
    words = ("type", "code") if traffic.protocol in WITH_TYPES else ("from port", "to port")
    first, last = (
        f"{word}: {'ALL' if number == ALL_TYPES else number}"
        for word, number in zip(words, (traffic.from_port, traffic.to_port), strict=True)
    )
    return f"peer: {peer}, {traffic.protocol.upper()}, {first}, {last}, ALLOW"
