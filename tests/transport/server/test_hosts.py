"""The host names that an endpoint accepts, and the web pages that it rejects."""

import pytest

from peermock import Endpoint, PeeringMock
from peermock._transport.server.hosts import Hosts
from tests.transport.server.wire import send


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:4599",
        "localhost",
        "LOCALHOST:80",
        "sts.localhost:4599",
        "[::1]:4599",
        "10.0.0.7",
        "ec2.eu-west-1.amazonaws.com",
        "ec2-fips.us-east-1.amazonaws.com:443",
        "ec2.eu-west-1.api.aws",
        "ec2.cn-north-1.amazonaws.com.cn",
        "sts.amazonaws.com.",
        "mock.example",
    ],
)
def test_the_endpoints_names_are_accepted(host: str) -> None:
    """Addresses, localhost, AWS's endpoints and allowed hosts are accepted."""
    assert Hosts(frozenset({"mock.example"})).refusal_of({"host": host}) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "ec2.amazonaws.com.evil.example",
        "bucket.s3.amazonaws.com",
        "peermock",
        "[::1",
        "mock.example:99:80",
    ],
)
def test_other_names_are_refused(host: str) -> None:
    """A page whose name resolves to this machine is rejected, and the error names the option."""
    refusal = Hosts(frozenset({"mock.example"})).refusal_of({"host": host})
    if host == "[::1":
        assert refusal is None  # an address, however badly it is written
    else:
        assert "--allow-host" in str(refusal)


def test_a_public_endpoint_may_have_a_name_without_a_dot() -> None:
    """Containers have such names, which nobody outside their network can own."""
    assert Hosts(is_public=True).refusal_of({"host": "peermock:4599"}) is None
    assert Hosts(is_public=True).refusal_of({"host": "evil.example:4599"})


def test_a_request_may_lack_a_host() -> None:
    """HTTP/1.0 does not require a host."""
    assert Hosts().refusal_of({}) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_pages_are_refused(headers: dict[str, str]) -> None:
    """Requests that a browser sends for another site's page are rejected."""
    assert Hosts().refusal_of({"host": b"127.0.0.1:4599", **headers})


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://127.0.0.1:4599"}, {"sec-fetch-site": "same-origin"}],
)
def test_the_endpoints_pages_are_accepted(headers: dict[str, str]) -> None:
    """The endpoint's own pages may make requests."""
    assert Hosts().refusal_of({"host": "127.0.0.1:4599", **headers}) is None


def test_a_refused_host_gets_an_error_document(endpoint: Endpoint, peering: PeeringMock) -> None:
    """The request reaches neither the world nor the administration API."""
    for path in ("/?Action=DescribeVpcs", "/_peermock/world"):
        answer = send(endpoint, "GET", path, headers={"Host": "evil.example"})
        assert (answer.status, "<Code>AccessDenied</Code>" in answer.text) == (403, True)
        assert not [name for name in answer.headers if name.startswith("access-control")]
    assert not peering.calls
