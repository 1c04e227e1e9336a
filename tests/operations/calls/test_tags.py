"""CreateTags, DeleteTags, DescribeTags, and tags on Create."""

from typing import Any

import pytest

from peermock._domain.kind import Kind
from peermock._domain.kinds import KINDS
from peermock._protocol import service_model
from tests.operations.parties import Bring, Party, Refused


def pairs(**tags: str) -> list[dict[str, str]]:
    """Return tags in AWS's form."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


@pytest.fixture
def peering_id(requester: Party, accepter: Party) -> str:
    """A pending connection."""
    return requester.request(accepter)


def test_a_connection_without_tags_says_so(requester: Party, peering_id: str) -> None:
    """Tags is an empty list, not absent."""
    assert requester.see(peering_id)["Tags"] == []


def test_tags_on_create_are_the_requesters(requester: Party, accepter: Party) -> None:
    """Create returns the tags, and the accepter does not see them."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id,
        PeerVpcId=accepter.vpc_id,
        PeerOwnerId=accepter.account_id,
        TagSpecifications=[
            {"ResourceType": "vpc-peering-connection", "Tags": pairs(Name="peer", Empty="")}
        ],
    )
    created = answer["VpcPeeringConnection"]
    assert created["Tags"] == pairs(Name="peer", Empty="")
    assert requester.see(created["VpcPeeringConnectionId"])["Tags"] == created["Tags"]
    assert accepter.see(created["VpcPeeringConnectionId"])["Tags"] == []


@pytest.mark.parametrize("other", ["accepter", "abroad"])
def test_each_side_has_tags_of_its_own(
    requester: Party, other: str, request: pytest.FixtureRequest
) -> None:
    """Accounts and Regions have separate tags of the same connection."""
    accepter = request.getfixturevalue(other)
    peering_id = requester.request(accepter)
    for side, name in ((requester, "pcx-bat-fish-r"), (accepter, "pcx-bat-fish-a")):
        side.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name=name))
    assert requester.see(peering_id)["Tags"] == pairs(Name="pcx-bat-fish-r")
    assert accepter.see(peering_id)["Tags"] == pairs(Name="pcx-bat-fish-a")


def test_in_one_account_and_region_there_is_one_set_of_tags(
    requester: Party, neighbour: Party
) -> None:
    """The owner of both sides in one Region sees the same tags on both."""
    peering_id = requester.request(neighbour)
    requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name="both"))
    assert neighbour.see(peering_id)["Tags"] == pairs(Name="both")


def test_a_tag_without_a_value_has_an_empty_one(requester: Party, accepter: Party) -> None:
    """The value may be omitted, on Create or later."""
    answer = requester.ec2.create_vpc_peering_connection(
        VpcId=requester.vpc_id,
        PeerVpcId=accepter.vpc_id,
        PeerOwnerId=accepter.account_id,
        TagSpecifications=[{"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "early"}]}],
    )
    peering_id = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    requester.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "late"}])
    assert requester.see(peering_id)["Tags"] == pairs(early="", late="")


def test_tags_survive_deletion(requester: Party, accepter: Party) -> None:
    """A deleted connection still has its tags, and can be tagged."""
    peering_id = requester.peer(accepter)
    requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name="late"))
    requester.delete(peering_id)
    requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(Really="late"))
    assert requester.see(peering_id)["Tags"] == pairs(Name="late", Really="late")


def test_a_tag_is_overwritten(requester: Party, peering_id: str) -> None:
    """The last value of a key applies."""
    for value in ("one", "two"):
        requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name=value))
    assert requester.see(peering_id)["Tags"] == pairs(Name="two")


def test_keys_and_values_are_kept_as_they_are(requester: Party, peering_id: str) -> None:
    """Case, spaces, line breaks and other scripts are preserved."""
    odd = [{"Key": " kEY\r\n\té<&>", "Value": " \r \n ☃\N{GRINNING FACE}'\" "}]
    odd += pairs(name="small", Name="large")
    requester.ec2.create_tags(Resources=[peering_id], Tags=odd)
    assert requester.see(peering_id)["Tags"] == odd


def test_several_resources_are_tagged_at_once(requester: Party, peering_id: str) -> None:
    """One call tags several kinds of resources, and DescribeTags lists them."""
    resources = {
        peering_id: "vpc-peering-connection",
        requester.vpc_id: "vpc",
        requester.main_table_id(): "route-table",
    }
    requester.ec2.create_tags(Resources=[*resources, peering_id], Tags=pairs(Name="all"))
    expected = [
        {"Key": "Name", "Value": "all", "ResourceId": each, "ResourceType": kind}
        for each, kind in resources.items()
    ]
    assert requester.ec2.describe_tags()["Tags"] == expected


@pytest.mark.parametrize(
    ("unwanted", "left"),
    [
        ([{"Key": "a"}], pairs(b="2", c="")),
        ([{"Key": "a", "Value": "1"}], pairs(b="2", c="")),
        ([{"Key": "a", "Value": "2"}], pairs(a="1", b="2", c="")),
        ([{"Key": "a", "Value": ""}], pairs(a="1", b="2", c="")),
        ([{"Key": "c", "Value": ""}], pairs(a="1", b="2")),
        ([{"Key": "x"}], pairs(a="1", b="2", c="")),
        ([{"Key": "A"}], pairs(a="1", b="2", c="")),
        ([{"Key": "a"}, {"Key": "b"}], pairs(c="")),
        ([{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}], pairs(b="2", c="")),
        ([], []),
        (None, []),
    ],
)
def test_tags_are_deleted_by_key_by_value_or_all(
    requester: Party, peering_id: str, unwanted: list[dict[str, str]] | None, left: object
) -> None:
    """A key alone matches any value, an empty value only itself, and no tags match all."""
    requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(a="1", b="2", c=""))
    tags = {} if unwanted is None else {"Tags": unwanted}
    requester.ec2.delete_tags(Resources=[peering_id], **tags)
    assert requester.see(peering_id)["Tags"] == left


def test_only_ones_own_tags_are_deleted(requester: Party, accepter: Party, peering_id: str) -> None:
    """Deleting all tags does not affect those of the other party."""
    for side in (requester, accepter):
        side.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name=side.account_id))
    accepter.ec2.delete_tags(Resources=[peering_id])
    assert requester.see(peering_id)["Tags"] == pairs(Name=requester.account_id)


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("key", ["Name"], 2),
        ("key", ["N*"], 2),
        ("resource-type", ["vpc"], 2),
        ("resource-type", ["vpc-peering-connection"], 1),
        ("value", ["blue"], 2),
        ("value", ["red", "blue"], 3),
        ("tag:Name", ["blue"], 1),
        ("tag:Odd", ["blue"], 1),
        ("tag:Odd", ["red"], 0),
    ],
)
def test_tags_are_found_by_their_members(
    requester: Party, peering_id: str, name: str, values: list[str], count: int
) -> None:
    """Filters of DescribeTags match each tag separately."""
    requester.ec2.create_tags(Resources=[requester.vpc_id], Tags=pairs(Name="blue", Odd="blue"))
    requester.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name="red"))
    answer = requester.ec2.describe_tags(Filters=[{"Name": name, "Values": values}])
    assert len(answer["Tags"]) == count


def test_tags_are_found_by_their_resource(requester: Party, peering_id: str) -> None:
    """The `resource-id` filter finds the tags of a resource."""
    requester.ec2.create_tags(Resources=[peering_id, requester.vpc_id], Tags=pairs(Name="x"))
    filters: list[dict[str, Any]] = [{"Name": "resource-id", "Values": [requester.vpc_id]}]
    (tag,) = requester.ec2.describe_tags(Filters=filters)["Tags"]
    assert tag["ResourceId"] == requester.vpc_id


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_has_the_name_of_the_model(kind: Kind[Any]) -> None:
    """AWS's name for a kind in tags and ARNs is one of botocore's resource types."""
    assert kind.type_name in service_model("ec2").shape_for("ResourceType").enum


@pytest.mark.parametrize(
    ("resource_id", "code", "text"),
    [
        ("cagw-xyz", "Malformed", 'Invalid id: "cagw-xyz" (expecting "cagw-...")'),
        (
            "cagw-0123456789abcdef0",
            "NotFound",
            "The carrierGateway ID 'cagw-0123456789abcdef0' does not exist",
        ),
    ],
)
def test_kinds_that_nobody_has_cannot_be_tagged(
    requester: Party, refused: Refused, resource_id: str, code: str, text: str
) -> None:
    """The error is that of the ID's kind."""
    with refused(f"InvalidCarrierGatewayID.{code}", text):
        requester.ec2.create_tags(Resources=[resource_id], Tags=[{"Key": "a", "Value": "b"}])


def test_tags_go_with_their_vpc(requester: Party) -> None:
    """A deleted VPC has no tags."""
    requester.ec2.create_tags(Resources=[requester.vpc_id], Tags=pairs(Name="x"))
    requester.ec2.delete_vpc(VpcId=requester.vpc_id)
    assert requester.ec2.describe_tags()["Tags"] == []


def test_tags_go_when_their_connection_does(
    requester: Party, accepter: Party, bring: Bring, refused: Refused
) -> None:
    """A connection that its owner no longer sees has no tags, and gets none."""
    peering_id = bring(requester, accepter, "rejected")
    accepter.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name="x"))
    bring(requester, accepter, "expired")
    assert accepter.ec2.describe_tags()["Tags"] == []
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        accepter.ec2.create_tags(Resources=[peering_id], Tags=pairs(Name="x"))


def test_tags_of_a_deleted_connection_can_be_deleted(requester: Party, accepter: Party) -> None:
    """The tags can be deleted while the connection is visible (recorded)."""
    peering_id = requester.peer(accepter)
    requester.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "Name", "Value": "old"}])
    requester.delete(peering_id)
    requester.ec2.delete_tags(Resources=[peering_id], Tags=[{"Key": "Name"}])
    assert requester.see(peering_id)["Tags"] == []
