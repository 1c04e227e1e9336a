"""Requests that may leave: to this machine, and to services that the test names."""

import boto3
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.httpsession import URLLib3Session

from peermock import NotMockedError, mock_peering
from tests.transport.servers import Server


def client(service_name: str, **settings: object) -> BaseClient:
    """Return a client with a session of its own, in a mock."""
    return boto3.Session().client(service_name, **settings)


def send(url: str) -> None:
    """Send a request with botocore's transport."""
    URLLib3Session().send(AWSRequest("GET", url).prepare())


def test_a_server_on_this_machine_is_reached(server: Server) -> None:
    """Another service that runs on this machine receives the request."""
    with mock_peering():
        client("s3", endpoint_url=server.url).put_object(Bucket="orders", Key="1", Body=b"new")
    (request,) = server.requests
    assert request.path == "/orders/1"


@pytest.mark.parametrize(("service_name", "call"), [("ec2", "describe_vpcs"), ("sts", None)])
def test_what_is_mocked_is_answered_on_this_machine_too(
    service_name: str, call: str | None, server: Server
) -> None:
    """A mocked service is answered by peermock even if its endpoint is local."""
    with mock_peering():
        of = client(service_name, endpoint_url=server.url)
        assert getattr(of, call or "get_caller_identity")()
    assert server.requests == []


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "orders.localhost", "127.0.0.1", "127.8.9.10", "[::1]"],
)
def test_this_machine_has_many_names(host: str, sent: list[AWSPreparedRequest]) -> None:
    """All loopback addresses and names remain reachable."""
    with mock_peering():
        send(f"http://{host}:4566/")
    assert len(sent) == 1


@pytest.mark.parametrize(
    "host",
    [
        "localhost.example.com",
        "notlocalhost",
        "127.0.0.1.nip.io",
        "10.0.0.1",
        "169.254.169.254",
        "[2001:db8::1]",
        "[fd00:ec2::254]",
    ],
)
def test_other_hosts_are_not_this_machine(host: str, sent: list[AWSPreparedRequest]) -> None:
    """A host that only looks local is refused."""
    with mock_peering(), pytest.raises(NotMockedError):
        send(f"http://{host}/")
    assert sent == []


@pytest.mark.parametrize("settings", [{}, {"config": Config(signature_version=UNSIGNED)}])
@pytest.mark.parametrize("older", [False, True])
def test_a_named_service_is_let_out(
    older: bool, settings: dict[str, Config], sent: list[AWSPreparedRequest]
) -> None:
    """Calls to a named service go out, signed or not, from older clients too."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    of = client("s3", region_name="us-east-1", **keys, **settings) if older else None
    with mock_peering(passthrough=["s3"]):
        (of or client("s3", **settings)).list_objects_v2(Bucket="orders")
    (request,) = sent
    assert request.url.startswith("https://orders.s3.amazonaws.com/?list-type=2")


@pytest.mark.parametrize("name", ["cloudwatch", "monitoring", "monitoring.us-east-1.amazonaws.com"])
def test_a_service_goes_by_several_names(name: str, sent: list[AWSPreparedRequest]) -> None:
    """A service is named by its client, its signing name or its host."""
    with mock_peering(passthrough=[name]):
        client("cloudwatch").put_metric_data(Namespace="orders", MetricData=[{"MetricName": "a"}])
    assert len(sent) == 1


def test_other_services_stay_refused(sent: list[AWSPreparedRequest]) -> None:
    """Services that are not named are still refused."""
    with mock_peering(passthrough=["s3", "dynamodb"]), pytest.raises(NotMockedError):
        client("sqs").list_queues()
    assert sent == []


@pytest.mark.parametrize("isolated", [False, True])
def test_what_an_outer_mock_lets_out_an_inner_one_does(
    isolated: bool, sent: list[AWSPreparedRequest]
) -> None:
    """The outer mock's passthrough applies in nested mocks."""
    with mock_peering(passthrough=["s3"]):
        with mock_peering(isolated=isolated):
            client("s3").delete_bucket(Bucket="orders")
        client("s3").delete_bucket(Bucket="orders")
    assert len(sent) == 2


def test_what_an_inner_mock_lets_out_the_outer_one_does_not(sent: list[AWSPreparedRequest]) -> None:
    """A nested mock's passthrough ends with it."""
    with mock_peering():
        with mock_peering(passthrough=["s3"]):
            client("s3").delete_bucket(Bucket="orders")
        with pytest.raises(NotMockedError):
            client("s3").delete_bucket(Bucket="orders")
    assert len(sent) == 1
