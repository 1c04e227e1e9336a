"""Subnets: creating, describing and deleting them."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

IPV6 = "2001:db8:1234:1a00::/56"


@pytest.fixture
def dual(ours: Party) -> Party:
    """Our account, with a VPC that also has IPv6."""
    ours.ec2.associate_vpc_cidr_block(
        VpcId=ours.vpc_id, Ipv6CidrBlock=IPV6, Ipv6Pool="ipv6pool-ec2-0123456789abcdef0"
    )
    return ours


def described(owner: Party, subnet_id: str) -> dict[str, Any]:
    """Return a subnet as its owner sees it."""
    (subnet,) = owner.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]
    return subnet


def test_a_subnet_has_these_members(ours: Party) -> None:
    """DescribeSubnets adds Block Public Access, and omits empty tags."""
    answer = ours.ec2.create_subnet(VpcId=ours.vpc_id, CidrBlock="10.0.1.0/24")
    subnet = answer["Subnet"]
    subnet_id = subnet["SubnetId"]
    assert re.fullmatch("subnet-0[0-9a-f]{16}", subnet_id)
    assert subnet == {
        "AssignIpv6AddressOnCreation": False,
        "AvailabilityZone": "us-east-1a",
        "AvailabilityZoneId": "use1-az1",
        "AvailableIpAddressCount": 251,
        "CidrBlock": "10.0.1.0/24",
        "DefaultForAz": False,
        "EnableDns64": False,
        "Ipv6CidrBlockAssociationSet": [],
        "Ipv6Native": False,
        "MapCustomerOwnedIpOnLaunch": False,
        "MapPublicIpOnLaunch": False,
        "OwnerId": "123456789012",
        "PrivateDnsNameOptionsOnLaunch": {
            "EnableResourceNameDnsAAAARecord": False,
            "EnableResourceNameDnsARecord": False,
            "HostnameType": "ip-name",
        },
        "State": "available",
        "SubnetArn": f"arn:aws:ec2:us-east-1:123456789012:subnet/{subnet_id}",
        "SubnetId": subnet_id,
        "VpcId": ours.vpc_id,
    }
    is_open = {"BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}}
    assert described(ours, subnet_id) == subnet | is_open


@pytest.mark.parametrize(
    ("sent", "kept", "free"),
    [
        ("10.0.0.0/16", "10.0.0.0/16", 65531),
        ("10.0.255.240/28", "10.0.255.240/28", 11),
        ("10.0.77.18/20", "10.0.64.0/20", 4091),
    ],
)
def test_a_range_is_kept_in_canonical_form(ours: Party, sent: str, kept: str, free: int) -> None:
    """Host bits are cleared, and five addresses are reserved."""
    subnet = described(ours, ours.new_subnet(sent))
    assert (subnet["CidrBlock"], subnet["AvailableIpAddressCount"]) == (kept, free)


@pytest.mark.parametrize(
    ("asked", "name", "zone_id"),
    [
        ({"AvailabilityZone": "us-east-1c"}, "us-east-1c", "use1-az3"),
        ({"AvailabilityZoneId": "use1-az2"}, "us-east-1b", "use1-az2"),
    ],
)
def test_a_subnet_is_in_the_zone_that_was_asked_for(
    ours: Party, asked: dict[str, str], name: str, zone_id: str
) -> None:
    """A zone is given by its name or its ID."""
    subnet = described(ours, ours.new_subnet("10.0.1.0/24", **asked))
    assert (subnet["AvailabilityZone"], subnet["AvailabilityZoneId"]) == (name, zone_id)


@pytest.mark.parametrize(
    ("asked", "parameter", "zones"),
    [
        (
            {"AvailabilityZone": "us-east-2a"},
            "availabilityZone",
            "us-east-1a, us-east-1b, us-east-1c",
        ),
        ({"AvailabilityZoneId": "use1-az9"}, "availabilityZoneId", "use1-az1, use1-az2, use1-az3"),
    ],
)
def test_a_zone_must_be_the_regions(
    ours: Party, asked: dict[str, str], parameter: str, zones: str, refused: Refused
) -> None:
    """The message lists the zones of the Region."""
    (value,) = asked.values()
    text = f"Value ({value}) for parameter {parameter} is invalid. Subnets can currently only be "
    text += f"created in the following availability zones: {zones}."
    with refused("InvalidParameterValue", text):
        ours.new_subnet("10.0.1.0/24", **asked)


@pytest.mark.parametrize("cidr_block", ["10.0.1.0/24", "10.0.1.128/25", "10.0.0.0/16"])
def test_subnets_do_not_overlap(ours: Party, cidr_block: str, refused: Refused) -> None:
    """The message has no full stop."""
    ours.new_subnet("10.0.1.0/24")
    with refused(
        "InvalidSubnet.Conflict", f"The CIDR '{cidr_block}' conflicts with another subnet"
    ):
        ours.new_subnet(cidr_block)


def test_subnets_of_other_vpcs_do_not_matter(ours: Party, party: Callable[..., Party]) -> None:
    """Two VPCs of an account can have the same blocks."""
    twin = party()
    assert ours.new_subnet("10.0.1.0/24") != twin.new_subnet("10.0.1.0/24")


@pytest.mark.parametrize(
    "cidr_block", ["10.1.0.0/24", "10.0.0.0/15", "10.0.0.0/29", "192.168.0.0/24"]
)
def test_a_subnet_is_within_its_vpc(ours: Party, cidr_block: str, refused: Refused) -> None:
    """A block outside the VPC, too large or too small is rejected."""
    with refused("InvalidSubnet.Range", f"The CIDR '{cidr_block}' is invalid."):
        ours.new_subnet(cidr_block)


def test_a_subnet_may_be_in_a_secondary_range(ours: Party) -> None:
    """Every block of the VPC can have subnets."""
    ours.ec2.associate_vpc_cidr_block(VpcId=ours.vpc_id, CidrBlock="10.9.0.0/16")
    assert described(ours, ours.new_subnet("10.9.1.0/24"))["CidrBlock"] == "10.9.1.0/24"


@pytest.mark.parametrize("cidr_block", ["SomeRandomString", "", "10.0.1.0", "2001:db8::/64"])
def test_a_range_is_a_range(ours: Party, cidr_block: str, refused: Refused) -> None:
    """A text that is not an IPv4 CIDR block is rejected."""
    text = f"Value ({cidr_block}) for parameter cidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        ours.new_subnet(cidr_block)


def test_a_subnet_needs_a_range(ours: Party, refused: Refused) -> None:
    """Botocore does not require CidrBlock."""
    with refused("MissingParameter", "The request must contain the parameter cidrBlock"):
        ours.ec2.create_subnet(VpcId=ours.vpc_id)


def test_a_subnet_may_have_ipv6(dual: Party) -> None:
    """The IPv6 block is a /64 of the VPC's, in canonical form."""
    subnet = dual.ec2.create_subnet(
        VpcId=dual.vpc_id, CidrBlock="10.0.1.0/24", Ipv6CidrBlock="2001:DB8:1234:1a01::/64"
    )["Subnet"]
    (new,) = subnet["Ipv6CidrBlockAssociationSet"]
    (association,) = described(dual, subnet["SubnetId"])["Ipv6CidrBlockAssociationSet"]
    assert new == association | {"Ipv6CidrBlockState": {"State": "associating"}}
    assert re.fullmatch("subnet-cidr-assoc-0[0-9a-f]{16}", association.pop("AssociationId"))
    assert association == {
        "IpSource": "byoip",
        "Ipv6AddressAttribute": "public",
        "Ipv6CidrBlock": "2001:db8:1234:1a01::/64",
        "Ipv6CidrBlockState": {"State": "associated"},
    }


@pytest.mark.parametrize("prefix", [56, 60, 64])
def test_an_ipv6_range_has_one_of_these_sizes(dual: Party, prefix: int) -> None:
    """The size is from /44 to /64 in steps of four bits, within the VPC's block."""
    block = f"2001:db8:1234:1a00::/{prefix}"
    subnet_id = dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock=block)
    (association,) = described(dual, subnet_id)["Ipv6CidrBlockAssociationSet"]
    assert association["Ipv6CidrBlock"] == block


@pytest.mark.parametrize(
    "block",
    [
        "2001:db8:1234:1a00::/57",
        "2001:db8:1234:1a00::/65",
        "2001:db8:1234:1a00::/68",
        "2001:db8:1234:1a00::/52",
        "2001:db8:1234:1b00::/64",
    ],
)
def test_an_ipv6_range_is_a_part_of_the_vpcs(dual: Party, block: str, refused: Refused) -> None:
    """Other sizes and other networks are rejected."""
    with refused("InvalidSubnet.Range", f"The CIDR '{block}' is invalid."):
        dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock=block)


def test_an_ipv6_range_is_free(dual: Party, refused: Refused) -> None:
    """IPv6 blocks of subnets must not overlap."""
    block = "2001:db8:1234:1a01::/64"
    dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock=block)
    with refused(
        "InvalidSubnet.Conflict", f"The IPv6 CIDR '{block}' conflicts with another subnet"
    ):
        dual.new_subnet("10.0.2.0/24", Ipv6CidrBlock=block)


def test_an_ipv6_range_is_an_ipv6_range(dual: Party, refused: Refused) -> None:
    """A text that is not an IPv6 CIDR block is rejected."""
    text = "Value (10.0.9.0/24) for parameter ipv6CidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock="10.0.9.0/24")


@pytest.mark.parametrize("other", ["theirs", "abroad"])
def test_a_subnet_is_its_owners(
    ours: Party, other: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Other accounts, and the owner in another Region, do not find the subnet."""
    subnet_id = ours.new_subnet("10.0.1.0/24")
    text = f"The subnet ID '{subnet_id}' does not exist"
    with refused("InvalidSubnetID.NotFound", text):
        request.getfixturevalue(other).ec2.delete_subnet(SubnetId=subnet_id)


def test_the_vpc_of_a_subnet_must_be_there(ours: Party, theirs: Party, refused: Refused) -> None:
    """A VPC of another account is unknown."""
    text = f"The vpc ID '{theirs.vpc_id}' does not exist"
    with refused("InvalidVpcID.NotFound", text):
        ours.new_subnet("10.1.1.0/24", VpcId=theirs.vpc_id)


def test_a_deleted_subnet_takes_its_association_with_it(ours: Party) -> None:
    """The route table can then be deleted."""
    table_id, subnet_id = ours.new_table(), ours.new_subnet("10.0.1.0/24")
    ours.associate(table_id, subnet_id)
    ours.ec2.delete_subnet(SubnetId=subnet_id)
    ours.ec2.delete_route_table(RouteTableId=table_id)


def test_a_deleted_subnet_takes_its_tags_with_it(ours: Party) -> None:
    """The block can be used again."""
    before = ours.everything()
    tags = [{"Key": "Name", "Value": "private"}]
    specifications = [{"ResourceType": "subnet", "Tags": tags}]
    subnet_id = ours.new_subnet("10.0.1.0/24", TagSpecifications=specifications)
    assert described(ours, subnet_id)["Tags"] == tags
    ours.ec2.delete_subnet(SubnetId=subnet_id)
    assert ours.everything() == before
    ours.new_subnet("10.0.1.0/24")


def test_what_is_refused_makes_nothing(ours: Party, refused: Refused) -> None:
    """A subnet with invalid tags is not created."""
    before = ours.everything()
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "private"}]}]
    text = "'vpc' is not a valid taggable resource type for this operation."
    with refused("InvalidParameter", text):
        ours.new_subnet("10.0.1.0/24", TagSpecifications=tags)
    assert ours.everything() == before
