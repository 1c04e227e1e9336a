"""Operations on references to security groups across peering connections."""

from collections.abc import Iterator, Mapping
from typing import Any

from peermock._domain.security import SECURITY_GROUP, GroupReference, Rule, SecurityGroup
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.resources import find
from peermock._operations.security_views import PairView, exists, pair_view, permission_views

STALE_GROUPS = Listing(answer="StaleSecurityGroupSet", most=255)


def describe_security_group_references(world: World, call: Call) -> Result:
    """List the peer VPCs whose groups refer to the caller's groups."""
    references: list[View] = []
    for group_id in dict.fromkeys(call.params["GroupId"]):
        group = find(world, call, SECURITY_GROUP, group_id)
        references.extend(_references(world, call, group))
    return {"SecurityGroupReferenceSet": references}


def describe_stale_security_groups(world: World, call: Call) -> Result:
    """List the groups of a VPC with stale rules for a peer's group."""
    vpc = find(world, call, VPC, call.params["VpcId"])

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, group in world.at(call.place).of(SECURITY_GROUP).scan(start[0]):
            stale = [rule for rule in group.rules if _is_stale(world, call, group, rule)]
            if group.vpc_id == vpc.id and stale:
                yield (position, ""), _stale_view(world, call, group, stale)

    return STALE_GROUPS.describe(world, call, scan=scan)


def _references(world: World, call: Call, group: SecurityGroup) -> Iterator[View]:
    for peering in world.peerings.of_vpc(group.vpc_id):
        ours, theirs = peering.requester, peering.accepter
        if ours.vpc_id != group.vpc_id:
            ours, theirs = theirs, ours
        if world.joining(ours.vpc_id, theirs.vpc_id, call.at) is not peering:
            continue
        referring = world.at(theirs.place).of(SECURITY_GROUP).naming(group.id)
        if any(each.vpc_id == theirs.vpc_id for each in referring):
            yield {
                "GroupId": group.id,
                "ReferencingVpcId": theirs.vpc_id,
                "VpcPeeringConnectionId": peering.id,
            }


def _is_stale(world: World, call: Call, group: SecurityGroup, rule: Rule) -> bool:
    reference = rule.traffic.group
    if reference is None or reference.vpc_id is None:
        return False
    joined = world.joining(group.vpc_id, reference.vpc_id, call.at) is not None
    return not joined or not exists(world, call, reference)


def _stale_view(world: World, call: Call, group: SecurityGroup, stale: list[Rule]) -> View:
    def pair(reference: GroupReference) -> dict[str, Any]:
        return pair_view(world, call, group, reference)

    return {
        "GroupId": group.id,
        "GroupName": group.name,
        "Description": group.description,
        "VpcId": group.vpc_id,
        "StaleIpPermissions": _stale_permissions(stale, pair, is_egress=False),
        "StaleIpPermissionsEgress": _stale_permissions(stale, pair, is_egress=True),
    }


def _stale_permissions(stale: list[Rule], pair: PairView, *, is_egress: bool) -> list[View]:
    """Return stale rules as permissions, which contain no ranges (recorded)."""
    views = permission_views((rule for rule in stale if rule.is_egress == is_egress), pair)
    absent = ("IpRanges", "Ipv6Ranges", "PrefixListIds")
    return [{key: v[key] for key in v if key not in absent} for v in views]


OPERATIONS: Mapping[str, Operation] = {
    "DescribeSecurityGroupReferences": Operation(describe_security_group_references, ("GroupId",)),
    "DescribeStaleSecurityGroups": Operation(
        describe_stale_security_groups, ("VpcId", "MaxResults", "NextToken")
    ),
}
"""The rows of these operations."""
