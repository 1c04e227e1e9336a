"""Error documents, each in the format of the service.

Clients parse errors in the protocol of the service, so an error in another format would be lost.
The protocol of an unsupported service is derived from the request.
"""

import json
from collections.abc import Mapping

from peermock._protocol.markup import UNREPRESENTABLE, namespace, unparse
from peermock._protocol.service_model import service_model

_CBOR_MAP_OF_TWO = b"\xa2"
_CBOR_LONG_TEXT = b"\x7a"

_S3 = frozenset({"s3", "s3express", "s3-object-lambda"})
_REST_XML = frozenset({"cloudfront", "route53"})


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
        return _to_bytes({"Response": {"Errors": {"Error": error}, "RequestID": request_id}})
    response = {
        "@xmlns": namespace(service),
        "Error": {"Type": "Sender", **error},
        "RequestId": request_id,
    }
    return _to_bytes({"ErrorResponse": response})


def _representable(text: str) -> str:
    return UNREPRESENTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def encode_refusal(
    service_name: str,
    headers: Mapping[str, str | bytes],
    *,
    code: str,
    message: str,
    request_id: str,
) -> tuple[str, bytes]:
    """Return an error document for an unsupported service, and its content type.

    Args:
        service_name: The signing name of the service.
        headers: The headers of the request.
        code: The error code.
        message: The error message.
        request_id: The ID of the request.
    """
    said = {name.lower(): _text(value) for name, value in headers.items()}
    error = {"Code": code, "Message": _representable(message)}
    if said.get("smithy-protocol") == "rpc-v2-cbor":
        return "application/cbor", _encode_cbor(code, message)
    if service_name in _S3:
        return "application/xml", _to_bytes({"Error": error | {"RequestId": request_id}})
    is_form = said.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if is_form or service_name in _REST_XML:
        response = {"Error": {"Type": "Sender", **error}, "RequestId": request_id}
        return "text/xml", _to_bytes({"ErrorResponse": response})
    body = {"__type": code, "message": message}
    return "application/x-amz-json-1.1", json.dumps(body).encode()


def _encode_cbor(code: str, message: str) -> bytes:
    texts = map(_encode_cbor_text, ("__type", code, "message", message))
    return _CBOR_MAP_OF_TWO + b"".join(texts)


def _encode_cbor_text(text: str) -> bytes:
    encoded = text.encode()
    return _CBOR_LONG_TEXT + len(encoded).to_bytes(4, "big") + encoded


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _to_bytes(root: Mapping[str, object]) -> bytes:
    # Parsers turn a bare carriage return into a newline, but keep its character reference.
    return unparse(root).replace("\r", "&#13;").encode()
