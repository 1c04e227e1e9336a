"""Tags that AWS rejects."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from peermock import PeeringMock
from peermock._domain.absent import LISTED, UNLISTED
from tests.operations.parties import Party, Refused

VALUE = "InvalidParameterValue"


@pytest.fixture
def peering_id(requester: Party, accepter: Party) -> str:
    """A pending connection."""
    return requester.request(accepter)


def numbered(first: int, last: int) -> list[dict[str, str]]:
    """Return tags with numbers as keys."""
    return [{"Key": str(number), "Value": ""} for number in range(first, last)]


def test_fifty_tags_are_the_limit(requester: Party, peering_id: str, refused: Refused) -> None:
    """A fifty-first tag is rejected, and overwriting the fiftieth is not."""
    requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(0, 50))
    text = "The resultant tag set must not have more than 50 user tags."
    with refused("TagLimitExceeded", text):
        requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(50, 51))
    requester.ec2.create_tags(Resources=[peering_id], Tags=numbered(0, 50))
    assert requester.see(peering_id)["Tags"] == numbered(0, 50)


def test_all_resources_are_tagged_or_none(
    requester: Party, peering_id: str, refused: Refused
) -> None:
    """One resource that cannot be tagged leaves the others unchanged."""
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
    """A Create with too many tags creates nothing."""
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
    """Tags that begin with `aws:`, in any case, can be neither created nor deleted."""
    text = f"Value ( {key} ) for parameter key is invalid. "
    text += "Tag keys starting with 'aws:' are reserved for internal use"
    with refused(VALUE, text):
        getattr(requester.ec2, operation)(Resources=[peering_id], Tags=[{"Key": key, "Value": ""}])


def test_keys_of_aws_are_reserved_on_create(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """On Create the message does not name the key."""
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
    """A call takes one TagSpecification, of the type that it creates."""
    with refused(VALUE, message):
        requester.request(accepter, TagSpecifications=specifications)
    assert requester.finds() == []


@pytest.mark.parametrize("resource_type", ["vpc-peering-connection", "subnet"])
def test_tags_on_create_of_a_vpc_are_for_vpcs(
    requester: Party, resource_type: str, refused: Refused
) -> None:
    """CreateVpc accepts tags for a VPC only."""
    text = f"'{resource_type}' is not a valid taggable resource type for this operation."
    with refused("InvalidParameter", text):
        requester.ec2.create_vpc(
            CidrBlock="10.9.0.0/16",
            TagSpecifications=[{"ResourceType": resource_type, "Tags": numbered(0, 1)}],
        )


@pytest.mark.parametrize("tags", [{}, {"Tags": []}])
def test_a_specification_has_at_least_one_tag(
    requester: Party, accepter: Party, tags: dict[str, Any], refused: Refused
) -> None:
    """A TagSpecification without tags is rejected, and nothing is created."""
    specification = {"ResourceType": "vpc-peering-connection", **tags}
    with refused(VALUE, "Tag specification must have at least one tag"):
        requester.request(accepter, TagSpecifications=[specification])
    assert requester.finds() == []


def test_the_tags_of_aws_do_not_count(peering: PeeringMock, requester: Party) -> None:
    """Fifty tags are allowed in addition to AWS's own, which users cannot delete."""
    of_a_stack = {"aws:cloudformation:stack-name": "network"}
    vpc_id = peering.vpc("10.9.0.0/16", tags=of_a_stack).id
    requester.ec2.create_tags(Resources=[vpc_id], Tags=numbered(0, 50))
    requester.ec2.delete_tags(Resources=[vpc_id])
    (vpc,) = requester.ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
    assert vpc["Tags"] == [{"Key": "aws:cloudformation:stack-name", "Value": "network"}]


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
    """The connection is not created."""
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
    """Two values for one key are rejected."""
    tags = [{"Key": "Name", "Value": value} for value in ("one", "two")]
    with refused(VALUE, "Duplicate tag key 'Name' specified."):
        requester.ec2.create_tags(Resources=[peering_id], Tags=tags)


@pytest.mark.parametrize("resource_id", ["x", "", "i", "-", "zzz-1a2b3c4d", "pcx"])
@pytest.mark.parametrize("operation", ["create_tags", "delete_tags"])
def test_only_resources_have_tags(
    requester: Party, resource_id: str, operation: str, refused: Refused
) -> None:
    """A text that is not an ID of any kind is invalid."""
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
    """An ID of a known kind must exist."""
    with refused(code, message):
        requester.ec2.create_tags(Resources=[resource_id], Tags=numbered(0, 1))


@pytest.mark.parametrize("operation", ["create_tags", "delete_tags"])
@pytest.mark.parametrize("prefix", [kind.prefix for kind in (*LISTED, *UNLISTED)])
def test_resources_of_other_kinds_are_not_there(
    requester: Party, prefix: str, operation: str
) -> None:
    """A well-formed ID of a kind that peermock does not model is not found."""
    resource_id = f"{prefix}-0123456789abcdef0"
    with pytest.raises(ClientError) as caught:
        getattr(requester.ec2, operation)(Resources=[resource_id], Tags=numbered(0, 1))
    error = caught.value.response["Error"]
    assert error["Code"].endswith(".NotFound")
    assert resource_id in error["Message"]


@pytest.mark.parametrize(
    ("resource_id", "code", "message"),
    [
        (
            "i-0123456789abcdef0",
            "InvalidInstanceID.NotFound",
            "The instance ID 'i-0123456789abcdef0' does not exist",
        ),
        ("vol-1a2b3c4d", "InvalidVolume.NotFound", "The volume 'vol-1a2b3c4d' does not exist."),
        ("i-x", "InvalidInstanceID.Malformed", 'Invalid id: "i-x" (expecting "i-...")'),
    ],
)
def test_instances_and_volumes_are_not_there(
    requester: Party, resource_id: str, code: str, message: str, refused: Refused
) -> None:
    """The codes and messages are AWS's."""
    with refused(code, message):
        requester.ec2.create_tags(Resources=[resource_id], Tags=numbered(0, 1))


def test_another_accounts_vpc_cannot_be_tagged(
    requester: Party, accepter: Party, refused: Refused
) -> None:
    """A peering does not allow tagging the other VPC."""
    requester.peer(accepter)
    text = f"The vpc ID '{accepter.vpc_id}' does not exist"
    with refused("InvalidVpcID.NotFound", text):
        requester.ec2.create_tags(Resources=[accepter.vpc_id], Tags=numbered(0, 1))
