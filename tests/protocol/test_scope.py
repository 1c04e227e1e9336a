"""The scope of a signature: key, Region and service, as signed by botocore."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from peermock._protocol import Scope, parse_scope

KEY = "AKIAIOSFODNN7EXAMPLE"
CREDENTIALS = Credentials(KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
SCOPE = Scope(KEY, "eu-west-1", "ec2")
SIGV4 = f"AWS4-HMAC-SHA256 Credential={KEY}/20140218/eu-west-1/ec2/aws4_request, Signature=0"
SIGV4A = f"AWS4-ECDSA-P256-SHA256 Credential={KEY}/20140218/sts/aws4_request, Signature=0"


def test_what_botocore_signs_has_a_scope() -> None:
    """Key, Region and service are those of the client."""
    request = AWSRequest("POST", "https://ec2.eu-west-1.amazonaws.com/", data={"Action": "A"})
    SigV4Auth(CREDENTIALS, "ec2", "eu-west-1").add_auth(request)
    scope = parse_scope(request.prepare().headers)
    assert scope == SCOPE._replace(signed_at=moment(request.headers["X-Amz-Date"]))


def moment(text: str) -> datetime:
    """Return the time of a signature."""
    return datetime.strptime(text, "%Y%m%dT%H%M%S%z")


def test_what_botocore_presigns_has_a_scope() -> None:
    """Key, Region and service are read from a presigned query."""
    request = AWSRequest("GET", "https://ec2.eu-west-1.amazonaws.com/?Action=A")
    SigV4QueryAuth(CREDENTIALS, "ec2", "eu-west-1").add_auth(request)
    query = dict(parse_qsl(urlsplit(request.url).query))
    assert parse_scope({}, query) == SCOPE._replace(signed_at=moment(query["X-Amz-Date"]))


@pytest.mark.parametrize("text", ["", "today", "20260230T000000Z", "2026-03-01T00:00:00Z", "٢"])
def test_a_signature_without_a_time_has_a_scope_all_the_same(text: str) -> None:
    """A time in another format is ignored."""
    assert parse_scope({"Authorization": SIGV4, "X-Amz-Date": text}) == SCOPE


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION"])
@pytest.mark.parametrize("value", [SIGV4, SIGV4.encode()])
def test_a_header_is_found_in_any_case(name: str, value: str | bytes) -> None:
    """Header names are case-insensitive, and may be text or bytes."""
    assert parse_scope({"Host": b"example.com", name: value}) == SCOPE


@pytest.mark.parametrize(
    "value",
    [
        SIGV4.replace(", ", ","),
        f"AWS4-HMAC-SHA256 SignedHeaders=host, {SIGV4.split(' ')[1]}",
        f"AWS4-HMAC-SHA256 SignedHeaders=host,{SIGV4.split(' ')[1]}",
        SIGV4.removesuffix(", Signature=0"),
    ],
)
def test_the_parts_of_a_header_may_be_spaced_and_ordered_otherwise(value: str) -> None:
    """The credential is found at any position."""
    assert parse_scope({"Authorization": value}) == SCOPE


@pytest.mark.parametrize(
    ("regions", "region"),
    [("us-east-1", "us-east-1"), ("eu-west-1,us-east-1", "eu-west-1"), (b" *", "*")],
)
def test_sigv4a_has_its_regions_in_a_header(regions: str | bytes, region: str) -> None:
    """The scope has the first Region of a SigV4A signature."""
    headers = {"Authorization": SIGV4A, "X-Amz-Region-Set": regions}
    assert parse_scope(headers) == Scope(KEY, region, "sts")


def test_sigv4a_has_its_regions_in_the_query_when_presigned() -> None:
    """A presigned SigV4A query has the credential and the Regions."""
    query = {
        "X-Amz-Credential": f"{KEY}/20140218/sts/aws4_request",
        "X-Amz-Region-Set": "us-east-1",
    }
    assert parse_scope({}, query) == Scope(KEY, "us-east-1", "sts")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
        {"Authorization": "Bearer Credential=a/b/c/d/aws4_request"},
        {"Authorization": "AWS AKIAIOSFODNN7EXAMPLE:signature"},
        {"Authorization": "AWS4-HMAC-SHA256 Credential="},
        {"Authorization": "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"},
        {"Authorization": "AWS4-HMAC-SHA256 Credential=////aws4_request"},
        {"Authorization": "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/aws4_request"},
        {"Authorization": SIGV4.replace("eu-west-1", "eu\x01west")},
        {"Authorization": SIGV4.replace("eu-west-1", "r" * 64)},
        {"Authorization": SIGV4.replace("eu-west-1", "<eu-west-1>")},
        {"Authorization": SIGV4A},
    ],
)
@pytest.mark.parametrize("query", [None, {}, {"Action": "DescribeVpcs"}])
def test_what_is_not_signed_has_no_scope(
    headers: Mapping[str, str], query: Mapping[str, str] | None
) -> None:
    """A request without a complete credential has no scope."""
    assert parse_scope(headers, query) is None


@given(st.text())
def test_any_header_has_a_scope_or_none(text: str) -> None:
    """No header raises an exception."""
    assert isinstance(parse_scope({"Authorization": f"AWS4-X Credential={text}"}), Scope | None)


def test_a_scope_is_frozen() -> None:
    """A scope is immutable."""
    with pytest.raises(AttributeError):
        SCOPE.region_name = "us-east-1"
