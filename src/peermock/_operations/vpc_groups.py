"""The security groups that can be used in a VPC."""

from collections.abc import Iterator, Mapping

from peermock._domain.security import SECURITY_GROUP
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.resources import find
from peermock._operations.views import tags_view

VPC_GROUPS = Listing(
    answer="SecurityGroupForVpcs",
    filters={
        "description": "Description",
        "group-id": "GroupId",
        "group-name": "GroupName",
        "owner-id": "OwnerId",
        "primary-vpc-id": "PrimaryVpcId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
    },
)


def get_security_groups_for_vpc(world: World, call: Call) -> Result:
    """List the security groups of a VPC. Groups shared from other VPCs are not supported."""
    vpc = find(world, call, VPC, call.params["VpcId"])

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, group in world.at(call.place).of(SECURITY_GROUP).scan(start[0]):
            if group.vpc_id == vpc.id:
                yield (
                    (position, ""),
                    {
                        "Description": group.description,
                        "GroupId": group.id,
                        "GroupName": group.name,
                        "OwnerId": group.place.account_id,
                        "PrimaryVpcId": group.vpc_id,
                        "Tags": tags_view(world, call, group.id),
                    },
                )

    return VPC_GROUPS.describe(world, call, scan=scan)


OPERATIONS: Mapping[str, Operation] = {
    "GetSecurityGroupsForVpc": Operation(
        get_security_groups_for_vpc, ("VpcId", *VPC_GROUPS.parameters)
    ),
}
"""The rows of these operations."""
