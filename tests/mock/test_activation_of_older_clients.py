"""Clients, resources and sessions that are older than the mock or belong to another thread."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent

import boto3
import botocore.session
import pytest
from botocore.client import BaseClient

from peermock import mock_peering

Ask = Callable[..., str]
Make = Callable[[], BaseClient]

ISOLATED = """
    import os, socket, sys

    def ring(event, args):
        if event in {"socket.connect", "socket.getaddrinfo"}:
            os._exit(13)

    sys.addaudithook(ring)
    import boto3

    session = boto3.Session(region_name="us-east-1")
    client = boto3.client("sts", region_name="us-east-1")
    assert "peermock" not in sys.modules
    from peermock import mock_peering

    with mock_peering():
        for sts in (client, session.client("sts"), boto3.client("sts")):
            print(sts.get_caller_identity()["Account"])
"""

MAKERS: dict[str, Make] = {
    "client": lambda: boto3.client("sts", region_name="us-east-1"),
    "client of a session": lambda: boto3.Session(region_name="us-east-1").client("sts"),
    "client of botocore": lambda: botocore.session.get_session().create_client(
        "sts", region_name="us-east-1"
    ),
    "client with keys": lambda: boto3.client(
        "sts",
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    ),
}


@pytest.fixture(autouse=True)
def _no_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevent clients created outside a mock from querying instance metadata."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    """A way to create a client."""
    return MAKERS[request.param]


@pytest.mark.usefixtures("activation")
def test_client_made_before(ask: Ask, make: Make) -> None:
    """The mock answers a client that was created before it started."""
    sts = make()
    with mock_peering():
        ask(sts)


@pytest.mark.usefixtures("activation")
def test_client_made_before_in_another_thread(ask: Ask, make: Make) -> None:
    """The mock answers a client that was created by a thread that has ended."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        sts = pool.submit(make).result()
    with mock_peering():
        ask(sts)


@pytest.mark.usefixtures("activation")
def test_client_used_in_another_thread(ask: Ask, make: Make) -> None:
    """The mock answers a client in a thread that is older than the mock."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        sts = pool.submit(make).result()
        with mock_peering():
            pool.submit(ask, sts).result()
            pool.submit(ask).result()


@pytest.mark.usefixtures("activation")
@pytest.mark.parametrize("isolated", [False, True])
def test_client_made_in_an_outer_mock(ask: Ask, make: Make, isolated: bool) -> None:
    """The inner mock answers a client of the outer one, as its own account."""
    with mock_peering(account_id="222222222222"):
        sts = make()
        sts.get_caller_identity()
        with mock_peering(isolated=isolated):
            ask(sts)


@pytest.mark.usefixtures("activation")
def test_client_made_in_an_earlier_mock(ask: Ask, make: Make) -> None:
    """The next mock answers a client of an earlier one, as its own account."""
    with mock_peering(account_id="222222222222"):
        sts = make()
        sts.get_caller_identity()
    with mock_peering():
        ask(sts)


@pytest.mark.usefixtures("activation")
def test_client_made_before_in_every_mock(ask: Ask, make: Make) -> None:
    """One client works in all mocks of a process."""
    sts = make()
    for _ in range(3):
        with mock_peering():
            ask(sts)


@pytest.mark.usefixtures("activation")
def test_session_made_before(ask: Ask) -> None:
    """A session works that looked for credentials before the mock started."""
    session = boto3.Session(region_name="us-east-1")
    session.get_credentials()
    with mock_peering():
        ask(session.client("sts"))


@pytest.mark.usefixtures("activation")
def test_session_made_in_an_earlier_mock(ask: Ask) -> None:
    """A session works that found its credentials in an earlier mock."""
    with mock_peering(account_id="222222222222"):
        session = boto3.Session()
        session.client("sts").get_caller_identity()
    with mock_peering():
        ask(session.client("sts"))


@pytest.mark.usefixtures("activation")
def test_default_session_made_before(ask: Ask) -> None:
    """boto3's default session works and is not replaced."""
    boto3.setup_default_session(region_name="us-east-1")
    session = boto3.DEFAULT_SESSION
    with mock_peering():
        ask()
    assert boto3.DEFAULT_SESSION is session


@pytest.mark.usefixtures("activation")
def test_default_session_made_in_an_earlier_mock(ask: Ask) -> None:
    """boto3's default session works in each mock, with that mock's account."""
    with mock_peering(account_id="222222222222"):
        assert boto3.client("sts").get_caller_identity()["Account"] == "222222222222"
    session = boto3.DEFAULT_SESSION
    with mock_peering():
        ask()
    assert boto3.DEFAULT_SESSION is session


@pytest.mark.usefixtures("machine")
def test_resource_made_before() -> None:
    """The mock answers a boto3 resource that is older, and its subresources."""
    ec2 = boto3.resource("ec2", region_name="us-east-1")
    with mock_peering():
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")
        assert vpc.id in {each.id for each in ec2.vpcs.all()}


@pytest.mark.usefixtures("machine")
def test_paginator_and_waiter_made_before() -> None:
    """The mock answers a paginator and a waiter that are older."""
    ec2 = boto3.client("ec2", region_name="us-east-1")
    pages = ec2.get_paginator("describe_vpcs")
    waiter = ec2.get_waiter("vpc_available")
    with mock_peering():
        (vpc,) = pages.paginate().build_full_result()["Vpcs"]
        waiter.wait(VpcIds=[vpc["VpcId"]])


@pytest.mark.usefixtures("machine")
def test_clients_made_before_peermock_was_imported() -> None:
    """Clients are answered even in a program that imports peermock last."""
    finished = subprocess.run(
        [sys.executable, "-c", dedent(ISOLATED)], capture_output=True, text=True, check=False
    )
    assert finished.stdout.split() == ["123456789012"] * 3, finished.stderr
    assert finished.returncode == 0
