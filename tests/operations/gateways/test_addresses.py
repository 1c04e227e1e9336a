"""Elastic IP addresses: allocating, associating and releasing them."""

from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Party, Refused


def see(owner: Party, allocation_id: str) -> dict[str, Any]:
    """Return an address as its owner sees it."""
    (view,) = owner.ec2.describe_addresses(AllocationIds=[allocation_id])["Addresses"]
    return view


def test_a_new_address_is_free(ours: Party) -> None:
    """The address is in a range that is not used on the internet."""
    tags = [{"Key": "Name", "Value": "out"}]
    made = ours.ec2.allocate_address(
        Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": tags}]
    )
    del made["ResponseMetadata"]
    assert made["AllocationId"].startswith("eipalloc-0")
    assert ip_address(made["PublicIp"]) in ip_network("198.18.0.0/15")
    assert (made["Domain"], made["PublicIpv4Pool"]) == ("vpc", "amazon")
    assert made["NetworkBorderGroup"] == ours.region_name
    assert see(ours, made["AllocationId"]) == {**made, "Tags": tags}


def test_addresses_differ(ours: Party) -> None:
    """Several addresses are all distinct."""
    made = [ours.ec2.allocate_address()["PublicIp"] for _ in range(6)]
    assert len(set(made)) == 6


def test_there_are_no_addresses_outside_vpcs(ours: Party, refused: Refused) -> None:
    """EC2-Classic no longer exists."""
    with refused("InvalidParameterValue", "Value (standard) for parameter domain is invalid."):
        ours.ec2.allocate_address(Domain="standard")


def test_an_address_is_associated_with_an_interface(
    ours: Party, attached: str, allocation_id: str, interface_id: str
) -> None:
    """Repeating the call returns the same association."""
    params = {"AllocationId": allocation_id, "NetworkInterfaceId": interface_id}
    first, second = (ours.ec2.associate_address(**params)["AssociationId"] for _ in range(2))
    assert first == second
    view = see(ours, allocation_id)
    assert view["AssociationId"] == first
    assert view["NetworkInterfaceId"] == interface_id
    assert view["PrivateIpAddress"] == "10.0.1.4"
    (interface,) = ours.ec2.describe_network_interfaces()["NetworkInterfaces"]
    assert interface["Association"]["PublicIp"] == view["PublicIp"]


@pytest.mark.parametrize("by", ["AssociationId", "PublicIp"])
def test_an_address_is_disassociated(
    ours: Party, attached: str, allocation_id: str, interface_id: str, by: str
) -> None:
    """The address is named by its association or itself; a free one remains free."""
    ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=interface_id)
    view = see(ours, allocation_id)
    ours.ec2.disassociate_address(**{by: view[by]})
    assert "AssociationId" not in see(ours, allocation_id)
    ours.ec2.disassociate_address(PublicIp=view["PublicIp"])


def test_an_address_goes_to_another_interface(
    ours: Party, attached: str, allocation_id: str, interface_id: str, subnet_id: str
) -> None:
    """Reassociation is the default, for an address and for an interface, and can be disabled."""
    made = ours.ec2.create_network_interface(SubnetId=subnet_id)
    other = made["NetworkInterface"]["NetworkInterfaceId"]
    ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=interface_id)
    with pytest.raises(ClientError, match="is already associated with associate-id"):
        ours.ec2.associate_address(
            AllocationId=allocation_id, NetworkInterfaceId=other, AllowReassociation=False
        )
    ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=other)
    assert see(ours, allocation_id)["NetworkInterfaceId"] == other
    second = ours.ec2.allocate_address()["AllocationId"]
    ours.ec2.associate_address(AllocationId=second, NetworkInterfaceId=other)
    assert "AssociationId" not in see(ours, allocation_id)


def test_an_interface_that_goes_leaves_its_address(
    ours: Party, attached: str, allocation_id: str, interface_id: str
) -> None:
    """The address of a deleted interface is free."""
    ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=interface_id)
    ours.ec2.delete_network_interface(NetworkInterfaceId=interface_id)
    assert "AssociationId" not in see(ours, allocation_id)


def test_an_address_needs_an_internet_gateway(
    ours: Party, allocation_id: str, interface_id: str, refused: Refused
) -> None:
    """The interface's VPC must have an internet gateway."""
    text = f"Network {ours.vpc_id} is not attached to any internet gateway"
    with refused("Gateway.NotAttached", text):
        ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=interface_id)


def test_an_address_in_use_is_not_released(
    ours: Party, attached: str, allocation_id: str, interface_id: str, refused: Refused
) -> None:
    """The address must be disassociated first."""
    made = ours.ec2.associate_address(AllocationId=allocation_id, NetworkInterfaceId=interface_id)
    public_ip = see(ours, allocation_id)["PublicIp"]
    with refused("InvalidIPAddress.InUse", f"Address {public_ip} is in use."):
        ours.ec2.release_address(AllocationId=allocation_id)
    ours.ec2.disassociate_address(AssociationId=made["AssociationId"])
    ours.ec2.release_address(AllocationId=allocation_id)
    assert ours.ec2.describe_addresses()["Addresses"] == []


def test_the_address_of_a_nat_gateway_is_its_own(
    ours: Party, nat_id: str, allocation_id: str, interface_id: str, refused: Refused
) -> None:
    """A NAT gateway's address cannot be released or moved, nor its interface get another."""
    view = see(ours, allocation_id)
    free = ours.ec2.allocate_address()["AllocationId"]
    text = "You do not have permission to access the specified resource."
    for call in (
        lambda: ours.ec2.release_address(AllocationId=allocation_id),
        lambda: ours.ec2.disassociate_address(AssociationId=view["AssociationId"]),
        lambda: ours.ec2.associate_address(
            AllocationId=allocation_id, NetworkInterfaceId=interface_id
        ),
        lambda: ours.ec2.associate_address(
            AllocationId=free, NetworkInterfaceId=view["NetworkInterfaceId"]
        ),
    ):
        with refused("AuthFailure", text):
            call()


ALLOCATION = "eipalloc-0123456789abcdef0"
BOTH = "You may specify public IP or allocation id, but not both in the same call"
BY_ID = "You must specify an allocation id when releasing a VPC elastic IP address"


@pytest.mark.parametrize(
    ("operation", "params", "error"),
    [
        (
            "release_address",
            {"AllocationId": ALLOCATION},
            ("InvalidAllocationID.NotFound", f"The allocation ID '{ALLOCATION}' does not exist"),
        ),
        (
            "describe_addresses",
            {"AllocationIds": ["x"]},
            ("InvalidAllocationID.NotFound", "The allocation ID 'x' does not exist"),
        ),
        (
            "describe_addresses",
            {"PublicIps": ["198.51.100.1"]},
            ("InvalidAddress.NotFound", "Address '198.51.100.1' not found."),
        ),
        (
            "describe_addresses",
            {"PublicIps": ["x"]},
            ("InvalidParameterValue", "Invalid value 'x' for PublicIp. Not a valid IPv4 address"),
        ),
        ("release_address", {"PublicIp": "198.51.100.1"}, ("InvalidParameterValue", BY_ID)),
        (
            "release_address",
            {"PublicIp": "198.51.100.1", "AllocationId": ALLOCATION},
            ("InvalidParameterCombination", BOTH),
        ),
        (
            "disassociate_address",
            {"AssociationId": "eipassoc-1a2b3c4d"},
            (
                "InvalidAssociationID.NotFound",
                "The association ID 'eipassoc-1a2b3c4d' does not exist",
            ),
        ),
    ],
)
def test_an_address_that_is_not_named_rightly(
    ours: Party, refused: Refused, operation: str, params: dict[str, Any], error: tuple[str, str]
) -> None:
    """Each mistake has its own error."""
    with refused(*error):
        getattr(ours.ec2, operation)(**params)


def test_an_address_is_found_among_others_by_its_association(
    ours: Party, attached: str, interface_id: str
) -> None:
    """Disassociating one address does not affect others."""
    first, second = (ours.ec2.allocate_address()["AllocationId"] for _ in range(2))
    other = ours.ec2.create_network_interface(
        SubnetId=ours.ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    )["NetworkInterface"]["NetworkInterfaceId"]
    ours.ec2.associate_address(AllocationId=first, NetworkInterfaceId=interface_id)
    ours.ec2.associate_address(AllocationId=second, NetworkInterfaceId=other)
    ours.ec2.disassociate_address(AssociationId=see(ours, second)["AssociationId"])
    assert "AssociationId" in see(ours, first)
    assert "AssociationId" not in see(ours, second)
    ours.ec2.associate_address(PublicIp=see(ours, second)["PublicIp"], NetworkInterfaceId=other)
    assert see(ours, second)["NetworkInterfaceId"] == other


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("release_address", "allocationId"),
        ("disassociate_address", "associationId"),
        ("associate_address", "allocationId"),
    ],
)
def test_an_address_must_be_named(ours: Party, operation: str, name: str, refused: Refused) -> None:
    """The error names the missing parameter."""
    with refused("MissingParameter", f"The request must contain the parameter {name}"):
        getattr(ours.ec2, operation)()


def test_what_an_address_is_for_must_be_named(
    ours: Party, allocation_id: str, refused: Refused
) -> None:
    """The network interface is required, since there are no instances."""
    text = "The request must contain the parameter networkInterfaceId"
    with refused("MissingParameter", text):
        ours.ec2.associate_address(PublicIp=see(ours, allocation_id)["PublicIp"])


@pytest.mark.parametrize(
    "name",
    ["allocation-id", "association-id", "network-interface-id", "private-ip-address", "public-ip"],
)
def test_filters_find_the_address(ours: Party, nat_id: str, allocation_id: str, name: str) -> None:
    """Most filters do not match a free address."""
    ours.ec2.allocate_address()
    members = {
        "allocation-id": "AllocationId",
        "association-id": "AssociationId",
        "network-interface-id": "NetworkInterfaceId",
        "private-ip-address": "PrivateIpAddress",
        "public-ip": "PublicIp",
    }
    view = see(ours, allocation_id)
    filters = [{"Name": name, "Values": [view[members[name]]]}]
    assert ours.ec2.describe_addresses(Filters=filters)["Addresses"] == [view]
    both = ours.ec2.describe_addresses(PublicIps=[view["PublicIp"]])["Addresses"]
    assert both == [view]
