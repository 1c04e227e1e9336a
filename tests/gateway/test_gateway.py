"""Processing of requests: refusals, errors and the common parts of responses."""

import multiprocessing
import os
import re
import threading
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from freezegun import freeze_time

from peermock import (
    NoSuchRegionError,
    NotMockedError,
    UnsupportedOperationError,
    UnsupportedParameterError,
)
from peermock._domain.identity import access_key_id, role_key_id
from peermock._domain.ids import IdSource
from peermock._domain.world import World
from peermock._gateway import MAX_BODY_BYTES, Gateway
from peermock._gateway.http import HttpRequest, HttpResponse
from peermock._protocol.regions import regions

EC2 = "https://ec2.eu-west-1.amazonaws.com/"
STS = "https://sts.eu-west-1.amazonaws.com/"
VERSIONS = {"ec2": "2016-11-15", "sts": "2011-06-15"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def gateway() -> Gateway:
    """A gateway to an empty world, with 123456789012 as its account."""
    return Gateway(World(ids=IdSource(0), regions=regions), "123456789012")


def signed(service_name: str, key: str = "testing") -> dict[str, str]:
    """Return the header of a request signed for a service in eu-west-1."""
    scope = f"{key}/20260301/eu-west-1/{service_name}/aws4_request"
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"}


def post(
    service_name: str,
    query: Mapping[str, str] | bytes,
    headers: Mapping[str, str] | None = None,
) -> HttpRequest:
    """Return a request, signed unless headers are given."""
    if not isinstance(query, bytes):
        query = urlencode({"Version": VERSIONS[service_name], **query}).encode()
    return HttpRequest(
        method="POST",
        url=f"https://{service_name}.eu-west-1.amazonaws.com/",
        headers=signed(service_name) if headers is None else headers,
        body=query,
    )


def error_of(response: HttpResponse) -> tuple[int, str | None, str | None]:
    """Return the HTTP status, code and message of an error response."""
    document = ET.fromstring(response.body)  # noqa: S314  # ours
    return response.status, document.findtext(".//{*}Code"), document.findtext(".//{*}Message")


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
@freeze_time("2026-03-01 12:00:00")
def test_every_answer_has_the_headers_of_aws(gateway: Gateway, service_name: str) -> None:
    """Errors, too, have a request ID, a content type and a date."""
    queries = {"ec2": "DescribeVpcs", "sts": "GetCallerIdentity"}
    for action in (queries[service_name], "Nonsense"):
        headers = gateway.answer(post(service_name, {"Action": action})).headers
        assert UUID.fullmatch(headers["x-amzn-RequestId"])
        assert headers["content-type"] == "text/xml;charset=UTF-8"
        assert headers["date"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_the_request_id_is_in_header_and_document(gateway: Gateway) -> None:
    """Header and document have the same request ID, and every request its own."""
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
    """Any invalid request gets AWS's error document."""
    assert error_of(gateway.answer(post("ec2", query)))[:2] == (status, code)


@pytest.mark.parametrize(
    ("service_name", "action", "status", "code"),
    [
        ("ec2", "DescribeVpcs", 401, "AuthFailure"),
        ("sts", "GetCallerIdentity", 403, "MissingAuthenticationToken"),
    ],
)
def test_an_unsigned_request_is_refused(
    gateway: Gateway, service_name: str, action: str, status: int, code: str
) -> None:
    """An unsigned request is not allowed."""
    response = gateway.answer(post(service_name, {"Action": action}, headers={}))
    assert error_of(response)[:2] == (status, code)


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
def test_an_unsupported_operation_raises(gateway: Gateway, service_name: str) -> None:
    """An operation that peermock does not support raises an exception."""
    action = {"ec2": "RunInstances", "sts": "GetFederationToken"}[service_name]
    with pytest.raises(UnsupportedOperationError, match=f"{service_name}:{action}"):
        gateway.answer(post(service_name, {"Action": action, "Name": "x"}))


@pytest.mark.parametrize("action", ["AssumeRoleWithSAML", "DecodeAuthorizationMessage"])
def test_an_unsupported_unsigned_operation_raises(gateway: Gateway, action: str) -> None:
    """Clients do not sign these calls, and AWS does not require it."""
    with pytest.raises(UnsupportedOperationError, match=f"sts:{action}"):
        gateway.answer(post("sts", {"Action": action}, headers={}))


def test_an_unsupported_parameter_raises(gateway: Gateway) -> None:
    """An unsupported parameter raises an exception, and nothing changes."""
    query = {"Action": "CreateVpc", "CidrBlock": "10.0.0.0/16", "Ipv4IpamPoolId": "ipam-pool-1"}
    with pytest.raises(UnsupportedParameterError, match="CreateVpc does not support Ipv4IpamPool"):
        gateway.answer(post("ec2", query))
    vpcs = gateway.answer(post("ec2", {"Action": "DescribeVpcs"})).body
    assert vpcs.count(b"<vpcId>") == 1


def test_the_query_may_be_in_the_url(gateway: Gateway) -> None:
    """Without a body, the query in the URL is used."""
    query = urlencode({"Action": "GetCallerIdentity", "Version": VERSIONS["sts"]})
    request = HttpRequest("GET", f"{STS}?{query}", signed("sts"), b"")
    assert b"<Account>123456789012</Account>" in gateway.answer(request).body


def test_the_body_comes_before_the_url(gateway: Gateway) -> None:
    """The body takes precedence over the URL."""
    body = urlencode({"Action": "GetCallerIdentity", "Version": VERSIONS["sts"]}).encode()
    request = HttpRequest("POST", f"{STS}?Action=Nonsense", signed("sts"), body)
    assert gateway.answer(request).status == 200


def test_address_and_body_are_read_together(gateway: Gateway) -> None:
    """The action may be in the URL, and the parameters in the body."""
    body = b"VpcId.1=vpc-1a2b3c4d"
    address = f"{EC2}?Action=DescribeVpcs&Version=2016-11-15"
    answer = gateway.answer(HttpRequest("POST", address, signed("ec2"), body))
    assert error_of(answer)[1] == "InvalidVpcID.NotFound"
    assert gateway.calls[0].params == {"VpcIds": ["vpc-1a2b3c4d"]}


def test_an_address_has_a_limit_of_its_own(gateway: Gateway) -> None:
    """The URL may be no longer than a body."""
    address = f"{EC2}?Action=DescribeVpcs&{'x' * MAX_BODY_BYTES}=1"
    answer = gateway.answer(HttpRequest("GET", address, signed("ec2"), b""))
    assert error_of(answer)[1] == "RequestEntityTooLarge"


@pytest.mark.parametrize(
    ("service_name", "version", "name"),
    [
        ("ec2", "2016-11-16", "AmazonEC2"),
        ("ec2", "2011-06-15", "AmazonEC2"),
        ("ec2", "", "AmazonEC2"),
        ("sts", "2016-11-15", "AWSSecurityTokenService"),
    ],
)
def test_a_version_that_there_never_was_is_refused(
    gateway: Gateway, service_name: str, version: str, name: str
) -> None:
    """Only API versions that EC2 and STS had are answered."""
    action = {"ec2": "DescribeVpcs", "sts": "GetCallerIdentity"}[service_name]
    answer = gateway.answer(post(service_name, {"Action": action, "Version": version}))
    text = f"The requested version ({version}) of service {name} does not exist"
    assert error_of(answer) == (400, "NoSuchVersion", text)


@pytest.mark.parametrize("version", ["2006-06-26", "2014-10-01", "2016-09-15", "2016-11-15"])
def test_every_version_of_ec2_is_answered(gateway: Gateway, version: str) -> None:
    """Older versions are answered in the form of the newest."""
    query = {"Action": "DescribeVpcs", "Version": version}
    assert gateway.answer(post("ec2", query)).status == 200


@pytest.mark.parametrize(
    ("region_name", "advice"),
    [
        ("eu-wset-1", "Did you mean 'eu-west-1'?"),
        ("us-east-9", "Did you mean"),
        ("*", "no endpoint"),
        ("aws-global", "no endpoint"),
        ("mars", "no endpoint"),
    ],
)
def test_a_region_that_aws_does_not_have_is_never_answered(
    gateway: Gateway, region_name: str, advice: str
) -> None:
    """An unknown Region has no host, so it raises an exception."""
    scope = f"testing/20260301/{region_name}/ec2/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"}
    with pytest.raises(NoSuchRegionError, match=re.escape(f"no Region {region_name!r}")) as caught:
        gateway.answer(post("ec2", {"Action": "DescribeVpcs"}, headers))
    assert caught.value.region_name == region_name
    assert advice in str(caught.value)
    (call,) = gateway.calls
    assert (call.region_name, call.error) == (region_name, "NoSuchRegionError")


def test_an_endpoint_reports_an_unknown_region(gateway: Gateway) -> None:
    """A client of another process gets an error document with the name."""
    scope = "testing/20260301/eu-wset-1/ec2/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"}
    answer = gateway.respond(post("ec2", {"Action": "DescribeVpcs"}, headers))
    status, code, message = error_of(answer)
    assert (status, code) == (400, "UnsupportedOperation")
    assert "eu-wset-1" in str(message)


@pytest.mark.parametrize(
    "region_name",
    ["cn-north-1", "us-gov-east-1", "us-iso-east-1", "eusc-de-east-1", "mx-central-1"],
)
def test_a_region_of_any_partition_is_answered(gateway: Gateway, region_name: str) -> None:
    """Every Region that botocore knows is accepted."""
    scope = f"testing/20260301/{region_name}/ec2/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"}
    assert gateway.answer(post("ec2", {"Action": "DescribeVpcs"}, headers)).status == 200


@pytest.mark.parametrize(
    ("key", "account_id"),
    [
        ("testing", "123456789012"),
        (role_key_id("222222222222", b"any"), "222222222222"),
        (access_key_id("222222222222"), "222222222222"),
        ("ASIAY34FZKBOKMUTVV7A", "123456789012"),
    ],
)
def test_the_key_determines_the_caller(gateway: Gateway, key: str, account_id: str) -> None:
    """A key issued by a mock encodes its account; any other belongs to the gateway's account."""
    request = post("sts", {"Action": "GetCallerIdentity"}, headers=signed("sts", key))
    assert f"<Account>{account_id}</Account>".encode() in gateway.answer(request).body


def test_a_joined_gateway_has_an_account_of_its_own(gateway: Gateway) -> None:
    """World and calls are shared, but not the default account and the passthrough."""
    joined = gateway.join("222222222222", frozenset({"s3"}))
    assert joined.world is gateway.world
    assert joined.calls is gateway.calls
    assert (joined.passthrough, gateway.passthrough) == ({"s3"}, frozenset())
    identity = joined.answer(post("sts", {"Action": "GetCallerIdentity"})).body
    assert b"<Account>222222222222</Account>" in identity


@freeze_time("2026-03-01 12:00:00")
def test_every_call_is_logged(gateway: Gateway) -> None:
    """The log has caller, operation, place, time and result of every call."""
    gateway.answer(post("ec2", {"Action": "DescribeVpcs", "VpcId.1": "vpc-12345678"}))
    with pytest.raises(UnsupportedOperationError):
        gateway.answer(post("ec2", {"Action": "RunInstances"}))
    gateway.answer(post("sts", {"Action": "GetCallerIdentity"}))
    gateway.answer(post("ec2", {"Action": "DescribeVpcs"}, headers={}))
    logged = [(call.operation_name, call.error) for call in gateway.calls]
    assert logged == [
        ("DescribeVpcs", "InvalidVpcID.NotFound"),
        ("RunInstances", "UnsupportedOperationError"),
        ("GetCallerIdentity", None),
        ("DescribeVpcs", "AuthFailure"),
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
def test_the_caller_of_a_refused_call_is_logged(
    gateway: Gateway, query: Mapping[str, str] | bytes
) -> None:
    """The log has account and Region of any signed request."""
    key = access_key_id("222222222222")
    gateway.answer(post("ec2", query, headers=signed("ec2", key)))
    (call,) = gateway.calls
    assert (call.account_id, call.region_name) == ("222222222222", "eu-west-1")


def test_the_caller_of_an_unsupported_operation_is_logged(gateway: Gateway) -> None:
    """The caller of an unsupported operation is logged, presigned or not."""
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


HOST = {"Host": "STS.eu-west-1.amazonaws.com"}
STS_QUERY = {"Action": "GetCallerIdentity", "Version": VERSIONS["sts"]}


def unsigned(url: str, query: Mapping[str, str], headers: Mapping[str, str | bytes]) -> HttpRequest:
    """Return an unsigned request."""
    return HttpRequest("POST", url, headers, urlencode(query).encode())


@pytest.mark.parametrize(
    ("url", "query", "headers", "service_name"),
    [
        ("http://127.0.0.1:5000/", STS_QUERY, {}, "sts"),
        ("http://127.0.0.1:5000/", {"Action": "DescribeVpcs"}, {}, "ec2"),
        ("http://127.0.0.1:5000/", {"Action": "GetCallerIdentity"}, HOST, "sts"),
        ("http://127.0.0.1:5000/", {"Action": "GetCallerIdentity"}, {"host": b"sts.x"}, "sts"),
        (STS, {"Action": "GetCallerIdentity"}, {"Host": "localhost"}, "ec2"),
        (STS, {"Action": "GetCallerIdentity"}, {}, "sts"),
        ("//[", {"Action": "GetCallerIdentity"}, {}, "ec2"),
        (EC2, {}, {}, "ec2"),
    ],
)
def test_an_unsigned_request_says_its_service_by_version_or_host(
    gateway: Gateway,
    url: str,
    query: Mapping[str, str],
    headers: Mapping[str, str | bytes],
    service_name: str,
) -> None:
    """STS's version or host means STS, anything else EC2."""
    assert gateway.answer(unsigned(url, query, headers)).status >= 400
    assert gateway.calls[0].service_name == service_name


def test_a_signature_says_the_service_wherever_a_request_is_sent(gateway: Gateway) -> None:
    """The signed scope takes precedence over the host, also in a presigned query."""
    query = {"Action": "DescribeVpcs", "Version": VERSIONS["ec2"]}
    scope = "testing/20260301/eu-west-1/ec2/aws4_request"
    for more, headers in (({}, signed("ec2")), ({"X-Amz-Credential": scope}, {})):
        request = HttpRequest("POST", STS, headers, urlencode(query | more).encode())
        assert gateway.answer(request).status == 200


@pytest.mark.parametrize("body", [b"", b"Action=ListBuckets"])
def test_a_service_that_peermock_does_not_have_is_refused_by_name(
    gateway: Gateway, body: bytes
) -> None:
    """A request signed for another service is not answered by EC2."""
    with pytest.raises(NotMockedError, match=r"^s3[ :]"):
        gateway.answer(HttpRequest("POST", EC2, signed("s3"), body))
    assert gateway.calls[0].service_name == "s3"


@pytest.mark.parametrize(
    ("service_name", "action", "text"),
    [
        ("ec2", "RunInstances", "peermock does not support ec2:RunInstances."),
        ("sts", "GetFederationToken", "peermock does not support sts:GetFederationToken."),
        ("s3", "ListBuckets", "peermock does not support the service s3."),
        (
            "ec2",
            "CreateVpc&Ipv4IpamPoolId=x",
            "peermock's CreateVpc does not support Ipv4IpamPoolId,",
        ),
    ],
)
def test_a_refusal_can_be_an_error_document(
    gateway: Gateway, service_name: str, action: str, text: str
) -> None:
    """The document has status 400, which no SDK retries, and a text for its readers."""
    request = HttpRequest("POST", EC2, signed(service_name), f"Action={action}".encode())
    status, code, message = error_of(gateway.respond(request))
    assert (status, code) == (400, "UnsupportedOperation")
    assert message is not None
    assert message.startswith(text)
    assert "Stub" not in message
    assert (gateway.calls[0].error, gateway.calls[0].answer) == (code, message)


def test_a_response_is_the_answer_where_there_is_one(gateway: Gateway) -> None:
    """Other responses are the same as elsewhere, including AWS errors."""
    for query in ({"Action": "DescribeVpcs"}, {"Action": "Nonsense"}):
        request = post("ec2", query)
        assert gateway.respond(request).status == gateway.answer(request).status


@pytest.mark.parametrize(
    ("is_foreign", "operation_name", "answers"),
    [
        (False, "RunInstances", True),
        (False, None, True),
        (True, "DescribeVpcPeeringConnections", True),
        (True, "CreateVpcPeeringConnection", True),
        (True, "AcceptVpcPeeringConnection", True),
        (True, "RejectVpcPeeringConnection", True),
        (True, "DeleteVpcPeeringConnection", True),
        (True, "ModifyVpcPeeringConnectionOptions", True),
        (True, "DescribeSecurityGroupReferences", True),
        (True, "DescribeStaleSecurityGroups", True),
        (True, "DescribeVpcs", False),
        (True, None, False),
    ],
)
def test_a_gateway_says_what_it_answers(
    gateway: Gateway, is_foreign: bool, operation_name: str | None, answers: bool
) -> None:
    """On another program's network, only calls about peering are answered."""

    def choose(world: World) -> None:
        world.network.is_foreign = is_foreign

    gateway.choose = choose
    for each in (gateway, gateway.join("222222222222")):
        assert each.answers("ec2", operation_name) is answers
        assert not each.answers("s3", operation_name)


def test_a_gateway_reports_each_call(gateway: Gateway) -> None:
    """Calls are reported after they were recorded, and so are those of joined gateways."""
    gateway.answer(post("ec2", {"Action": "DescribeVpcs"}))
    counts: list[int] = []
    gateway.on_call = lambda: counts.append(len(gateway.calls))
    for each in (gateway, gateway.join("222222222222")):
        each.answer(post("ec2", {"Action": "DescribeVpcs"}))
    assert counts == [2, 3]


def test_a_locked_world_is_read_without_calls_between(gateway: Gateway) -> None:
    """A call of another thread waits until the block ends."""
    answered = threading.Event()

    def call() -> None:
        gateway.answer(post("ec2", {"Action": "CreateVpc", "CidrBlock": "10.0.0.0/16"}))
        answered.set()

    with gateway.locked() as world:
        thread = threading.Thread(target=call)
        thread.start()
        assert not answered.wait(0.05)
        assert world is gateway.world
        assert not list(world.network.places())
    thread.join()
    assert answered.is_set()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_is_not_locked_out(gateway: Gateway) -> None:
    """A lock held by another thread during a fork is released in the child."""
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with gateway.locked():
            inside.set()
            leave.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait()
    threading.Timer(0.05, leave.set).start()
    child = multiprocessing.get_context("fork").Process(
        target=gateway.answer, args=(post("ec2", {"Action": "DescribeVpcs"}),)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # to fork with threads is the point
        child.start()
    child.join(30)
    thread.join()
    assert child.exitcode == 0
    assert gateway.answer(post("ec2", {"Action": "DescribeVpcs"})).status == 200
