"""CIDR blocks of a VPC: conditions for adding and removing them."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Party, Refused


def add(owner: Party, cidr_block: str) -> str:
    """Add a block to an owner's VPC and return the association's ID."""
    answer = owner.ec2.associate_vpc_cidr_block(VpcId=owner.vpc_id, CidrBlock=cidr_block)
    return answer["CidrBlockAssociation"]["AssociationId"]


def add_ipv6(owner: Party) -> dict[str, Any]:
    """Add an Amazon-provided block to an owner's VPC and return the association."""
    answer = owner.ec2.associate_vpc_cidr_block(
        VpcId=owner.vpc_id, AmazonProvidedIpv6CidrBlock=True
    )
    return answer["Ipv6CidrBlockAssociation"]


def ranges(owner: Party) -> list[str]:
    """Return the IPv4 blocks of an owner's VPC."""
    (vpc,) = owner.ec2.describe_vpcs(VpcIds=[owner.vpc_id])["Vpcs"]
    return [each["CidrBlock"] for each in vpc["CidrBlockAssociationSet"]]


def local_routes(table: dict[str, Any]) -> list[str]:
    """Return the destinations of a table's local routes."""
    return [
        route.get("DestinationCidrBlock", route.get("DestinationIpv6CidrBlock"))
        for route in table["Routes"]
        if route.get("GatewayId") == "local"
    ]


def status(owner: Party, peering_id: str) -> str:
    """Return the status of a connection."""
    answer = owner.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    return answer["VpcPeeringConnections"][0]["Status"]["Code"]


def test_every_table_of_a_vpc_has_local_routes_to_its_ranges(ours: Party) -> None:
    """Local routes are added and removed with blocks, in old and new tables."""
    tables = [ours.main_table_id(), ours.new_table()]
    ipv4, ipv6 = add(ours, "10.9.0.0/16"), add_ipv6(ours)
    (vpc,) = ours.ec2.describe_vpcs(VpcIds=[ours.vpc_id])["Vpcs"]
    tables.append(ours.new_table())
    (kept,) = vpc["Ipv6CidrBlockAssociationSet"]
    extended = ["10.0.0.0/16", "10.9.0.0/16", kept["Ipv6CidrBlock"]]
    assert [local_routes(ours.table(each)) for each in tables] == [extended] * 3
    for association_id in (ipv4, ipv6["AssociationId"]):
        ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    assert [local_routes(ours.table(each)) for each in tables] == [["10.0.0.0/16"]] * 3


def test_a_range_that_is_taken_away_is_disassociating_and_then_gone(ours: Party) -> None:
    """The response names the VPC and the association."""
    association_id = add(ours, "10.9.0.0/16")
    answer = ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    assert answer["VpcId"] == ours.vpc_id
    assert answer["CidrBlockAssociation"] == {
        "AssociationId": association_id,
        "CidrBlock": "10.9.0.0/16",
        "CidrBlockState": {"State": "disassociating"},
    }
    assert ranges(ours) == ["10.0.0.0/16"]


def test_an_ipv6_range_is_taken_away(ours: Party) -> None:
    """The association stays listed as disassociated, and another block can be added."""
    association = add_ipv6(ours)
    answer = ours.ec2.disassociate_vpc_cidr_block(AssociationId=association["AssociationId"])
    assert answer["Ipv6CidrBlockAssociation"]["Ipv6CidrBlockState"] == {"State": "disassociating"}
    other = add_ipv6(ours)
    (vpc,) = ours.ec2.describe_vpcs(VpcIds=[ours.vpc_id])["Vpcs"]
    states = {
        each["AssociationId"]: each["Ipv6CidrBlockState"]["State"]
        for each in vpc["Ipv6CidrBlockAssociationSet"]
    }
    assert states == {
        other["AssociationId"]: "associated",
        association["AssociationId"]: "disassociated",
    }


def test_a_removed_range_can_be_reused(ours: Party, refused: Refused) -> None:
    """The association cannot be removed twice, and peers no longer see the block."""
    association_id = add_ipv6(ours)["AssociationId"]
    ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    text = f"The vpc CIDR block association ID '{association_id}' does not exist"
    with refused("InvalidVpcCidrBlockAssociationID.NotFound", text):
        ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    assert local_routes(ours.main_table()) == ["10.0.0.0/16"]


def test_the_primary_range_stays(ours: Party, refused: Refused) -> None:
    """The primary block cannot be removed."""
    (vpc,) = ours.ec2.describe_vpcs(VpcIds=[ours.vpc_id])["Vpcs"]
    association_id = vpc["CidrBlockAssociationSet"][0]["AssociationId"]
    text = f"The vpc CIDR block with association ID {association_id} may not be disassociated. "
    text += "It is the primary IPv4 CIDR block of the VPC"
    with refused("OperationNotPermitted", text):
        ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)


def test_a_range_with_a_subnet_stays(ours: Party, refused: Refused) -> None:
    """The subnet must be deleted first."""
    association_id = add(ours, "10.9.0.0/16")
    subnet_id = ours.new_subnet("10.9.1.0/24")
    text = f"The vpc {ours.vpc_id} currently has a subnet within CIDR block 10.9.0.0/16"
    with refused("InvalidCidrBlock.InUse", text):
        ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    ours.ec2.delete_subnet(SubnetId=subnet_id)
    ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)


def test_subnets_elsewhere_do_not_matter(ours: Party, party: Callable[..., Party]) -> None:
    """Subnets in other blocks and of other VPCs do not count."""
    association_id = add(ours, "10.9.0.0/16")
    ours.new_subnet("10.0.1.0/24")
    party(cidr_block="10.9.0.0/16").new_subnet("10.9.1.0/24")
    ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)


@pytest.mark.parametrize("whose", ["nobody", "theirs"])
def test_an_association_must_be_the_callers(
    ours: Party, theirs: Party, whose: str, refused: Refused
) -> None:
    """Associations of other accounts are unknown."""
    unknown = "vpc-cidr-assoc-0123456789abcdef0"
    association_id = unknown if whose == "nobody" else add(theirs, "10.9.0.0/16")
    text = f"The vpc CIDR block association ID '{association_id}' does not exist"
    with refused("InvalidVpcCidrBlockAssociationID.NotFound", text):
        ours.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)


def test_a_vpc_has_five_ranges_at_most(ours: Party, refused: Refused) -> None:
    """The primary block counts, IPv6 is separate, and a removed block frees its place."""
    added = [add(ours, f"10.{number}.0.0/16") for number in range(10, 14)]
    text = f"This network {ours.vpc_id} has met its maximum number of allowed CIDRs: 5"
    with refused("CidrLimitExceeded", text):
        add(ours, "10.14.0.0/16")
    add_ipv6(ours)
    ours.ec2.disassociate_vpc_cidr_block(AssociationId=added[0])
    add(ours, "10.14.0.0/16")


@pytest.mark.parametrize("cidr_block", ["10.1.0.0/16", "10.1.0.0/20", "10.1.255.0/24"])
def test_no_range_overlaps_that_of_an_active_peer(
    ours: Party, peer: Party, cidr_block: str
) -> None:
    """A side cannot add a block that overlaps the other's."""
    peering_id = ours.peer(peer)
    taken = cidr_block.replace("10.1.", peer.cidr_block[:5])
    with pytest.raises(ClientError, match="CidrConflict"):
        add(ours, taken)
    add(ours, "10.9.0.0/16")
    with pytest.raises(ClientError, match="CidrConflict"):
        add(peer, "10.9.128.0/20")
    assert (ranges(ours), ranges(peer)) == (["10.0.0.0/16", "10.9.0.0/16"], [peer.cidr_block])
    ours.delete(peering_id)
    add(ours, taken)


def test_the_requester_cannot_add_a_range_before_acceptance(ours: Party, theirs: Party) -> None:
    """The requester cannot add any block until its request is accepted."""
    peering_id = ours.request(theirs)
    with pytest.raises(ClientError, match="CidrConflict"):
        add(ours, "10.9.0.0/16")
    theirs.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    add(ours, "10.9.0.0/16")


def test_the_accepter_can_add_any_range(ours: Party, theirs: Party, refused: Refused) -> None:
    """A block that overlaps the requester's fails the request."""
    peering_id = ours.request(theirs)
    add(theirs, "10.9.0.0/16")
    assert status(ours, peering_id) == "pending-acceptance"
    add(theirs, "10.0.128.0/20")
    assert status(ours, peering_id) == "failed"
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        theirs.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)


@pytest.mark.parametrize(
    ("cidr_block", "allowed"),
    [
        ("10.20.0.0/16", False),
        ("10.20.0.0/24", False),
        ("10.20.0.0/25", True),
        ("10.21.0.0/16", True),
    ],
)
def test_a_range_is_smaller_than_what_is_routed_elsewhere(
    ours: Party, peer: Party, cidr_block: str, allowed: bool
) -> None:
    """A block that equals or contains a destination in any table of the VPC is rejected."""
    ours.ec2.create_route(
        RouteTableId=ours.new_table(),
        DestinationCidrBlock="10.20.0.0/24",
        VpcPeeringConnectionId=ours.peer(peer),
    )
    if not allowed:
        with pytest.raises(ClientError, match="CidrConflict"):
            add(ours, cidr_block)
        return
    add(ours, cidr_block)
    assert ranges(ours) == ["10.0.0.0/16", cidr_block]
