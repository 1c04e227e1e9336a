"""AssociateVpcCidrBlock: valid blocks, and their effect on peerings."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Bring, Party, Refused

GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"


def add(party: Party, **asked: str | bool) -> dict[str, Any]:
    """Add a block to a party's VPC and return the response."""
    answer = party.ec2.associate_vpc_cidr_block(VpcId=party.vpc_id, **asked)
    del answer["ResponseMetadata"]
    return answer


def ranges(party: Party) -> list[str]:
    """Return the IPv4 blocks of a party's VPC."""
    (vpc,) = party.ec2.describe_vpcs(VpcIds=[party.vpc_id])["Vpcs"]
    return [each["CidrBlock"] for each in vpc["CidrBlockAssociationSet"]]


def test_a_range_is_associating_and_then_associated(requester: Party) -> None:
    """Create returns associating, and the VPC has the block immediately, with a route."""
    answer = add(requester, CidrBlock="10.9.0.0/16")
    association = answer["CidrBlockAssociation"]
    assert answer["VpcId"] == requester.vpc_id
    assert association["CidrBlockState"] == {"State": "associating"}
    assert re.fullmatch("vpc-cidr-assoc-0[0-9a-f]{16}", association["AssociationId"])
    (vpc,) = requester.ec2.describe_vpcs(VpcIds=[requester.vpc_id])["Vpcs"]
    associated = association | {"CidrBlockState": {"State": "associated"}}
    assert vpc["CidrBlockAssociationSet"][1] == associated
    (table,) = requester.ec2.describe_route_tables(RouteTableIds=[requester.main_table_id()])[
        "RouteTables"
    ]
    local = [route["DestinationCidrBlock"] for route in table["Routes"]]
    assert local == ["10.0.0.0/16", "10.9.0.0/16"]


def test_an_ipv6_range_is_associated(requester: Party) -> None:
    """Amazon's IPv6 block is not shown until it is associated."""
    answer = add(requester, AmazonProvidedIpv6CidrBlock=True)
    (vpc,) = requester.ec2.describe_vpcs(VpcIds=[requester.vpc_id])["Vpcs"]
    (kept,) = vpc["Ipv6CidrBlockAssociationSet"]
    new = answer["Ipv6CidrBlockAssociation"]
    assert new["Ipv6CidrBlockState"] == {"State": "associating"}
    assert re.fullmatch("vpc-cidr-assoc-0[0-9a-f]{16}", new["AssociationId"])
    assert re.fullmatch(r"2600:1f14:[0-9a-f:]+::/56", kept.pop("Ipv6CidrBlock"))
    assert kept == new | {"Ipv6CidrBlockState": {"State": "associated"}}
    assert kept == {
        "AssociationId": new["AssociationId"],
        "IpSource": "amazon",
        "Ipv6AddressAttribute": "public",
        "Ipv6CidrBlockState": {"State": "associated"},
        "Ipv6Pool": "Amazon",
        "NetworkBorderGroup": "us-east-1",
    }


def test_one_range_is_added_at_a_time(requester: Party, refused: Refused) -> None:
    """An IPv4 and an IPv6 block require two calls."""
    text = "The parameter CidrBlock cannot be used with the parameter Ipv6CidrBlock"
    with refused("InvalidParameterCombination", text):
        add(requester, CidrBlock="10.9.0.0/16", AmazonProvidedIpv6CidrBlock=True)


@pytest.mark.parametrize(
    ("primary", "added"),
    [
        ("10.50.0.0/16", "192.168.0.0/16"),
        ("10.50.0.0/16", "172.16.0.0/16"),
        ("10.50.0.0/16", "198.19.0.0/16"),
        ("172.16.0.0/16", "10.50.0.0/16"),
        ("172.16.0.0/16", "172.31.0.0/20"),
        ("192.168.0.0/16", "172.20.0.0/16"),
        ("203.0.113.0/24", "10.50.0.0/16"),
        ("100.64.0.0/16", "192.168.0.0/24"),
    ],
)
def test_some_ranges_do_not_stand_beside_others(
    party: Callable[..., Party], primary: str, added: str, refused: Refused
) -> None:
    """A private block must be of the primary one's family."""
    text = f"The CIDR '{added}' is restricted. Use a CIDR from the same private address range "
    text += "as the current VPC CIDR, or use a publicly-routable CIDR. "
    with refused("InvalidVpc.Range", f"{text}For additional restrictions, see {GUIDE}"):
        add(party(cidr_block=primary), CidrBlock=added)


@pytest.mark.parametrize(
    ("primary", "added"),
    [
        ("10.50.0.0/16", "10.60.0.0/16"),
        ("10.50.0.0/16", "203.0.113.0/24"),
        ("172.16.0.0/16", "172.17.0.0/16"),
        ("192.168.0.0/20", "192.168.128.0/20"),
        ("203.0.113.0/24", "100.64.0.0/16"),
    ],
)
def test_other_ranges_do(party: Callable[..., Party], primary: str, added: str) -> None:
    """The same private family, 100.64.0.0/10 and public blocks are allowed."""
    vpc = party(cidr_block=primary)
    add(vpc, CidrBlock=added)
    assert ranges(vpc) == [primary, added]


@pytest.mark.parametrize("size", ["10.9.0.0/15", "10.9.0.0/29"])
def test_a_secondary_range_has_a_size(requester: Party, size: str, refused: Refused) -> None:
    """The size limits of a VPC apply to secondary blocks too."""
    with refused("InvalidVpc.Range", f"The CIDR '{size}' is invalid."):
        add(requester, CidrBlock=size)


@pytest.mark.parametrize("cidr_block", ["10.0.0.0/16", "10.0.128.0/24"])
def test_a_range_does_not_overlap_the_vpcs_own(requester: Party, cidr_block: str) -> None:
    """A block that overlaps the VPC's own is rejected."""
    with pytest.raises(ClientError, match="CidrConflict"):
        add(requester, CidrBlock=cidr_block)
    assert ranges(requester) == ["10.0.0.0/16"]


@pytest.mark.parametrize("who", ["requester", "accepter"])
def test_a_range_does_not_overlap_an_active_peers(
    requester: Party, bring: Bring, who: str, request: pytest.FixtureRequest
) -> None:
    """Blocks that overlap an active peer's are rejected, others are not."""
    accepter = request.getfixturevalue("accepter")
    peering_id = bring(requester, accepter, "active")
    party = request.getfixturevalue(who)
    taken = "10.1.128.0/24" if who == "requester" else "10.0.128.0/24"
    with pytest.raises(ClientError, match="CidrConflict"):
        add(party, CidrBlock=taken)
    add(party, CidrBlock="10.9.0.0/16")
    assert requester.status(peering_id) == "active"


def test_the_requester_of_a_pending_request_adds_nothing(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """A VPC with its own pending request cannot add any block."""
    peering_id = bring(requester, accepter, "pending-acceptance")
    with pytest.raises(ClientError, match="CidrConflict"):
        add(requester, CidrBlock="10.9.0.0/16")
    requester.delete(peering_id)
    add(requester, CidrBlock="10.9.0.0/16")


def test_the_accepter_of_a_pending_request_adds_what_it_likes(
    requester: Party, accepter: Party, bring: Bring
) -> None:
    """A block that does not overlap leaves the request pending."""
    peering_id = bring(requester, accepter, "pending-acceptance")
    add(accepter, CidrBlock="10.9.0.0/16")
    assert accepter.accept(peering_id)["Status"]["Code"] == "provisioning"


def test_an_overlap_makes_a_pending_request_fail(
    requester: Party, accepter: Party, bring: Bring, refused: Refused
) -> None:
    """The accepter can add an overlapping block, and the request can no longer be accepted."""
    peering_id = bring(requester, accepter, "pending-acceptance")
    add(accepter, CidrBlock="10.0.128.0/24")
    assert requester.status(peering_id) == "failed"
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        accepter.accept(peering_id)


@pytest.mark.parametrize(
    ("cidr_block", "allowed"),
    [("10.60.0.0/24", False), ("10.60.0.0/20", False), ("10.60.0.0/25", True)],
)
def test_a_range_is_smaller_than_what_is_routed(
    requester: Party, neighbour: Party, cidr_block: str, allowed: bool
) -> None:
    """A block that equals or contains a route's destination is rejected."""
    requester.ec2.create_route(
        RouteTableId=requester.main_table_id(),
        DestinationCidrBlock="10.60.0.0/24",
        VpcPeeringConnectionId=requester.peer(neighbour),
    )
    if allowed:
        add(requester, CidrBlock=cidr_block)
    else:
        with pytest.raises(ClientError, match="CidrConflict"):
            add(requester, CidrBlock=cidr_block)
