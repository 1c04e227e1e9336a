"""The attributes of a network interface, one per call."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused


def ask(owner: Party, interface_id: str, attribute: str) -> dict[str, Any]:
    """Return the response for one attribute, without its metadata."""
    answer = owner.ec2.describe_network_interface_attribute(
        NetworkInterfaceId=interface_id, Attribute=attribute
    )
    del answer["ResponseMetadata"]
    return answer


@pytest.mark.parametrize(
    ("attribute", "members"),
    [
        ("associatePublicIpAddress", {"AssociatePublicIpAddress": False}),
        ("attachment", {}),
        ("description", {"Description": {"Value": "mine"}}),
        ("sourceDestCheck", {"SourceDestCheck": {"Value": True}}),
    ],
)
def test_an_attribute_comes_alone(
    ours: Party, interface_id: str, attribute: str, members: dict[str, Any]
) -> None:
    """The response has the interface's ID and the attribute that was requested."""
    assert ask(ours, interface_id, attribute) == {"NetworkInterfaceId": interface_id} | members


def test_the_groups_are_those_of_the_interface(ours: Party, subnet_id: str) -> None:
    """Each group has its ID and its name."""
    group_id = ours.new_group("web")
    made = ours.ec2.create_network_interface(SubnetId=subnet_id, Groups=[group_id])
    answer = ask(ours, made["NetworkInterface"]["NetworkInterfaceId"], "groupSet")
    assert answer["Groups"] == [{"GroupId": group_id, "GroupName": "web"}]


@pytest.mark.usefixtures("nat_id")
def test_the_interface_of_a_nat_gateway_has_an_attachment(ours: Party) -> None:
    """The attachment is that of DescribeNetworkInterfaces, and traffic is not checked."""
    (seen,) = ours.ec2.describe_network_interfaces()["NetworkInterfaces"]
    interface_id = seen["NetworkInterfaceId"]
    assert ask(ours, interface_id, "attachment")["Attachment"] == seen["Attachment"]
    assert ask(ours, interface_id, "sourceDestCheck")["SourceDestCheck"] == {"Value": False}


def test_an_unknown_attribute_is_rejected(ours: Party, interface_id: str, refused: Refused) -> None:
    """The error names the attribute."""
    with refused("InvalidParameterValue", "Value (colour) for parameter attribute is invalid."):
        ask(ours, interface_id, "colour")


def test_an_attribute_must_be_requested(ours: Party, interface_id: str, refused: Refused) -> None:
    """The model does not require the parameter, and its documentation does."""
    with refused("MissingParameter", "The request must contain the parameter attribute"):
        ours.ec2.describe_network_interface_attribute(NetworkInterfaceId=interface_id)


def test_the_interface_must_be_the_callers(
    ours: Party, theirs: Party, interface_id: str, refused: Refused
) -> None:
    """Another account does not see the interface."""
    text = f"The networkInterface ID '{interface_id}' does not exist"
    with refused("InvalidNetworkInterfaceID.NotFound", text):
        ask(theirs, interface_id, "description")
    assert ask(ours, interface_id, "description")["Description"] == {"Value": "mine"}
