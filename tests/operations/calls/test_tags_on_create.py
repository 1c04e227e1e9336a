"""Tags on Create of the network's resources."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

Make = Callable[[list[dict[str, Any]]], object]

PERMISSION = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
KINDS = {
    "subnet": "subnet",
    "route table": "route-table",
    "group": "security-group",
    "ingress": "security-group-rule",
    "egress": "security-group-rule",
}


STRICT = {"subnet", "security-group-rule"}
"""The kinds with an error code of their own."""


def code_of(kind: str) -> str:
    """Return the code of errors about tag specifications."""
    return "InvalidParameter" if kind in STRICT else "InvalidParameterValue"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """AWS's name of the created kind."""
    return KINDS[request.param]


@pytest.fixture
def make(ours: Party, request: pytest.FixtureRequest) -> Make:
    """Return a function that creates a resource with tag specifications."""
    ec2, group_id = ours.ec2, ours.new_group("tagged")
    calls = {
        "subnet": (ec2.create_subnet, {"CidrBlock": "10.0.1.0/24", "VpcId": ours.vpc_id}),
        "route table": (ec2.create_route_table, {"VpcId": ours.vpc_id}),
        "group": (
            ec2.create_security_group,
            {"GroupName": "web", "Description": "for tests", "VpcId": ours.vpc_id},
        ),
        "ingress": (
            ec2.authorize_security_group_ingress,
            {"GroupId": group_id, "IpPermissions": [PERMISSION]},
        ),
        "egress": (
            ec2.authorize_security_group_egress,
            {"GroupId": group_id, "IpPermissions": [PERMISSION]},
        ),
    }
    operation, params = calls[request.node.callspec.params["kind"]]
    return lambda specifications: operation(TagSpecifications=specifications, **params)


def specification(kind: str, *keys: str) -> dict[str, Any]:
    """Return a tag specification for a kind of resource."""
    return {"ResourceType": kind, "Tags": [{"Key": key, "Value": "x"} for key in keys]}


def tags_of(owner: Party, kind: str) -> list[str]:
    """Return the keys of the tags that resources of a kind have."""
    filters = [{"Name": "resource-type", "Values": [kind]}]
    return [tag["Key"] for tag in owner.ec2.describe_tags(Filters=filters)["Tags"]]


def test_tags_are_listed_by_the_kind_of_resource(ours: Party, kind: str, make: Make) -> None:
    """DescribeTags returns the kind of the tagged resource."""
    make([specification(kind, "Name", "Team")])
    assert tags_of(ours, kind) == ["Name", "Team"]


def test_tags_are_for_what_is_made(ours: Party, kind: str, make: Make, refused: Refused) -> None:
    """Tags for another kind are rejected, and nothing is created."""
    before = ours.everything()
    text = "'vpc' is not a valid taggable resource type for this operation."
    with refused(code_of(kind), text):
        make([specification("vpc", "Name")])
    assert ours.everything() == before


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ({"Tags": [{"Key": "Name"}]}, "Tag specification resource type must have a value"),
        ({"ResourceType": "", "Tags": []}, "Tag specification resource type must have a value"),
        ({"ResourceType": str}, "Tag specification must have at least one tag"),
    ],
)
def test_a_specification_is_complete(  # noqa: PLR0913, PLR0917  # fixtures and two parameters
    ours: Party, kind: str, make: Make, tags: dict[str, Any], text: str, refused: Refused
) -> None:
    """A specification without type or tags is rejected, and nothing is created."""
    before = ours.everything()
    sent = {name: kind if value is str else value for name, value in tags.items()}
    with refused(code_of(kind), text):
        make([sent])
    assert ours.everything() == before


def test_keys_of_awss_own_are_refused(ours: Party, kind: str, make: Make, refused: Refused) -> None:
    """The prefix is rejected in any case, and nothing is created."""
    before = ours.everything()
    text = "Tag keys starting with 'aws:' are reserved for internal use"
    with refused("InvalidParameterValue", text):
        make([specification(kind, "Name", "AWS:created-by")])
    assert ours.everything() == before


def test_a_kind_is_said_once(kind: str, make: Make, refused: Refused) -> None:
    """Two specifications for the same kind are rejected."""
    text = "The same resource type may not be specified more than once in tag specifications"
    with refused(code_of(kind), text):
        make([specification(kind, "Name"), specification(kind, "Team")])
