"""Signed requests sent with `requests`, together with a `responses` mock of the user."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
import requests
import responses
import xmltodict
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.session import Session

from peermock import PeeringMock, mock_peering
from tests.clients.programs import RunAlone

Send = Callable[..., requests.Response]

URL = "https://ec2.eu-west-1.amazonaws.com/"
FORM = "application/x-www-form-urlencoded"
ELSEWHERE = "https://example.com/status"


@pytest.fixture
def send() -> Send:
    """Return a function that signs a call of EC2 with the current credentials and sends it."""

    def send_signed(method: str, **params: str) -> requests.Response:
        query = urlencode({"Version": "2016-11-15", **params})
        if method == "GET":
            request = AWSRequest(method, f"{URL}?{query}")
        else:
            request = AWSRequest(method, URL, {"Content-Type": FORM}, data=query)
        SigV4Auth(Session().get_credentials(), "ec2", "eu-west-1").add_auth(request)
        return requests.request(
            method, request.url, headers=dict(request.headers), data=request.data, timeout=5
        )

    return send_signed


@pytest.fixture
def elsewhere() -> Iterator[responses.RequestsMock]:
    """A `responses` mock of another host, ready to be started."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(ELSEWHERE, body="up")
        yield mock


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_signed_requests_are_answered(peering: PeeringMock, send: Send, method: str) -> None:
    """A signed query is answered from the same world, by GET or POST."""
    vpc_id = peering.vpc("10.1.0.0/16", "eu-west-1").id
    answer = send(method, Action="DescribeVpcs", **{"VpcId.1": vpc_id})
    (document,) = xmltodict.parse(answer.content).values()
    assert (answer.status_code, document["vpcSet"]["item"]["vpcId"]) == (200, vpc_id)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refusals_are_documents(peering: PeeringMock, send: Send, method: str) -> None:
    """An AWS error is a response with its status and error document."""
    unknown = {"VpcPeeringConnectionId": "pcx-0123456789abcdef0"}
    answer = send(method, Action="AcceptVpcPeeringConnection", **unknown)
    error = xmltodict.parse(answer.content)["Response"]["Errors"]["Error"]
    assert (answer.status_code, answer.reason) == (400, "Bad Request")
    assert error["Code"] == "InvalidVpcPeeringConnectionID.NotFound"


def test_presigned_urls_are_answered(peering: PeeringMock) -> None:
    """A URL that contains its signature is answered without headers."""
    request = AWSRequest("GET", f"{URL}?Action=DescribeVpcs&Version=2016-11-15")
    SigV4QueryAuth(Session().get_credentials(), "ec2", "eu-west-1").add_auth(request)
    answer = requests.get(request.prepare().url, timeout=5)
    assert (answer.status_code, "172.31.0.0/16" in answer.text) == (200, True)


def test_a_users_mock_that_is_older(elsewhere: responses.RequestsMock, send: Send) -> None:
    """A mock that started earlier answers its host during peermock's and after it."""
    with mock_peering():
        during = requests.get(ELSEWHERE, timeout=5).text
        answer = send("POST", Action="DescribeVpcs")
    assert (during, answer.status_code) == ("up", 200)
    assert requests.get(ELSEWHERE, timeout=5).text == "up"


def test_a_users_mock_that_is_younger(peering: PeeringMock, send: Send) -> None:
    """A mock that starts inside peermock's answers its host, and ends by itself."""
    with responses.RequestsMock() as mock:
        mock.get(ELSEWHERE, body="up")
        during = requests.get(ELSEWHERE, timeout=5).text
        assert send("GET", Action="DescribeVpcs").status_code == 200
    assert (during, send("POST", Action="DescribeVpcs").status_code) == ("up", 200)


def test_a_users_mock_outlives_peermock() -> None:
    """A mock that starts inside peermock's and ends after it loses nothing."""
    mock = responses.RequestsMock()
    with mock_peering():
        mock.start()
        mock.get(ELSEWHERE, body="up")
    assert requests.get(ELSEWHERE, timeout=5).text == "up"
    mock.stop()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/"])
def test_other_hosts_are_not_touched(peering: PeeringMock, url: str) -> None:
    """An unsigned request goes where it goes without peermock, here to a closed port."""
    with pytest.raises(requests.ConnectionError, match="refused"):
        requests.get(url, timeout=5)


ALARM = """
import requests
try:
    requests.get("http://203.0.113.1/", timeout=5)
except Exception:
    print("hidden")
except BaseException as alarm:
    print(alarm)
"""


def test_the_alarm_rings(run_alone: RunAlone) -> None:
    """Without a mock, the alarm of these tests stops requests that leave the machine."""
    assert run_alone(ALARM) == "203.0.113.1\n"
