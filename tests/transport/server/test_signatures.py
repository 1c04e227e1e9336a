"""Signatures that name the endpoint's host in place of the service."""

import pytest

from peermock._gateway import HttpRequest
from peermock._transport.server.signatures import name_service


def request(scope: str, host: str, body: bytes = b"", url: str = "/") -> HttpRequest:
    """Return a request that is signed for a scope."""
    signed = f"AWS4-HMAC-SHA256 Credential=KEY/20140218/{scope}/aws4_request,SignedHeaders=host"
    return HttpRequest("POST", url, {"host": host, "authorization": signed}, body)


@pytest.mark.parametrize(
    ("scope", "host", "body", "named"),
    [
        ("0/127", "127.0.0.1:4599", b"Action=DescribeVpcs&Version=2014-10-01", "us-east-1/ec2"),
        ("0/127", "127.0.0.1", b"Version=2011-06-15&Action=GetCallerIdentity", "us-east-1/sts"),
        ("localhost/localhost", "localhost:1", b"", "us-east-1/ec2"),
        ("eu-west-1/localhost", "localhost:1", b"", "eu-west-1/ec2"),
    ],
)
def test_a_host_is_not_a_service(scope: str, host: str, body: bytes, named: str) -> None:
    """The version determines the service; the Region is the endpoint's unless one is signed."""
    amended = name_service(request(scope, host, body), "us-east-1")
    assert f"/{named}/aws4_request,SignedHeaders=host" in str(amended.headers["authorization"])


def test_a_query_in_the_url_is_read() -> None:
    """A GET request has its parameters in the URL."""
    amended = name_service(request("0/127", "127.0.0.1", url="/?Version=2011-06-15"), "us-east-1")
    assert "/us-east-1/sts/" in str(amended.headers["authorization"])


@pytest.mark.parametrize(
    ("scope", "host"),
    [("us-east-1/ec2", "127.0.0.1"), ("us-east-1/iam", "127.0.0.1"), ("0/ec2", "ec2.localhost")],
)
def test_other_signatures_are_left_alone(scope: str, host: str) -> None:
    """A signature that names a service is unchanged, supported or not."""
    signed = request(scope, host)
    assert name_service(signed, "us-east-1") is signed


def test_an_unsigned_request_is_left_alone() -> None:
    """An unsigned request is returned unchanged."""
    unsigned = HttpRequest("GET", "/", {}, b"")
    assert name_service(unsigned, "us-east-1") is unsigned
