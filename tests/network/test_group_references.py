"""DescribeSecurityGroupReferences: which VPCs on the other side refer to one's groups."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

Refused = Callable[..., AbstractContextManager[None]]


def refer(owner: Owner, peer: Owner, group_id: str, name: str = "web") -> str:
    """Let a group of a peer's into a new group of an owner's, and return the new one's ID."""
    new_id = owner.new_group(name)
    pair = {"UserId": peer.account_id, "GroupId": group_id}
    owner.allow(new_id, UserIdGroupPairs=[pair])
    return new_id


def references(owner: Owner, *group_ids: str) -> list[dict[str, Any]]:
    """Return the references to groups of an owner's."""
    answer = owner.ec2.describe_security_group_references(GroupId=list(group_ids))
    return answer["SecurityGroupReferenceSet"]


def reference(group_id: str, referring: Owner, peering_id: str) -> dict[str, str]:
    """Return a reference as it should be shown."""
    return {
        "GroupId": group_id,
        "ReferencingVpcId": referring.vpc_id,
        "VpcPeeringConnectionId": peering_id,
    }


def test_each_side_sees_who_refers_to_its_groups(ours: Owner, peer: Owner) -> None:
    """The group, the VPC that refers to it, and the connection between the two."""
    peering_id = ours.peer(peer)
    theirs = peer.new_group("app")
    our_id = refer(ours, peer, theirs)
    assert references(peer, theirs) == [reference(theirs, ours, peering_id)]
    assert references(ours, our_id) == []
    refer(peer, ours, our_id)
    assert references(ours, our_id) == [reference(our_id, peer, peering_id)]


def test_a_vpc_is_listed_once(ours: Owner, peer: Owner) -> None:
    """However many of its groups and rules refer to the group, and however often it is named."""
    peering_id = ours.peer(peer)
    group_id = peer.new_group("app")
    for name in ("web", "db"):
        refer(ours, peer, group_id, name)
    assert references(peer, group_id, group_id) == [reference(group_id, ours, peering_id)]


def test_every_peer_that_refers_is_listed(ours: Owner, theirs: Owner, neighbour: Owner) -> None:
    """For each of the groups that are asked about."""
    connections = {"theirs": theirs.peer(ours), "neighbour": ours.peer(neighbour)}
    one, other, third = (ours.new_group(name) for name in ("a", "b", "c"))
    refer(theirs, ours, one)
    refer(neighbour, ours, one)
    refer(neighbour, ours, other, "app")
    assert references(ours, third, other, one) == [
        reference(other, neighbour, connections["neighbour"]),
        reference(one, theirs, connections["theirs"]),
        reference(one, neighbour, connections["neighbour"]),
    ]


def test_rules_of_ones_own_vpc_are_no_references(ours: Owner, peer: Owner) -> None:
    """Only the other side of a connection is listed."""
    ours.peer(peer)
    group_id = ours.new_group("app")
    ours.allow(ours.new_group("db"), UserIdGroupPairs=[{"GroupId": group_id}])
    assert references(ours, group_id) == []


def test_there_is_no_reference_without_a_connection(ours: Owner, peer: Owner) -> None:
    """After the connection is deleted the rule is stale, and of use again over a new one."""
    old = ours.peer(peer)
    group_id = peer.new_group("app")
    refer(ours, peer, group_id)
    ours.unpeer(old)
    assert references(peer, group_id) == []
    new = ours.peer(peer)
    assert references(peer, group_id) == [reference(group_id, ours, new)]


def test_only_ones_own_groups_are_asked_about(ours: Owner, theirs: Owner, refused: Refused) -> None:
    """A peer's group is unknown, as any of another account."""
    ours.peer(theirs)
    group_id = theirs.new_group()
    refer(ours, theirs, group_id)
    with refused("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist"):
        references(ours, group_id)
