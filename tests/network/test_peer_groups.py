"""Rules that let a peer's security group in: over an active connection within a Region only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]

APART = "You have specified two resources that belong to different networks."


def pair_of(owner: Owner, group_id: str) -> dict[str, str]:
    """Return how others name a group of an owner's."""
    return {"UserId": owner.account_id, "GroupId": group_id}


def pairs(owner: Owner, group_id: str) -> list[dict[str, Any]]:
    """Return the groups that the one permission of a group lets in."""
    (permission,) = owner.group(group_id)["IpPermissions"]
    return permission["UserIdGroupPairs"]


def test_a_peers_group_is_let_in(ours: Owner, peer: Owner) -> None:
    """The pair is shown with VPC, connection and status, and without a name (recorded)."""
    peering_id = ours.peer(peer)
    group_id, other_id = ours.new_group("web-tier"), peer.new_group("app-tier")
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    assert pairs(ours, group_id) == [
        {
            "UserId": peer.account_id,
            "GroupId": other_id,
            "VpcId": peer.vpc_id,
            "VpcPeeringConnectionId": peering_id,
            "PeeringStatus": "active",
        }
    ]


def test_the_rule_shows_the_same_pair(ours: Owner, peer: Owner) -> None:
    """In Authorize's answer and in DescribeSecurityGroupRules."""
    ours.peer(peer)
    group_id = ours.new_group()
    (rule,) = ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, peer.new_group())])
    assert [rule["ReferencedGroupInfo"]] == pairs(ours, group_id)
    ids = [rule["SecurityGroupRuleId"]]
    answer = ours.ec2.describe_security_group_rules(SecurityGroupRuleIds=ids)
    assert answer["SecurityGroupRules"] == [rule]


def test_both_sides_let_each_other_in(ours: Owner, peer: Owner) -> None:
    """It makes no difference who requested the connection."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    peer.allow(other_id, UserIdGroupPairs=[pair_of(ours, group_id)])
    assert pairs(ours, group_id)[0]["GroupId"] == other_id
    assert pairs(peer, other_id)[0]["GroupId"] == group_id


def test_traffic_is_let_out_to_a_peers_group(ours: Owner, peer: Owner) -> None:
    """Egress refers to groups as ingress does."""
    ours.peer(peer)
    group_id = ours.new_group()
    permission = {"IpProtocol": "-1", "UserIdGroupPairs": [pair_of(peer, peer.new_group())]}
    ours.ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[permission])
    (both,) = ours.group(group_id)["IpPermissionsEgress"]
    assert both["UserIdGroupPairs"][0]["PeeringStatus"] == "active"


def test_more_may_be_said_about_the_group(ours: Owner, peer: Owner) -> None:
    """VPC, connection, status and a description may be named beside account and group."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    more = {
        "VpcId": peer.vpc_id,
        "VpcPeeringConnectionId": peering_id,
        "PeeringStatus": "active",
        "Description": "their web servers",
    }
    pair = pair_of(peer, peer.new_group()) | more
    ours.allow(group_id, UserIdGroupPairs=[pair])
    assert pairs(ours, group_id) == [pair]


@pytest.mark.parametrize("member", ["VpcId", "VpcPeeringConnectionId"])
def test_what_is_said_must_be_so(ours: Owner, peer: Owner, member: str, refused: Refused) -> None:
    """Another VPC or connection than the group's is another network."""
    ours.peer(peer)
    wrong = {"VpcId": ours.vpc_id, "VpcPeeringConnectionId": "pcx-1a2b3c4d"}[member]
    pair = pair_of(peer, peer.new_group()) | {member: wrong}
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair])


def test_a_group_of_ones_own_vpc_is_let_in(ours: Owner) -> None:
    """It needs no account and no connection, and is shown without."""
    group_id, other_id = ours.new_group("db"), ours.new_group("web")
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": other_id}])
    assert pairs(ours, group_id) == [pair_of(ours, other_id)]


def test_vpcs_that_are_not_peered_are_apart(ours: Owner, peer: Owner, refused: Refused) -> None:
    """In the same account as well as in another."""
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(peer, peer.new_group())])


@pytest.mark.parametrize("step", ["request", "reject", "delete"])
def test_vpcs_are_apart_unless_their_connection_is_active(
    ours: Owner, peer: Owner, step: str, refused: Refused
) -> None:
    """Before acceptance, after rejection, after deletion."""
    peering_id = ours.request(peer)
    if step == "reject":
        peer.ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    if step == "delete":
        peer.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        ours.unpeer(peering_id)
    for here, there in ((ours, peer), (peer, ours)):
        pair = pair_of(there, there.new_group("app"))
        with refused("InvalidGroup.NotFound", APART):
            here.allow(here.new_group(), UserIdGroupPairs=[pair])


def test_peering_is_not_transitive(
    ours: Owner, theirs: Owner, neighbour: Owner, refused: Refused
) -> None:
    """The peer of a peer is apart."""
    ours.peer(neighbour)
    neighbour.peer(theirs)
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(theirs, theirs.new_group())])


def test_groups_abroad_are_not_let_in(
    ours: Owner, owner: Callable[..., Owner], refused: Refused
) -> None:
    """A connection across Regions carries no references, though it is active."""
    distant = owner("222222222222", "eu-west-1", "10.4.0.0/16")
    ours.peer(distant)
    pair = pair_of(distant, distant.new_group())
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair])


def test_ones_own_groups_abroad_are_unknown(ours: Owner, abroad: Owner, refused: Refused) -> None:
    """The caller's own groups are looked for in the Region of the call."""
    ours.peer(abroad)
    other_id = abroad.new_group()
    with refused("InvalidGroup.NotFound", f"The security group '{other_id}' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(abroad, other_id)])


def test_an_unknown_group_is_not_let_in(ours: Owner, theirs: Owner, refused: Refused) -> None:
    """Of one's own account it is unknown; of another account nothing more is told."""
    ours.peer(theirs)
    unknown = "sg-0123456789abcdef0"
    with refused("InvalidGroup.NotFound", f"The security group '{unknown}' does not exist"):
        ours.allow(ours.new_group("web"), UserIdGroupPairs=[{"GroupId": unknown}])
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group("app"), UserIdGroupPairs=[pair_of(theirs, unknown)])


def test_a_group_of_another_account_is_named_with_it(
    ours: Owner, theirs: Owner, refused: Refused
) -> None:
    """Without UserId the caller's own account is meant."""
    ours.peer(theirs)
    other_id = theirs.new_group()
    with refused("InvalidGroup.NotFound", f"The security group '{other_id}' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"GroupId": other_id}])


def test_an_account_that_nobody_has_looked_at_has_no_groups(ours: Owner, refused: Refused) -> None:
    """A wrong UserId is answered like a wrong group."""
    pair = {"UserId": "999999999999", "GroupId": "sg-1a2b3c4d"}
    with refused("InvalidGroup.NotFound", APART):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair])


@pytest.mark.parametrize("text", ["x", "", "222222222222/sg-0123456789abcdef0"])
def test_a_group_is_named_by_its_id_alone(ours: Owner, text: str, refused: Refused) -> None:
    """The console's form with the account before the ID is malformed in the API (recorded)."""
    with refused("InvalidGroupId.Malformed", f'Invalid id: "{text}" (expecting "sg-...")'):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"GroupId": text}])


def test_a_pair_names_a_group(ours: Owner, refused: Refused) -> None:
    """An account alone is not enough."""
    with refused("MissingParameter", "Source group ID missing."):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"UserId": ours.account_id}])


def test_rules_outlive_the_connection(ours: Owner, peer: Owner) -> None:
    """They stay, of no use, and say that the connection is deleted."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, peer.new_group())])
    peer.unpeer(peering_id)
    (pair,) = pairs(ours, group_id)
    assert (pair["VpcPeeringConnectionId"], pair["PeeringStatus"]) == (peering_id, "deleted")


def test_rules_outlive_the_group(ours: Owner, peer: Owner) -> None:
    """The owner of a deleted group is no longer shown (botocore's model)."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    peer.ec2.delete_security_group(GroupId=other_id)
    (pair,) = pairs(ours, group_id)
    assert "UserId" not in pair
    assert (pair["GroupId"], pair["PeeringStatus"]) == (other_id, "active")


def test_groups_are_found_by_the_peers_groups_that_they_let_in(ours: Owner, peer: Owner) -> None:
    """Filters look at pairs, too."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group("app")
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    filters = [
        {"Name": "ip-permission.group-id", "Values": [other_id]},
        {"Name": "ip-permission.user-id", "Values": [peer.account_id]},
    ]
    (found,) = ours.ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    assert found["GroupId"] == group_id
