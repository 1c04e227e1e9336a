"""Wire formats of EC2, STS and error documents, driven by botocore's service models."""

from peermock._protocol.decoder import decode_input
from peermock._protocol.encoder import MAPPINGS, encode_output
from peermock._protocol.errors import encode_error, encode_refusal
from peermock._protocol.markup import is_representable
from peermock._protocol.query import MAX_BODY_BYTES, parse_query, read_query
from peermock._protocol.scope import Scope, parse_scope
from peermock._protocol.service_model import (
    has_operation,
    learn_model,
    models,
    operation_model,
    service_model,
)

__all__ = [
    "MAPPINGS",
    "MAX_BODY_BYTES",
    "Scope",
    "decode_input",
    "encode_error",
    "encode_output",
    "encode_refusal",
    "has_operation",
    "is_representable",
    "learn_model",
    "models",
    "operation_model",
    "parse_query",
    "parse_scope",
    "read_query",
    "service_model",
]
