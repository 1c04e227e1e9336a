"""The views of security groups and their rules."""

from collections.abc import Callable, Iterable
from typing import Any

from peermock._domain.security import RULE, SECURITY_GROUP, GroupReference, Rule, SecurityGroup
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.filters import View
from peermock._operations.views import tags_view, with_tags

PairView = Callable[[GroupReference], dict[str, Any]]


def group_view(world: World, call: Call, group: SecurityGroup) -> View:
    """Return a group as its owner sees it, with the current state of references to peers."""

    def pair(reference: GroupReference) -> dict[str, Any]:
        return pair_view(world, call, group, reference)

    view = {
        "GroupId": group.id,
        "GroupName": group.name,
        "Description": group.description,
        "OwnerId": group.place.account_id,
        "VpcId": group.vpc_id,
        "SecurityGroupArn": group.place.arn("ec2", f"{SECURITY_GROUP.type_name}/{group.id}"),
        "IpPermissions": permission_views((r for r in group.rules if not r.is_egress), pair),
        "IpPermissionsEgress": permission_views((r for r in group.rules if r.is_egress), pair),
    }
    return with_tags(world, call, group.id, view)


def permission_views(rules: Iterable[Rule], pair: PairView) -> list[dict[str, Any]]:
    """Return rules as permissions, merged by protocol and ports."""
    views: dict[tuple[object, ...], dict[str, Any]] = {}
    for rule in rules:
        traffic = rule.traffic
        key = (traffic.protocol, traffic.from_port, traffic.to_port)
        view = views.setdefault(key, _empty_permission(rule))
        member, item = _peer(rule, pair)
        view[member].append(item | ({"Description": rule.description} if rule.description else {}))
    return list(views.values())


def pair_view(
    world: World, call: Call, group: SecurityGroup, reference: GroupReference
) -> dict[str, Any]:
    """Return a reference to another group; for a peer's group, with the connection's status.

    The owner of a peer's group is included while the group exists (botocore's model).
    """
    view = {"GroupId": reference.group_id}
    if reference.vpc_id is None or exists(world, call, reference):
        view["UserId"] = reference.account_id
    if reference.vpc_id is None:
        return view
    return view | {"VpcId": reference.vpc_id} | _peering_of(world, call, group, reference)


def exists(world: World, call: Call, reference: GroupReference) -> bool:
    """Return whether the group that a rule refers to still exists."""
    owner = call.place._replace(account_id=reference.account_id)
    return reference.group_id in world.at(owner).of(SECURITY_GROUP)


def _peering_of(
    world: World, call: Call, group: SecurityGroup, reference: GroupReference
) -> dict[str, Any]:
    """Return the connection of a reference, and its status.

    If the VPCs are peered again, the rule works again, over the new connection.
    """
    joining = world.joining(group.vpc_id, reference.vpc_id or "", call.at)
    peering = joining or world.peerings.get(reference.peering_id or "")
    if peering is None:  # beside moto, after restoring a snapshot from before the connection
        return {}
    return {
        "VpcPeeringConnectionId": peering.id,
        "PeeringStatus": peering.status(call.at).value,
    }


def rule_view(world: World, call: Call, group: SecurityGroup, rule: Rule) -> View:
    """Return a rule with its tags, which may be an empty list."""
    view = _rule_members(world, call, group, rule)
    return {**view, "Tags": tags_view(world, call, rule.id)}


def new_rule_view(world: World, call: Call, group: SecurityGroup, rule: Rule) -> View:
    """Return a rule as shown by the call that created it."""
    return with_tags(world, call, rule.id, _rule_members(world, call, group, rule))


def _rule_members(world: World, call: Call, group: SecurityGroup, rule: Rule) -> View:
    view = {
        "SecurityGroupRuleId": rule.id,
        "GroupId": group.id,
        "GroupOwnerId": group.place.account_id,
        "IsEgress": rule.is_egress,
        "IpProtocol": rule.traffic.protocol,
        "FromPort": _port(rule.traffic.from_port),
        "ToPort": _port(rule.traffic.to_port),
        "SecurityGroupRuleArn": group.place.arn("ec2", f"{RULE.type_name}/{rule.id}"),
    }
    if rule.description:
        view["Description"] = rule.description
    if rule.traffic.group is not None:
        view["ReferencedGroupInfo"] = pair_view(world, call, group, rule.traffic.group)
        return view
    return view | _range(rule)


def view_revoked(rule: Rule, group_id: str) -> View:
    """Return a revoked rule."""
    view: dict[str, Any] = {
        "SecurityGroupRuleId": rule.id,
        "GroupId": group_id,
        "IsEgress": rule.is_egress,
        "IpProtocol": rule.traffic.protocol,
        "FromPort": _port(rule.traffic.from_port),
        "ToPort": _port(rule.traffic.to_port),
    }
    if rule.description:
        view["Description"] = rule.description
    if rule.traffic.group is not None:
        return view | {"ReferencedGroupId": rule.traffic.group.group_id}
    return view | _range(rule)


def _range(rule: Rule) -> dict[str, str]:
    block = rule.traffic.cidr_block
    if block is None:
        return {"PrefixListId": rule.traffic.prefix_list_id or ""}
    return {"CidrIpv6" if ":" in block else "CidrIpv4": block}


def _port(number: int | None) -> int:
    return -1 if number is None else number


def _empty_permission(rule: Rule) -> dict[str, Any]:
    traffic = rule.traffic
    view: dict[str, Any] = {
        "IpProtocol": traffic.protocol,
        "IpRanges": [],
        "Ipv6Ranges": [],
        "PrefixListIds": [],
        "UserIdGroupPairs": [],
    }
    if traffic.from_port is not None:
        view |= {"FromPort": traffic.from_port, "ToPort": traffic.to_port}
    return view


def _peer(rule: Rule, pair: PairView) -> tuple[str, dict[str, Any]]:
    traffic = rule.traffic
    if traffic.group is not None:
        return "UserIdGroupPairs", pair(traffic.group)
    block = traffic.cidr_block
    if block is None:
        return "PrefixListIds", {"PrefixListId": traffic.prefix_list_id}
    return ("Ipv6Ranges", {"CidrIpv6": block}) if ":" in block else ("IpRanges", {"CidrIp": block})
