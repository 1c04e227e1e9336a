"""Results that can be encoded, and mistakes that must be detected."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any, NoReturn

import pytest
import xmltodict
from botocore.model import OperationModel
from botocore.parsers import create_parser

from peermock._protocol import encode_output, operation_model

Operations = Callable[..., OperationModel]

SCALARS = ("blob", "boolean", "double", "float", "integer", "long", "string", "timestamp")


class Code(StrEnum):
    """A member of a string enum."""

    ACTIVE = "active"


class Number(IntEnum):
    """A member of an integer enum."""

    ONE = 1


class Nowhere(tzinfo):
    """A time zone without an offset."""

    def utcoffset(self, _: datetime | None) -> None:
        """Return None."""


@pytest.fixture
def scalars(operation: Operations) -> OperationModel:
    """An operation that returns a value of each scalar type, named after the type."""
    members = {name: {"shape": name} for name in SCALARS}
    shapes = {name: {"type": name} for name in SCALARS}
    return operation("ec2", Top={"type": "structure", "members": members}, **shapes)


def encode(operation: OperationModel, result: dict[str, Any]) -> dict[str, Any]:
    """Return the content of an operation's response, without the envelope."""
    document = encode_output(operation, result, "id")
    response = xmltodict.parse(document, strip_whitespace=False)[f"{operation.name}Response"]
    return {name: each for name, each in response.items() if name not in {"@xmlns", "requestId"}}


def encode_named(name: str, result: dict[str, Any]) -> dict[str, Any]:
    """Return the content of an EC2 operation's response."""
    operation = operation_model("ec2", name)
    assert operation is not None
    return encode(operation, result)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("string", "a <b> & 'c' ", "a <b> & 'c' "),
        ("string", Code.ACTIVE, "active"),
        ("boolean", True, "true"),
        ("boolean", False, "false"),
        ("integer", 0, "0"),
        ("integer", Number.ONE, "1"),
        ("long", -(2**63), "-9223372036854775808"),
        ("double", 1, "1.0"),
        ("double", 0.1, "0.1"),
        ("float", -1e300, "-1e+300"),
        ("timestamp", datetime(2014, 2, 18, 14, 37, 25, tzinfo=UTC), "2014-02-18T14:37:25.000Z"),
        (
            "timestamp",
            datetime(2014, 2, 18, 14, 37, 25, 999_999, timezone(timedelta(hours=2))),
            "2014-02-18T12:37:25.999Z",
        ),
        ("blob", b"\0\xff", "AP8="),
        ("blob", bytearray(b"a"), "YQ=="),
    ],
)
def test_a_value_becomes_the_text_of_its_type(
    kind: str, value: object, text: str, scalars: OperationModel
) -> None:
    """Each type is written in AWS's format, times in UTC with milliseconds."""
    assert encode(scalars, {kind: value}) == {kind: text}


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("string", 1, "a string, not int: 1"),
        ("string", b"x", "a string, not bytes: b'x'"),
        ("string", ["x"], "a string, not list: ['x']"),
        ("boolean", "true", "a boolean, not str: 'true'"),
        ("boolean", 1, "a boolean, not int: 1"),
        ("integer", "1", "an integer, not str: '1'"),
        ("timestamp", {}, "a datetime with a time zone, not dict: {}"),
        ("integer", True, "an integer, not bool: True"),
        ("long", 1.0, "an integer, not float: 1.0"),
        ("double", "1.0", "a number, not str: '1.0'"),
        ("float", False, "a number, not bool: False"),
        ("timestamp", "2014-02-18", "a datetime with a time zone, not str: '2014-02-18'"),
        ("timestamp", 1392734245, "a datetime with a time zone, not int: 1392734245"),
        ("blob", "x", "bytes, not str: 'x'"),
    ],
)
def test_a_value_of_another_type_is_refused(
    kind: str, value: object, wanted: str, scalars: OperationModel
) -> None:
    """The error names the member, the expected type and the value."""
    with pytest.raises(TypeError) as caught:
        encode(scalars, {kind: value})
    assert str(caught.value) == f"Do.{kind} must be {wanted}"


@pytest.mark.parametrize("zone", [None, Nowhere()])
def test_a_naive_time_is_refused(zone: tzinfo | None, scalars: OperationModel) -> None:
    """A datetime must have a UTC offset."""
    with pytest.raises(TypeError, match=r"^Do\.timestamp must be a datetime with a time zone"):
        encode(scalars, {"timestamp": datetime(2014, 2, 18, tzinfo=zone)})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused(value: float, scalars: OperationModel) -> None:
    """Infinity and NaN are rejected."""
    with pytest.raises(ValueError, match=rf"^Do\.double must be finite, not {value}$"):
        encode(scalars, {"double": value})


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_a_text_that_xml_cannot_carry_is_refused(character: str, scalars: OperationModel) -> None:
    """A text is never sent with characters replaced."""
    with pytest.raises(
        ValueError, match=r"^Do\.string has a character that XML cannot represent: 'a"
    ):
        encode(scalars, {"string": f"a{character}b"})


class Broken(dict):
    """A view that cannot be read."""

    def items(self) -> NoReturn:
        """Fail."""
        raise TypeError("no items")


def test_an_error_of_the_value_itself_is_raised_as_it_is() -> None:
    """Only the encoder's own errors get a path."""
    operation = operation_model("ec2", "DescribeVpcs")
    with pytest.raises(TypeError, match=r"^no items$"):
        encode_output(operation, {"Vpcs": [Broken()]}, "1-2-3")


def test_a_long_wrong_value_is_cut(scalars: OperationModel) -> None:
    """The error shows only the beginning of the value."""
    with pytest.raises(TypeError) as caught:
        encode(scalars, {"integer": "x" * 1000})
    assert str(caught.value) == f"Do.integer must be an integer, not str: '{'x' * 79}"


@pytest.mark.parametrize(
    ("result", "path"),
    [
        ({"VpcPeeringConnections": "x"}, "VpcPeeringConnections must be a list, not str"),
        ({"VpcPeeringConnections": {}}, "VpcPeeringConnections must be a list, not dict"),
        ({"VpcPeeringConnections": iter([])}, "VpcPeeringConnections must be a list, not list_it"),
        ({"VpcPeeringConnections": ["x"]}, "VpcPeeringConnections[0] must be a mapping, not str"),
        ({"VpcPeeringConnections": [{}, None]}, "VpcPeeringConnections[1] must be a mapping"),
        (
            {"VpcPeeringConnections": [{"Tags": [{}, {"Key": 1}]}]},
            "VpcPeeringConnections[0].Tags[1].Key must be a string, not int: 1",
        ),
        (
            {"VpcPeeringConnections": [{"Status": "active"}]},
            "VpcPeeringConnections[0].Status must be a mapping, not str: 'active'",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(result: dict[str, Any], path: str) -> None:
    """The error has the path of the value, at any depth."""
    with pytest.raises(TypeError) as caught:
        encode_named("DescribeVpcPeeringConnections", result)
    assert str(caught.value).startswith(f"DescribeVpcPeeringConnections.{path}")


@pytest.mark.parametrize("value", ["x", None])
def test_a_member_that_the_model_does_not_have_is_refused(value: str | None) -> None:
    """A misspelt member is not ignored, even if its value is None."""
    with pytest.raises(LookupError) as caught:
        encode_named("DescribeVpcPeeringConnections", {"VpcPeeringConnections": [{"Vpc": value}]})
    assert str(caught.value).startswith(
        "DescribeVpcPeeringConnections.VpcPeeringConnections[0] has no member 'Vpc'; "
        "its members: AccepterVpcInfo, ExpirationTime, "
    )


def test_an_operation_without_output_has_no_members() -> None:
    """Every member is rejected if the operation has no output."""
    model = operation_model("ec2", "DescribeVpcs").service_model
    operation = OperationModel({"name": "Ping"}, model, "Ping")
    with pytest.raises(LookupError, match="Ping has no member 'Return'; its members: none"):
        encode_output(operation, {"Return": True}, "id")


def test_lists_may_be_tuples_and_structures_any_mapping() -> None:
    """Immutable values are encoded like mutable ones."""
    status = MappingProxyType({"Code": Code.ACTIVE})
    result = {"VpcPeeringConnections": ({"Status": status},)}
    assert encode_named("DescribeVpcPeeringConnections", result) == {
        "vpcPeeringConnectionSet": {"item": {"status": {"code": "active"}}}
    }


@pytest.mark.parametrize(("protocol", "element"), [("ec2", "item"), ("query", "member")])
def test_elements_that_have_no_name_are_called_by_the_protocol(
    protocol: str, element: str, operation: Operations
) -> None:
    """The protocol's name applies to elements that the model does not name."""
    texts = {"type": "list", "member": {"shape": "Text"}}
    top = {"type": "structure", "members": {"Texts": {"shape": "Texts"}}}
    document = encode_output(operation(protocol, Top=top, Texts=texts), {"Texts": ["a", ""]}, "id")
    response = xmltodict.parse(document)["DoResponse"]
    result = response if protocol == "ec2" else response["DoResult"]
    assert result["Texts"] == {element: ["a", None]}


@pytest.fixture
def labels(operation: Operations) -> OperationModel:
    """An operation that returns a map from strings to integers."""
    number = {"type": "integer"}
    labels = {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Number"}}
    top = {"type": "structure", "members": {"Labels": {"shape": "Labels"}}}
    return operation("query", Top=top, Labels=labels, Number=number)


@pytest.mark.parametrize("value", [{}, {"a": 1}, {"a": 1, "": 2}])
def test_a_map_parses_in_botocore_to_itself(value: dict[str, int], labels: OperationModel) -> None:
    """A map is a list of entries with a key and a value."""
    document = encode_output(labels, {"Labels": value}, "id")
    response = {"status_code": 200, "headers": {}, "body": document}
    assert create_parser("query").parse(response, labels.output_shape)["Labels"] == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["a"], r"^Do\.Labels must be a mapping, not list: \['a'\]$"),
        ({"a": "1"}, r"^Do\.Labels\[0\]\.value must be an integer, not str: '1'$"),
        ({1: 1}, r"^Do\.Labels\[0\]\.key must be a string, not int: 1$"),
    ],
)
def test_a_map_of_other_types_is_refused(
    value: object, message: str, labels: OperationModel
) -> None:
    """The types of keys and values are checked."""
    with pytest.raises(TypeError, match=message):
        encode_output(labels, {"Labels": value}, "id")


def test_a_structure_may_contain_itself(operation: Operations) -> None:
    """A recursive shape is encoded as deep as the result goes."""
    members = {"A": {"shape": "Top"}, "B": {"shape": "Text"}}
    do = operation("ec2", Top={"type": "structure", "members": members})
    assert encode(do, {"A": {"A": {"B": "x"}}}) == {"A": {"A": {"B": "x"}}}


def test_operations_of_one_name_are_distinct(operation: Operations) -> None:
    """Each operation is encoded by its own model, even if names are equal."""
    one, other = (
        operation("ec2", Top={"type": "structure", "members": {name: {"shape": "Text"}}})
        for name in ("One", "Other")
    )
    assert encode(one, {"One": "x"}) == {"One": "x"}
    assert encode(other, {"Other": "x"}) == {"Other": "x"}


def test_lists_of_booleans_are_encoded(operation: Operations) -> None:
    """Booleans are spelled in lower case, in lists too."""
    flags = {"type": "list", "member": {"shape": "Flag"}}
    lists = operation(
        "ec2",
        Top={"type": "structure", "members": {"Flags": {"shape": "Flags"}}},
        Flags=flags,
        Flag={"type": "boolean"},
    )
    assert encode(lists, {"Flags": [True, False]}) == {"Flags": {"item": ["true", "false"]}}


def test_members_that_an_older_botocore_lacks_are_omitted() -> None:
    """A client with the older model could not read them either."""
    result = {"Return": True, "GroupLongName": "us-east-1-wl1-bos-wlz-1"}
    assert encode_named("DeleteVpcPeeringConnection", result) == {"return": "true"}
