"""Signatures of requests: zeros where the mock answers, botocore's own wherever else they go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.client import BaseClient
from freezegun import freeze_time

from peermock import mock_peering
from tests.transport.servers import Server

KEYS = {
    "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "region_name": "eu-west-1",
}
ZEROS = "0" * 64

Headers = dict[str, str]


def split(header: str) -> tuple[str, str]:
    """Return what precedes the signature of an `Authorization` header, and the signature."""
    start, _, signature = header.partition("Signature=")
    return start, signature


def authorize(client: BaseClient, call: Callable[[], object]) -> Headers:
    """Return the headers of a call, which this function answers itself."""
    sent: list[AWSPreparedRequest] = []

    def answer(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        sent.append(request)
        response = AWSResponse(request.url, 200, {}, None)
        response._content = b"<Response/>"
        return response

    client.meta.events.register_first("before-send", answer)
    call()
    (request,) = sent
    return {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in request.headers.items()
        if not name.startswith("amz-sdk-")
    }


@contextmanager
def client(service_name: str, **settings: object) -> Iterator[BaseClient]:
    """Yield a client with credentials of its own, at a moment that never passes."""
    with freeze_time("2026-03-01T12:00:00Z"):
        yield boto3.Session(**KEYS).client(service_name, **settings)


def test_a_call_that_the_mock_answers_has_a_signature_of_zeros() -> None:
    """All else in the headers is what botocore sends without a mock."""
    with client("ec2") as ec2:
        real = authorize(ec2, ec2.describe_vpcs)
    with mock_peering(), client("ec2") as ec2:
        ours = authorize(ec2, ec2.describe_vpcs)
    (start, signature), (real_start, real_signature) = (
        split(headers.pop("Authorization")) for headers in (ours, real)
    )
    assert (ours, start) == (real, real_start)
    assert signature == ZEROS
    assert real_signature not in ("", ZEROS)


@pytest.mark.usefixtures("_no_instance")
def test_a_call_after_the_mock_is_signed_again() -> None:
    """A client that outlives the mock signs as botocore does."""
    with mock_peering(), client("ec2") as ec2:
        ec2.describe_vpcs()
    assert split(authorize(ec2, ec2.describe_vpcs)["Authorization"])[1] != ZEROS


def test_a_call_to_another_service_is_signed(server: Server) -> None:
    """A server on this machine may check the signature."""
    with mock_peering(), client("s3", endpoint_url=server.url) as s3:
        s3.delete_bucket(Bucket="orders")
    (request,) = server.requests
    assert split(request.headers["Authorization"])[1] not in ("", ZEROS)


def test_a_presigned_url_is_signed() -> None:
    """Somebody else may check it: it is the same in a mock and without one."""
    urls = []
    with client("sts") as sts:
        urls.append(sts.generate_presigned_url("get_caller_identity"))
    with mock_peering(), client("sts") as sts:
        urls.append(sts.generate_presigned_url("get_caller_identity"))
    assert urls[0] == urls[1]
    assert parse_qs(urlsplit(urls[0]).query)["X-Amz-Signature"] != [ZEROS]


def test_a_request_that_is_only_signed_is_signed_indeed() -> None:
    """A log-in to another program may consist of a signed request, which that program sends."""
    with mock_peering(), client("sts") as sts:
        operation = sts.meta.service_model.operation_model("GetCallerIdentity")
        context = {"client_config": sts.meta.config, "has_streaming_input": False}
        built = sts._convert_to_request_dict({}, operation, sts.meta.endpoint_url, context)
        built["context"] |= {"client_region": "eu-west-1", "signing": {}}
        request = sts._endpoint.create_request(built, operation)
    header = request.headers["Authorization"].decode()
    assert split(header)[1] not in ("", ZEROS)
