"""The `before-send` handler, and the response that botocore gets from it."""

import asyncio
from collections import Counter

import boto3
import botocore.handlers
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.exceptions import NoCredentialsError

from peermock import NoSuchRegionError, mock_peering
from peermock._transport.inprocess.botocore_hook import Answer, on_before_send, read_body

pytestmark = pytest.mark.usefixtures("_no_instance", "_new_default_session")


def test_sessions_are_hooked_once() -> None:
    """A nested mock adds no second handler."""
    with mock_peering(), mock_peering(), mock_peering(isolated=True):
        handlers = Counter(event for event, *_ in botocore.handlers.BUILTIN_HANDLERS)
    assert (handlers["before-send.ec2"], handlers["before-send.sts"]) == (1, 1)


def test_sessions_made_after_the_mock_are_not_hooked() -> None:
    """The handler is removed for later sessions."""
    with mock_peering():
        pass
    assert on_before_send not in {each[1] for each in botocore.handlers.BUILTIN_HANDLERS}


def test_handlers_of_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler that another library has added meanwhile is left alone."""
    handlers = list(botocore.handlers.BUILTIN_HANDLERS)
    monkeypatch.setattr(botocore.handlers, "BUILTIN_HANDLERS", handlers)
    before, theirs = list(handlers), ("before-send.s3", print)
    with mock_peering():
        handlers.append(theirs)
    assert handlers == [*before, theirs]


def test_a_hook_that_is_left_answers_nothing() -> None:
    """Without an active mock the handler passes the request on."""
    request = AWSRequest("POST", "https://ec2.us-east-1.amazonaws.com/").prepare()
    assert on_before_send(request, "before-send.ec2.DescribeVpcs") is None


@pytest.mark.usefixtures("configured_machine")
def test_after_the_mock_aws_is_asked_with_the_keys_of_the_machine(
    sent: list[AWSPreparedRequest],
) -> None:
    """A client made in a mock calls AWS afterwards, with the machine's credentials."""
    with mock_peering():
        ec2 = boto3.client("ec2")
        ec2.describe_vpcs()
    ec2.describe_vpcs()
    (request,) = sent
    assert request.url == "https://ec2.us-east-1.amazonaws.com/"
    assert b"Credential=AKIAIOSFODNN7EXAMPLE/" in request.headers["Authorization"]


@pytest.mark.parametrize("name", ["ec2", "sts"])
def test_after_the_mock_who_has_no_keys_does_not_ask(name: str) -> None:
    """On a machine without credentials, a client made in a mock has none afterwards."""
    operation = {"ec2": "describe_vpcs", "sts": "get_caller_identity"}[name]
    with mock_peering():
        client = boto3.client(name)
        getattr(client, operation)()
    with pytest.raises(NoCredentialsError):
        getattr(client, operation)()


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Action=DescribeVpcs", b"Action=DescribeVpcs"),
        (b"Action=DescribeVpcs", b"Action=DescribeVpcs"),
        (bytearray(b"Action=DescribeVpcs"), b"Action=DescribeVpcs"),
        (None, b""),
        (iter([b"Action"]), b""),
    ],
)
def test_a_body_is_read_in_any_form(body: object, content: bytes) -> None:
    """A client's body may be text, bytes or None."""
    assert read_body(body) == content


def test_an_answer_can_be_awaited() -> None:
    """The content is bytes, and can also be awaited for the same bytes."""
    response = Answer("https://ec2.us-east-1.amazonaws.com/", 200, {"server": "AmazonEC2"}, b"<a/>")

    async def read() -> bytes:
        return await response.content

    assert response.content == asyncio.run(read()) == b"<a/>"
    assert response.text == "<a/>"
    assert response.headers["Server"] == "AmazonEC2"


def test_a_client_of_no_region_gets_an_exception_at_once() -> None:
    """The call is not retried, and catching the error does not count as swallowing."""
    calls = []
    with mock_peering() as aws:
        ec2 = boto3.client("ec2", "us-esat-1")
        try:
            ec2.describe_vpcs()
        except NoSuchRegionError as error:
            calls.append(str(error))
        assert len(aws.calls) == 1
    assert "Did you mean 'us-east-1'?" in calls[0]
