"""DescribeStaleSecurityGroups: rules for a peer's group that no longer have an effect."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ParamValidationError
from time_machine import TimeMachineFixture

from tests.operations.parties import Party, Refused

APPS = {"IpProtocol": "tcp", "FromPort": 60000, "ToPort": 62000}


def refer(owner: Party, peer: Party, name: str = "web-tier") -> tuple[str, str]:
    """Allow a new group of a peer in a new group, and return the IDs of both."""
    group_id = owner.new_group(name, Description="for apps")
    other_id = peer.new_group(f"of {name}")
    pair = {"UserId": peer.account_id, "GroupId": other_id}
    owner.ec2.authorize_security_group_ingress(
        GroupId=group_id, IpPermissions=[APPS | {"UserIdGroupPairs": [pair]}]
    )
    return group_id, other_id


def stale_pairs(owner: Party) -> list[dict[str, Any]]:
    """Return the stale pairs of the only stale permission of the only stale group."""
    (group,) = owner.stale()
    (permission,) = group["StaleIpPermissions"]
    return permission["UserIdGroupPairs"]


def test_a_rule_is_stale_after_its_group_is_deleted(ours: Party, peer: Party) -> None:
    """Recorded: the connection is active, the account absent, and CIDR blocks are not listed.

    The response is that of cloud-custodian's tests/data/placebo/test_security_group_stale.
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
    ours: Party, peer: Party, deleter: str
) -> None:
    """Either side may delete it; the group and its account are still shown."""
    peering_id = ours.peer(peer)
    _, other_id = refer(ours, peer)
    {"ours": ours, "peer": peer}[deleter].delete(peering_id)
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
    ours: Party, peer: Party, clock: TimeMachineFixture
) -> None:
    """The rule is still stale when the connection is no longer visible."""
    peering_id = ours.peer(peer)
    refer(ours, peer)
    ours.delete(peering_id)
    clock.shift(timedelta(days=30))
    assert [pair["PeeringStatus"] for pair in stale_pairs(ours)] == ["deleted"]


def test_a_rule_is_of_use_again_when_the_vpcs_are_peered_again(ours: Party, peer: Party) -> None:
    """The rule applies again once a new connection is active."""
    ours.delete(ours.peer(peer))
    old = ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    ours.delete(old)
    new = peer.request(ours)
    assert [pair["VpcPeeringConnectionId"] for pair in stale_pairs(ours)] == [old]
    ours.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=new)
    assert ours.stale() == []
    (permission,) = ours.group(group_id)["IpPermissions"]
    (pair,) = permission["UserIdGroupPairs"]
    assert (pair["GroupId"], pair["VpcPeeringConnectionId"]) == (other_id, new)
    assert pair["PeeringStatus"] == "active"


def test_nothing_is_stale_while_the_connection_is_active(ours: Party, peer: Party) -> None:
    """Rules for CIDR blocks or for groups of the VPC are never stale."""
    peering_id = ours.peer(peer)
    refer(ours, peer)
    assert ours.stale() == []
    group_id = ours.new_group()
    ours.allow(group_id, IpRanges=[{"CidrIp": peer.cidr_block}])
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": group_id}])
    ours.delete(peering_id)
    assert [group["GroupName"] for group in ours.stale()] == ["web-tier"]


def test_only_what_is_stale_is_listed(ours: Party, peer: Party) -> None:
    """Other rules of a stale group are not listed."""
    peering_id = ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    ours.allow(group_id, IpRanges=[{"CidrIp": "0.0.0.0/0"}])
    ours.delete(peering_id)
    assert [pair["GroupId"] for pair in stale_pairs(ours)] == [other_id]


def test_egress_is_stale_apart_from_ingress(ours: Party, peer: Party) -> None:
    """Inbound and outbound rules have separate lists."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    pair = {"UserId": peer.account_id, "GroupId": peer.new_group()}
    permission = {"IpProtocol": "-1", "UserIdGroupPairs": [pair]}
    ours.ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[permission])
    ours.delete(peering_id)
    (group,) = ours.stale()
    assert group["StaleIpPermissions"] == []
    (outward,) = group["StaleIpPermissionsEgress"]
    assert (outward["IpProtocol"], len(outward["UserIdGroupPairs"])) == ("-1", 1)


def test_each_side_sees_its_own_stale_groups(ours: Party, theirs: Party, neighbour: Party) -> None:
    """Only groups of the requested VPC are listed."""
    connections = [ours.peer(theirs), ours.peer(neighbour)]
    refer(ours, theirs, "to them")
    refer(neighbour, ours, "to us")
    for peering_id in connections:
        ours.delete(peering_id)
    found = [[group["GroupName"] for group in each.stale()] for each in (ours, neighbour, theirs)]
    assert found == [["to them"], ["to us"], []]


def test_a_stale_rule_is_revoked(ours: Party, peer: Party) -> None:
    """The response of DescribeStaleSecurityGroups can be passed to Revoke, as AWS documents."""
    ours.peer(peer)
    group_id, other_id = refer(ours, peer)
    peer.ec2.delete_security_group(GroupId=other_id)
    (stale,) = ours.stale()
    ours.ec2.revoke_security_group_ingress(
        GroupId=group_id, IpPermissions=stale["StaleIpPermissions"]
    )
    assert ours.stale() == []
    assert ours.group(group_id)["IpPermissions"] == []


def test_stale_groups_come_in_pages(ours: Party, peer: Party) -> None:
    """MaxResults is at most 255, and the token returns the next page."""
    peering_id = ours.peer(peer)
    made = [refer(ours, peer, f"tier {number}")[0] for number in range(7)]
    ours.delete(peering_id)
    pages = ours.ec2.get_paginator("describe_stale_security_groups").paginate(
        VpcId=ours.vpc_id, PaginationConfig={"PageSize": 5}
    )
    found = [[group["GroupId"] for group in page["StaleSecurityGroupSet"]] for page in pages]
    assert found == [made[:5], made[5:]]


def test_a_page_has_a_size(ours: Party, refused: Refused) -> None:
    """Botocore rejects too small a number, and AWS too large a one."""
    with pytest.raises(ParamValidationError, match="valid min value: 5"):
        ours.ec2.describe_stale_security_groups(VpcId=ours.vpc_id, MaxResults=4)
    text = "Value ( 256 ) for parameter MaxResults is invalid. "
    text += "Expecting a value smaller than or equal to 255."
    with refused("InvalidParameterValue", text):
        ours.ec2.describe_stale_security_groups(VpcId=ours.vpc_id, MaxResults=256)
