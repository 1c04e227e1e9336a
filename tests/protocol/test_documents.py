"""Documents of results and errors, which botocore parses."""

from typing import Any

import pytest
import xmltodict
from botocore.model import OperationModel
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._protocol import (
    encode_error,
    encode_output,
    is_representable,
    operation_model,
    service_model,
)
from tests.protocol.oracle import REQUEST_ID, parse_with_botocore, round_trip_output


@pytest.mark.parametrize("service", ["ec2", "sts"])
def test_no_shape_is_flattened(service: str) -> None:
    """The decoder and the encoder do not handle flattened lists, which no model has."""
    model = service_model(service)
    shapes = [model.shape_for(name) for name in model.shape_names]
    members = [each for shape in shapes for each in getattr(shape, "members", {}).values()]
    assert not [each for each in shapes + members if each.serialization.get("flattened")]


def test_members_with_the_value_none_are_left_out() -> None:
    """A member that is None is absent from the document."""
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
    """An empty list, structure or string reaches the client as such."""
    operation = operation_model("ec2", "DescribeVpcPeeringConnections")
    assert round_trip_output(operation, result) == result


@given(st.text(st.characters().filter(is_representable)))
@settings(deadline=None)
def test_every_text_that_xml_can_carry_survives(text: str) -> None:
    """Surrounding spaces, line breaks and all of Unicode are preserved."""
    operation = operation_model("ec2", "DescribeTags")
    result = {"Tags": [{"Key": text, "Value": f"\r\n{text}\r"}]}
    assert round_trip_output(operation, result) == result


def test_a_success_of_ec2_is_a_response_with_a_lower_case_request_id() -> None:
    """The document has EC2's namespace, `requestId`, and lists of `item`."""
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
    """The document has STS's result element, followed by the metadata."""
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
    """An operation without output has a request ID and no result."""
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
    """Botocore finds the code, the message and the request ID."""
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
    """The document has `Errors` without a namespace, and `RequestID`."""
    document = encode_error("ec2", code="DryRunOperation", message="M", request_id=REQUEST_ID)
    assert xmltodict.parse(document) == {
        "Response": {
            "Errors": {"Error": {"Code": "DryRunOperation", "Message": "M"}},
            "RequestID": REQUEST_ID,
        }
    }


def test_an_error_of_sts_says_whose_fault_it_is() -> None:
    """The document is an `ErrorResponse` in STS's namespace, with a type."""
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
    """A text that XML cannot represent is sent with U+FFFD in place of the character."""
    document = encode_error("ec2", code=message, message=message, request_id=REQUEST_ID)
    parsed = parse_with_botocore(operation_model("ec2", "DescribeTags"), document, status=400)
    expected = "".join(each if is_representable(each) else "\ufffd" for each in message)
    assert parsed["Error"] == {"Code": expected or None, "Message": expected or None}


@pytest.mark.parametrize(
    "text", ["", "a b", " \t\r\n", "\x7f\x85\u2028", "é\ue000\ufffd", "\U0010ffff"]
)
def test_text_of_legal_characters_is_representable(text: str) -> None:
    """XML allows white space, printable characters and some others."""
    assert is_representable(text)


@pytest.mark.parametrize("code_point", [0x0, 0x8, 0xB, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_text_with_an_illegal_character_is_not_representable(code_point: int) -> None:
    """XML forbids control characters, surrogates, U+FFFE and U+FFFF."""
    assert not is_representable(f"a{chr(code_point)}b")
