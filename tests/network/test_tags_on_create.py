"""Tags that are given to a resource of the network when it is made, and later."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]
Make = Callable[[list[dict[str, Any]]], object]

PERMISSION = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
KINDS = {
    "subnet": "subnet",
    "route table": "route-table",
    "group": "security-group",
    "ingress": "security-group-rule",
    "egress": "security-group-rule",
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """AWS's name of what is made."""
    return KINDS[request.param]


@pytest.fixture
def make(ours: Owner, request: pytest.FixtureRequest) -> Make:
    """Makes a resource with tag specifications."""
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
    """Return tags for a kind of resource."""
    return {"ResourceType": kind, "Tags": [{"Key": key, "Value": "x"} for key in keys]}


def tags_of(owner: Owner, kind: str) -> list[str]:
    """Return the keys of the tags that resources of a kind have."""
    filters = [{"Name": "resource-type", "Values": [kind]}]
    return [tag["Key"] for tag in owner.ec2.describe_tags(Filters=filters)["Tags"]]


def test_tags_are_listed_by_the_kind_of_resource(ours: Owner, kind: str, make: Make) -> None:
    """DescribeTags knows what it is that was tagged."""
    make([specification(kind, "Name", "Team")])
    assert tags_of(ours, kind) == ["Name", "Team"]


def test_tags_are_for_what_is_made(ours: Owner, kind: str, make: Make, refused: Refused) -> None:
    """Tags for another kind of resource are refused, and nothing is made."""
    before = ours.everything()
    text = "'vpc' is not a valid taggable resource type for this operation."
    with refused("InvalidParameterValue", text):
        make([specification("vpc", "Name")])
    assert ours.everything() == before


def test_keys_of_awss_own_are_refused(ours: Owner, kind: str, make: Make, refused: Refused) -> None:
    """In any spelling, and nothing is made."""
    before = ours.everything()
    text = "Tag keys starting with 'aws:' are reserved for internal use"
    with refused("InvalidParameterValue", text):
        make([specification(kind, "Name", "AWS:created-by")])
    assert ours.everything() == before


def test_a_kind_is_said_once(kind: str, make: Make, refused: Refused) -> None:
    """Two specifications for the same kind are refused."""
    text = "The same resource type may not be specified more than once in tag specifications"
    with refused("InvalidParameterValue", text):
        make([specification(kind, "Name"), specification(kind, "Team")])
