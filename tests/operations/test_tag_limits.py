"""Tags that AWS does not take."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Party
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]

VALUE = "InvalidParameterValue"


@pytest.fixture
def peering_id(requester: Party, accepter: Party) -> str:
    """A pending connection."""
    return requester.request(accepter)


def numbered(first: int, last: int) -> list[dict[str, str]]:
    """Return tags whose keys are numbers."""
    return [{"Key": str(number), "Value": ""} for number in range(first, last)]


def test_fifty_tags_are_the_limit(requester: Party, peering_id: str, refused: Refused) -> None:
    """A fifty-first tag is refused, and overwriting the fiftieth is not."""
    requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(0, 50))
    text = "The resultant tag set must not have more than 50 user tags."
    with refused("TagLimitExceeded", text):
        requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(50, 51))
    requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(0, 50))
    assert requester.see(peering_id)["Tags"] == numbered(0, 50)


def test_all_resources_are_tagged_or_none(
    requester: Party, peering_id: str, refused: Refused
) -> None:
    """One resource with too many tags, or unknown, leaves the others as they were."""
    requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(0, 50))
    text = "The resultant tag set must not have more than 50 user tags."
    with refused("TagLimitExceeded", text):
        requester.ec2.create_tags(Resources=[requester.vpc_id, peering_id], Tags=numbered(60, 61))
    with refused("InvalidVpcID.NotFound", "The vpc ID 'vpc-1a2b3c4d' does not exist"):
        requester.ec2.create_tags(
            Resources=[requester.vpc_id, "vpc-1a2b3c4d"], Tags=numbered(60, 61)
        )
    filters = [{"Name": "resource-id", "Values": [requester.vpc_id]}]
    assert requester.ec2.describe_tags(Filters=filters)["Tags"] == []


def test_fifty_tags_are_the_limit_on_create(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """Create with too many tags makes nothing."""
    tags = {"ResourceType": "vpc-peering-connection", "Tags": numbered(0, 51)}
    text = "The resultant tag set must not have more than 50 user tags."
    with refused("TagLimitExceeded", text):
        requester.request(accepter, TagSpecifications=[tags])
    assert requester.finds() == []


@pytest.mark.parametrize("key", ["aws:x", "aws:", "AWS:x", "Aws:cloudformation:stack-name"])
@pytest.mark.parametrize("operation", ["create_tags", "delete_tags"])
def test_keys_of_aws_are_reserved(
    requester: Party, peering_id: str, key: str, operation: str, refused: Refused
) -> None:
    """Nobody puts tags on or takes tags away that begin with aws:, in whatever case."""
    text = f"Value ( {key} ) for parameter key is invalid. "
    text += "Tag keys starting with 'aws:' are reserved for internal use"
    with refused(VALUE, text):
        getattr(requester.ec2, operation)(Resources=[peering_id], Tags=[{"Key": key, "Value": ""}])


def test_keys_of_aws_are_reserved_on_create(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """On create the text does not name the key."""
    tags = {"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "aws:x", "Value": ""}]}
    with refused(VALUE, "Tag keys starting with 'aws:' are reserved for internal use"):
        requester.request(accepter, TagSpecifications=[tags])


def test_aws_without_a_colon_is_a_key(requester: Party, peering_id: str) -> None:
    """Only the prefix with its colon is reserved."""
    tags = [{"Key": "awsome", "Value": "aws:x"}]
    requester.ec2.create_tags(Resources=[peering_id], Tags=tags)
    assert requester.see(peering_id)["Tags"] == tags


@pytest.mark.parametrize(
    ("specifications", "message"),
    [
        (
            [{"ResourceType": "vpc", "Tags": numbered(0, 1)}],
            "'vpc' is not a valid taggable resource type for this operation.",
        ),
        (
            [{"ResourceType": "nonsense", "Tags": numbered(0, 1)}],
            "'nonsense' is not a valid taggable resource type for this operation.",
        ),
        ([{"Tags": numbered(0, 1)}], "Tag specification resource type must have a value"),
        (
            [{"ResourceType": "vpc-peering-connection", "Tags": numbered(0, 1)}] * 2,
            "The same resource type may not be specified more than once in tag specifications",
        ),
    ],
)
def test_tags_on_create_are_for_what_is_created(
    requester: Party,
    accepter: Party,
    specifications: list[dict[str, Any]],
    message: str,
    refused: Refused,
) -> None:
    """A TagSpecification is of the type that the call creates, and there is one of it."""
    with refused(VALUE, message):
        requester.request(accepter, TagSpecifications=specifications)
    assert requester.finds() == []


@pytest.mark.parametrize("resource_type", ["vpc-peering-connection", "subnet"])
def test_tags_on_create_of_a_vpc_are_for_vpcs(
    requester: Party, resource_type: str, refused: Refused
) -> None:
    """CreateVpc takes tags for a VPC only."""
    text = f"'{resource_type}' is not a valid taggable resource type for this operation."
    with refused(VALUE, text):
        requester.ec2.create_vpc(
            CidrBlock="10.9.0.0/16",
            TagSpecifications=[{"ResourceType": resource_type, "Tags": numbered(0, 1)}],
        )


def test_a_specification_without_tags_tags_nothing(requester: Party, accepter: Party) -> None:
    """A TagSpecification may be empty."""
    tags = {"ResourceType": "vpc-peering-connection"}
    peering_id = requester.request(accepter, TagSpecifications=[tags])
    assert requester.see(peering_id)["Tags"] == []


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ({"Key": "k" * 129, "Value": ""}, "Tag key exceeds the maximum length of 128 characters"),
        (
            {"Key": "k", "Value": "v" * 257},
            "Tag value exceeds the maximum length of 256 characters",
        ),
        ({"Key": "", "Value": "v"}, "Tag key cannot be empty."),
        ({"Value": "v"}, "Tag key cannot be empty."),
    ],
)
def test_keys_and_values_have_lengths(
    requester: Party, peering_id: str, tag: dict[str, str], message: str, refused: Refused
) -> None:
    """A key has 1 to 128 characters and a value at most 256."""
    with refused(VALUE, message):
        requester.ec2.create_tags(Resources=[peering_id], Tags=[tag])


@pytest.mark.parametrize("tag", [{"Value": "v"}, {"Key": "", "Value": "v"}])
def test_a_new_connection_takes_no_tag_without_a_key(
    requester: Party, accepter: Party, tag: dict[str, str], refused: Refused
) -> None:
    """Then it is not made at all."""
    with refused(VALUE, "Tag key cannot be empty."):
        requester.request(
            accepter,
            TagSpecifications=[{"ResourceType": "vpc-peering-connection", "Tags": [tag]}],
        )
    assert requester.finds() == []


def test_the_longest_key_and_value_are_taken(requester: Party, peering_id: str) -> None:
    """Length is counted in characters, not bytes."""
    tags = [{"Key": "é" * 128, "Value": "☃" * 256}]
    requester.ec2.create_tags(Resources=[peering_id], Tags=tags)
    assert requester.see(peering_id)["Tags"] == tags


def test_a_key_is_sent_once(requester: Party, peering_id: str, refused: Refused) -> None:
    """Two values for one key are refused, not silently one of them."""
    tags = [{"Key": "Name", "Value": value} for value in ("one", "two")]
    with refused(VALUE, "Duplicate tag key 'Name' specified."):
        requester.ec2.create_tags(Resources=[peering_id], Tags=tags)


@pytest.mark.parametrize("resource_id", ["x", "", "i", "-", "zzz-1a2b3c4d", "pcx"])
@pytest.mark.parametrize("operation", ["create_tags", "delete_tags"])
def test_only_resources_have_tags(
    requester: Party, resource_id: str, operation: str, refused: Refused
) -> None:
    """A text that is no ID of any kind is not valid."""
    with refused("InvalidID", f"The ID '{resource_id}' is not valid"):
        getattr(requester.ec2, operation)(Resources=[resource_id], Tags=numbered(0, 1))


@pytest.mark.parametrize(
    ("resource_id", "code", "message"),
    [
        ("vpc-1a2b3c4d", "InvalidVpcID.NotFound", "The vpc ID 'vpc-1a2b3c4d' does not exist"),
        ("vpc-x", "InvalidVpcId.Malformed", "The vpc ID vpc-x is malformed"),
        (
            "rtb-1a2b3c4d",
            "InvalidRouteTableID.NotFound",
            "The routeTable ID 'rtb-1a2b3c4d' does not exist",
        ),
        (
            "pcx-x",
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "pcx-x" (expecting "pcx-...")',
        ),
    ],
)
def test_resources_must_be_there(
    requester: Party, resource_id: str, code: str, message: str, refused: Refused
) -> None:
    """An ID of a known kind is looked up as that kind."""
    with refused(code, message):
        requester.ec2.create_tags(Resources=[resource_id], Tags=numbered(0, 1))


def test_another_accounts_vpc_cannot_be_tagged(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """Being peered does not let one tag the other VPC."""
    requester.peer(accepter)
    text = f"The vpc ID '{accepter.vpc_id}' does not exist"
    with refused("InvalidVpcID.NotFound", text):
        requester.ec2.create_tags(Resources=[accepter.vpc_id], Tags=numbered(0, 1))
