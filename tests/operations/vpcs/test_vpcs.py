"""VPCs: creating, describing and deleting them, and their attributes."""

import re
from typing import Any

import pytest

from tests.operations.parties import Bring, Party, Refused

POOL = "ipv6pool-ec2-0123456789abcdef0"


def own_vpc(party: Party) -> dict[str, Any]:
    """Return a party's VPC as DescribeVpcs returns it."""
    (vpc,) = party.ec2.describe_vpcs(VpcIds=[party.vpc_id])["Vpcs"]
    return vpc


def test_a_new_vpc_is_pending_and_then_available(requester: Party) -> None:
    """CreateVpc returns pending, and the next Describe available."""
    created = requester.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]
    (described,) = requester.ec2.describe_vpcs(VpcIds=[created["VpcId"]])["Vpcs"]
    assert (created["State"], described["State"]) == ("pending", "available")


def test_a_vpc_has_these_members(requester: Party) -> None:
    """A VPC has its owner, block, tenancy and DHCP options, and tags only if there are any."""
    vpc = own_vpc(requester)
    (association,) = vpc.pop("CidrBlockAssociationSet")
    assert re.fullmatch("vpc-cidr-assoc-0[0-9a-f]{16}", association.pop("AssociationId"))
    assert association == {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}
    assert re.fullmatch("dopt-0[0-9a-f]{16}", vpc.pop("DhcpOptionsId"))
    assert vpc == {
        "VpcId": requester.vpc_id,
        "OwnerId": requester.account_id,
        "CidrBlock": "10.0.0.0/16",
        "InstanceTenancy": "default",
        "IsDefault": False,
        "State": "available",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
    }


def test_every_account_has_a_default_vpc_in_every_region(
    requester: Party, abroad: Party, accepter: Party
) -> None:
    """Each account and Region has its own default VPC with 172.31.0.0/16."""
    default = [{"Name": "is-default", "Values": ["true"]}]
    found = [
        party.ec2.describe_vpcs(Filters=default)["Vpcs"] for party in (requester, abroad, accepter)
    ]
    assert [[vpc["CidrBlock"] for vpc in vpcs] for vpcs in found] == [["172.31.0.0/16"]] * 3
    assert len({vpcs[0]["VpcId"] for vpcs in found}) == 3


def test_vpcs_are_seen_where_they_are(requester: Party, abroad: Party, accepter: Party) -> None:
    """Other accounts and other Regions do not list the VPC."""
    for other in (abroad, accepter):
        assert requester.vpc_id not in [vpc["VpcId"] for vpc in other.ec2.describe_vpcs()["Vpcs"]]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("10.9.0.0/16", "10.9.0.0/16"),
        ("10.9.0.0/28", "10.9.0.0/28"),
        ("10.9.255.18/18", "10.9.192.0/18"),
        ("203.0.113.0/24", "203.0.113.0/24"),
    ],
)
def test_a_range_is_kept_in_canonical_form(requester: Party, sent: str, kept: str) -> None:
    """Host bits are cleared, as on AWS."""
    assert requester.ec2.create_vpc(CidrBlock=sent)["Vpc"]["CidrBlock"] == kept


@pytest.mark.parametrize("cidr_block", ["10.0.0.0/8", "10.1.0.0/15", "10.1.0.0/29", "10.0.0.1/32"])
def test_a_range_has_a_size(requester: Party, cidr_block: str, refused: Refused) -> None:
    """A VPC has from 16 to 65536 addresses, and the code has a dot."""
    with refused("InvalidVpc.Range", f"The CIDR '{cidr_block}' is invalid."):
        requester.ec2.create_vpc(CidrBlock=cidr_block)


NOT_RANGES = [
    "InvalidValue",
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/016000",
    "/16",
    "10.0.0/16",
    "10.0.0.0/16/16",
    "10.0.0.256/16",
    "010.0.0.0/16",
    " 10.0.0.0/16",
    "10.0.0.0/255.255.0.0",
    "::/56",
    "10.0.0.0/١٦",
]


@pytest.mark.parametrize("cidr_block", NOT_RANGES)
def test_a_range_is_a_range(requester: Party, cidr_block: str, refused: Refused) -> None:
    """CreateVpc and AssociateVpcCidrBlock reject a text that is not an IPv4 CIDR block."""
    text = f"Value ({cidr_block}) for parameter cidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        requester.ec2.create_vpc(CidrBlock=cidr_block)
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        requester.add_range(cidr_block)


def test_a_vpc_needs_a_range(requester: Party, refused: Refused) -> None:
    """Without CidrBlock nothing is created or associated."""
    text = "The request must contain the parameter cidrBlock"
    with refused("MissingParameter", text):
        requester.ec2.create_vpc()
    with refused("MissingParameter", text):
        requester.ec2.associate_vpc_cidr_block(VpcId=requester.vpc_id)


@pytest.mark.parametrize("tenancy", ["default", "dedicated"])
def test_a_vpc_has_a_tenancy(requester: Party, tenancy: str) -> None:
    """InstanceTenancy is kept."""
    vpc = requester.ec2.create_vpc(CidrBlock="10.9.0.0/16", InstanceTenancy=tenancy)["Vpc"]
    assert vpc["InstanceTenancy"] == tenancy


def test_an_unknown_tenancy_is_refused(requester: Party, refused: Refused) -> None:
    """Other values are invalid."""
    text = "Value (shared) for parameter instanceTenancy is invalid."
    with refused("InvalidParameterValue", text):
        requester.ec2.create_vpc(CidrBlock="10.9.0.0/16", InstanceTenancy="shared")


def test_tags_on_create_are_the_vpcs(requester: Party) -> None:
    """Tags on Create are in the response and are kept."""
    tags = [{"Key": "Name", "Value": "blue"}]
    vpc = requester.ec2.create_vpc(
        CidrBlock="10.9.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": tags}]
    )["Vpc"]
    (described,) = requester.ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"]
    assert vpc["Tags"] == described["Tags"] == tags


def test_a_new_vpc_has_these_members(requester: Party) -> None:
    """CreateVpc returns an empty list of IPv6 blocks, and no Block Public Access."""
    vpc = requester.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]
    (described,) = requester.ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"]
    del described["BlockPublicAccessStates"]
    assert vpc == described | {"State": "pending", "Ipv6CidrBlockAssociationSet": []}


@pytest.mark.parametrize(
    ("asked", "at_first", "block", "pool", "source"),
    [
        (
            {"AmazonProvidedIpv6CidrBlock": True},
            "",
            r"2600:1f14:[0-9a-f:]+::/56",
            "Amazon",
            "amazon",
        ),
        (
            {"Ipv6CidrBlock": "2001:DB8:0::/56", "Ipv6Pool": POOL},
            "2001:db8::/56",
            "2001:db8::/56",
            POOL,
            "byoip",
        ),
    ],
)
def test_a_vpc_may_have_ipv6(  # noqa: PLR0913, PLR0917  # the parts of one association
    requester: Party, asked: dict[str, Any], at_first: str, block: str, pool: str, source: str
) -> None:
    """The block is Amazon's, which is shown later, or from a pool; it is associating first."""
    vpc = requester.ec2.create_vpc(CidrBlock="10.9.0.0/16", **asked)["Vpc"]
    (new,) = vpc["Ipv6CidrBlockAssociationSet"]
    (described,) = requester.ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"]
    (kept,) = described["Ipv6CidrBlockAssociationSet"]
    assert new["Ipv6CidrBlock"] == at_first
    assert re.fullmatch(block, kept["Ipv6CidrBlock"])
    members = ("Ipv6Pool", "NetworkBorderGroup", "Ipv6AddressAttribute", "IpSource")
    for association in (new, kept):
        assert [association[each] for each in members] == [pool, "us-east-1", "public", source]
    assert (new["Ipv6CidrBlockState"], kept["Ipv6CidrBlockState"]) == (
        {"State": "associating"},
        {"State": "associated"},
    )


def test_a_vpc_that_is_bound_cannot_be_deleted(
    requester: Party, accepter: Party, bring: Bring, refused: Refused
) -> None:
    """A pending or active connection prevents deleting both VPCs."""
    for status in ("pending-acceptance", "active"):
        peering_id = bring(requester, accepter, status)
        for party in (requester, accepter):
            text = f"The vpc '{party.vpc_id}' has dependencies and cannot be deleted."
            with refused("DependencyViolation", text):
                party.ec2.delete_vpc(VpcId=party.vpc_id)
        requester.delete(peering_id)


@pytest.mark.parametrize("status", ["failed", "rejected", "expired", "deleted"])
def test_a_vpc_is_free_after_the_end(
    requester: Party, accepter: Party, bring: Bring, status: str, refused: Refused
) -> None:
    """An ended connection does not prevent it, and a deleted VPC is unknown."""
    bring(requester, accepter, status)
    for party in (requester, accepter):
        party.ec2.delete_vpc(VpcId=party.vpc_id)
        text = f"The vpc ID '{party.vpc_id}' does not exist"
        with refused("InvalidVpcID.NotFound", text):
            party.ec2.describe_vpcs(VpcIds=[party.vpc_id])


@pytest.mark.parametrize(
    ("name", "initially"),
    [
        ("enableDnsSupport", True),
        ("enableDnsHostnames", False),
        ("enableNetworkAddressUsageMetrics", False),
    ],
)
def test_attributes_are_described_one_at_a_time(
    requester: Party, name: str, initially: bool
) -> None:
    """Initially DNS support is on and DNS hostnames are off."""
    answer = requester.ec2.describe_vpc_attribute(VpcId=requester.vpc_id, Attribute=name)
    del answer["ResponseMetadata"]
    member = name[0].upper() + name[1:]
    assert answer == {"VpcId": requester.vpc_id, member: {"Value": initially}}


@pytest.mark.parametrize("name", ["EnableDnsSupport", "EnableDnsHostnames"])
@pytest.mark.parametrize("value", [True, False])
def test_attributes_are_switched(requester: Party, name: str, value: bool) -> None:
    """ModifyVpcAttribute sets an attribute, and Describe returns it."""
    vpc = {"VpcId": requester.vpc_id}
    requester.ec2.modify_vpc_attribute(**vpc, **{name: {"Value": value}})
    attribute = name[0].lower() + name[1:]
    answer = requester.ec2.describe_vpc_attribute(**vpc, Attribute=attribute)
    assert answer[name] == {"Value": value}


def test_the_default_vpc_has_dns_hostnames(requester: Party) -> None:
    """A default VPC has DNS hostnames enabled."""
    default = [{"Name": "is-default", "Values": ["true"]}]
    (vpc,) = requester.ec2.describe_vpcs(Filters=default)["Vpcs"]
    answer = requester.ec2.describe_vpc_attribute(
        VpcId=vpc["VpcId"], Attribute="enableDnsHostnames"
    )
    assert answer["EnableDnsHostnames"] == {"Value": True}
