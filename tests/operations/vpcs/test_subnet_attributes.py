"""Changes of subnets: launch attributes and IPv6 blocks."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

UNKNOWN = "subnet-cidr-assoc-0123456789abcdef0"
CANNOT = (
    "Invalid value 'true' for {name}. Cannot set {name} to true unless the subnet ({id}) has an "
    "IPv6 CIDR block associated with it."
)


def shown(owner: Party, subnet_id: str) -> dict[str, Any]:
    """Return a subnet as its owner sees it."""
    (subnet,) = owner.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]
    return subnet


def attributes(owner: Party, subnet_id: str) -> dict[str, Any]:
    """Return the members of a subnet, including its DNS name options."""
    subnet = shown(owner, subnet_id)
    return subnet | subnet.pop("PrivateDnsNameOptionsOnLaunch")


@pytest.fixture
def dual(ours: Party) -> Party:
    """Our account, with a VPC that also has IPv6."""
    ours.ec2.associate_vpc_cidr_block(VpcId=ours.vpc_id, AmazonProvidedIpv6CidrBlock=True)
    return ours


@pytest.fixture
def block(dual: Party) -> str:
    """A part of the VPC's IPv6 block."""
    (vpc,) = dual.ec2.describe_vpcs(VpcIds=[dual.vpc_id])["Vpcs"]
    return vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("/56", "/64")


@pytest.mark.parametrize(
    ("name", "value", "member"),
    [
        ("MapPublicIpOnLaunch", {"Value": True}, "MapPublicIpOnLaunch"),
        (
            "EnableResourceNameDnsARecordOnLaunch",
            {"Value": True},
            "EnableResourceNameDnsARecord",
        ),
        (
            "EnableResourceNameDnsAAAARecordOnLaunch",
            {"Value": True},
            "EnableResourceNameDnsAAAARecord",
        ),
        ("PrivateDnsHostnameTypeOnLaunch", "resource-name", "HostnameType"),
    ],
)
def test_an_attribute_is_changed(ours: Party, name: str, value: object, member: str) -> None:
    """DescribeSubnets shows the change, and the others are unchanged."""
    subnet_id = ours.new_subnet("10.0.1.0/24")
    before = attributes(ours, subnet_id)
    ours.ec2.modify_subnet_attribute(SubnetId=subnet_id, **{name: value})
    wanted = value if isinstance(value, str) else True
    assert attributes(ours, subnet_id) == before | {member: wanted}


def test_an_attribute_is_switched_off_again(ours: Party) -> None:
    """False is a value."""
    subnet_id = ours.new_subnet("10.0.1.0/24")
    for value in (True, False):
        ours.ec2.modify_subnet_attribute(SubnetId=subnet_id, MapPublicIpOnLaunch={"Value": value})
        assert shown(ours, subnet_id)["MapPublicIpOnLaunch"] is value


def test_one_attribute_is_changed_at_a_time(ours: Party, refused: Refused) -> None:
    """The message lists the attributes that were sent, sorted by name."""
    text = (
        "Only one subnet attribute can be modified at a time. "
        "Provided attributes: [assignIpv6AddressOnCreation, mapPublicIpOnLaunch]"
    )
    with refused("InvalidParameterCombination", text):
        ours.ec2.modify_subnet_attribute(
            SubnetId=ours.new_subnet("10.0.1.0/24"),
            MapPublicIpOnLaunch={"Value": True},
            AssignIpv6AddressOnCreation={"Value": True},
        )


def test_some_attribute_has_to_be_changed(ours: Party, refused: Refused) -> None:
    """A call without attributes is rejected."""
    with refused("MissingParameter", "The request must contain the parameter attribute"):
        ours.ec2.modify_subnet_attribute(SubnetId=ours.new_subnet("10.0.1.0/24"))


def test_a_hostname_type_is_checked(ours: Party, refused: Refused) -> None:
    """Any value other than the two types is rejected."""
    with refused(
        "InvalidParameterValue", "Value (pet-name) for parameter hostnameType is invalid."
    ):
        ours.ec2.modify_subnet_attribute(
            SubnetId=ours.new_subnet("10.0.1.0/24"), PrivateDnsHostnameTypeOnLaunch="pet-name"
        )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("AssignIpv6AddressOnCreation", "assign-ipv6-address-on-creation"),
        ("EnableDns64", "enable-dns64"),
    ],
)
def test_ipv6_attributes_need_a_range(
    dual: Party, block: str, refused: Refused, name: str, text: str
) -> None:
    """Without an IPv6 block they can only be disabled."""
    subnet_id = dual.new_subnet("10.0.1.0/24")
    dual.ec2.modify_subnet_attribute(SubnetId=subnet_id, **{name: {"Value": False}})
    with refused("InvalidParameterValue", CANNOT.format(name=text, id=subnet_id)):
        dual.ec2.modify_subnet_attribute(SubnetId=subnet_id, **{name: {"Value": True}})
    dual.ec2.associate_subnet_cidr_block(SubnetId=subnet_id, Ipv6CidrBlock=block)
    dual.ec2.modify_subnet_attribute(SubnetId=subnet_id, **{name: {"Value": True}})
    assert shown(dual, subnet_id)[name] is True


def test_a_subnet_gets_and_loses_an_ipv6_range(dual: Party, block: str) -> None:
    """The responses show the transitional state, DescribeSubnets the final one."""
    subnet_id = dual.new_subnet("10.0.1.0/24")
    answer = dual.ec2.associate_subnet_cidr_block(SubnetId=subnet_id, Ipv6CidrBlock=block)
    given = answer["Ipv6CidrBlockAssociation"]
    assert (answer["SubnetId"], given["Ipv6CidrBlock"]) == (subnet_id, block)
    assert given["Ipv6CidrBlockState"] == {"State": "associating"}
    (there,) = shown(dual, subnet_id)["Ipv6CidrBlockAssociationSet"]
    assert there == given | {"Ipv6CidrBlockState": {"State": "associated"}}
    answer = dual.ec2.disassociate_subnet_cidr_block(AssociationId=given["AssociationId"])
    gone = answer["Ipv6CidrBlockAssociation"]
    assert gone == given | {"Ipv6CidrBlockState": {"State": "disassociating"}}
    assert shown(dual, subnet_id)["Ipv6CidrBlockAssociationSet"] == []


def test_a_subnet_has_one_ipv6_range(dual: Party, block: str, refused: Refused) -> None:
    """A second block is rejected."""
    subnet_id = dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock=block)
    other = block.replace("00::/64", "01::/64")
    with refused(
        "InvalidParameterValue", f"The subnet {subnet_id} already has an IPv6 CIDR block."
    ):
        dual.ec2.associate_subnet_cidr_block(SubnetId=subnet_id, Ipv6CidrBlock=other)


@pytest.mark.parametrize(
    ("sent", "code", "message"),
    [
        (
            "2001:db8::/64",
            "InvalidSubnet.Range",
            "The CIDR '2001:db8::/64' is invalid.",
        ),
        (
            "10.0.2.0/24",
            "InvalidParameterValue",
            (
                "Value (10.0.2.0/24) for parameter ipv6CidrBlock is invalid. "
                "This is not a valid CIDR block."
            ),
        ),
        (None, "MissingParameter", "The request must contain the parameter ipv6CidrBlock"),
    ],
)
def test_an_ipv6_range_is_checked(
    dual: Party, refused: Refused, sent: str | None, code: str, message: str
) -> None:
    """The block must be a part of the VPC's."""
    params = {"Ipv6CidrBlock": sent} if sent else {}
    with refused(code, message):
        dual.ec2.associate_subnet_cidr_block(SubnetId=dual.new_subnet("10.0.1.0/24"), **params)


def test_a_range_in_use_stays(dual: Party, block: str, refused: Refused) -> None:
    """A subnet that assigns IPv6 addresses keeps its block."""
    subnet_id = dual.new_subnet("10.0.1.0/24", Ipv6CidrBlock=block)
    dual.ec2.modify_subnet_attribute(
        SubnetId=subnet_id, AssignIpv6AddressOnCreation={"Value": True}
    )
    (there,) = shown(dual, subnet_id)["Ipv6CidrBlockAssociationSet"]
    text = (
        f"The subnet IPv6 CIDR block with association ID {there['AssociationId']} may not be "
        "disassociated, because its subnet has assign-ipv6-address-on-creation set to true."
    )
    with refused("InvalidCidrBlock.InUse", text):
        dual.ec2.disassociate_subnet_cidr_block(AssociationId=there["AssociationId"])


def test_an_unknown_range_is_not_found(ours: Party, refused: Refused) -> None:
    """An unknown association is an error."""
    text = f"The subnet CIDR block association ID '{UNKNOWN}' does not exist"
    with refused("InvalidSubnetCidrBlockAssociationID.NotFound", text):
        ours.ec2.disassociate_subnet_cidr_block(AssociationId=UNKNOWN)


def test_address_usage_metrics_are_switched(ours: Party) -> None:
    """The attribute is off by default."""
    asked = {"VpcId": ours.vpc_id, "Attribute": "enableNetworkAddressUsageMetrics"}
    name = "EnableNetworkAddressUsageMetrics"
    assert ours.ec2.describe_vpc_attribute(**asked)[name] == {"Value": False}
    ours.ec2.modify_vpc_attribute(VpcId=ours.vpc_id, **{name: {"Value": True}})
    assert ours.ec2.describe_vpc_attribute(**asked)[name] == {"Value": True}
