"""Operations on security groups."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from peermock._domain.errors import (
    AwsError,
    CannotDeleteDefaultGroup,
    DuplicateGroup,
    GroupInUse,
    InvalidParameterValue,
    MissingParameter,
    NoDefaultVpc,
    NotInDefaultVpc,
    ReservedGroupName,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.network import new_group
from peermock._domain.security import DEFAULT_GROUP_NAME, SECURITY_GROUP, SecurityGroup, name_in
from peermock._domain.vpc import VPC, Vpc
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.security_views import group_view
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import with_tags

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
        "tag-value": "Tags.Value",
        "vpc-id": "VpcId",
    },
    checked={"vpc-id": (VPC.prefix, lambda _: InvalidParameterValue("vpc-id"))},
)

_DESCRIPTION = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{1,255}")
_LONGEST_NAME = 255


def create_security_group(world: World, call: Call) -> Result:
    """Create a group that allows nothing in and everything out."""
    vpc = _vpc(world, call)
    tags = tags_on_create(call, SECURITY_GROUP)
    name, description = _name(call), _description(call)
    if world.at(call.place).of(SECURITY_GROUP).naming(name_in(vpc.id, name)):
        raise DuplicateGroup(name, vpc.id)
    store = world.store(call.place)
    group = new_group(store, world.ids, vpc, name, description)
    store.put(SECURITY_GROUP, group)
    put_tags(world, call, group.id, tags)
    arn = group.place.arn("ec2", f"{SECURITY_GROUP.type_name}/{group.id}")
    return with_tags(world, call, group.id, {"GroupId": group.id, "SecurityGroupArn": arn})


def describe_security_groups(world: World, call: Call) -> Result:
    """List the caller's security groups in the caller's Region."""
    names = call.params.get("GroupNames", ())
    ids = [find_group_by_name(world, call, name).id for name in names]
    if not ids:
        return describe(world, call, SECURITY_GROUP, SECURITY_GROUPS, group_view)
    params = {**call.params, "GroupIds": [*call.params.get("GroupIds", ()), *ids]}
    return describe(
        world, replace(call, params=params), SECURITY_GROUP, SECURITY_GROUPS, group_view
    )


def delete_security_group(world: World, call: Call) -> Result:
    """Delete a group that no other group of its VPC and no network interface uses."""
    group = find_group(world, call)
    if group.is_default:
        raise CannotDeleteDefaultGroup(group.id)
    referring = world.at(call.place).of(SECURITY_GROUP).naming(group.id)
    is_named = any(each.vpc_id == group.vpc_id and each.id != group.id for each in referring)
    if is_named or world.at(call.place).is_needed(group.id, call.at):
        raise GroupInUse(group.id)
    world.store(call.place).forget(SECURITY_GROUP, group.id)
    return {"Return": True, "GroupId": group.id}


def find_group(
    world: World, call: Call, malformed: Callable[[str], AwsError] = SECURITY_GROUP.malformed
) -> SecurityGroup:
    """Return the group that a call names, by ID or, in the default VPC, by name.

    Args:
        world: The world with the groups.
        call: The call.
        malformed: Creates the error for a malformed ID, which depends on the operation.

    Raises:
        AwsError: The call names no group, or one that the caller does not have.
    """
    if "GroupId" in call.params:
        group_id = call.params["GroupId"]
        if not is_resource_id(group_id, SECURITY_GROUP.prefix):
            raise malformed(group_id)
        return find(world, call, SECURITY_GROUP, group_id)
    if "GroupName" in call.params:
        return find_group_by_name(world, call, call.params["GroupName"])
    raise MissingParameter("groupName or groupId")


def find_group_by_name(world: World, call: Call, name: str) -> SecurityGroup:
    """Return the group with a name in the default VPC.

    Raises:
        NoDefaultVpc: There is no default VPC.
        NotInDefaultVpc: It has no group with this name.
    """
    vpc = _default_vpc(world, call)
    named = world.at(call.place).of(SECURITY_GROUP).naming(name_in(vpc.id, name))
    groups = [group for group in named if group.name == name]
    if not groups:
        raise NotInDefaultVpc(name, vpc.id)
    return groups[0]


def _vpc(world: World, call: Call) -> Vpc:
    if "VpcId" in call.params:
        return find(world, call, VPC, call.params["VpcId"])
    return _default_vpc(world, call)


def _default_vpc(world: World, call: Call) -> Vpc:
    vpc = world.at(call.place).default_vpc()
    if vpc is None:
        raise NoDefaultVpc
    return vpc


def _name(call: Call) -> str:
    name: str = call.params["GroupName"]
    if not name:
        raise MissingParameter("GroupName")
    if name == DEFAULT_GROUP_NAME:
        raise ReservedGroupName(name)
    if SECURITY_GROUP.is_meant_by(name):
        raise InvalidParameterValue(
            f"Value ({name}) for parameter GroupName is invalid. Group names may not be in the "
            "format sg-*."
        )
    if len(name) > _LONGEST_NAME or not name.isascii():
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
    if not description:
        raise MissingParameter("GroupDescription")
    if _DESCRIPTION.fullmatch(description) is None:
        raise InvalidParameterValue(
            "Invalid security group description. Valid descriptions are strings less than 256 "
            "characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
        )
    return description


OPERATIONS: Mapping[str, Operation] = {
    "CreateSecurityGroup": Operation(
        create_security_group,
        ("GroupName", "Description", "VpcId", "TagSpecifications"),
        "security-group/*",
    ),
    "DeleteSecurityGroup": Operation(delete_security_group, ("GroupId", "GroupName"), "GroupId"),
    "DescribeSecurityGroups": Operation(
        describe_security_groups, (*SECURITY_GROUPS.parameters, "GroupNames")
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {SECURITY_GROUPS.answer: picture(SECURITY_GROUP, group_view)}
"""The view of each security group in pictures of a place."""
