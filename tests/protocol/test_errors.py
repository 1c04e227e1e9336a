"""Refusals for services that peermock does not have, which botocore parses."""

import pytest
from botocore.model import StringShape
from botocore.parsers import create_parser

from peermock._protocol import encode_refusal

FORM = {"Content-Type": b"application/x-www-form-urlencoded; charset=utf-8"}
CBOR = {"smithy-protocol": "rpc-v2-cbor"}


@pytest.mark.parametrize(
    ("service_name", "headers", "protocol"),
    [
        ("iam", FORM, "query"),
        ("dynamodb", {"content-type": "application/x-amz-json-1.0"}, "json"),
        ("lambda", {}, "rest-json"),
        ("route53", {}, "rest-xml"),
        ("s3", {}, "rest-xml"),
        ("monitoring", CBOR, "smithy-rpc-v2-cbor"),
    ],
)
@pytest.mark.parametrize("text", ["short", "ä" * 300])
def test_botocore_reads_the_refusal(
    service_name: str, headers: dict[str, str | bytes], protocol: str, text: str
) -> None:
    """Code and message are where the service's protocol has them."""
    content_type, body = encode_refusal(
        service_name, headers, code="UnsupportedOperation", message=text, request_id="1-2-3"
    )
    answer = {
        "status_code": 400,
        "headers": {"content-type": content_type, "x-amzn-errortype": "UnsupportedOperation"},
        "body": body,
        "context": {"operation_name": "Any"},
    }
    parsed = create_parser(protocol).parse(answer, StringShape("Any", {"type": "string"}))
    assert parsed["Error"]["Code"] == "UnsupportedOperation"
    assert parsed["Error"]["Message"] == text
