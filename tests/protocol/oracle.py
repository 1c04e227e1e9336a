"""Botocore as the oracle: what it sends is decoded, and what is encoded it parses."""

from typing import Any

from botocore.awsrequest import AWSRequest
from botocore.model import OperationModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from peermock._protocol import decode_input, encode_output, parse_query

REQUEST_ID = "59dbff89-35bd-4eac-99ed-be587EXAMPLE"


def body_from_botocore(operation: OperationModel, params: dict[str, Any]) -> bytes:
    """Return the body that a botocore client sends."""
    serializer = create_serializer(operation.service_model.protocol, include_validation=False)
    request = serializer.serialize_to_request(params, operation)
    return AWSRequest("POST", "https://example.com/", data=request["body"]).prepare().body.encode()


def parse_with_botocore(
    operation: OperationModel, document: bytes, status: int = 200
) -> dict[str, Any]:
    """Return botocore's result of parsing a document."""
    response = {"status_code": status, "headers": {}, "body": document}
    parser = create_parser(operation.service_model.protocol)
    return parser.parse(response, operation.output_shape)


def round_trip_input(operation: OperationModel, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters that arrive from a botocore client."""
    return decode_input(operation, parse_query(body_from_botocore(operation, params)))


def round_trip_output(operation: OperationModel, result: dict[str, Any]) -> dict[str, Any]:
    """Return the result that a botocore client gets."""
    parsed = parse_with_botocore(operation, encode_output(operation, result, REQUEST_ID))
    assert parsed.pop("ResponseMetadata")["RequestId"] == REQUEST_ID
    return parsed
