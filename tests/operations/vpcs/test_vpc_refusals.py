"""AWS errors about VPCs: unknown IDs, attributes and combinations."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

CALLS: dict[str, dict[str, Any]] = {
    "associate_vpc_cidr_block": {"CidrBlock": "10.9.0.0/16"},
    "delete_vpc": {},
    "describe_vpc_attribute": {"Attribute": "enableDnsSupport"},
    "modify_vpc_attribute": {"EnableDnsSupport": {"Value": True}},
}
ON = {"Value": True}


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize("whose", ["nobody's", "accepter", "abroad"])
def test_a_vpc_must_be_the_callers(
    requester: Party, operation: str, whose: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """A VPC that is unknown, another account's or in another Region does not exist."""
    vpc_id = "vpc-1a2b3c4d" if whose == "nobody's" else request.getfixturevalue(whose).vpc_id
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist"):
        getattr(requester.ec2, operation)(VpcId=vpc_id, **CALLS[operation])


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize("vpc_id", ["", "x", "vpc-0123456789", "pcx-1a2b3c4d"])
def test_a_vpc_id_has_a_form(
    requester: Party, operation: str, vpc_id: str, refused: Refused
) -> None:
    """The error about a malformed ID differs from that of peering operations."""
    with refused("InvalidVpcId.Malformed", f"The vpc ID {vpc_id} is malformed"):
        getattr(requester.ec2, operation)(VpcId=vpc_id, **CALLS[operation])


def test_described_vpcs_must_be_there(requester: Party, refused: Refused) -> None:
    """DescribeVpcs names one or several unknown IDs."""
    one, other = "vpc-1a2b3c4d", "vpc-5e6f7a8b"
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{one}' does not exist"):
        requester.ec2.describe_vpcs(VpcIds=[requester.vpc_id, one])
    with refused("InvalidVpcID.NotFound", f"The vpc IDs '{one}, {other}' do not exist"):
        requester.ec2.describe_vpcs(VpcIds=[one, other])
    with refused("InvalidVpcId.Malformed", "The vpc ID x is malformed"):
        requester.ec2.describe_vpcs(VpcIds=["x"])


@pytest.mark.parametrize("attribute", ["", "EnableDnsSupport", "enableEverything"])
def test_an_unknown_attribute_is_refused(
    requester: Party, attribute: str, refused: Refused
) -> None:
    """The three attributes are written in camel case."""
    text = f"Value ({attribute}) for parameter attribute is invalid."
    with refused("InvalidParameterValue", text):
        requester.ec2.describe_vpc_attribute(VpcId=requester.vpc_id, Attribute=attribute)


def test_one_attribute_is_modified_at_a_time(requester: Party, refused: Refused) -> None:
    """A call must have exactly one attribute."""
    text = "The parameter EnableDnsSupport cannot be used with the parameter EnableDnsHostnames"
    with refused("InvalidParameterCombination", text):
        requester.ec2.modify_vpc_attribute(
            VpcId=requester.vpc_id, EnableDnsHostnames=ON, EnableDnsSupport=ON
        )
    text = "The request must contain the parameter enableDnsSupport or enableDnsHostnames"
    with refused("MissingParameter", text):
        requester.ec2.modify_vpc_attribute(VpcId=requester.vpc_id)


def test_dns_hostnames_need_dns_support(requester: Party, refused: Refused) -> None:
    """DNS hostnames cannot be enabled while DNS support is off, but can be disabled."""
    vpc = {"VpcId": requester.vpc_id}
    requester.ec2.modify_vpc_attribute(**vpc, EnableDnsSupport={"Value": False})
    text = "You can only enable DNS hostnames if DNS support is enabled."
    with refused("InvalidParameterValue", text):
        requester.ec2.modify_vpc_attribute(**vpc, EnableDnsHostnames=ON)
    requester.ec2.modify_vpc_attribute(**vpc, EnableDnsHostnames={"Value": False})


@pytest.mark.parametrize("operation", ["create_vpc", "associate_vpc_cidr_block"])
def test_ipv6_ranges_are_amazons_or_of_a_pool(
    requester: Party, operation: str, refused: Refused
) -> None:
    """A chosen block requires its pool, and Amazon's block cannot be chosen."""
    call = getattr(requester.ec2, operation)
    params = {"VpcId": requester.vpc_id}
    if operation == "create_vpc":
        params = {"CidrBlock": "10.9.0.0/16"}
    block = {"Ipv6CidrBlock": "2001:db8::/56"}
    with refused("MissingParameter", "The request must contain the parameter ipv6Pool"):
        call(**params, **block)
    text = "The parameter AmazonProvidedIpv6CidrBlock cannot be used with the parameter "
    with refused("InvalidParameterCombination", f"{text}Ipv6CidrBlock"):
        call(**params, **block, AmazonProvidedIpv6CidrBlock=True)
    text = "Value (10.9.0.0/16) for parameter ipv6CidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        call(**params, Ipv6CidrBlock="10.9.0.0/16", Ipv6Pool="x")
