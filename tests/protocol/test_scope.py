"""Who asks where, read from what botocore signs."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from urllib.parse import parse_qsl, urlsplit

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from peermock.protocol import Scope, parse_scope

KEY = "AKIAIOSFODNN7EXAMPLE"
CREDENTIALS = Credentials(KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
SCOPE = Scope(KEY, "eu-west-1", "ec2")
SIGV4 = f"AWS4-HMAC-SHA256 Credential={KEY}/20140218/eu-west-1/ec2/aws4_request, Signature=0"
SIGV4A = f"AWS4-ECDSA-P256-SHA256 Credential={KEY}/20140218/sts/aws4_request, Signature=0"


def test_what_botocore_signs_has_a_scope() -> None:
    """The key, Region and service are those that the client signs with."""
    request = AWSRequest("POST", "https://ec2.eu-west-1.amazonaws.com/", data={"Action": "A"})
    SigV4Auth(CREDENTIALS, "ec2", "eu-west-1").add_auth(request)
    assert parse_scope(request.prepare().headers) == SCOPE


def test_what_botocore_presigns_has_a_scope() -> None:
    """The key, Region and service are read from the query when the headers are not signed."""
    request = AWSRequest("GET", "https://ec2.eu-west-1.amazonaws.com/?Action=A")
    SigV4QueryAuth(CREDENTIALS, "ec2", "eu-west-1").add_auth(request)
    assert parse_scope({}, dict(parse_qsl(urlsplit(request.url).query))) == SCOPE


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION"])
@pytest.mark.parametrize("value", [SIGV4, SIGV4.encode()])
def test_a_header_is_found_in_any_case(name: str, value: str | bytes) -> None:
    """Headers are known in whatever case they are sent, as text and as bytes."""
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
    """The credential is found wherever it stands."""
    assert parse_scope({"Authorization": value}) == SCOPE


@pytest.mark.parametrize(
    ("regions", "region"),
    [("us-east-1", "us-east-1"), ("eu-west-1,us-east-1", "eu-west-1"), (b" *", "*")],
)
def test_sigv4a_has_its_regions_in_a_header(regions: str | bytes, region: str) -> None:
    """Of the Regions that a SigV4A signature is good for, the scope has the first."""
    headers = {"Authorization": SIGV4A, "X-Amz-Region-Set": regions}
    assert parse_scope(headers) == Scope(KEY, region, "sts")


def test_sigv4a_has_its_regions_in_the_query_when_presigned() -> None:
    """A presigned request of SigV4A has credential and Regions side by side."""
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
    """A request without a whole credential is one of nobody."""
    assert parse_scope(headers, query) is None


@given(st.text())
def test_any_header_has_a_scope_or_none(text: str) -> None:
    """No header is beyond reading."""
    assert isinstance(parse_scope({"Authorization": f"AWS4-X Credential={text}"}), Scope | None)


def test_a_scope_is_frozen() -> None:
    """A scope is a value."""
    with pytest.raises(FrozenInstanceError):
        SCOPE.region_name = "us-east-1"
