"""Filters: which there are, for each Describe, and what is refused."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Party

import pytest
from botocore import xform_name

from peermock.operations import OPERATIONS
from peermock.protocol import operation_model

Refused = Callable[..., AbstractContextManager[None]]

DESCRIBES = [name for name, row in OPERATIONS["ec2"].items() if "Filters" in row.honours]
MODEL_HAS = re.compile(r"<li>\s*<p>\s*<code>([^<]+)</code>")


def documented(operation: str) -> list[str]:
    """Return the filters in the documentation of an operation, those for a tag with a key."""
    model = operation_model("ec2", operation)
    assert model is not None
    text = model.input_shape.members["Filters"].documentation
    names = {name.replace("&lt;key&gt;", "Name") for name in MODEL_HAS.findall(text)}
    return sorted("tag:Name" if name == "tag" else name for name in names)


@pytest.mark.parametrize(
    ("operation", "name"), [(each, name) for each in DESCRIBES for name in documented(each)]
)
def test_every_documented_filter_is_taken(requester: Party, operation: str, name: str) -> None:
    """A filter that botocore's model documents is honoured."""
    describe = getattr(requester.ec2, xform_name(operation))
    answer = describe(Filters=[{"Name": name, "Values": ["nothing like it"]}])
    del answer["ResponseMetadata"]
    assert list(answer.values()) == [[]]


@pytest.mark.parametrize("operation", DESCRIBES)
@pytest.mark.parametrize("name", ["x", "", "Status-Code", "TAG:Name", "tag:", "tag", "tag-value"])
def test_an_unknown_filter_is_refused(
    requester: Party, operation: str, name: str, refused: Refused
) -> None:
    """Names that no filter has, or in other case, are invalid."""
    with refused("InvalidParameterValue", f"The filter '{name}' is invalid"):
        getattr(requester.ec2, xform_name(operation))(Filters=[{"Name": name, "Values": ["x"]}])


def test_a_region_is_no_filter_of_connections(requester: Party, refused: Refused) -> None:
    """DescribeVpcPeeringConnections has filters for owners and VPCs but none for Regions."""
    name = "accepter-vpc-info.region"
    with refused("InvalidParameterValue", f"The filter '{name}' is invalid"):
        requester.finds({"Name": name, "Values": ["us-east-1"]})


def test_a_filter_must_have_a_name(requester: Party, refused: Refused) -> None:
    """The name that is missing is null to AWS."""
    with refused("InvalidParameterValue", "The filter 'null' is invalid"):
        requester.finds({"Values": ["active"]})


@pytest.mark.parametrize("operation", DESCRIBES)
def test_two_hundred_values_are_the_limit(
    requester: Party, operation: str, refused: Refused
) -> None:
    """Values count over all filters of a call, and 200 are taken."""
    describe = getattr(requester.ec2, xform_name(operation))
    half = {"Name": documented(operation)[0], "Values": [str(number) for number in range(100)]}
    describe(Filters=[half, half])
    text = "The maximum number of filter values specified on a single call is 200"
    with refused("FilterLimitExceeded", text):
        describe(Filters=[half, half, half | {"Values": ["x"]}])


def test_fifty_filters_are_the_limit(requester: Party, refused: Refused) -> None:
    """A call takes 50 filters."""
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
    """Filters of DescribeVpcs look at what it answers."""
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
    """Filters of DescribeRouteTables look at associations and routes."""
    table_id = requester.main_table_id()
    requester.ec2.create_route(
        RouteTableId=table_id,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=requester.request(accepter),
    )
    answer = requester.ec2.describe_route_tables(Filters=[{"Name": name, "Values": [value]}])
    assert table_id in [table["RouteTableId"] for table in answer["RouteTables"]]
