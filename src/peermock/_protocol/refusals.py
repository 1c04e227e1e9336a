"""Error documents for unsupported services, each in the format of the service.

Clients parse errors in the protocol of the service, so a refusal in another format would be lost.
The protocol is derived from the request.
"""

import json
from collections.abc import Mapping

from peermock._protocol.markup import UNREPRESENTABLE, unparse

_CBOR_MAP_OF_TWO = b"\xa2"
_CBOR_LONG_TEXT = b"\x7a"

_S3 = frozenset({"s3", "s3express", "s3-object-lambda"})
_REST_XML = frozenset({"cloudfront", "route53"})


def encode_refusal(
    service_name: str,
    headers: Mapping[str, str | bytes],
    *,
    code: str,
    message: str,
    request_id: str,
) -> tuple[str, bytes]:
    """Return an error document for a service, and its content type.

    Args:
        service_name: The signing name of the service.
        headers: The headers of the request.
        code: The error code.
        message: The error message.
        request_id: The ID of the request.
    """
    said = {name.lower(): _text(value) for name, value in headers.items()}
    error = {"Code": code, "Message": UNREPRESENTABLE.sub("\N{REPLACEMENT CHARACTER}", message)}
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


def _to_bytes(document: Mapping[str, object]) -> bytes:
    return unparse(document).encode()
