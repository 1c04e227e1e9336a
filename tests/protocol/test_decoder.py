"""Queries that can be decoded, and those that cannot."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.model import OperationModel
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.errors import (
    AwsError,
    InvalidParameterValue,
    InvalidQueryParameter,
    MissingParameter,
    UnknownParameter,
)
from peermock._protocol import decode_input, operation_model

Operations = Callable[..., OperationModel]

SCALARS = ("blob", "boolean", "double", "float", "integer", "long", "string", "timestamp")


def decode(name: str, query: dict[str, str], service: str = "ec2") -> dict[str, Any]:
    """Return the parameters of a query for an operation of a service."""
    operation = operation_model(service, name)
    assert operation is not None
    return decode_input(operation, query)


@pytest.fixture
def scalars(operation: Operations) -> OperationModel:
    """An operation that takes a value of each scalar type, named after the type."""
    members = {name: {"shape": name, "locationName": name} for name in SCALARS}
    shapes = {name: {"type": name} for name in SCALARS}
    return operation("query", Top={"type": "structure", "members": members}, **shapes)


def test_a_query_decodes_to_what_a_client_was_given() -> None:
    """Names become botocore's, lists are rebuilt, and the envelope is removed."""
    query = {
        "Action": "CreateVpcPeeringConnection",
        "Version": "2016-11-15",
        "DryRun": "true",
        "VpcId": "vpc-1a2b3c4d",
        "TagSpecification.1.ResourceType": "vpc-peering-connection",
        "TagSpecification.1.Tag.1.Key": "Name",
        "TagSpecification.1.Tag.1.Value": "",
    }
    assert decode("CreateVpcPeeringConnection", query) == {
        "DryRun": True,
        "VpcId": "vpc-1a2b3c4d",
        "TagSpecifications": [
            {"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "Name", "Value": ""}]}
        ],
    }


def test_indexes_order_a_list_by_number() -> None:
    """Elements are sorted by index, wherever they are in the query; gaps close."""
    query = {f"VpcPeeringConnectionId.{index}": str(index) for index in (10, 9, 100, 999999999, 2)}
    params = decode("DescribeVpcPeeringConnections", query)
    assert params == {"VpcPeeringConnectionIds": ["2", "9", "10", "100", "999999999"]}


@pytest.mark.parametrize(
    "index",
    ["0", "-1", "+1", "01", "1_0", "1000000000", "9" * 5000, "x", "", " 1", "\u0661", "\xb2"],
)
def test_an_invalid_index_is_unknown(index: str) -> None:
    """An index is a plain decimal number from 1, within limits."""
    name = f"VpcPeeringConnectionId.{index}"
    query = {"VpcPeeringConnectionId.1": "pcx-1a2b3c4d", name: "x"}
    with pytest.raises(UnknownParameter) as caught:
        decode("DescribeVpcPeeringConnections", query)
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("PeerVpcID", "PeerVpcID"),
        ("peerVpcId", "peerVpcId"),
        ("PeerVpcId ", "PeerVpcId "),
        ("", ""),
        ("Item.1.ToPort", "Item"),
        ("TagSpecification.1.ResourceTypes", "TagSpecification.1.ResourceTypes"),
        ("TagSpecification.1.Tag.2.Name.X", "TagSpecification.1.Tag.2.Name"),
        ("TagSpecification.1..Tag", "TagSpecification.1."),
        ("TagSpecification.Tag.1.Key", "TagSpecification.Tag"),
        (".VpcId", ""),
        ("Nothing.Action", "Nothing"),
    ],
)
def test_a_name_that_the_model_does_not_have_is_unknown(name: str, unknown: str) -> None:
    """The error names the parameter up to the unknown part."""
    with pytest.raises(UnknownParameter) as caught:
        decode("CreateVpcPeeringConnection", {"VpcId": "vpc-1a2b3c4d", name: "x"})
    assert caught.value.name == unknown


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("VpcId.1", "VpcId"),
        ("VpcId.", "VpcId"),
        ("DryRun.X.Y", "DryRun"),
        ("TagSpecification", "TagSpecification"),
        ("TagSpecification.1", "TagSpecification.1"),
        ("TagSpecification.1.ResourceType.1", "TagSpecification.1.ResourceType"),
        ("TagSpecification.1.Tag", "TagSpecification.1.Tag"),
    ],
)
@pytest.mark.parametrize("text", ["x", ""])
def test_a_value_of_the_wrong_kind_is_refused(name: str, refused: str, text: str) -> None:
    """A value in place of a list or structure is rejected, and the reverse."""
    with pytest.raises(InvalidQueryParameter) as caught:
        decode("CreateVpcPeeringConnection", {name: text})
    assert caught.value.name == refused


def test_an_operation_without_input_has_no_parameters() -> None:
    """Every parameter is unknown to an operation without input."""
    operation = OperationModel(
        {"name": "Ping"}, operation_model("ec2", "DescribeVpcs").service_model
    )
    assert decode_input(operation, {"Action": "Ping"}) == {}
    with pytest.raises(UnknownParameter):
        decode_input(operation, {"DryRun": "true"})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("string", "", ""),
        ("string", " \r\n\0\ud83d ", " \r\n\0\ud83d "),
        ("boolean", "true", True),
        ("boolean", "TRUE", True),
        ("boolean", "False", False),
        ("integer", "0", 0),
        ("integer", "-0", 0),
        ("integer", "007", 7),
        ("integer", "2147483647", 2147483647),
        ("integer", "-2147483648", -2147483648),
        ("long", "9223372036854775807", 9223372036854775807),
        ("long", "-9223372036854775808", -9223372036854775808),
        ("double", "1", 1.0),
        ("double", "-0.5", -0.5),
        ("double", ".5", 0.5),
        ("double", "5.", 5.0),
        ("float", "1e-05", 0.00001),
        ("float", "1E+2", 100.0),
        ("timestamp", "2014-02-18", datetime(2014, 2, 18, tzinfo=UTC)),
        ("timestamp", "2014-02-18T14:37", datetime(2014, 2, 18, 14, 37, tzinfo=UTC)),
        ("timestamp", "2014-02-18T14:37:25", datetime(2014, 2, 18, 14, 37, 25, tzinfo=UTC)),
        ("timestamp", "2014-02-18T14:37:25Z", datetime(2014, 2, 18, 14, 37, 25, tzinfo=UTC)),
        ("timestamp", "2014-02-18T14:37:25.5Z", datetime(2014, 2, 18, 14, 37, 25, 500_000, UTC)),
        ("timestamp", "2014-02-18T14:37:25+02:30", datetime(2014, 2, 18, 12, 7, 25, tzinfo=UTC)),
        ("timestamp", "2014-02-18T14:37:25-0100", datetime(2014, 2, 18, 15, 37, 25, tzinfo=UTC)),
        ("blob", "", b""),
        ("blob", "AP8=", b"\x00\xff"),
    ],
)
def test_a_text_becomes_a_value_of_its_type(
    kind: str, text: str, value: object, scalars: OperationModel
) -> None:
    """A value has the Python type that a botocore client accepts."""
    decoded = decode_input(scalars, {kind: text})[kind]
    assert (decoded, type(decoded)) == (value, type(value))


def test_a_time_is_in_utc(scalars: OperationModel) -> None:
    """A time in any zone is converted to UTC."""
    decoded = decode_input(scalars, {"timestamp": "2014-02-18T14:37:25+02:00"})["timestamp"]
    assert decoded.tzinfo is UTC


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("boolean", text) for text in ("", "1", "yes", "t", "true ", "\uff54rue", "None")),
        *(
            (kind, text)
            for kind in ("integer", "long")
            for text in ("", "1_000", "+1", " 1", "1\n", "1.0", "1e3", "0x1", "\u0661", "--1", "x")
        ),
        ("integer", "2147483648"),
        ("integer", "-2147483649"),
        ("integer", "9" * 5000),
        ("long", "9223372036854775808"),
        ("long", "-9223372036854775809"),
        *(
            (kind, text)
            for kind in ("double", "float")
            for text in (
                "",
                ".",
                "1_0.0",
                "nan",
                "inf",
                "-Infinity",
                "1e999",
                "\u0661",
                "1 ",
                "0x1p3",
            )
        ),
        ("timestamp", ""),
        ("timestamp", "1392734245"),
        ("timestamp", "20140218"),
        ("timestamp", "2014-02-18 14:37:25Z"),
        ("timestamp", "2014-02-30"),
        ("timestamp", "2014-02-18T25:00:00Z"),
        ("timestamp", "2014-02-18T14:37:25+99:00"),
        ("timestamp", "0001-01-01T00:00:00+01:00"),
        ("timestamp", "2014-W08-2"),
        ("timestamp", "\u0662014-02-18"),
        ("blob", "A"),
        ("blob", "AP8"),
        ("blob", "AP8=\n"),
        ("blob", "AP_-"),
        ("blob", "\xe9==="),
    ],
)
def test_an_invalid_value_is_refused(kind: str, text: str, scalars: OperationModel) -> None:
    """Only AWS's format is accepted, not everything that Python would parse."""
    with pytest.raises(InvalidParameterValue):
        decode_input(scalars, {kind: text})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("blob", "base64"),
        ("boolean", "true or false"),
        ("double", "a number"),
        ("float", "a number"),
        ("integer", "a 32-bit integer"),
        ("long", "a 64-bit integer"),
        ("timestamp", "a time such as 2014-02-18T14:37:25Z"),
    ],
)
def test_a_refused_value_is_shown_with_what_was_expected(
    kind: str, expected: str, scalars: OperationModel
) -> None:
    """The error names the parameter, the value and the expected format."""
    with pytest.raises(InvalidParameterValue) as caught:
        decode_input(scalars, {kind: "?"})
    assert caught.value.message == f"Invalid value '?' for {kind}. Expecting {expected}."


def test_a_refused_value_is_named_as_on_the_wire() -> None:
    """The error has the full dotted name of the query."""
    query = {"IpPermissions.1.FromPort": "http"}
    with pytest.raises(InvalidParameterValue, match=r"'http' for IpPermissions\.1\.FromPort\."):
        decode("AuthorizeSecurityGroupIngress", query)


def test_a_long_refused_value_is_cut() -> None:
    """The error shows at most 200 characters of the value."""
    with pytest.raises(InvalidParameterValue, match=f"'{'x' * 200}\\.\\.\\.' for DryRun"):
        decode("DescribeVpcs", {"DryRun": "x" * 201})


@pytest.mark.parametrize(
    ("name", "query", "missing"),
    [
        ("CreateVpcPeeringConnection", {"PeerVpcId": "vpc-1a2b3c4d"}, "vpcId"),
        ("CreateRoute", {"VpcPeeringConnectionId": "pcx-1a2b3c4d"}, "routeTableId"),
        ("CreateTags", {"Tag.1.Key": "Name"}, "resourceIdSet"),
        ("CreateTags", {"ResourceId.1": "vpc-1a2b3c4d"}, "tagSet"),
        ("DeleteTags", {}, "resourceIdSet"),
        ("CreateSecurityGroup", {"GroupName": "web"}, "GroupDescription"),
        ("CreateSecurityGroup", {"GroupDescription": "for tests"}, "GroupName"),
        (
            "CreateFleet",
            {
                "TargetCapacitySpecification.TotalTargetCapacity": "1",
                "LaunchTemplateConfigs.2.Overrides.1.InstanceRequirements.VCpuCount.Max": "4",
            },
            "launchTemplateConfigs.2.overrides.1.instanceRequirements.vCpuCount.min",
        ),
    ],
)
def test_a_required_parameter_must_be_there(name: str, query: dict[str, str], missing: str) -> None:
    """The error names the parameter in camel case, with its full path."""
    with pytest.raises(MissingParameter) as caught:
        decode(name, query)
    assert caught.value.name == missing


def test_a_blank_parameter_is_there() -> None:
    """The operation decides whether a blank value is valid."""
    assert decode("CreateVpcPeeringConnection", {"VpcId": ""}) == {"VpcId": ""}


def test_a_list_of_sts_has_an_element_between() -> None:
    """The `query` protocol has list elements under `member`."""
    query = {
        "RoleArn": "arn:aws:iam::123456789012:role/r",
        "RoleSessionName": "s",
        "TransitiveTagKeys.member.2": "b",
        "TransitiveTagKeys.member.1": "a",
        "Tags": "",
    }
    params = decode("AssumeRole", query, service="sts")
    assert params["TransitiveTagKeys"] == ["a", "b"]


def test_a_blank_list_of_sts_is_empty() -> None:
    """The `query` protocol represents an empty list by a blank value."""
    query = {"RoleArn": "r", "RoleSessionName": "s", "Tags": ""}
    assert decode("AssumeRole", query, service="sts")["Tags"] == []


@pytest.mark.parametrize(
    ("name", "error", "refused"),
    [
        ("Tags", InvalidQueryParameter, "Tags"),
        ("Tags.1.Key", UnknownParameter, "Tags.1"),
        ("Tags.member", InvalidQueryParameter, "Tags.member"),
        ("Tags.member.0.Key", UnknownParameter, "Tags.member.0"),
        ("Tags.member.1.key", UnknownParameter, "Tags.member.1.key"),
        ("Tags.members.1.Key", UnknownParameter, "Tags.members"),
    ],
)
def test_a_list_of_sts_without_its_element_is_refused(
    name: str, error: type[UnknownParameter | InvalidQueryParameter], refused: str
) -> None:
    """The list has only the part `member`, with indexes under it."""
    with pytest.raises(error) as caught:
        decode("AssumeRole", {name: "x"}, service="sts")
    assert caught.value.name == refused


@pytest.fixture
def labels(operation: Operations) -> OperationModel:
    """An operation that takes a map from strings to integers."""
    number = {"type": "integer"}
    labels = {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Number"}}
    top = {"type": "structure", "members": {"Labels": {"shape": "Labels"}}}
    return operation("query", Top=top, Labels=labels, Number=number)


def test_a_map_is_a_list_of_entries(labels: OperationModel) -> None:
    """The `query` protocol has keys and values of a map under `entry`."""
    query = {
        "Labels.entry.1.key": "a",
        "Labels.entry.1.value": "1",
        "Labels.entry.2.value": "2",
        "Labels.entry.2.key": "",
    }
    assert decode_input(labels, query) == {"Labels": {"a": 1, "": 2}}


@pytest.mark.parametrize(
    ("query", "error", "name"),
    [
        ({"Labels": "x"}, InvalidQueryParameter, "Labels"),
        ({"Labels.1.key": "x"}, UnknownParameter, "Labels.1"),
        ({"Labels.entry.x.key": "x"}, UnknownParameter, "Labels.entry.x"),
        ({"Labels.entry.1.Key": "x"}, UnknownParameter, "Labels.entry.1.Key"),
        ({"Labels.entry.1.key": "x"}, MissingParameter, "labels.entry.1.value"),
        ({"Labels.entry.1.value": "1"}, MissingParameter, "labels.entry.1.key"),
    ],
)
def test_a_map_has_pairs_and_nothing_else(
    query: dict[str, str], error: type[UnknownParameter], name: str, labels: OperationModel
) -> None:
    """An entry has a key and a value only."""
    with pytest.raises(error) as caught:
        decode_input(labels, query)
    assert caught.value.name == name


def test_a_map_has_a_key_once(labels: OperationModel) -> None:
    """A repeated key is rejected."""
    entries = {f"Labels.entry.{index}.key": "a" for index in (1, 2)}
    values = {f"Labels.entry.{index}.value": "1" for index in (1, 2)}
    with pytest.raises(InvalidQueryParameter, match="Labels"):
        decode_input(labels, entries | values)


@pytest.mark.parametrize(
    ("protocol", "traits", "name"),
    [
        ("ec2", {"queryName": "queried", "locationName": "located"}, "queried"),
        ("ec2", {"locationName": "locatedName"}, "LocatedName"),
        ("ec2", {}, "member"),
        ("query", {"queryName": "queried", "locationName": "located"}, "located"),
        ("query", {}, "member"),
    ],
)
def test_each_protocol_names_members_in_its_way(
    protocol: str, traits: dict[str, str], name: str, operation: Operations
) -> None:
    """EC2 prefers `queryName` and capitalises `locationName`; `query` uses the latter unchanged."""
    members = {"member": {"shape": "Text", **traits}}
    do = operation(protocol, Top={"type": "structure", "members": members})
    assert decode_input(do, {name: "x"}) == {"member": "x"}


def test_operations_of_one_name_are_distinct(operation: Operations) -> None:
    """Each operation is decoded by its own model, even if names are equal."""
    one, other = (
        operation("ec2", Top={"type": "structure", "members": {name: {"shape": "Text"}}})
        for name in ("One", "Other")
    )
    assert decode_input(one, {"One": "x"}) == {"One": "x"}
    assert decode_input(other, {"Other": "x"}) == {"Other": "x"}


def test_a_structure_may_contain_itself(operation: Operations) -> None:
    """A recursive shape is decoded as deep as the query goes."""
    members = {"A": {"shape": "Top"}, "B": {"shape": "Text"}}
    do = operation("ec2", Top={"type": "structure", "members": members})
    assert decode_input(do, {"A.A.B": "x", "B": "y"}) == {"A": {"A": {"B": "x"}}, "B": "y"}


@pytest.mark.parametrize("depth", [65, 100_000])
def test_a_query_cannot_be_bottomless(depth: int, operation: Operations) -> None:
    """A name that is too deep is unknown, even if the shape is recursive."""
    do = operation("ec2", Top={"type": "structure", "members": {"A": {"shape": "Top"}}})
    with pytest.raises(UnknownParameter):
        decode_input(do, {"A" + ".A" * depth: "x"})


PARTS = st.sampled_from(
    ["Filter", "MaxResults", "Name", "Value", "Tags", "member", "1", "2", "0", "-1", "Action", ""]
)
NAMES = st.lists(PARTS | st.text(max_size=3), min_size=1, max_size=5).map(".".join)


@pytest.mark.parametrize(
    ("service", "name"), [("ec2", "DescribeVpcPeeringConnections"), ("sts", "AssumeRole")]
)
@given(query=st.dictionaries(NAMES, st.text(max_size=5)))
@settings(deadline=None)
def test_any_query_decodes_or_is_refused(service: str, name: str, query: dict[str, str]) -> None:
    """Any query is decoded or raises an AWS error."""
    try:
        params = decode(name, query, service)
    except AwsError:
        return
    assert isinstance(params, dict)
