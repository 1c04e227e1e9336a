"""Route tables and security groups of a peering, compared with recorded AWS responses."""

import re
from typing import Any

from tests.contract.sides import MakeSide, Side

Answer = dict[str, Any]

ADDED_SINCE = {
    "AssociationState": "2019, in associations of route tables",
    "OwnerId": "2018, in route tables",
    "SecurityGroupArn": "2024, in security groups",
    "Tags": "in security groups the recording had none to show",
}
"""Members that older recordings lack, with the date of their introduction."""

ID = re.compile(r"(pcx|rtb|rtbassoc|sg|vpc)-[0-9a-f]+")
OWNER = "644160558196"


def comparable(ours: object, theirs: object) -> object:
    """Return our response without IDs, and without newer members that theirs lacks."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        younger = ADDED_SINCE.keys() - theirs.keys()
        return {
            name: comparable(each, theirs.get(name))
            for name, each in ours.items()
            if name not in younger
        }
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [comparable(*pair) for pair in zip(ours, theirs, strict=True)]
    return "an ID" if isinstance(ours, str) and ID.fullmatch(ours) else ours


def test_a_route_table_with_a_route_through_a_connection(side: MakeSide, recorded: Answer) -> None:
    """The route names the connection, and the local route a gateway."""
    theirs = recorded["describe-route-table-with-pcx"]
    one, other = side("619193117841", "10.0.0.0/16"), side("619193117841", "172.20.0.0/16")
    filters = [{"Name": "vpc-id", "Values": [one.vpc_id]}]
    (table,) = one.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    one.ec2.create_route(
        RouteTableId=table["RouteTableId"],
        DestinationCidrBlock="172.20.0.0/16",
        VpcPeeringConnectionId=one.peer(other),
    )
    (ours,) = one.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    ours["Routes"].sort(key=in_recorded_order)
    assert comparable(ours, theirs) == comparable(theirs, theirs)


def in_recorded_order(route: dict[str, str]) -> bool:
    """Return a sort key for routes in AWS's order: over the connection first."""
    return "GatewayId" in route


def refer_across(one: Side, other: Side) -> tuple[str, str]:
    """Allow a peer's group in a group of the other VPC, and return the IDs of both groups."""
    one.peer(other)
    ours = one.ec2.create_security_group(
        GroupName="web-tier", Description="for apps", VpcId=one.vpc_id
    )["GroupId"]
    theirs = other.ec2.create_security_group(
        GroupName="db-tier", Description="for data", VpcId=other.vpc_id
    )["GroupId"]
    one.ec2.authorize_security_group_ingress(
        GroupId=ours,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 60000,
                "ToPort": 62000,
                "UserIdGroupPairs": [{"UserId": other.account_id, "GroupId": theirs}],
            }
        ],
    )
    return ours, theirs


def test_a_security_group_that_refers_to_a_peers(side: MakeSide, recorded: Answer) -> None:
    """The pair has the peer's account, VPC, group, connection and status, and no name."""
    (theirs,) = recorded["describe-security-groups-peer-ref"]["SecurityGroups"]
    one, other = side(OWNER, "10.4.0.0/16"), side(OWNER, "10.5.0.0/16")
    group_id, _ = refer_across(one, other)
    (ours,) = one.ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"]
    assert comparable(ours, theirs) == comparable(theirs, theirs)


def test_a_stale_security_group(side: MakeSide, recorded: Answer) -> None:
    """After the peer's group is deleted, the pair has no account, and an active connection."""
    (theirs,) = recorded["describe-stale-security-groups"]["StaleSecurityGroupSet"]
    one, other = side(OWNER, "10.4.0.0/16"), side(OWNER, "10.5.0.0/16")
    _, group_id = refer_across(one, other)
    other.ec2.delete_security_group(GroupId=group_id)
    stale = one.ec2.describe_stale_security_groups(VpcId=one.vpc_id)
    (ours,) = stale["StaleSecurityGroupSet"]
    assert comparable(ours, theirs) == comparable(theirs, theirs)
