"""Requests and documents: parameters from queries, and XML from results and errors.

Everything about an operation comes from botocore's model; no operation is named here.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from peermock._protocol.decoder import input_decoder
from peermock._protocol.encoder import Misfit, output_encoder
from peermock._protocol.markup import UNREPRESENTABLE, document, element, escape, unparse
from peermock._protocol.query import nest
from peermock._protocol.service_model import service_model

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel


def decode_input(operation: "OperationModel", query: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of a query, nested and spelled as botocore clients pass them.

    The action, the version and the signature are not parameters.

    Args:
        operation: The model of the operation.
        query: The values by name, from `parse_query`.

    Raises:
        UnknownParameter: A name is not a parameter of the operation at its depth, or not an index
            of a list.
        InvalidQueryParameter: A name has a value where it should have nested names, or the reverse.
        InvalidParameterValue: A value has the wrong type.
        MissingParameter: A required parameter is missing.

    Example:
        >>> from peermock._protocol import decode_input, operation_model
        >>> operation = operation_model("ec2", "DescribeVpcPeeringConnections")
        >>> decode_input(operation, {"MaxResults": "5", "Filter.1.Name": "status-code"})
        {'MaxResults': 5, 'Filters': [{'Name': 'status-code'}]}
    """
    params: dict[str, Any] = input_decoder(operation)(nest(query), "")
    return params


def encode_output(operation: "OperationModel", result: Mapping[str, Any], request_id: str) -> bytes:
    """Return the document of a success, as the service would send it.

    Args:
        operation: The model of the operation.
        result: The members of the output, spelled as botocore clients return them. None counts as
            absent. Times are sent with milliseconds.
        request_id: The request ID in the client's `ResponseMetadata`.

    Raises:
        LookupError: A member does not exist in the output.
        TypeError: A value has the wrong type.
        ValueError: A string has characters that XML cannot represent, or a number is not finite.

    Example:
        >>> from peermock._protocol import encode_output, operation_model
        >>> operation = operation_model("ec2", "DeleteVpcPeeringConnection")
        >>> document = encode_output(operation, {"Return": True}, "7a62c49f-347e-4fc4-9331")
        >>> b"<requestId>7a62c49f-347e-4fc4-9331</requestId><return>true</return>" in document
        True
    """
    try:
        content = output_encoder(operation)(result)
    except Misfit as error:
        raise error.within(operation.name) from None
    return _to_bytes(_envelope(operation)(content=content, request_id=escape(request_id)))


# Bounded like the encoders.
@lru_cache(maxsize=1024)
def _envelope(operation: "OperationModel") -> Callable[..., str]:
    """Return a function that wraps the content and request ID of a response in its document."""
    service = operation.service_model
    inside = _ENVELOPES[service.protocol](operation)
    return document(f"{operation.name}Response", _namespace(service)).around(inside).format


def _ec2_envelope(_: "OperationModel") -> str:
    return element("requestId").around("{request_id}") + "{content}"


def _query_envelope(operation: "OperationModel") -> str:
    metadata = element("ResponseMetadata").around(element("RequestId").around("{request_id}"))
    if operation.output_shape is None:
        return metadata
    wrapper = element(operation.output_shape.serialization["resultWrapper"])
    return wrapper.around("{content}") + metadata


_ENVELOPES = {"ec2": _ec2_envelope, "query": _query_envelope}


def encode_error(service_name: str, *, code: str, message: str, request_id: str) -> bytes:
    """Return the document of an error, as the service would send it.

    Characters that XML cannot represent are replaced by U+FFFD, so that every error can be sent.

    Args:
        service_name: The service: `ec2` or `sts`.
        code: The error code.
        message: The error message.
        request_id: The request ID in the client's `ResponseMetadata`.
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
    # Both services send a slash at the end, which is missing from EC2's model.
    namespace: str = service.metadata["xmlNamespace"]
    return namespace if namespace.endswith("/") else f"{namespace}/"


def _to_bytes(document: str) -> bytes:
    # Parsers turn a bare carriage return into a newline, but keep its character reference.
    return document.replace("\r", "&#13;").encode()
