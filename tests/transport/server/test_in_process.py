"""Several mocks and endpoints in one process, each with its own world."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from peermock import Endpoint, PeeringMock, UnsupportedOperationError, mock_peering
from peermock._transport.addresses import gateway_at
from tests.transport.server.wire import send, signed

Clients = Callable[[str], Any]


@pytest.fixture
def client_at() -> Clients:
    """Return a function that makes an EC2 client of this process for a URL."""

    def made(url: str) -> Any:  # noqa: ANN401  # as boto3.client
        return boto3.client("ec2", endpoint_url=url)

    return made


def test_an_endpoint_answers_from_its_own_world(
    endpoint: Endpoint, peering: PeeringMock, client_at: Clients
) -> None:
    """Inside another mock, the URL still leads to its own world."""
    vpc = peering.vpc("10.7.0.0/16")
    with mock_peering(isolated=True) as inner, inner.serve() as other:
        ours = client_at(endpoint.url).describe_vpcs()["Vpcs"]
        theirs = client_at(other.url).describe_vpcs()["Vpcs"]
    assert vpc.id in [each["VpcId"] for each in ours]
    assert vpc.id not in [each["VpcId"] for each in theirs]


def test_a_client_of_this_process_gets_the_answer_of_the_socket(
    endpoint: Endpoint, client_at: Clients
) -> None:
    """A refusal is an error document there, and an exception elsewhere."""
    with pytest.raises(ClientError, match=r"UnsupportedOperation.*peermock does not support"):
        client_at(endpoint.url).describe_fleets()
    with pytest.raises(UnsupportedOperationError):
        client_at("http://127.0.0.1:1").describe_fleets()


def test_a_client_older_than_the_mock_finds_the_endpoint(client_at: Clients) -> None:
    """A client without the hook reaches the endpoint of its URL."""
    with mock_peering() as aws:
        port = aws.serve().port
    client = boto3.session.Session().client(
        "ec2",
        "us-east-1",
        endpoint_url=f"http://localhost:{port}",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    with mock_peering() as outer, outer.serve(port=port), mock_peering(isolated=True):
        vpc = outer.vpc("10.7.0.0/16")
        assert vpc.id in [each["VpcId"] for each in client.describe_vpcs()["Vpcs"]]


def test_requests_finds_the_endpoint(endpoint: Endpoint, peering: PeeringMock) -> None:
    """A signed query sent with `requests` reaches it too."""
    headers, body = signed("DescribeVpcs")
    with mock_peering(isolated=True):
        answer = requests.post(endpoint.url, data=body, headers=headers, timeout=5)
    assert answer.status_code == 200
    peering.assert_called("DescribeVpcs")


def test_only_a_url_of_its_own_leads_to_an_endpoint(endpoint: Endpoint) -> None:
    """Other addresses, invalid URLs and stopped endpoints are not found."""
    assert gateway_at(f"{endpoint.url}/?Action=DescribeVpcs") is not None
    assert gateway_at(endpoint.url.replace("127.0.0.1", "localhost")) is not None
    assert gateway_at("http://127.0.0.1:1/") is None
    assert gateway_at("//[") is None
    endpoint.stop()
    assert gateway_at(endpoint.url) is None


def test_the_answers_are_the_same(
    endpoint: Endpoint, peering: PeeringMock, client_at: Clients
) -> None:
    """A client reads the same response in process and through the socket."""
    peering.vpc("10.7.0.0/16")
    headers, body = signed("DescribeVpcs")
    with peering.rewinding():
        text = send(endpoint, "POST", "/", body.encode(), headers).text
    in_process = requests.post(endpoint.url, data=body, headers=headers, timeout=5).text
    assert text.partition("</requestId>")[2] == in_process.partition("</requestId>")[2]


def test_role_keys_mean_their_account_after_a_restart() -> None:
    """The AWS CLI caches role credentials in files, so a new endpoint has to recognise them."""
    with mock_peering() as aws, aws.serve() as endpoint:
        sts = boto3.client("sts", endpoint_url=endpoint.url)
        keys = sts.assume_role(
            RoleArn="arn:aws:iam::222222222222:role/peering", RoleSessionName="session"
        )["Credentials"]
    with mock_peering(seed=7) as aws, aws.serve() as endpoint:
        role = boto3.client(
            "sts",
            endpoint_url=endpoint.url,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        assert role.get_caller_identity()["Account"] == "222222222222"
