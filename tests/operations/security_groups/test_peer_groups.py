"""Rules for a peer's security group, over an active connection within a Region."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
APART = "You have specified two resources that belong to different networks."


def refusal(caller: Party, owner: Party, group_id: str) -> str:
    """Return AWS's message about a group without a usable connection."""
    if owner.account_id == caller.account_id:
        return APART
    return f"The security group '{group_id}' does not exist"


def pair_of(owner: Party, group_id: str) -> dict[str, str]:
    """Return a reference to a group of an owner."""
    return {"UserId": owner.account_id, "GroupId": group_id}


def pairs(owner: Party, group_id: str) -> list[dict[str, Any]]:
    """Return the groups in the only permission of a group."""
    (permission,) = owner.group(group_id)["IpPermissions"]
    return permission["UserIdGroupPairs"]


def test_a_peers_group_is_let_in(ours: Party, peer: Party) -> None:
    """The pair has VPC, connection and status, and no name (recorded)."""
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


def test_the_rule_shows_the_same_pair(ours: Party, peer: Party) -> None:
    """Authorize and DescribeSecurityGroupRules return the same pair."""
    ours.peer(peer)
    group_id = ours.new_group()
    (rule,) = ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, peer.new_group())])
    assert [rule["ReferencedGroupInfo"]] == pairs(ours, group_id)
    ids = [rule["SecurityGroupRuleId"]]
    answer = ours.ec2.describe_security_group_rules(SecurityGroupRuleIds=ids)
    assert answer["SecurityGroupRules"] == [rule | {"Tags": []}]


def test_both_sides_let_each_other_in(ours: Party, peer: Party) -> None:
    """Each side can allow the other's group, whichever made the request."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    peer.allow(other_id, UserIdGroupPairs=[pair_of(ours, group_id)])
    assert pairs(ours, group_id)[0]["GroupId"] == other_id
    assert pairs(peer, other_id)[0]["GroupId"] == group_id


def test_traffic_is_let_out_to_a_peers_group(ours: Party, peer: Party) -> None:
    """Outbound rules can refer to groups as well."""
    ours.peer(peer)
    group_id = ours.new_group()
    permission = {"IpProtocol": "-1", "UserIdGroupPairs": [pair_of(peer, peer.new_group())]}
    ours.ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[permission])
    (both,) = ours.group(group_id)["IpPermissionsEgress"]
    assert both["UserIdGroupPairs"][0]["PeeringStatus"] == "active"


def test_more_may_be_said_about_the_group(ours: Party, peer: Party) -> None:
    """VPC, connection, status and a description may be given with account and group."""
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"VpcId": "vpc-1a2b3c4d"},
        {"VpcPeeringConnectionId": "pcx-1a2b3c4d"},
        {"PeeringStatus": "deleted"},
    ],
)
def test_what_is_said_is_ignored(ours: Party, peer: Party, wrong: dict[str, str]) -> None:
    """VPC, connection and status are the group's own, whatever the call says."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    right = pair_of(peer, peer.new_group())
    ours.allow(group_id, UserIdGroupPairs=[right | wrong])
    shown = {"VpcId": peer.vpc_id, "VpcPeeringConnectionId": peering_id, "PeeringStatus": "active"}
    assert pairs(ours, group_id) == [right | shown]
    ours.ec2.revoke_security_group_ingress(
        GroupId=group_id, IpPermissions=[{**HTTPS, "UserIdGroupPairs": [right | wrong]}]
    )
    assert ours.group(group_id)["IpPermissions"] == []


def test_a_group_of_ones_own_vpc_is_let_in(ours: Party) -> None:
    """A group of the same VPC needs neither account nor connection."""
    group_id, other_id = ours.new_group("db"), ours.new_group("web")
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": other_id}])
    assert pairs(ours, group_id) == [pair_of(ours, other_id)]


def test_vpcs_that_are_not_peered_are_apart(ours: Party, peer: Party, refused: Refused) -> None:
    """A group of the same account is in another network, one of another account unknown."""
    other_id = peer.new_group()
    with refused("InvalidGroup.NotFound", refusal(ours, peer, other_id)):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(peer, other_id)])


@pytest.mark.parametrize("step", ["request", "reject", "delete"])
def test_vpcs_are_apart_unless_their_connection_is_active(
    ours: Party, peer: Party, step: str, refused: Refused
) -> None:
    """A pending, rejected or deleted connection does not count."""
    peering_id = ours.request(peer)
    if step == "reject":
        peer.ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    if step == "delete":
        peer.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        ours.delete(peering_id)
    for here, there in ((ours, peer), (peer, ours)):
        pair = pair_of(there, there.new_group("app"))
        with refused("InvalidGroup.NotFound", refusal(here, there, pair["GroupId"])):
            here.allow(here.new_group(), UserIdGroupPairs=[pair])


def test_peering_is_not_transitive(
    ours: Party, theirs: Party, neighbour: Party, refused: Refused
) -> None:
    """The group of a peer's peer is unknown, with or without its account."""
    ours.peer(neighbour)
    neighbour.peer(theirs)
    pair = pair_of(theirs, theirs.new_group())
    group_id = ours.new_group()
    for sent in (pair, {"GroupId": pair["GroupId"]}):
        with refused("InvalidGroup.NotFound", refusal(ours, theirs, pair["GroupId"])):
            ours.allow(group_id, UserIdGroupPairs=[sent])


def test_groups_abroad_are_not_let_in(
    ours: Party, party: Callable[..., Party], refused: Refused
) -> None:
    """An inter-Region connection does not support references."""
    distant = party("222222222222", "eu-west-1", "10.4.0.0/16")
    ours.peer(distant)
    pair = pair_of(distant, distant.new_group())
    with refused("InvalidGroup.NotFound", refusal(ours, distant, pair["GroupId"])):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair])


def test_ones_own_groups_abroad_are_unknown(ours: Party, abroad: Party, refused: Refused) -> None:
    """The caller's own groups are looked up in the Region of the call."""
    ours.peer(abroad)
    other_id = abroad.new_group()
    with refused("InvalidGroup.NotFound", f"The security group '{other_id}' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(abroad, other_id)])


def test_an_unknown_group_is_not_let_in(ours: Party, theirs: Party, refused: Refused) -> None:
    """A group that does not exist is unknown under any account."""
    ours.peer(theirs)
    unknown = "sg-0123456789abcdef0"
    group_id = ours.new_group()
    for pair in ({"GroupId": unknown}, pair_of(ours, unknown), pair_of(theirs, unknown)):
        with refused("InvalidGroup.NotFound", f"The security group '{unknown}' does not exist"):
            ours.allow(group_id, UserIdGroupPairs=[pair])


def test_a_group_of_another_account_needs_no_account(ours: Party, theirs: Party) -> None:
    """Over an active connection the ID is enough, and the owner is shown (recorded)."""
    ours.peer(theirs)
    group_id, other_id = ours.new_group(), theirs.new_group()
    (rule,) = ours.allow(group_id, UserIdGroupPairs=[{"GroupId": other_id}])
    assert rule["ReferencedGroupInfo"]["UserId"] == theirs.account_id
    (pair,) = pairs(ours, group_id)
    assert (pair["UserId"], pair["GroupId"]) == (theirs.account_id, other_id)


@pytest.mark.parametrize("step", ["request", "delete", "abroad"])
def test_the_id_alone_needs_an_active_connection_in_the_region(
    ours: Party, theirs: Party, party: Callable[..., Party], step: str, refused: Refused
) -> None:
    """Otherwise such a group is unknown."""
    other = party("222222222222", "eu-west-1", "10.4.0.0/16") if step == "abroad" else theirs
    if step == "request":
        ours.request(other)
    else:
        peering_id = ours.peer(other)
    if step == "delete":
        ours.delete(peering_id)
    other_id = other.new_group()
    with refused("InvalidGroup.NotFound", f"The security group '{other_id}' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"GroupId": other_id}])


def test_a_group_is_of_the_account_that_is_named(
    ours: Party, theirs: Party, refused: Refused
) -> None:
    """A wrong UserId is not corrected."""
    ours.peer(theirs)
    other_id = theirs.new_group()
    with refused("InvalidGroup.NotFound", f"The security group '{other_id}' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair_of(ours, other_id)])


def test_an_account_that_nobody_has_looked_at_has_no_groups(ours: Party, refused: Refused) -> None:
    """A wrong UserId gets the same error as a wrong group."""
    pair = {"UserId": "999999999999", "GroupId": "sg-1a2b3c4d"}
    with refused("InvalidGroup.NotFound", "The security group 'sg-1a2b3c4d' does not exist"):
        ours.allow(ours.new_group(), UserIdGroupPairs=[pair])


@pytest.mark.parametrize("text", ["x", "", "222222222222/sg-0123456789abcdef0"])
def test_a_group_is_named_by_its_id_alone(ours: Party, text: str, refused: Refused) -> None:
    """The console's form with an account prefix is malformed in the API (recorded)."""
    with refused("InvalidGroupId.Malformed", f'Invalid id: "{text}" (expecting "sg-...")'):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"GroupId": text}])


def test_a_pair_names_a_group(ours: Party, refused: Refused) -> None:
    """An account without a group is not enough."""
    with refused("MissingParameter", "Source group ID missing."):
        ours.allow(ours.new_group(), UserIdGroupPairs=[{"UserId": ours.account_id}])


def test_rules_outlive_the_connection(ours: Party, peer: Party) -> None:
    """The rules remain, without effect, and show the deleted connection."""
    peering_id = ours.peer(peer)
    group_id = ours.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, peer.new_group())])
    peer.delete(peering_id)
    (pair,) = pairs(ours, group_id)
    assert (pair["VpcPeeringConnectionId"], pair["PeeringStatus"]) == (peering_id, "deleted")


def test_rules_outlive_the_group(ours: Party, peer: Party) -> None:
    """The owner of a deleted group is no longer shown (botocore's model)."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group()
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    peer.ec2.delete_security_group(GroupId=other_id)
    (pair,) = pairs(ours, group_id)
    assert "UserId" not in pair
    assert (pair["GroupId"], pair["PeeringStatus"]) == (other_id, "active")


def test_groups_are_found_by_the_peers_groups_that_they_let_in(ours: Party, peer: Party) -> None:
    """Filters match pairs, too."""
    ours.peer(peer)
    group_id, other_id = ours.new_group(), peer.new_group("app")
    ours.allow(group_id, UserIdGroupPairs=[pair_of(peer, other_id)])
    filters = [
        {"Name": "ip-permission.group-id", "Values": [other_id]},
        {"Name": "ip-permission.user-id", "Values": [peer.account_id]},
    ]
    (found,) = ours.ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    assert found["GroupId"] == group_id


NAMED = "An IP permission for a VPC security group may only include a group ID, not a group name."


def test_a_group_is_not_named_by_its_name(ours: Party, refused: Refused) -> None:
    """Only rules of the default VPC can name a group (recorded)."""
    group_id, other_id = ours.new_group("web"), ours.new_group("db")
    for pair in ({"GroupName": "db"}, {"GroupName": "db", "GroupId": other_id}):
        with refused("InvalidParameterCombination", NAMED):
            ours.allow(group_id, UserIdGroupPairs=[pair])
        with refused("InvalidParameterCombination", NAMED):
            ours.ec2.revoke_security_group_ingress(
                GroupId=group_id, IpPermissions=[{**HTTPS, "UserIdGroupPairs": [pair]}]
            )


def test_a_rule_of_the_default_vpc_names_groups(ours: Party, refused: Refused) -> None:
    """A group of the default VPC is given by name or ID, not both."""
    ec2 = ours.ec2
    made = {
        name: ec2.create_security_group(GroupName=name, Description="for tests")["GroupId"]
        for name in ("web", "db")
    }
    ours.allow(made["web"], UserIdGroupPairs=[{"GroupName": "db"}])
    assert pairs(ours, made["web"]) == [pair_of(ours, made["db"])]
    with refused("InvalidParameterCombination", NAMED):
        ours.allow(made["db"], UserIdGroupPairs=[{"GroupName": "web", "GroupId": made["web"]}])
    (vpc,) = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    text = f"The security group 'app' does not exist in default VPC '{vpc['VpcId']}'"
    with refused("InvalidGroup.NotFound", text):
        ours.allow(made["db"], UserIdGroupPairs=[{"GroupName": "app"}])
