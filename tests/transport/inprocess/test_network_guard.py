"""Requests that are not mocked do not leave the machine, and the refusal names them."""

from unittest.mock import patch

import boto3
import pytest
from botocore import UNSIGNED
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSPreparedRequest, AWSRequest, AWSResponse
from botocore.client import BaseClient
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from botocore.httpsession import URLLib3Session
from botocore.stub import Stubber

from peermock import NotMockedError, PeermockError, mock_peering

KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}

CALLS = {
    "s3": ("list_buckets", {}, "ListBuckets"),
    "lambda": ("invoke", {"FunctionName": "orders"}, "Invoke"),
    "dynamodb": ("list_tables", {}, "ListTables"),
    "sns": ("list_topics", {}, "ListTopics"),
    "cloudwatch": ("list_metrics", {}, "ListMetrics"),
    "ec2-instance-connect": (
        "send_ssh_public_key",
        {"InstanceId": "i-1234567890abcdef0", "InstanceOSUser": "me", "SSHPublicKey": "k" * 80},
        "SendSSHPublicKey",
    ),
}


def client(service_name: str, **settings: object) -> BaseClient:
    """Return a client with keys and a session of its own."""
    return boto3.Session(**KEYS).client(service_name, region_name="us-east-1", **settings)


def call(of: BaseClient) -> object:
    """Call the operation that the table has for a client's service."""
    name, params, _ = CALLS[of.meta.service_model.service_name]
    return getattr(of, name)(**params)


def signed(service_name: str, url: str) -> AWSPreparedRequest:
    """Return a signed request that was made without a client."""
    request = AWSRequest("POST", url, data="Action=GetCallerIdentity&Version=2011-06-15")
    SigV4Auth(Credentials("testing", "testing"), service_name, "us-east-1").add_auth(request)
    return request.prepare()


def test_no_mock_starts_without_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mock does not start partially if botocore lacks the patched method."""
    mock = mock_peering()
    with monkeypatch.context() as older:
        older.delattr(URLLib3Session, "send")
        with pytest.raises(
            PeermockError, match=r"needs botocore\.httpsession\.URLLib3Session\.send"
        ):
            mock.start()
    with mock:
        assert len(mock.calls) == 0


@pytest.mark.parametrize("service_name", CALLS)
def test_without_a_mock_the_alarm_rings(service_name: str, network_alarm: list[str]) -> None:
    """Without a mock these calls do reach for the network, and the alarm notices."""
    with pytest.raises(BaseException, match=r"^[a-z0-9.-]+\.amazonaws\.com$"):
        call(client(service_name))
    assert network_alarm.pop()
    network_alarm.clear()


@pytest.mark.parametrize("service_name", CALLS)
@pytest.mark.parametrize("older", [False, True])
def test_a_call_to_another_service_is_refused(service_name: str, older: bool) -> None:
    """The error names the service, the operation, the address and how to allow it."""
    of = client(service_name) if older else None
    with mock_peering(), pytest.raises(NotMockedError) as caught:
        call(of or client(service_name))
    error = caught.value
    assert (error.service_name, error.operation_name) == (service_name, CALLS[service_name][2])
    assert f"{service_name}:{error.operation_name} is not mocked" in str(error)
    assert f'mock_peering(passthrough=["{service_name}"])' in str(error)
    assert error.url in str(error)


@pytest.mark.parametrize("older", [False, True])
def test_an_unsigned_call_is_refused_by_the_same_name(older: bool) -> None:
    """The refusal has the same name whether or not the request is signed."""
    settings = {"config": Config(signature_version=UNSIGNED)}
    of = client("s3", **settings) if older else None
    with mock_peering(), pytest.raises(NotMockedError, match=r"^s3:ListObjectsV2 is not mocked"):
        (of or client("s3", **settings)).list_objects_v2(Bucket="public-data")


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_a_refused_call_is_not_tried_again(mode: str) -> None:
    """No retry mode of botocore treats the refusal as a network failure."""
    attempts = []
    of = client("dynamodb", config=Config(retries={"mode": mode, "max_attempts": 5}))
    of.meta.events.register("before-send", lambda **_: attempts.append(1))
    with mock_peering(), pytest.raises(NotMockedError):
        of.list_tables()
    assert len(attempts) == 1


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize(
    ("service_name", "operation", "code"),
    [
        ("ec2", "describe_vpcs", "AuthFailure"),
        ("sts", "get_caller_identity", "MissingAuthenticationToken"),
    ],
)
def test_an_unsigned_call_to_what_is_mocked_is_answered(
    service_name: str, operation: str, code: str, older: bool
) -> None:
    """Unsigned calls to EC2 and STS get AWS's authorization errors."""
    settings = {"config": Config(signature_version=UNSIGNED)}
    of = client(service_name, **settings) if older else None
    with mock_peering(), pytest.raises(ClientError) as caught:
        getattr(of or client(service_name, **settings), operation)()
    assert caught.value.response["Error"]["Code"] == code


def test_a_request_without_a_client_is_answered() -> None:
    """A request sent by hand through botocore's transport gets the mock's response."""
    with mock_peering():
        answer = URLLib3Session().send(signed("sts", "https://sts.us-east-1.amazonaws.com/"))
    assert b"<Account>123456789012</Account>" in answer.content


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (signed("es", "https://search-orders.us-east-1.es.amazonaws.com/_search"), "es"),
        (AWSRequest("GET", "http://example.com/").prepare(), "example.com"),
    ],
)
def test_a_request_without_a_client_is_refused(request_: AWSPreparedRequest, name: str) -> None:
    """The refusal names the signed service or else the host, without an operation."""
    with mock_peering(), pytest.raises(NotMockedError, match=f"^{name} is not mocked") as caught:
        URLLib3Session().send(request_)
    assert (caught.value.service_name, caught.value.operation_name) == (name, None)


def test_another_mock_answers_for_its_service() -> None:
    """Botocore's Stubber takes precedence over the guard."""
    of = client("s3")
    with mock_peering(), Stubber(of) as stubber:
        stubber.add_response("list_buckets", {"Buckets": [{"Name": "orders"}]})
        assert of.list_buckets()["Buckets"] == [{"Name": "orders"}]


def test_an_event_handler_answers_for_its_service() -> None:
    """A `before-send` handler such as moto's takes precedence over the guard."""
    of, answer = client("s3"), AWSResponse("https://s3.amazonaws.com/", 200, {}, None)
    answer._content = b"<ListAllMyBucketsResult/>"
    of.meta.events.register("before-send.s3", lambda **_: answer)
    with mock_peering():
        assert of.list_buckets()["ResponseMetadata"]["HTTPStatusCode"] == 200


@pytest.mark.parametrize("older", [False, True])
def test_after_the_mock_nothing_is_refused(older: bool, sent: list[AWSPreparedRequest]) -> None:
    """After the mock, requests go where they went before."""
    of = client("dynamodb") if older else None
    with mock_peering():
        of = of or client("dynamodb")
        with pytest.raises(NotMockedError):
            of.list_tables()
    of.list_tables()
    assert [request.url for request in sent] == ["https://dynamodb.us-east-1.amazonaws.com/"]


def test_a_guard_that_somebody_put_back_refuses_nothing(sent: list[AWSPreparedRequest]) -> None:
    """A guard restored by a patch that ends after the mock does nothing."""
    mock = mock_peering().start()
    theirs = patch.object(URLLib3Session, "send", URLLib3Session.send)
    theirs.start()
    mock.stop()
    theirs.stop()
    call(client("dynamodb"))
    assert len(sent) == 1
