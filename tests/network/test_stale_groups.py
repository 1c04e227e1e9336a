"""DescribeStaleSecurityGroups: rules for a peer's group that are of no use any more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from types import SimpleNamespace as Owner
from typing import Any

import pytest
from botocore.exceptions import ParamValidationError
from freezegun.api import FrozenDateTimeFactory

Refused = Callable[..., AbstractContextManager[None]]

APPS = {"IpProtocol": "tcp", "FromPort": 60000, "ToPort": 62000}


def refer(owner: Owner, peer: Owner, name: str = "web-tier") -> tuple[str, str]:
    """Let a new group of a peer's into a new group, and return the IDs of both."""
    group_id = owner.new_group(name, Description="for apps")
    other_id = peer.new_group(f"of {name}")
    pair = {"UserId": peer.account_id, "GroupId": other_id}
    owner.ec2.authorize_security_group_ingress(
        GroupId=group_id, IpPermissions=[APPS | {"UserIdGroupPairs": [pair]}]
    )
    return group_id, other_id


def stale_pairs(owner: Owner) -> list[dict[str, Any]]:
    """Return the stale pairs of the one stale permission of the one stale group."""
    (group,) = owner.stale()
    (permission,) = group["StaleIpPermissions"]
    return permission["UserIdGroupPairs"]


def test_a_rule_is_stale_after_its_group_is_deleted(ours: Owner, peer: Owner) -> None:
    """Recorded: the connection is active, the account absent, and no ranges are listed.

    The answer is that of cloud-custodian's tests/data/placebo/test_security_group_stale.
    """
    peering_id = ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    peer.ec2.delete_security_group(GroupId=other_id)
    assert ours.stale() == [
        {
            "VpcId": ours.vpc_id,
            "StaleIpPermissionsEgress": [],
            "GroupName": "web-tier",
            "StaleIpPermissions": [
                {
                    "ToPort": 62000,
                    "FromPort": 60000,
                    "UserIdGroupPairs": [
                        {
                            "VpcId": peer.vpc_id,
                            "GroupId": other_id,
                            "VpcPeeringConnectionId": peering_id,
                            "PeeringStatus": "active",
                        }
                    ],
                    "IpProtocol": "tcp",
                }
            ],
            "GroupId": group_id,
            "Description": "for apps",
        }
    ]


@pytest.mark.parametrize("deleter", ["ours", "peer"])
def test_a_rule_is_stale_after_its_connection_is_deleted(
    ours: Owner, peer: Owner, deleter: str
) -> None:
    """Whoever deletes it; the group and its account are still shown."""
    peering_id = ours.peer(peer)
    _, other_id = refer(ours, peer)
    {"ours": ours, "peer": peer}[deleter].unpeer(peering_id)
    assert stale_pairs(ours) == [
        {
            "VpcId": peer.vpc_id,
            "UserId": peer.account_id,
            "GroupId": other_id,
            "VpcPeeringConnectionId": peering_id,
            "PeeringStatus": "deleted",
        }
    ]


def test_a_rule_stays_stale_after_its_connection_is_forgotten(
    ours: Owner, peer: Owner, clock: FrozenDateTimeFactory
) -> None:
    """Long after nobody sees the connection any more."""
    peering_id = ours.peer(peer)
    refer(ours, peer)
    ours.unpeer(peering_id)
    clock.tick(timedelta(days=30))
    assert [pair["PeeringStatus"] for pair in stale_pairs(ours)] == ["deleted"]


def test_a_rule_is_of_use_again_when_the_vpcs_are_peered_again(ours: Owner, peer: Owner) -> None:
    """Over the new connection, whoever requests it, and not before it is active."""
    ours.unpeer(ours.peer(peer))
    old = ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    ours.unpeer(old)
    new = peer.request(ours)
    assert [pair["VpcPeeringConnectionId"] for pair in stale_pairs(ours)] == [old]
    ours.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=new)
    assert ours.stale() == []
    (permission,) = ours.group(group_id)["IpPermissions"]
    (pair,) = permission["UserIdGroupPairs"]
    assert (pair["GroupId"], pair["VpcPeeringConnectionId"]) == (other_id, new)
    assert pair["PeeringStatus"] == "active"


def test_nothing_is_stale_while_the_connection_is_active(ours: Owner, peer: Owner) -> None:
    """Nor are rules for ranges or for groups of the VPC, at any time."""
    peering_id = ours.peer(peer)
    refer(ours, peer)
    assert ours.stale() == []
    group_id = ours.new_group()
    ours.allow(group_id, IpRanges=[{"CidrIp": peer.cidr_block}])
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": group_id}])
    ours.unpeer(peering_id)
    assert [group["GroupName"] for group in ours.stale()] == ["web-tier"]


def test_only_what_is_stale_is_listed(ours: Owner, peer: Owner) -> None:
    """Other rules of a stale group are left out."""
    peering_id = ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    ours.allow(group_id, IpRanges=[{"CidrIp": "0.0.0.0/0"}])
    ours.unpeer(peering_id)
    assert [pair["GroupId"] for pair in stale_pairs(ours)] == [other_id]


def test_egress_is_stale_apart_from_ingress(ours: Owner, peer: Owner) -> None:
    """Each direction has its list."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    pair = {"UserId": peer.account_id, "GroupId": peer.new_group()}
    permission = {"IpProtocol": "-1", "UserIdGroupPairs": [pair]}
    ours.ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[permission])
    ours.unpeer(peering_id)
    (group,) = ours.stale()
    assert group["StaleIpPermissions"] == []
    (outward,) = group["StaleIpPermissionsEgress"]
    assert (outward["IpProtocol"], len(outward["UserIdGroupPairs"])) == ("-1", 1)


def test_each_side_sees_its_own_stale_groups(ours: Owner, theirs: Owner, neighbour: Owner) -> None:
    """Those of the VPC that is asked about, and of no other."""
    connections = [ours.peer(theirs), ours.peer(neighbour)]
    refer(ours, theirs, "to them")
    refer(neighbour, ours, "to us")
    for peering_id in connections:
        ours.unpeer(peering_id)
    found = [[group["GroupName"] for group in each.stale()] for each in (ours, neighbour, theirs)]
    assert found == [["to them"], ["to us"], []]


def test_a_stale_rule_is_revoked(ours: Owner, peer: Owner) -> None:
    """By what DescribeStaleSecurityGroups says of it, which is how AWS says to clean up."""
    ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    peer.ec2.delete_security_group(GroupId=other_id)
    (stale,) = ours.stale()
    ours.ec2.revoke_security_group_ingress(
        GroupId=group_id, IpPermissions=stale["StaleIpPermissions"]
    )
    assert ours.stale() == []
    assert ours.group(group_id)["IpPermissions"] == []


def test_stale_groups_come_in_pages(ours: Owner, peer: Owner) -> None:
    """MaxResults is at most 255, and the token leads on."""
    peering_id = ours.peer(peer)
    made = [refer(ours, peer, f"tier {number}")[0] for number in range(7)]
    ours.unpeer(peering_id)
    pages = ours.ec2.get_paginator("describe_stale_security_groups").paginate(
        VpcId=ours.vpc_id, PaginationConfig={"PageSize": 5}
    )
    found = [[group["GroupId"] for group in page["StaleSecurityGroupSet"]] for page in pages]
    assert found == [made[:5], made[5:]]


def test_a_page_has_a_size(ours: Owner, refused: Refused) -> None:
    """Botocore does not send too small a number, and AWS refuses too large a one."""
    with pytest.raises(ParamValidationError, match="valid min value: 5"):
        ours.ec2.describe_stale_security_groups(VpcId=ours.vpc_id, MaxResults=4)
    text = "Value ( 256 ) for parameter MaxResults is invalid. "
    text += "Expecting a value smaller than or equal to 255."
    with refused("InvalidParameterValue", text):
        ours.ec2.describe_stale_security_groups(VpcId=ours.vpc_id, MaxResults=256)
