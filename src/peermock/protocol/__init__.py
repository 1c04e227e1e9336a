"""The wire formats of EC2 and STS, driven by the service models that botocore ships."""

from peermock.protocol.codec import (
    decode_input,
    encode_error,
    encode_output,
    is_representable,
    parse_query,
)
from peermock.protocol.scope import Scope, parse_scope
from peermock.protocol.service_model import operation_model, service_model

__all__ = [
    "Scope",
    "decode_input",
    "encode_error",
    "encode_output",
    "is_representable",
    "operation_model",
    "parse_query",
    "parse_scope",
    "service_model",
]
