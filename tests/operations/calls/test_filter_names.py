"""Filters: the valid names for each Describe, and errors for others."""

import re
from typing import Any

import pytest
from botocore import xform_name

from peermock._operations import OPERATIONS
from peermock._protocol import operation_model
from tests.operations.parties import Party, Refused

DESCRIBES = [name for name, row in OPERATIONS["ec2"].items() if "Filters" in row.honours]
OWNERS = {
    "DescribeImages": {"Owners": ["self"]},
    "DescribeSnapshots": {"OwnerIds": ["self"]},
}
"""Owner parameters that avoid the refusal of listing other accounts' shared resources."""

MODEL_HAS = re.compile(r"<li>\s*<p>\s*<code>([^<]+?) ?</code>")
VALUES = {"informational", "low", "medium", "high", "critical"}
"""Values of a filter that the documentation of DescribeImages lists like filters."""


def documented(operation: str) -> list[str]:
    """Return the filters in the documentation of an operation, with a key for tag filters."""
    model = operation_model("ec2", operation)
    assert model is not None
    text = model.input_shape.members["Filters"].documentation
    names = {name.replace("&lt;key&gt;", "Name") for name in MODEL_HAS.findall(text)} - VALUES
    return sorted("tag:Name" if name == "tag" else name for name in names)


def needed(requester: Party, operation: str) -> dict[str, Any]:
    """Return the parameters that an operation requires besides its filters."""
    if operation == "GetSecurityGroupsForVpc":
        return {"VpcId": requester.vpc_id}
    return OWNERS.get(operation, {})


@pytest.mark.parametrize(
    ("operation", "name"), [(each, name) for each in DESCRIBES for name in documented(each)]
)
def test_every_documented_filter_is_taken(requester: Party, operation: str, name: str) -> None:
    """A filter that botocore's model documents is supported."""
    describe = getattr(requester.ec2, xform_name(operation))
    wanted = {"Name": name, "Values": ["*nothing like it"]}
    answer = describe(Filters=[wanted], **needed(requester, operation))
    del answer["ResponseMetadata"]
    assert list(answer.values()) == [[]]


@pytest.mark.parametrize("operation", DESCRIBES)
@pytest.mark.parametrize("name", ["x", "", "Status-Code", "TAG:Name", "tag:", "tag"])
def test_an_unknown_filter_is_refused(
    requester: Party, operation: str, name: str, refused: Refused
) -> None:
    """Unknown names and other capitalizations are invalid."""
    code = "InvalidFilter" if "VpcEndpoint" in operation else "InvalidParameterValue"
    with refused(code, f"The filter '{name}' is invalid"):
        getattr(requester.ec2, xform_name(operation))(
            Filters=[{"Name": name, "Values": ["x"]}], **needed(requester, operation)
        )


@pytest.mark.parametrize(
    ("operation", "member"),
    [
        ("describe_vpcs", "Vpcs"),
        ("describe_subnets", "Subnets"),
        ("describe_security_groups", "SecurityGroups"),
        ("describe_route_tables", "RouteTables"),
        ("describe_vpc_peering_connections", "VpcPeeringConnections"),
    ],
)
def test_resources_are_found_by_the_value_of_a_tag(
    requester: Party, accepter: Party, operation: str, member: str
) -> None:
    """`tag-value` matches values of any key, although AWS's current pages omit it."""
    resources = [
        requester.vpc_id,
        requester.new_subnet("10.0.1.0/24"),
        requester.new_group(),
        requester.main_table_id(),
        requester.request(accepter),
    ]
    tags = [{"Key": "Name", "Value": "mine"}, {"Key": "Team", "Value": "network"}]
    requester.ec2.create_tags(Resources=resources, Tags=tags)
    describe = getattr(requester.ec2, operation)
    found = describe(Filters=[{"Name": "tag-value", "Values": ["net*"]}])[member]
    assert [each["Tags"] for each in found] == [tags]
    assert describe(Filters=[{"Name": "tag-value", "Values": ["Name"]}])[member] == []


def test_vpcs_are_found_by_their_primary_range(requester: Party) -> None:
    """`cidr-block` is an alias of `cidr`, and both match the primary CIDR block only."""
    requester.add_range("10.9.0.0/16")
    for name in ("cidr", "cidr-block"):
        for value, count in (("10.0.0.0/16", 1), ("10.9.0.0/16", 0)):
            filters = [{"Name": name, "Values": [value]}]
            assert len(requester.ec2.describe_vpcs(Filters=filters)["Vpcs"]) == count


@pytest.mark.parametrize("value", ["foobar", "", "vpc-1a2b3c4d", "sg-x"])
def test_rules_are_not_looked_for_by_what_is_not_the_id_of_a_group(
    requester: Party, value: str, refused: Refused
) -> None:
    """DescribeSecurityGroupRules rejects a malformed `group-id` (recorded)."""
    with refused("InvalidGroupId.Malformed", f"The security group ID '{value}' is malformed"):
        requester.ec2.describe_security_group_rules(
            Filters=[{"Name": "group-id", "Values": ["sg-*", value]}]
        )


def test_rules_are_not_looked_for_by_what_is_not_the_id_of_a_rule(
    requester: Party, refused: Refused
) -> None:
    """A malformed rule ID in a filter is rejected too."""
    text = 'Invalid id: "foobar" (expecting "sgr-...")'
    with refused("InvalidSecurityGroupRuleId.Malformed", text):
        requester.ec2.describe_security_group_rules(
            Filters=[{"Name": "security-group-rule-id", "Values": ["foobar"]}]
        )


@pytest.mark.parametrize("value", ["foobar", "", "sg-1a2b3c4d"])
def test_groups_are_not_looked_for_by_what_is_not_the_id_of_a_vpc(
    requester: Party, value: str, refused: Refused
) -> None:
    """DescribeSecurityGroups rejects a malformed `vpc-id` without details (recorded)."""
    with refused("InvalidParameterValue", "vpc-id"):
        requester.ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [value]}])


@pytest.mark.parametrize("value", ["vpc-1a2b3c4d", "vpc-0123456789abcdef0", "vpc-?a*", "foo*"])
def test_an_unknown_id_or_a_pattern_finds_no_groups(requester: Party, value: str) -> None:
    """An unknown ID, or a pattern without matches, is not malformed."""
    filters = [{"Name": "vpc-id", "Values": [value]}]
    assert requester.ec2.describe_security_groups(Filters=filters)["SecurityGroups"] == []


def test_connections_have_no_filter_for_regions(requester: Party, refused: Refused) -> None:
    """DescribeVpcPeeringConnections has filters for owners and VPCs, not for Regions."""
    name = "accepter-vpc-info.region"
    with refused("InvalidParameterValue", f"The filter '{name}' is invalid"):
        requester.finds({"Name": name, "Values": ["us-east-1"]})


def test_a_filter_must_have_a_name(requester: Party, refused: Refused) -> None:
    """AWS calls a missing name null."""
    with refused("InvalidParameterValue", "The filter 'null' is invalid"):
        requester.finds({"Values": ["active"]})


@pytest.mark.parametrize("operation", DESCRIBES)
def test_two_hundred_values_are_the_limit(
    requester: Party, operation: str, refused: Refused
) -> None:
    """Values count across all filters of a call."""
    describe = getattr(requester.ec2, xform_name(operation))
    half = {"Name": documented(operation)[0], "Values": [f"*{number}" for number in range(100)]}
    more = needed(requester, operation)
    describe(Filters=[half, half], **more)
    text = "The maximum number of filter values specified on a single call is 200"
    with refused("FilterLimitExceeded", text):
        describe(Filters=[half, half, half | {"Values": ["x"]}], **more)


def test_fifty_filters_are_the_limit(requester: Party, refused: Refused) -> None:
    """A call can have 50 filters."""
    filters = [{"Name": "status-code", "Values": ["active"]}] * 50
    assert requester.finds(*filters) == []
    text = "The maximum number of filters specified on a single call is 50"
    with refused("FilterLimitExceeded", text):
        requester.finds(*filters, filters[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cidr", "10.0.0.0/16"),
        ("cidr-block-association.cidr-block", "10.9.0.0/16"),
        ("cidr-block-association.state", "associated"),
        ("is-default", "false"),
        ("isDefault", "false"),
        ("owner-id", "123456789012"),
        ("state", "available"),
        ("tag:Name", "mine"),
        ("tag-key", "Name"),
    ],
)
def test_vpcs_are_found_by_their_members(requester: Party, name: str, value: str) -> None:
    """Filters of DescribeVpcs match members of its response."""
    requester.add_range("10.9.0.0/16")
    tags = [{"Key": "Name", "Value": "mine"}]
    requester.ec2.create_tags(Resources=[requester.vpc_id], Tags=tags)
    mine = {"Name": "vpc-id", "Values": [requester.vpc_id]}
    answer = requester.ec2.describe_vpcs(Filters=[{"Name": name, "Values": [value]}, mine])
    assert [vpc["VpcId"] for vpc in answer["Vpcs"]] == [requester.vpc_id]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("association.main", "true"),
        ("owner-id", "123456789012"),
        ("route.destination-cidr-block", "10.0.0.0/16"),
        ("route.gateway-id", "local"),
        ("route.origin", "CreateRouteTable"),
        ("route.state", "blackhole"),
        ("route.vpc-peering-connection-id", "pcx-*"),
        ("vpc-id", "vpc-*"),
    ],
)
def test_route_tables_are_found_by_their_members(
    requester: Party, accepter: Party, name: str, value: str
) -> None:
    """Filters of DescribeRouteTables match associations and routes."""
    table_id = requester.main_table_id()
    requester.ec2.create_route(
        RouteTableId=table_id,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=requester.request(accepter),
    )
    answer = requester.ec2.describe_route_tables(Filters=[{"Name": name, "Values": [value]}])
    assert table_id in [table["RouteTableId"] for table in answer["RouteTables"]]
