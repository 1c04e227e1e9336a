"""Where a request becomes an answer: what is refused on the way, and what every answer has."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from freezegun import freeze_time

from peermock import UnsupportedOperationError, UnsupportedParameterError
from peermock._http import HttpRequest, HttpResponse
from peermock.domain.identity import access_key_id
from peermock.domain.ids import IdSource
from peermock.domain.world import World
from peermock.gateway import Gateway
from peermock.gateway.gateway import MAX_BODY_BYTES
from peermock.protocol.regions import region_names

EC2 = "https://ec2.eu-west-1.amazonaws.com/"
STS = "https://sts.eu-west-1.amazonaws.com/"
VERSIONS = {"ec2": "2016-11-15", "sts": "2011-06-15"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def gateway() -> Gateway:
    """A gateway to an empty world, with 123456789012 as its account."""
    return Gateway(World(ids=IdSource(0), region_names=region_names), "123456789012")


def signed(service_name: str, key: str = "testing") -> dict[str, str]:
    """Return the header of a request that is signed for a service in eu-west-1."""
    scope = f"{key}/20260301/eu-west-1/{service_name}/aws4_request"
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"}


def post(
    service_name: str,
    query: Mapping[str, str] | bytes,
    headers: Mapping[str, str] | None = None,
) -> HttpRequest:
    """Return a request, signed unless its headers are given."""
    if not isinstance(query, bytes):
        query = urlencode({"Version": VERSIONS[service_name], **query}).encode()
    return HttpRequest(
        service_name=service_name,
        method="POST",
        url=f"https://{service_name}.eu-west-1.amazonaws.com/",
        headers=signed(service_name) if headers is None else headers,
        body=query,
    )


def error_of(response: HttpResponse) -> tuple[int, str | None, str | None]:
    """Return the HTTP status, the code and the message of an answer that is an error."""
    document = ET.fromstring(response.body)  # noqa: S314  # ours
    return response.status, document.findtext(".//{*}Code"), document.findtext(".//{*}Message")


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
@freeze_time("2026-03-01 12:00:00")
def test_every_answer_has_the_headers_of_aws(gateway: Gateway, service_name: str) -> None:
    """Request ID, type and date are there, in errors too."""
    queries = {"ec2": "DescribeVpcs", "sts": "GetCallerIdentity"}
    for action in (queries[service_name], "Nonsense"):
        headers = gateway.answer(post(service_name, {"Action": action})).headers
        assert UUID.fullmatch(headers["x-amzn-RequestId"])
        assert headers["content-type"] == "text/xml;charset=UTF-8"
        assert headers["date"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_the_request_id_is_in_header_and_document(gateway: Gateway) -> None:
    """Both are the same, and no two requests have one."""
    seen = set()
    for action, tag in {"DescribeVpcs": "requestId", "Nonsense": "RequestID"}.items():
        response = gateway.answer(post("ec2", {"Action": action}))
        document = ET.fromstring(response.body)  # noqa: S314  # ours
        assert document.findtext(f".//{{*}}{tag}") == response.headers["x-amzn-RequestId"]
        seen.add(response.headers["x-amzn-RequestId"])
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 400, "MissingAction"),
        ({"Action": ""}, 400, "MissingAction"),
        ({"Action": "Nonsense"}, 400, "InvalidAction"),
        ({"Action": "describeVpcs"}, 400, "InvalidAction"),
        ({"Action": "GetCallerIdentity"}, 400, "InvalidAction"),
        ({"Action": "DescribeVpcs", "Nonsense": "1"}, 400, "UnknownParameter"),
        ({"Action": "DescribeVpcs", "DryRun": "true"}, 412, "DryRunOperation"),
        ({"Action": "CreateTags", "Tag.1.Value": "\x01"}, 400, "InvalidCharacter"),
        (b"Action=DescribeVpcs&%zz", 400, "MalformedQueryString"),
        (b"Action=DescribeVpcs&x=" + b"1" * MAX_BODY_BYTES, 413, "RequestEntityTooLarge"),
        (b"", 400, "MissingAction"),
    ],
)
def test_what_aws_would_refuse_is_an_error(
    gateway: Gateway, query: Mapping[str, str] | bytes, status: int, code: str
) -> None:
    """Whatever is wrong with a request, the answer is AWS's error document."""
    assert error_of(gateway.answer(post("ec2", query)))[:2] == (status, code)


@pytest.mark.parametrize(
    ("service_name", "action", "status", "code"),
    [
        ("ec2", "DescribeVpcs", 401, "AuthFailure"),
        ("sts", "GetCallerIdentity", 403, "MissingAuthenticationToken"),
    ],
)
def test_who_does_not_sign_is_refused(
    gateway: Gateway, service_name: str, action: str, status: int, code: str
) -> None:
    """A request of nobody is not allowed."""
    response = gateway.answer(post(service_name, {"Action": action}, headers={}))
    assert error_of(response)[:2] == (status, code)


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
def test_an_operation_that_is_missing_is_no_answer(gateway: Gateway, service_name: str) -> None:
    """An operation that AWS has and peermock has not is an exception, not an invention."""
    action = {"ec2": "RunInstances", "sts": "GetFederationToken"}[service_name]
    with pytest.raises(UnsupportedOperationError, match=f"{service_name}:{action}"):
        gateway.answer(post(service_name, {"Action": action, "Name": "x"}))


@pytest.mark.parametrize("action", ["AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"])
def test_an_operation_that_nobody_signs_is_missing_too(gateway: Gateway, action: str) -> None:
    """Clients do not sign these calls, and AWS would not ask them to."""
    with pytest.raises(UnsupportedOperationError, match=f"sts:{action}"):
        gateway.answer(post("sts", {"Action": action}, headers={}))


def test_a_parameter_that_is_missing_is_no_answer(gateway: Gateway) -> None:
    """A parameter that AWS has and peermock has not is an exception, and changes nothing."""
    query = {"Action": "CreateVpc", "CidrBlock": "10.0.0.0/16", "Ipv4IpamPoolId": "ipam-pool-1"}
    with pytest.raises(UnsupportedParameterError, match="CreateVpc does not honour Ipv4IpamPool"):
        gateway.answer(post("ec2", query))
    vpcs = gateway.answer(post("ec2", {"Action": "DescribeVpcs"})).body
    assert vpcs.count(b"<vpcId>") == 1


def test_the_query_may_be_in_the_url(gateway: Gateway) -> None:
    """Without a body, the query of the address counts."""
    query = urlencode({"Action": "GetCallerIdentity", "Version": VERSIONS["sts"]})
    request = HttpRequest("sts", "GET", f"{STS}?{query}", signed("sts"), b"")
    assert b"<Account>123456789012</Account>" in gateway.answer(request).body


def test_the_body_comes_before_the_url(gateway: Gateway) -> None:
    """With a body, the query of the address does not count."""
    body = urlencode({"Action": "GetCallerIdentity", "Version": VERSIONS["sts"]}).encode()
    request = HttpRequest("sts", "POST", f"{STS}?Action=Nonsense", signed("sts"), body)
    assert gateway.answer(request).status == 200


@pytest.mark.parametrize(
    ("key", "account_id"),
    [
        ("testing", "123456789012"),
        (access_key_id("222222222222"), "222222222222"),
        ("ASIAY34FZKBOKMUTVV7A", "123456789012"),
    ],
)
def test_the_key_says_who_calls(gateway: Gateway, key: str, account_id: str) -> None:
    """A key that a mock hands out carries its account; any other means the gateway's own."""
    request = post("sts", {"Action": "GetCallerIdentity"}, headers=signed("sts", key))
    assert f"<Account>{account_id}</Account>".encode() in gateway.answer(request).body


def test_a_joined_gateway_has_an_account_of_its_own(gateway: Gateway) -> None:
    """World and calls are shared, the default account and what is let out are not."""
    joined = gateway.joined("222222222222", frozenset({"s3"}))
    assert joined.world is gateway.world
    assert joined.calls is gateway.calls
    assert (joined.passthrough, gateway.passthrough) == ({"s3"}, frozenset())
    identity = joined.answer(post("sts", {"Action": "GetCallerIdentity"})).body
    assert b"<Account>222222222222</Account>" in identity


@freeze_time("2026-03-01 12:00:00")
def test_every_call_is_logged(gateway: Gateway) -> None:
    """The log has who asked what, where, when, and how it ended: well, refused or not at all."""
    gateway.answer(post("ec2", {"Action": "DescribeVpcs", "VpcId.1": "vpc-12345678"}))
    with pytest.raises(UnsupportedOperationError):
        gateway.answer(post("ec2", {"Action": "RunInstances"}))
    gateway.answer(post("sts", {"Action": "GetCallerIdentity"}))
    gateway.answer(post("ec2", {"Action": "DescribeVpcs"}, headers={}))
    logged = [SimpleNamespace(operation=c.operation_name, error=c.error) for c in gateway.calls]
    assert logged == [
        SimpleNamespace(operation="DescribeVpcs", error="InvalidVpcID.NotFound"),
        SimpleNamespace(operation="RunInstances", error="UnsupportedOperationError"),
        SimpleNamespace(operation="GetCallerIdentity", error=None),
        SimpleNamespace(operation="DescribeVpcs", error="AuthFailure"),
    ]
    first = gateway.calls[0]
    assert (first.account_id, first.region_name) == ("123456789012", "eu-west-1")
    assert first.params == {"VpcIds": ["vpc-12345678"]}
    assert first.at == datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "query",
    [
        {"Action": "Nonsense"},
        {"Action": "DescribeVpcs", "Nonsense": "1"},
        {},
        b"%zz",
        b"x=" + b"1" * MAX_BODY_BYTES,
    ],
)
def test_who_calls_is_logged_of_refused_calls_too(
    gateway: Gateway, query: Mapping[str, str] | bytes
) -> None:
    """Whatever is wrong with a signed request, the log has its account and Region."""
    key = access_key_id("222222222222")
    gateway.answer(post("ec2", query, headers=signed("ec2", key)))
    (call,) = gateway.calls
    assert (call.account_id, call.region_name) == ("222222222222", "eu-west-1")


def test_who_calls_is_logged_of_unsupported_operations_too(gateway: Gateway) -> None:
    """An operation that peermock does not have was called by somebody, presigned or not."""
    credential = f"{access_key_id('222222222222')}/20260301/eu-west-1/ec2/aws4_request"
    query = {"Action": "RunInstances"}
    for more, headers in (
        ({}, signed("ec2", access_key_id("222222222222"))),
        ({"X-Amz-Credential": credential}, {}),
    ):
        with pytest.raises(UnsupportedOperationError):
            gateway.answer(post("ec2", query | more, headers=headers))
    places = {(call.account_id, call.region_name) for call in gateway.calls}
    assert places == {("222222222222", "eu-west-1")}
