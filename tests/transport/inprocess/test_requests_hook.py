"""Signed queries sent with `requests`, together with a `responses` mock of the test."""

from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import requests
import responses
from botocore.auth import BaseSigner, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from peermock import UnsupportedOperationError, mock_peering

EC2 = "https://ec2.eu-west-1.amazonaws.com/"
STS = "https://sts.eu-west-1.amazonaws.com/"
ELSEWHERE = "https://api.example.com/orders"
IDENTITY = {"Action": "GetCallerIdentity", "Version": "2011-06-15"}

Send = Callable[..., requests.Response]


def signed(
    auth: type[BaseSigner],
    method: str,
    url: str,
    query: dict[str, str],
    key: str = "testing",
) -> requests.PreparedRequest:
    """Return a request for `requests` that botocore has signed."""
    service_name = url.removeprefix("https://").partition(".")[0]
    if method == "POST":
        request = AWSRequest(method, url, data=query)
        request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
    else:
        request = AWSRequest(method, f"{url}?{urlencode(query)}")
    auth(Credentials(key, "testing"), service_name, "eu-west-1").add_auth(request)
    prepared = request.prepare()
    return requests.Request(
        method, prepared.url, dict(prepared.headers), data=prepared.body
    ).prepare()


@pytest.fixture(params=["GET", "POST"])
def method(request: pytest.FixtureRequest) -> str:
    """The HTTP methods that EC2 accepts."""
    return request.param


@pytest.fixture(params=[SigV4Auth, SigV4QueryAuth])
def send(request: pytest.FixtureRequest, method: str) -> Send:
    """Send a signed call of EC2 or STS: by GET or POST, signed in a header or in the query."""

    def call(url: str = STS, query: dict[str, str] = IDENTITY, key: str = "testing") -> object:
        return requests.Session().send(signed(request.param, method, url, query, key))

    return call


def text_of(response: requests.Response, tag: str) -> str | None:
    """Return the text of an element of a response."""
    found = ET.fromstring(response.content).find(f".//{{*}}{tag}")  # noqa: S314  # ours
    return None if found is None else found.text


def test_a_signed_query_is_answered(send: Send) -> None:
    """The response is AWS's XML with its headers, for the signing account and Region."""
    with mock_peering():
        response = send()
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/xml;charset=UTF-8"
    assert text_of(response, "Account") == "123456789012"
    assert response.headers["x-amzn-RequestId"] == text_of(response, "RequestId")


def test_a_key_means_its_account(send: Send) -> None:
    """A key issued by the mock encodes its account here too."""
    with mock_peering() as mock:
        key = mock.account("222222222222").credentials()["aws_access_key_id"]
        assert text_of(send(key=key), "Account") == "222222222222"


def test_the_world_is_the_same_as_that_of_clients(send: Send) -> None:
    """boto3 sees resources created over plain HTTP, in the signing Region."""
    query = {"Action": "CreateVpc", "CidrBlock": "10.0.0.0/16", "Version": "2016-11-15"}
    with mock_peering() as mock:
        vpc_id = text_of(send(EC2, query), "vpcId")
        ec2 = mock.account("123456789012").client("ec2", "eu-west-1")
        assert ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"][0]["CidrBlock"] == "10.0.0.0/16"


def test_an_error_is_answered_as_one(send: Send) -> None:
    """An AWS error is a response with its status and code, not an exception."""
    query = {"Action": "DescribeVpcs", "VpcId.1": "vpc-12345678", "Version": "2016-11-15"}
    with mock_peering():
        response = send(EC2, query)
    assert response.status_code == 400
    assert text_of(response, "Code") == "InvalidVpcID.NotFound"
    with pytest.raises(requests.HTTPError):
        response.raise_for_status()


def test_what_peermock_does_not_have_is_refused(send: Send) -> None:
    """An unsupported operation raises an exception, as with clients."""
    query = {"Action": "RunInstances", "Version": "2016-11-15"}
    with mock_peering(), pytest.raises(UnsupportedOperationError, match="ec2:RunInstances"):
        send(EC2, query)


def test_hooks_of_the_response_are_called(method: str) -> None:
    """Response hooks of `requests` are called."""
    seen = []
    request = signed(SigV4Auth, method, STS, IDENTITY)
    request.register_hook("response", lambda response, **_: seen.append(response.status_code))
    with mock_peering():
        requests.Session().send(request)
    assert seen == [200]


def test_bodies_of_bytes_are_read() -> None:
    """The body may be bytes."""
    request = signed(SigV4Auth, "POST", STS, IDENTITY)
    request.body = request.body.encode()
    with mock_peering():
        assert text_of(requests.Session().send(request), "Account") == "123456789012"


def test_an_older_session_is_served(method: str) -> None:
    """A session of `requests` may be older than the mock."""
    with requests.Session() as session, mock_peering():
        response = session.send(signed(SigV4Auth, method, STS, IDENTITY))
    assert text_of(response, "Account") == "123456789012"


def test_both_mocks_answer_their_own_within_responses(send: Send) -> None:
    """Inside a `responses` mock, each mock answers its own requests."""
    with responses.RequestsMock() as theirs, mock_peering():
        theirs.get(ELSEWHERE, json=["order"])
        assert requests.get(ELSEWHERE, timeout=1).json() == ["order"]
        assert text_of(send(), "Account") == "123456789012"
        assert len(theirs.calls) == 1


def test_both_mocks_answer_their_own_around_responses(send: Send) -> None:
    """Around a `responses` mock, each mock answers its own requests."""
    with mock_peering():
        with responses.RequestsMock() as theirs:
            theirs.get(ELSEWHERE, json=["order"])
            assert requests.get(ELSEWHERE, timeout=1).json() == ["order"]
            assert text_of(send(), "Account") == "123456789012"
        assert text_of(send(), "Account") == "123456789012"


def test_a_mock_of_responses_goes_on_after_ours(send: Send, request: pytest.FixtureRequest) -> None:
    """The `responses` mock continues after peermock has ended, in any order."""
    with mock_peering():
        theirs = responses.RequestsMock(assert_all_requests_are_fired=False)
        theirs.start()
        request.addfinalizer(theirs.stop)
        theirs.get(STS, body="theirs")
        theirs.post(STS, body="theirs")
        assert text_of(send(), "Account") == "123456789012"
    assert send().text == "theirs"


@pytest.mark.parametrize("url", [ELSEWHERE, STS, EC2])
def test_unsigned_requests_are_left_alone(url: str) -> None:
    """An unsigned request is left to the test's own mock."""
    with mock_peering(), responses.RequestsMock() as theirs:
        theirs.get(url, body="theirs")
        assert requests.get(url, timeout=1).text == "theirs"


def test_requests_to_other_services_are_left_alone(send: Send) -> None:
    """A request to a service that is not mocked is left to the test's own mock."""
    url = "https://es.eu-west-1.amazonaws.com/"
    with mock_peering(), responses.RequestsMock(assert_all_requests_are_fired=False) as theirs:
        theirs.get(url, body="theirs")
        theirs.post(url, body="theirs")
        assert send(url).text == "theirs"


def test_requests_to_other_hosts_go_out(network_alarm: list[str]) -> None:
    """Requests to other services behave as without peermock."""
    with mock_peering(), pytest.raises(BaseException, match=r"^api\.example\.com$"):
        requests.get(ELSEWHERE, timeout=1)
    assert network_alarm.pop() == "api.example.com"


def test_after_the_mock_a_signed_query_goes_out(network_alarm: list[str], method: str) -> None:
    """After the mock, plain HTTP goes where it went before."""
    with mock_peering():
        pass
    with pytest.raises(BaseException, match=r"^sts\.eu-west-1\.amazonaws\.com$"):
        requests.Session().send(signed(SigV4Auth, method, STS, IDENTITY))
    assert network_alarm.pop() == "sts.eu-west-1.amazonaws.com"
