"""Whole requests and documents: parameters out of queries, XML out of results and errors.

Everything about an operation comes from botocore's model of it; nothing here names one.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from peermock.protocol.decoder import input_decoder
from peermock.protocol.encoder import UNREPRESENTABLE, is_representable, output_encoder
from peermock.protocol.markup import document, element, escape, unparse
from peermock.protocol.query import nest, parse_query
from peermock.protocol.service_model import service_model

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel

__all__ = ["decode_input", "encode_error", "encode_output", "is_representable", "parse_query"]


def decode_input(operation: "OperationModel", query: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of a query, nested and spelled as a botocore client takes them.

    The action, the version and what a signed query carries are no parameters.

    Args:
        operation: The model of the operation that the query asks for.
        query: The values by name, as `parse_query` returns them.

    Raises:
        UnknownParameter: The operation has no parameter of that name, at whatever depth; a list
            has no element of that index.
        InvalidQueryParameter: A name has a value where it should begin other names, or reverse.
        InvalidParameterValue: A value is not of the parameter's type.
        MissingParameter: A parameter that the model requires is absent.

    Example:
        >>> from peermock.protocol import decode_input, operation_model
        >>> operation = operation_model("ec2", "DescribeVpcPeeringConnections")
        >>> decode_input(operation, {"MaxResults": "5", "Filter.1.Name": "status-code"})
        {'MaxResults': 5, 'Filters': [{'Name': 'status-code'}]}
    """
    params: dict[str, Any] = input_decoder(operation)(nest(query), "")
    return params


def encode_output(operation: "OperationModel", result: Mapping[str, Any], request_id: str) -> bytes:
    """Return the document of a success, as the service would send it.

    Args:
        operation: The model of the operation that has succeeded.
        result: The members of its output, spelled as a botocore client returns them. One that
            is None counts as absent. Times are sent in milliseconds.
        request_id: The ID that the client finds in its `ResponseMetadata`.

    Raises:
        LookupError: The output has no such member.
        TypeError: A value is not of the member's type.
        ValueError: A text has characters that XML cannot carry, or a number is not finite.

    Example:
        >>> from peermock.protocol import encode_output, operation_model
        >>> operation = operation_model("ec2", "DeleteVpcPeeringConnection")
        >>> document = encode_output(operation, {"Return": True}, "7a62c49f-347e-4fc4-9331")
        >>> b"<requestId>7a62c49f-347e-4fc4-9331</requestId><return>true</return>" in document
        True
    """
    content = output_encoder(operation)(result, (None, operation.name))
    service = operation.service_model
    envelope = _ENVELOPES[service.protocol]
    root = document(f"{operation.name}Response", _namespace(service))
    return _to_bytes(root.around(envelope(operation, content, escape(request_id))))


def _ec2_envelope(_: "OperationModel", content: str, request_id: str) -> str:
    return element("requestId").around(request_id) + content


def _query_envelope(operation: "OperationModel", content: str, request_id: str) -> str:
    metadata = element("ResponseMetadata").around(element("RequestId").around(request_id))
    if operation.output_shape is None:
        return metadata
    return element(operation.output_shape.serialization["resultWrapper"]).around(content) + metadata


_ENVELOPES = {"ec2": _ec2_envelope, "query": _query_envelope}


def encode_error(service_name: str, *, code: str, message: str, request_id: str) -> bytes:
    """Return the document of an error, as the service would send it.

    Characters that XML cannot carry are replaced by U+FFFD, so that every error has an answer.

    Args:
        service_name: The name as botocore spells it: `ec2` or `sts`.
        code: The code that the client finds in the `ClientError`.
        message: The text for the reader.
        request_id: The ID that the client finds in the `ResponseMetadata`.
    """
    error = {"Code": _representable(code), "Message": _representable(message)}
    service = service_model(service_name)
    if service.protocol == "ec2":
        return _to_bytes(
            unparse({"Response": {"Errors": {"Error": error}, "RequestID": request_id}})
        )
    response = {
        "@xmlns": _namespace(service),
        "Error": {"Type": "Sender", **error},
        "RequestId": request_id,
    }
    return _to_bytes(unparse({"ErrorResponse": response}))


def _representable(text: str) -> str:
    return UNREPRESENTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _namespace(service: "ServiceModel") -> str:
    # With a slash at the end, as both services send it; the model of EC2 has none.
    namespace: str = service.metadata["xmlNamespace"]
    return namespace if namespace.endswith("/") else f"{namespace}/"


def _to_bytes(document: str) -> bytes:
    # A parser reads a bare carriage return as a newline, but not its character reference.
    return document.replace("\r", "&#13;").encode()
