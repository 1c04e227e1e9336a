"""DescribeSecurityGroupReferences: VPCs on the other side that refer to a group."""

from typing import Any

from tests.operations.parties import Party, Refused


def refer(owner: Party, peer: Party, group_id: str, name: str = "web") -> str:
    """Allow a peer's group in a new group, and return the new group's ID."""
    new_id = owner.new_group(name)
    pair = {"UserId": peer.account_id, "GroupId": group_id}
    owner.allow(new_id, UserIdGroupPairs=[pair])
    return new_id


def references(owner: Party, *group_ids: str) -> list[dict[str, Any]]:
    """Return the references to an owner's groups."""
    answer = owner.ec2.describe_security_group_references(GroupId=list(group_ids))
    return answer["SecurityGroupReferenceSet"]


def reference(group_id: str, referring: Party, peering_id: str) -> dict[str, str]:
    """Return a reference as expected."""
    return {
        "GroupId": group_id,
        "ReferencingVpcId": referring.vpc_id,
        "VpcPeeringConnectionId": peering_id,
    }


def test_each_side_sees_who_refers_to_its_groups(ours: Party, peer: Party) -> None:
    """A reference has the group, the referring VPC and the connection."""
    peering_id = ours.peer(peer)
    theirs = peer.new_group("app")
    our_id = refer(ours, peer, theirs)
    assert references(peer, theirs) == [reference(theirs, ours, peering_id)]
    assert references(ours, our_id) == []
    refer(peer, ours, our_id)
    assert references(ours, our_id) == [reference(our_id, peer, peering_id)]


def test_a_vpc_is_listed_once(ours: Party, peer: Party) -> None:
    """Several referring groups and rules, and repeated IDs, make no difference."""
    peering_id = ours.peer(peer)
    group_id = peer.new_group("app")
    for name in ("web", "db"):
        refer(ours, peer, group_id, name)
    assert references(peer, group_id, group_id) == [reference(group_id, ours, peering_id)]


def test_every_peer_that_refers_is_listed(ours: Party, theirs: Party, neighbour: Party) -> None:
    """The peers of each requested group are listed."""
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


def test_rules_of_the_same_vpc_are_not_listed(ours: Party, peer: Party) -> None:
    """Only the other side of a connection is listed."""
    ours.peer(peer)
    group_id = ours.new_group("app")
    ours.allow(ours.new_group("db"), UserIdGroupPairs=[{"GroupId": group_id}])
    assert references(ours, group_id) == []


def test_there_is_no_reference_without_a_connection(ours: Party, peer: Party) -> None:
    """After a deletion the rule is stale, and valid again over a new connection."""
    old = ours.peer(peer)
    group_id = peer.new_group("app")
    refer(ours, peer, group_id)
    ours.delete(old)
    assert references(peer, group_id) == []
    new = ours.peer(peer)
    assert references(peer, group_id) == [reference(group_id, ours, new)]


def test_only_ones_own_groups_are_asked_about(ours: Party, theirs: Party, refused: Refused) -> None:
    """A peer's group is unknown, like any of another account."""
    ours.peer(theirs)
    group_id = theirs.new_group()
    refer(ours, theirs, group_id)
    with refused("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist"):
        references(ours, group_id)
