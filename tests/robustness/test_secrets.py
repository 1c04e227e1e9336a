"""Secret keys and session tokens are never written, logged or shown."""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from peermock import NotMockedError, PeeringMock, UnsupportedOperationError, mock_peering
from peermock._gateway.http import HttpRequest
from peermock._report.text import as_report

KEY = "AKIAIOSFODNN7EXAMPLE"
SECRETS = ["wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY", "AQoDYXdzEJrEXAMPLETOKEN"]
KEYS = {
    "aws_access_key_id": KEY,
    "aws_secret_access_key": SECRETS[0],
    "aws_session_token": SECRETS[1],
}

WORKFLOW = """
import os
import sys

opened = []

def watch(event, args):
    if event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR):
        opened.append(args[0])
    elif event in ("os.mkdir", "os.rename", "os.symlink", "os.link", "os.truncate"):
        opened.append(args[0])

import boto3
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from peermock import mock_peering

with mock_peering() as mock:
    ours = mock.vpc("10.0.0.0/16")
    theirs = mock.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
    peering = mock.peer(ours, theirs)
    boto3.client("ec2").describe_vpc_peering_connections()
    role = {"RoleArn": "arn:aws:iam::222222222222:role/a", "RoleSessionName": "me"}
    boto3.client("sts").assume_role(**role)
    mock.fail("DescribeVpcs", code="RequestLimitExceeded")
    boto3.client("ec2").describe_vpcs()
    mock.to_dict()
    mock.snapshot()
print(opened)
open(os.devnull, "w").close()
print(opened)
"""


@pytest.fixture
def mock() -> Iterator[tuple[PeeringMock, list[str]]]:
    """A mock after calls with secrets, and the secrets, including STS's."""
    with mock_peering() as mock:
        ec2, sts = (boto3.client(name, "us-east-1", **KEYS) for name in ("ec2", "sts"))
        vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        ec2.create_tags(Resources=[vpc_id], Tags=[{"Key": "Name", "Value": "ours"}])
        role = {"RoleArn": "arn:aws:iam::222222222222:role/a", "RoleSessionName": "me"}
        made = sts.assume_role(**role)["Credentials"]
        with pytest.raises(UnsupportedOperationError):
            ec2.describe_fleets()
        yield mock, [*SECRETS, made["SecretAccessKey"], made["SessionToken"]]


Mocked = tuple[PeeringMock, list[str]]


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    """A complete workflow opens, creates and renames no file."""
    command = [sys.executable, "-c", WORKFLOW]
    finished = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert finished.stdout.splitlines() == ["[]", str([os.devnull])]
    assert list(tmp_path.iterdir()) == []


def test_nothing_shows_secrets(mock: Mocked) -> None:
    """The mock, its calls, its world as a dict and the report have no secrets."""
    peering, secrets = mock
    shown = [peering, peering.calls, *peering.calls, peering.account("222222222222")]
    gateway = peering._lifecycle.gateway
    report = as_report(gateway.world, gateway.calls, gateway.now())
    text = " ".join([*map(repr, shown), *map(str, shown), repr(peering.to_dict()), report])
    assert len(peering.calls) == 4
    assert not [each for each in secrets if each in text]


def test_nothing_that_is_pickled_has_secrets(mock: Mocked) -> None:
    """Calls and resources are pickled without secrets."""
    peering, secrets = mock
    vpc = peering.vpc("10.1.0.0/16")
    pickled = pickle.dumps([peering.calls, list(peering.calls), peering.to_dict(), repr(vpc)])
    assert not [each for each in secrets if each.encode() in pickled]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Peermock logs nothing at any level, whatever botocore logs."""
    with caplog.at_level(logging.DEBUG), mock_peering():
        boto3.client("ec2", "us-east-1", **KEYS).describe_vpcs()
    loggers = {record.name.partition(".")[0] for record in caplog.records}
    assert "botocore" in loggers
    assert "peermock" not in loggers


@pytest.mark.parametrize("auth", [SigV4Auth, SigV4QueryAuth])
def test_a_refused_request_tells_no_secrets(auth: type[SigV4Auth]) -> None:
    """A NotMockedError has no token of a header or URL."""
    request = AWSRequest("GET", "https://sqs.us-east-1.amazonaws.com/?Action=ListQueues")
    auth(Credentials(KEY, *SECRETS), "sqs", "us-east-1").add_auth(request)
    with mock_peering(), pytest.raises(NotMockedError) as caught:
        URLLib3Session().send(request.prepare())
    text = f"{caught.value} {caught.value!r} {vars(caught.value)} {pickle.dumps(caught.value)!r}"
    assert "https://sqs.us-east-1.amazonaws.com/" in text
    assert "Signature" not in text
    assert not [each for each in SECRETS if each in text]


def test_a_request_shows_no_secrets() -> None:
    """A traceback with the values of variables has no secrets either."""
    headers = {"X-Amz-Security-Token": SECRETS[1]}
    url = f"https://sts.amazonaws.com/?X-Amz-Security-Token={SECRETS[1]}"
    shown = repr(HttpRequest("GET", url, headers, SECRETS[1].encode()))
    assert SECRETS[1] not in shown
