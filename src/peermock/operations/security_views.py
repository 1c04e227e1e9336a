"""What the caller sees of security groups and their rules."""

from collections.abc import Callable, Iterable
from typing import Any

from peermock.domain.security import GroupReference, Rule, SecurityGroup
from peermock.domain.world import World
from peermock.operations.call import Call
from peermock.operations.filters import View
from peermock.operations.views import tags_view

Pair = Callable[[GroupReference], dict[str, Any]]


def group_view(world: World, call: Call, group: SecurityGroup) -> View:
    """Return a group as its owner sees it, the state of references to peers as of now."""

    def pair(reference: GroupReference) -> dict[str, Any]:
        return pair_view(world, call, group, reference)

    return {
        "GroupId": group.id,
        "GroupName": group.name,
        "Description": group.description,
        "OwnerId": group.place.account_id,
        "VpcId": group.vpc_id,
        "SecurityGroupArn": group.place.arn("ec2", f"security-group/{group.id}"),
        "IpPermissions": permission_views((r for r in group.rules if not r.is_egress), pair),
        "IpPermissionsEgress": permission_views((r for r in group.rules if r.is_egress), pair),
        "Tags": tags_view(world, call, group.id),
    }


def permission_views(rules: Iterable[Rule], pair: Pair) -> list[dict[str, Any]]:
    """Return rules as permissions: those with the same protocol and ports in one."""
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
    """Return a reference from one group to another; a peer's with the connection's status.

    The owner of a peer's group is shown as long as there is the group (botocore's model).
    """
    view = {"GroupId": reference.group_id}
    if not reference.vpc_id or exists(world, call, reference):
        view["UserId"] = reference.account_id
    if not reference.vpc_id:
        return view
    return view | {"VpcId": reference.vpc_id} | _peering_of(world, call, group, reference)


def exists(world: World, call: Call, reference: GroupReference) -> bool:
    """Tell whether there is still the group that a rule refers to."""
    owner = call.place._replace(account_id=reference.account_id)
    return reference.group_id in world.store(owner).security_groups


def _peering_of(
    world: World, call: Call, group: SecurityGroup, reference: GroupReference
) -> dict[str, Any]:
    """Return which connection a reference goes over, and its status.

    When the VPCs are peered again the rule works again, so that is the connection of now.
    """
    joining = world.joining(group.vpc_id, reference.vpc_id, call.at)
    peering = joining or world.peerings[reference.peering_id]
    return {
        "VpcPeeringConnectionId": peering.id,
        "PeeringStatus": peering.status(call.at).value,
    }


def rule_view(world: World, call: Call, group: SecurityGroup, rule: Rule) -> View:
    """Return a rule by itself."""
    view = {
        "SecurityGroupRuleId": rule.id,
        "GroupId": group.id,
        "GroupOwnerId": group.place.account_id,
        "IsEgress": rule.is_egress,
        "IpProtocol": rule.traffic.protocol,
        "FromPort": _port(rule.traffic.from_port),
        "ToPort": _port(rule.traffic.to_port),
        "SecurityGroupRuleArn": group.place.arn("ec2", f"security-group-rule/{rule.id}"),
        "Tags": tags_view(world, call, rule.id),
    }
    if rule.description:
        view["Description"] = rule.description
    if rule.traffic.group is not None:
        view["ReferencedGroupInfo"] = pair_view(world, call, group, rule.traffic.group)
        return view
    return view | _cidr(rule)


def revoked_view(rule: Rule, group_id: str) -> View:
    """Return a rule that was revoked."""
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
    return view | _cidr(rule)


def _cidr(rule: Rule) -> dict[str, str]:
    block = rule.traffic.cidr_block
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


def _peer(rule: Rule, pair: Pair) -> tuple[str, dict[str, Any]]:
    traffic = rule.traffic
    if traffic.group is not None:
        return "UserIdGroupPairs", pair(traffic.group)
    if ":" in traffic.cidr_block:
        return "Ipv6Ranges", {"CidrIpv6": traffic.cidr_block}
    return "IpRanges", {"CidrIp": traffic.cidr_block}
