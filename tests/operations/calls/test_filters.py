"""Filters of every Describe: matching of values, and combinations of filters and values."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused


def where(name: str, *values: str) -> dict[str, Any]:
    """Return a filter."""
    return {"Name": name, "Values": list(values)}


@pytest.fixture
def tagged(requester: Party, accepter: Party) -> str:
    """A pending connection with the requester's tags."""
    peering_id = requester.request(accepter)
    tags = [{"Key": "Name", "Value": "blue"}, {"Key": "Odd", "Value": r"*amazon?\ "}]
    requester.ec2.create_tags(Resources=[peering_id], Tags=tags)
    return peering_id


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("accepter-vpc-info.cidr-block", ("10.1.0.0/16", "10.0.0.0/16")),
        ("accepter-vpc-info.owner-id", ("222222222222", "123456789012")),
        ("expiration-time", ("2026-03-08T12:00:00.000Z", "2026-03-08T12:00:01.000Z")),
        ("requester-vpc-info.cidr-block", ("10.0.0.0/16", "10.1.0.0/16")),
        ("requester-vpc-info.owner-id", ("123456789012", "222222222222")),
        ("status-code", ("pending-acceptance", "active")),
        ("status-message", ("Pending Acceptance by 222222222222", "Active")),
        ("tag:Name", ("blue", "red")),
        ("tag-key", ("Name", "blue")),
    ],
)
@pytest.mark.usefixtures("clock")
def test_each_filter_of_connections_looks_at_its_own_member(
    requester: Party, accepter: Party, tagged: str, name: str, values: tuple[str, str]
) -> None:
    """A filter matches its own member and not the value of another."""
    if name == "accepter-vpc-info.cidr-block":
        accepter.accept(tagged)
    right, wrong = values
    assert requester.finds(where(name, right)) == [tagged]
    assert requester.finds(where(name, wrong)) == []


@pytest.mark.parametrize(
    ("name", "whose"),
    [("accepter-vpc-info.vpc-id", "accepter"), ("requester-vpc-info.vpc-id", "requester")],
)
def test_connections_are_found_by_their_vpcs(
    requester: Party, tagged: str, name: str, whose: str, request: pytest.FixtureRequest
) -> None:
    """Each side's VPC has a filter."""
    vpc_id = request.getfixturevalue(whose).vpc_id
    assert requester.finds(where(name, vpc_id)) == [tagged]
    assert requester.finds(where(name, "vpc-1a2b3c4d")) == []


def test_connections_are_found_by_a_filter_for_their_id(requester: Party, tagged: str) -> None:
    """An unknown ID in a filter is not an error."""
    assert requester.finds(where("vpc-peering-connection-id", tagged)) == [tagged]
    assert requester.finds(where("vpc-peering-connection-id", "pcx-1a2b3c4d")) == []


def test_a_secondary_range_is_found(requester: Party, accepter: Party) -> None:
    """The CIDR filters match all blocks of a side."""
    requester.add_range("10.99.0.0/16")
    peering_id = requester.request(accepter)
    found = requester.finds(where("requester-vpc-info.cidr-block", "10.99.0.0/16"))
    assert found == [peering_id]


@pytest.mark.usefixtures("tagged")
def test_what_is_not_shown_is_not_found(requester: Party) -> None:
    """A pending connection has no accepter CIDR block, so no value matches."""
    assert requester.finds(where("accepter-vpc-info.cidr-block", "*")) == []


@pytest.mark.usefixtures("tagged")
def test_tags_are_found_by_who_put_them_on(accepter: Party) -> None:
    """A filter does not match tags of the other party."""
    assert accepter.finds(where("tag:Name", "*")) == []
    assert accepter.finds(where("tag-key", "*")) == []


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("pending*", True),
        ("*acceptance", True),
        ("*-*", True),
        ("*", True),
        ("pending-acceptance*", True),
        ("**pending**", True),
        ("pending?acceptance", True),
        ("??????????????????", True),
        ("pending", False),
        ("acceptance", False),
        ("pending?", False),
        ("pending-acceptance?", False),
        ("Pending-Acceptance", False),
        ("pending.acceptance", False),
        ("[p]ending-acceptance", False),
        (r"pending\*", False),
        (r"pending\-acceptance", True),
        ("", False),
        (" pending-acceptance", False),
    ],
)
def test_wildcards(requester: Party, tagged: str, pattern: str, matches: bool) -> None:
    """An asterisk matches any text, a question mark one character, and case matters."""
    assert requester.finds(where("status-code", pattern)) == ([tagged] if matches else [])


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        (r"\*amazon\?\\ ", True),
        (r"\*amazon\?*", True),
        (r"*\\ ", True),
        (r"\*amazon\?\ ", False),
        (r"\?amazon\*\\ ", False),
        ("*\\", False),
    ],
)
def test_a_backslash_makes_the_next_character_literal(
    requester: Party, tagged: str, pattern: str, matches: bool
) -> None:
    """Asterisk, question mark and backslash are escaped with a backslash."""
    assert requester.finds(where("tag:Odd", pattern)) == ([tagged] if matches else [])


def test_values_of_a_filter_are_alternatives(requester: Party, tagged: str) -> None:
    """One matching value is enough."""
    assert requester.finds(where("status-code", "active", "pending-acceptance")) == [tagged]


def test_filters_apply_all(requester: Party, tagged: str) -> None:
    """A connection must match every filter, even two of the same name."""
    mine = where("requester-vpc-info.owner-id", "123456789012")
    assert requester.finds(mine, where("status-code", "pending-acceptance")) == [tagged]
    assert requester.finds(mine, where("status-code", "active")) == []
    keys = [where("tag-key", "Name"), where("tag-key", "Odd")]
    assert requester.finds(*keys) == [tagged]
    assert requester.finds(*keys, where("tag-key", "None")) == []


def test_ids_and_filters_apply_both(requester: Party, accepter: Party, tagged: str) -> None:
    """A connection named by ID must match the filters too."""
    active = accepter.request(requester)
    requester.accept(active)
    answer = requester.ec2.describe_vpc_peering_connections(
        VpcPeeringConnectionIds=[tagged, active], Filters=[where("status-code", "active")]
    )
    (found,) = answer["VpcPeeringConnections"]
    assert found["VpcPeeringConnectionId"] == active


def test_filters_do_not_excuse_an_unknown_id(requester: Party, refused: Refused) -> None:
    """An unknown ID is an error, whatever the filters."""
    text = "The vpcPeeringConnection ID 'pcx-1a2b3c4d' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        requester.ec2.describe_vpc_peering_connections(
            VpcPeeringConnectionIds=["pcx-1a2b3c4d"], Filters=[where("status-code", "active")]
        )


@pytest.mark.usefixtures("tagged")
@pytest.mark.parametrize("empty", [{"Name": "status-code"}, where("status-code")])
def test_a_filter_without_values_finds_nothing(requester: Party, empty: dict[str, Any]) -> None:
    """A filter without values is not an error."""
    assert requester.finds(empty) == []


@pytest.mark.parametrize("pattern", ["*a" * 100 + "*b", "*" * 200 + "b"])
def test_many_wildcards_are_fast(requester: Party, tagged: str, pattern: str) -> None:
    """A value full of asterisks is matched as fast as any other."""
    tags = [{"Key": "a", "Value": "a" * 256}]
    requester.ec2.create_tags(Resources=[tagged], Tags=tags)
    assert requester.finds(where("tag:a", pattern)) == []


def test_the_key_of_a_tag_may_have_a_colon(requester: Party, accepter: Party) -> None:
    """Everything after the first colon is the key."""
    tagged = requester.request(accepter)
    tags = [{"Key": "team:owner", "Value": "network"}]
    requester.ec2.create_tags(Resources=[tagged], Tags=tags)
    assert requester.finds(where("tag:team:owner", "network")) == [tagged]
