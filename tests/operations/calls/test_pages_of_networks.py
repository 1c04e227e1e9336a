"""Pagination of the network's Describes."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

LISTS = ["vpcs", "subnets", "route_tables", "security_groups", "security_group_rules"]
MOST = {"route_tables": 100}


def add(owner: Party, number: int) -> None:
    """Add one resource of every kind."""
    group_id = owner.new_group(f"tier {number}")
    owner.allow(group_id, IpRanges=[{"CidrIp": "10.0.0.0/8"}])
    owner.new_table()
    owner.new_subnet(f"10.0.{number}.0/24")
    owner.ec2.create_vpc(CidrBlock="10.0.0.0/16")


@pytest.fixture
def many(ours: Party) -> Party:
    """Our account, with more than a page of every kind."""
    for number in range(7):
        add(ours, number)
    return ours


def items(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the items of a page."""
    return next(value for value in page.values() if isinstance(value, list))


@pytest.mark.parametrize("kind", LISTS)
def test_pages_make_up_the_list(many: Party, kind: str) -> None:
    """Botocore's paginator finds every item once, in the same order."""
    paginator = many.ec2.get_paginator(f"describe_{kind}")
    pages = [items(page) for page in paginator.paginate(PaginationConfig={"PageSize": 5})]
    assert {len(page) for page in pages[:-1]} == {5}
    everything = items(getattr(many.ec2, f"describe_{kind}")())
    assert [each for page in pages for each in page] == everything


@pytest.mark.parametrize("kind", LISTS)
def test_filters_apply_to_every_page(many: Party, kind: str) -> None:
    """A page is filled with matching items."""
    name = "group-id" if kind == "security_group_rules" else "vpc-id"
    filters = [{"Name": name, "Values": ["*-0*"]}]
    describe = getattr(many.ec2, f"describe_{kind}")
    first = describe(Filters=filters, MaxResults=5)
    assert len(items(first)) == 5
    rest = describe(Filters=filters, NextToken=first["NextToken"])
    assert items(first) + items(rest) == items(describe(Filters=filters))


@pytest.mark.parametrize("kind", LISTS)
def test_what_comes_later_is_on_the_last_page(many: Party, kind: str) -> None:
    """Items added meanwhile come last, and none is missed or repeated."""
    describe = getattr(many.ec2, f"describe_{kind}")
    first = describe(MaxResults=5)
    add(many, 9)
    rest = describe(NextToken=first["NextToken"])
    assert items(first) + items(rest) == items(describe())


def test_rules_that_are_revoked_meanwhile_hide_no_others(many: Party) -> None:
    """A script can revoke the rules of a page before requesting the next."""
    seen = []
    for page in many.ec2.get_paginator("describe_security_group_rules").paginate(
        PaginationConfig={"PageSize": 5}
    ):
        for rule in page["SecurityGroupRules"]:
            seen.append(rule["SecurityGroupRuleId"])
            direction = "egress" if rule["IsEgress"] else "ingress"
            getattr(many.ec2, f"revoke_security_group_{direction}")(
                GroupId=rule["GroupId"], SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]]
            )
    assert len(seen) == len(set(seen))
    assert many.ec2.describe_security_group_rules()["SecurityGroupRules"] == []


@pytest.mark.parametrize("kind", LISTS)
def test_a_page_has_at_most_so_many(many: Party, kind: str, refused: Refused) -> None:
    """The maximum is a thousand, or a hundred for route tables."""
    most = MOST.get(kind, 1000)
    describe = getattr(many.ec2, f"describe_{kind}")
    assert "NextToken" not in describe(MaxResults=most)
    text = f"Value ( {most + 1} ) for parameter MaxResults is invalid. "
    text += f"Expecting a value smaller than or equal to {most}."
    with refused("InvalidParameterValue", text):
        describe(MaxResults=most + 1)


@pytest.mark.parametrize("kind", LISTS)
def test_a_token_is_for_one_list(many: Party, kind: str, refused: Refused) -> None:
    """A token of another operation, or a made-up one, is invalid."""
    other = LISTS[LISTS.index(kind) - 1]
    foreign = getattr(many.ec2, f"describe_{other}")(MaxResults=5)["NextToken"]
    for token in (foreign, "garbage"):
        text = f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
        with refused("InvalidParameterValue", text):
            getattr(many.ec2, f"describe_{kind}")(NextToken=token)


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        ("subnets", "SubnetIds"),
        ("route_tables", "RouteTableIds"),
        ("security_groups", "GroupIds"),
        ("security_group_rules", "SecurityGroupRuleIds"),
    ],
)
def test_ids_and_pages_do_not_go_together(
    many: Party, kind: str, parameter: str, refused: Refused
) -> None:
    """A call with IDs is not paginated."""
    text = f"The parameter {parameter} cannot be used with the parameter MaxResults"
    with refused("InvalidParameterCombination", text):
        getattr(many.ec2, f"describe_{kind}")(**{parameter: ["x"], "MaxResults": 5})
