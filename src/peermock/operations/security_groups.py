"""Operations on security groups."""

import re
from dataclasses import replace

from peermock.domain.errors import (
    CannotDeleteDefaultGroup,
    DuplicateGroup,
    GroupInUse,
    InvalidParameterValue,
    MissingParameter,
    NoDefaultVpc,
    NotInDefaultVpc,
    ReservedGroupName,
)
from peermock.domain.network import new_group
from peermock.domain.security import DEFAULT_GROUP_NAME, SecurityGroup
from peermock.domain.vpc import Vpc
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.listing import Listing
from peermock.operations.resources import SECURITY_GROUP, VPC
from peermock.operations.security_views import group_view
from peermock.operations.tags import put_tags, tags_on_create
from peermock.operations.views import tags_view

_RULE_FILTERS = {
    "cidr": "IpRanges.CidrIp",
    "from-port": "FromPort",
    "group-id": "UserIdGroupPairs.GroupId",
    "group-name": "UserIdGroupPairs.GroupName",
    "ipv6-cidr": "Ipv6Ranges.CidrIpv6",
    "prefix-list-id": "PrefixListIds.PrefixListId",
    "protocol": "IpProtocol",
    "to-port": "ToPort",
    "user-id": "UserIdGroupPairs.UserId",
}

SECURITY_GROUPS = Listing(
    answer="SecurityGroups",
    ids="GroupIds",
    filters={
        "description": "Description",
        **{
            f"egress.ip-permission.{n}": f"IpPermissionsEgress.{p}"
            for n, p in _RULE_FILTERS.items()
        },
        "group-id": "GroupId",
        "group-name": "GroupName",
        **{f"ip-permission.{n}": f"IpPermissions.{p}" for n, p in _RULE_FILTERS.items()},
        "owner-id": "OwnerId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-id": "VpcId",
    },
)

_DESCRIPTION = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{1,255}")
_LONGEST_NAME = 255


def create_security_group(world: World, call: Call) -> Result:
    """Create a group, which lets nothing in and everything out."""
    vpc = _vpc(world, call)
    tags = tags_on_create(call, SECURITY_GROUP.type_name)
    name, description = _name(call), _description(call)
    store = world.store(call.place)
    if any(group.name.lower() == name.lower() for group in store.groups_of(vpc.id)):
        raise DuplicateGroup(name, vpc.id)
    group = new_group(store, world.ids, vpc, name, description)
    store.security_groups.put(group.id, group)
    put_tags(world, call, group.id, tags)
    return {
        "GroupId": group.id,
        "SecurityGroupArn": group.place.arn("ec2", f"security-group/{group.id}"),
        "Tags": tags_view(world, call, group.id),
    }


def describe_security_groups(world: World, call: Call) -> Result:
    """List the caller's security groups in the caller's Region."""
    names = call.params.get("GroupNames", ())
    ids = [_named(world, call, name).id for name in names]
    if not ids:
        return SECURITY_GROUP.describe(world, call, SECURITY_GROUPS, group_view)
    params = {**call.params, "GroupIds": [*call.params.get("GroupIds", ()), *ids]}
    return SECURITY_GROUP.describe(world, replace(call, params=params), SECURITY_GROUPS, group_view)


def delete_security_group(world: World, call: Call) -> Result:
    """Delete a group that no other group of its VPC refers to."""
    group = find_group(world, call)
    store = world.store(call.place)
    if group.is_default:
        raise CannotDeleteDefaultGroup(group.id)
    others = (other for other in store.groups_of(group.vpc_id) if other.id != group.id)
    if any(other.refers_to(group.id) for other in others):
        raise GroupInUse(group.id)
    store.forget_group(group)
    return {"Return": True, "GroupId": group.id}


def find_group(world: World, call: Call) -> SecurityGroup:
    """Return the group that a call names, by ID or, in the default VPC, by name.

    Raises:
        AwsError: It names none, or one that the caller does not have.
    """
    if "GroupId" in call.params:
        return SECURITY_GROUP.find(world, call, call.params["GroupId"])
    if "GroupName" in call.params:
        return _named(world, call, call.params["GroupName"])
    raise MissingParameter("groupName or groupId")


def _named(world: World, call: Call, name: str) -> SecurityGroup:
    store = world.store(call.place)
    vpc = _default_vpc(world, call)
    for group in store.groups_of(vpc.id):
        if group.name == name:
            return group
    raise NotInDefaultVpc(name, vpc.id)


def _vpc(world: World, call: Call) -> Vpc:
    if "VpcId" in call.params:
        return VPC.find(world, call, call.params["VpcId"])
    return _default_vpc(world, call)


def _default_vpc(world: World, call: Call) -> Vpc:
    for vpc in world.store(call.place).vpcs:
        if vpc.is_default:
            return vpc
    raise NoDefaultVpc


def _name(call: Call) -> str:
    name: str = call.params["GroupName"]
    if name == DEFAULT_GROUP_NAME:
        raise ReservedGroupName(name)
    if name.startswith("sg-"):
        raise InvalidParameterValue(
            f"Value ({name}) for parameter GroupName is invalid. Group names may not be in the "
            "format sg-*."
        )
    if not name or len(name) > _LONGEST_NAME or not name.isascii():
        raise InvalidParameterValue(
            f"Value ({name}) for parameter GroupName is invalid. "
            "Character sets beyond ASCII are not supported."
            if not name.isascii()
            else f"Value ({name}) for parameter GroupName is invalid. "
            f"Group names have 1 to {_LONGEST_NAME} characters."
        )
    return name


def _description(call: Call) -> str:
    description: str = call.params["Description"]
    if _DESCRIPTION.fullmatch(description) is None:
        raise InvalidParameterValue(
            "Invalid security group description. Valid descriptions are strings less than 256 "
            "characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
        )
    return description
