"""Requests and documents against botocore's own serialisers and parsers, operation by operation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import xmltodict
from botocore.awsrequest import AWSRequest
from botocore.model import OperationModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock.protocol import (
    decode_input,
    encode_error,
    encode_output,
    is_representable,
    operation_model,
    parse_query,
    service_model,
)

REQUEST_ID = "59dbff89-35bd-4eac-99ed-be587EXAMPLE"

OPERATIONS = [
    pytest.param(service, name, id=f"{service}-{name}")
    for service in ("ec2", "sts")
    for name in service_model(service).operation_names
]
every_operation = pytest.mark.parametrize(("service", "name"), OPERATIONS)

Sample = Callable[..., dict[str, Any]]


def body_from_botocore(operation: OperationModel, params: dict[str, Any]) -> bytes:
    """Return the body that a botocore client sends."""
    serializer = create_serializer(operation.service_model.protocol, include_validation=False)
    request = serializer.serialize_to_request(params, operation)
    return AWSRequest("POST", "https://example.com/", data=request["body"]).prepare().body.encode()


def parse_with_botocore(
    operation: OperationModel, document: bytes, status: int = 200
) -> dict[str, Any]:
    """Return what a botocore client makes of a document."""
    response = {"status_code": status, "headers": {}, "body": document}
    parser = create_parser(operation.service_model.protocol)
    return parser.parse(response, operation.output_shape)


def round_trip_input(operation: OperationModel, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters that arrive when a botocore client sends some."""
    return decode_input(operation, parse_query(body_from_botocore(operation, params)))


def round_trip_output(operation: OperationModel, result: dict[str, Any]) -> dict[str, Any]:
    """Return the result that a botocore client gets when one is answered."""
    parsed = parse_with_botocore(operation, encode_output(operation, result, REQUEST_ID))
    assert parsed.pop("ResponseMetadata")["RequestId"] == REQUEST_ID
    return parsed


def only_visible(value: object) -> object:
    """Return a value without the structures that are empty, which no query shows."""
    if isinstance(value, dict):
        members = {name: only_visible(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each != {}}
    return [only_visible(each) for each in value] if isinstance(value, list) else value


@every_operation
@pytest.mark.parametrize("every_member", [True, False], ids=["every-member", "some-members"])
def test_what_botocore_sends_decodes_to_its_parameters(
    service: str, name: str, sample: Sample, *, every_member: bool
) -> None:
    """Parameters that botocore serialises come back equal, in botocore's spelling."""
    operation = operation_model(service, name)
    microsecond = timedelta(microseconds=1)
    params = sample(operation.input_shape, seed=name, every_member=every_member, step=microsecond)
    params = only_visible(params)
    assert round_trip_input(operation, params) == params


@every_operation
@pytest.mark.parametrize("every_member", [True, False], ids=["every-member", "some-members"])
def test_what_is_encoded_parses_in_botocore_to_the_result(
    service: str, name: str, sample: Sample, *, every_member: bool
) -> None:
    """A result that is encoded comes out of botocore's parser equal, with the request's ID."""
    operation = operation_model(service, name)
    shape = operation.output_shape
    result = sample(shape, seed=name, every_member=every_member, empty_lists=True)
    assert round_trip_output(operation, result) == result


@pytest.mark.parametrize("service", ["ec2", "sts"])
def test_no_shape_is_flattened(service: str) -> None:
    """Neither model flattens a list by a trait, so the codec has no case for it."""
    model = service_model(service)
    shapes = [model.shape_for(name) for name in model.shape_names]
    members = [each for shape in shapes for each in getattr(shape, "members", {}).values()]
    assert not [each for each in shapes + members if each.serialization.get("flattened")]


def test_members_that_are_none_are_left_out() -> None:
    """A member that is None is absent from the document, as one that is not there."""
    operation = operation_model("ec2", "AcceptVpcPeeringConnection")
    peering = {"VpcPeeringConnectionId": "pcx-1a2b3c4d", "ExpirationTime": None}
    assert round_trip_output(operation, {"VpcPeeringConnection": peering}) == {
        "VpcPeeringConnection": {"VpcPeeringConnectionId": "pcx-1a2b3c4d"}
    }


@pytest.mark.parametrize(
    "result",
    [
        {"VpcPeeringConnections": []},
        {"VpcPeeringConnections": [{}]},
        {"VpcPeeringConnections": [{"Tags": [], "Status": {}}]},
        {"VpcPeeringConnections": [{"VpcPeeringConnectionId": ""}], "NextToken": ""},
    ],
)
def test_empty_values_are_not_absent_ones(result: dict[str, Any]) -> None:
    """An empty list, structure or text reaches the client as just that."""
    operation = operation_model("ec2", "DescribeVpcPeeringConnections")
    assert round_trip_output(operation, result) == result


@given(st.text(st.characters().filter(is_representable)))
@settings(deadline=None)
def test_every_text_that_xml_can_carry_survives(text: str) -> None:
    """A text arrives to the letter: spaces around it, line ends and all of Unicode."""
    operation = operation_model("ec2", "DescribeTags")
    result = {"Tags": [{"Key": text, "Value": f"\r\n{text}\r"}]}
    assert round_trip_output(operation, result) == result


def test_a_success_of_ec2_is_a_response_with_a_lower_case_request_id() -> None:
    """The document is what EC2 sends: its namespace with a slash, `requestId`, lists of `item`."""
    operation = operation_model("ec2", "DescribeTags")
    document = encode_output(operation, {"Tags": [{"Key": "a"}, {"Key": "b"}]}, REQUEST_ID)
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert xmltodict.parse(document) == {
        "DescribeTagsResponse": {
            "@xmlns": "http://ec2.amazonaws.com/doc/2016-11-15/",
            "requestId": REQUEST_ID,
            "tagSet": {"item": [{"key": "a"}, {"key": "b"}]},
        }
    }


def test_a_success_of_sts_has_a_result_beside_its_metadata() -> None:
    """The document is what STS sends: the result in an element of its own, then the metadata."""
    operation = operation_model("sts", "GetCallerIdentity")
    document = encode_output(operation, {"Account": "123456789012"}, REQUEST_ID)
    assert xmltodict.parse(document) == {
        "GetCallerIdentityResponse": {
            "@xmlns": "https://sts.amazonaws.com/doc/2011-06-15/",
            "GetCallerIdentityResult": {"Account": "123456789012"},
            "ResponseMetadata": {"RequestId": REQUEST_ID},
        }
    }


def test_a_success_without_output_has_metadata_alone() -> None:
    """An operation that has no output answers its name and the request's ID, no result."""
    model = service_model("sts")
    operation = OperationModel({"name": "Ping"}, model, "Ping")
    assert xmltodict.parse(encode_output(operation, {}, REQUEST_ID)) == {
        "PingResponse": {
            "@xmlns": "https://sts.amazonaws.com/doc/2011-06-15/",
            "ResponseMetadata": {"RequestId": REQUEST_ID},
        }
    }


@pytest.mark.parametrize("service", ["ec2", "sts"])
def test_an_error_parses_in_botocore_to_its_parts(service: str) -> None:
    """Botocore finds the code, the text and the request's ID of an error."""
    operation = operation_model(service, service_model(service).operation_names[0])
    message = "The vpc ID '<vpc-&>' does not exist"
    document = encode_error(
        service, code="InvalidVpcID.NotFound", message=message, request_id=REQUEST_ID
    )
    parsed = parse_with_botocore(operation, document, status=400)
    assert parsed["Error"]["Code"] == "InvalidVpcID.NotFound"
    assert parsed["Error"]["Message"] == message
    assert parsed["ResponseMetadata"]["RequestId"] == REQUEST_ID


def test_an_error_of_ec2_has_an_upper_case_request_id() -> None:
    """The document is what EC2 sends: `Errors` without a namespace, and `RequestID`."""
    document = encode_error("ec2", code="DryRunOperation", message="M", request_id=REQUEST_ID)
    assert xmltodict.parse(document) == {
        "Response": {
            "Errors": {"Error": {"Code": "DryRunOperation", "Message": "M"}},
            "RequestID": REQUEST_ID,
        }
    }


def test_an_error_of_sts_says_whose_fault_it_is() -> None:
    """The document is what STS sends: an `ErrorResponse` in its namespace, with a type."""
    document = encode_error("sts", code="AccessDenied", message="M", request_id=REQUEST_ID)
    assert xmltodict.parse(document) == {
        "ErrorResponse": {
            "@xmlns": "https://sts.amazonaws.com/doc/2011-06-15/",
            "Error": {"Type": "Sender", "Code": "AccessDenied", "Message": "M"},
            "RequestId": REQUEST_ID,
        }
    }


@given(st.text(st.characters(codec=None)))
@settings(deadline=None)
def test_every_error_has_an_answer(message: str) -> None:
    """A text that XML cannot carry is answered all the same, with U+FFFD in its stead."""
    document = encode_error("ec2", code=message, message=message, request_id=REQUEST_ID)
    parsed = parse_with_botocore(operation_model("ec2", "DescribeTags"), document, status=400)
    expected = "".join(each if is_representable(each) else "\ufffd" for each in message)
    assert parsed["Error"] == {"Code": expected or None, "Message": expected or None}


@pytest.mark.parametrize(
    "text", ["", "a b", " \t\r\n", "\x7f\x85\u2028", "é\ue000\ufffd", "\U0010ffff"]
)
def test_text_of_legal_characters_is_representable(text: str) -> None:
    """XML carries white space, everything that prints and some that does not."""
    assert is_representable(text)


@pytest.mark.parametrize("code_point", [0x0, 0x8, 0xB, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_text_with_an_illegal_character_is_not_representable(code_point: int) -> None:
    """XML has no control characters, surrogates or U+FFFE and U+FFFF."""
    assert not is_representable(f"a{chr(code_point)}b")
