"""Network interfaces: the caller's own and those of NAT gateways."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Party, Refused

OUTSIDE = "does not fall within the subnet's address range"


def see(owner: Party, interface_id: str) -> dict[str, Any]:
    """Return an interface as its owner sees it."""
    answer = owner.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface_id])
    (view,) = answer["NetworkInterfaces"]
    return view


def test_a_new_interface_is_pending_and_then_available(ours: Party, subnet_id: str) -> None:
    """The interface has the next free address, its subnet's zone and the default group."""
    tags = [{"Key": "Name", "Value": "mine"}]
    answer = ours.ec2.create_network_interface(
        SubnetId=subnet_id,
        Description="for tests",
        TagSpecifications=[{"ResourceType": "network-interface", "Tags": tags}],
    )
    made = answer["NetworkInterface"]
    assert made["NetworkInterfaceId"].startswith("eni-0")
    assert made["Status"] == "pending"
    view = see(ours, made["NetworkInterfaceId"])
    assert view == made | {"Status": "available"}
    assert (view["SubnetId"], view["VpcId"]) == (subnet_id, ours.vpc_id)
    assert (view["PrivateIpAddress"], view["AvailabilityZone"]) == ("10.0.1.4", "us-east-1a")
    assert view["PrivateIpAddresses"] == [{"Primary": True, "PrivateIpAddress": "10.0.1.4"}]
    assert [group["GroupName"] for group in view["Groups"]] == ["default"]
    assert (view["InterfaceType"], view["RequesterManaged"]) == ("interface", False)
    assert view["SourceDestCheck"]
    assert (view["Description"], view["TagSet"]) == ("for tests", tags)
    assert "Attachment" not in view


def test_addresses_are_given_in_order(ours: Party, subnet_id: str) -> None:
    """A requested address is skipped, and a freed one is assigned again."""
    chosen = ours.ec2.create_network_interface(SubnetId=subnet_id, PrivateIpAddress="10.0.1.5")
    made = [ours.ec2.create_network_interface(SubnetId=subnet_id) for _ in range(2)]
    ips = [each["NetworkInterface"]["PrivateIpAddress"] for each in (chosen, *made)]
    assert ips == ["10.0.1.5", "10.0.1.4", "10.0.1.6"]
    interface_id = chosen["NetworkInterface"]["NetworkInterfaceId"]
    ours.ec2.delete_network_interface(NetworkInterfaceId=interface_id)
    again = ours.ec2.create_network_interface(SubnetId=subnet_id)["NetworkInterface"]
    assert again["PrivateIpAddress"] == "10.0.1.5"


@pytest.mark.parametrize(
    ("private_ip", "error"),
    [
        ("10.0.1.4", ("InvalidIPAddress.InUse", "Address 10.0.1.4 is in use.")),
        ("10.0.2.4", ("InvalidParameterValue", f"Address 10.0.2.4 {OUTSIDE}")),
        ("x", ("InvalidParameterValue", f"Address x {OUTSIDE}")),
    ],
)
@pytest.mark.usefixtures("interface_id")
def test_an_address_must_be_the_subnets_and_free(
    ours: Party, subnet_id: str, refused: Refused, private_ip: str, error: tuple[str, str]
) -> None:
    """Any other address is rejected."""
    with refused(*error):
        ours.ec2.create_network_interface(SubnetId=subnet_id, PrivateIpAddress=private_ip)


def test_an_interface_has_names_where_the_vpc_gives_some(ours: Party, subnet_id: str) -> None:
    """The name has the address and the Region's domain."""
    ours.ec2.modify_vpc_attribute(VpcId=ours.vpc_id, EnableDnsHostnames={"Value": True})
    made = ours.ec2.create_network_interface(SubnetId=subnet_id)["NetworkInterface"]
    assert made["PrivateDnsName"] == "ip-10-0-1-4.ec2.internal"
    assert made["PrivateIpAddresses"][0]["PrivateDnsName"] == made["PrivateDnsName"]


def test_an_interface_elsewhere_has_another_name(abroad: Party) -> None:
    """Only the domain of us-east-1 lacks the Region."""
    (subnet, *_) = abroad.ec2.describe_subnets()["Subnets"]
    made = abroad.ec2.create_network_interface(SubnetId=subnet["SubnetId"])["NetworkInterface"]
    assert made["PrivateDnsName"].endswith(f".{abroad.region_name}.compute.internal")


def test_an_interface_has_the_groups_of_its_vpc(
    ours: Party, subnet_id: str, refused: Refused
) -> None:
    """A group cannot be deleted while an interface uses it."""
    group_id = ours.new_group("web")
    made = ours.ec2.create_network_interface(SubnetId=subnet_id, Groups=[group_id, group_id])
    interface = made["NetworkInterface"]
    assert interface["Groups"] == [{"GroupId": group_id, "GroupName": "web"}]
    with refused("DependencyViolation", f"resource {group_id} has a dependent object"):
        ours.ec2.delete_security_group(GroupId=group_id)
    ours.ec2.delete_network_interface(NetworkInterfaceId=interface["NetworkInterfaceId"])
    ours.ec2.delete_security_group(GroupId=group_id)
    vpc_id = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    elsewhere = ours.new_group("web", VpcId=vpc_id)
    text = "You have specified two resources that belong to different networks."
    with refused("InvalidGroup.NotFound", text):
        ours.ec2.create_network_interface(SubnetId=subnet_id, Groups=[elsewhere])


def test_a_token_makes_one_interface(ours: Party, subnet_id: str) -> None:
    """Repeating a token returns the same interface."""
    answers = [
        ours.ec2.create_network_interface(SubnetId=subnet_id, ClientToken="once") for _ in range(2)
    ]
    first, second = (each["NetworkInterface"] for each in answers)
    assert first == second
    assert [each["ClientToken"] for each in answers] == ["once", "once"]
    assert len(ours.ec2.describe_network_interfaces()["NetworkInterfaces"]) == 1


def test_other_types_of_interfaces_are_not_made(
    ours: Party, subnet_id: str, refused: Refused
) -> None:
    """The refusal names the type."""
    with refused("InvalidParameterValue", "Value (efa) for parameter interfaceType is invalid."):
        ours.ec2.create_network_interface(SubnetId=subnet_id, InterfaceType="efa")


def test_an_interface_holds_its_subnet(
    ours: Party, interface_id: str, subnet_id: str, refused: Refused
) -> None:
    """The subnet can be deleted after the interface."""
    text = f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_subnet(SubnetId=subnet_id)
    ours.ec2.delete_network_interface(NetworkInterfaceId=interface_id)
    ours.ec2.delete_subnet(SubnetId=subnet_id)


def test_the_interface_of_a_nat_gateway_is_in_use(
    ours: Party, nat_id: str, refused: Refused
) -> None:
    """The interface is deleted only with its gateway."""
    (interface,) = ours.ec2.describe_network_interfaces()["NetworkInterfaces"]
    interface_id = interface["NetworkInterfaceId"]
    text = f"Network interface '{interface_id}' is currently in use."
    with refused("InvalidParameterValue", text):
        ours.ec2.delete_network_interface(NetworkInterfaceId=interface_id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("association.allocation-id", "{allocation}"),
        ("addresses.association.public-ip", "198.1?.*"),
        ("association.ip-owner-id", "123456789012"),
        ("attachment.status", "attached"),
        ("description", "Interface for NAT Gateway *"),
        ("interface-type", "nat_gateway"),
        ("requester-managed", "true"),
        ("source-dest-check", "false"),
        ("status", "in-use"),
    ],
)
@pytest.mark.usefixtures("interface_id")
def test_filters_tell_the_two_apart(
    ours: Party, nat_id: str, allocation_id: str, name: str, value: str
) -> None:
    """Only the NAT gateway's interface has the value."""
    filters = [{"Name": name, "Values": [value.format(allocation=allocation_id)]}]
    (found,) = ours.ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
    assert found["Description"] == f"Interface for NAT Gateway {nat_id}"


def test_a_route_to_an_interface(ours: Party, nat_id: str, interface_id: str) -> None:
    """A route to an unused interface is a blackhole."""
    (used,) = ours.ec2.describe_network_interfaces(
        Filters=[{"Name": "status", "Values": ["in-use"]}]
    )["NetworkInterfaces"]
    table_id = ours.new_table()
    for block, target in (
        ("10.7.0.0/16", interface_id),
        ("10.0.1.0/28", interface_id),
        ("10.8.0.0/16", used["NetworkInterfaceId"]),
    ):
        ours.ec2.create_route(
            RouteTableId=table_id, DestinationCidrBlock=block, NetworkInterfaceId=target
        )
    found = ours.table(table_id)["Routes"][1:]
    assert [route["State"] for route in found] == ["blackhole", "blackhole", "active"]
    assert found[0]["NetworkInterfaceId"] == interface_id


def test_a_route_needs_an_interface_of_its_own_vpc(
    ours: Party, interface_id: str, refused: Refused
) -> None:
    """A table of another VPC is rejected."""
    vpc_id = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    table_id = ours.new_table(VpcId=vpc_id)
    text = f"route table {table_id} and interface {interface_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.ec2.create_route(
            RouteTableId=table_id,
            DestinationCidrBlock="10.7.0.0/16",
            NetworkInterfaceId=interface_id,
        )


@pytest.mark.parametrize(
    ("sought", "code"),
    [
        ("eni-0123456789abcdef0", "InvalidNetworkInterfaceID.NotFound"),
        ("x", "InvalidNetworkInterfaceId.Malformed"),
    ],
)
def test_an_unknown_interface(ours: Party, sought: str, code: str) -> None:
    """Describe and Delete return an error."""
    for call in (
        lambda: see(ours, sought),
        lambda: ours.ec2.delete_network_interface(NetworkInterfaceId=sought),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert caught.value.response["Error"]["Code"] == code


def test_the_waiter_ends(ours: Party, interface_id: str) -> None:
    """The waiter ends immediately."""
    waiter = ours.ec2.get_waiter("network_interface_available")
    waiter.wait(NetworkInterfaceIds=[interface_id], WaiterConfig={"MaxAttempts": 1})


@pytest.mark.parametrize("wanted", [[], ["default-vpc"], ["supported-platforms"]])
def test_account_attributes(ours: Party, wanted: list[str]) -> None:
    """The call returns all attributes or the named ones."""
    answer = ours.ec2.describe_account_attributes(AttributeNames=wanted)
    found = {
        each["AttributeName"]: each["AttributeValues"][0]["AttributeValue"]
        for each in answer["AccountAttributes"]
    }
    filters = [{"Name": "is-default", "Values": ["true"]}]
    (vpc,) = ours.ec2.describe_vpcs(Filters=filters)["Vpcs"]
    expected = {
        "supported-platforms": "VPC",
        "default-vpc": vpc["VpcId"],
        "max-instances": "20",
        "max-elastic-ips": "5",
        "vpc-max-elastic-ips": "5",
        "vpc-max-security-groups-per-interface": "5",
    }
    assert found == {name: expected[name] for name in wanted or expected}


def test_an_unknown_account_attribute(ours: Party, refused: Refused) -> None:
    """The error names the attribute."""
    with refused("InvalidParameterValue", "Value (x) for parameter attributeName is invalid."):
        ours.ec2.describe_account_attributes(AttributeNames=["x"])
