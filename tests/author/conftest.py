"""What the author of a test starts from: two VPCs, their clients, a request, and pytest itself."""

import re
import threading
import time
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import Diagram, PeeringMock, Vpc, VpcPeeringConnection

Run = Callable[..., pytest.RunResult]
Error = tuple[str, str, int]
Peer = Callable[[str], VpcPeeringConnection]
Route = Callable[[Vpc, VpcPeeringConnection, str], None]
Boxes = Callable[[Diagram], dict[str, list[str]]]
Arrows = Callable[[Diagram], list[tuple[str, str, str, list[str]]]]

IMPORTS = """
import boto3
import pytest
from peermock import Quotas, Settle, mock_peering
"""


@pytest.fixture
def ours(peering: PeeringMock) -> Vpc:
    """A VPC of the default account: 123456789012 in us-east-1, 10.0.0.0/16."""
    return peering.vpc("10.0.0.0/16")


@pytest.fixture
def theirs(peering: PeeringMock) -> Vpc:
    """A VPC of another account in another Region: 222222222222 in eu-west-1, 10.1.0.0/16."""
    return peering.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")


@pytest.fixture
def peer(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> Peer:
    """A maker of connections from our VPC to theirs, in a status."""
    return lambda status: peering.peer(ours, theirs, status)


@pytest.fixture
def request_of_ours(peer: Peer) -> VpcPeeringConnection:
    """A request from our VPC to theirs that nobody has answered."""
    return peer("pending-acceptance")


@pytest.fixture
def ec2(peering: PeeringMock) -> BaseClient:
    """Our client: the default account in its Region."""
    return boto3.client("ec2")


@pytest.fixture
def their_ec2(peering: PeeringMock) -> BaseClient:
    """The client of the other account in its Region."""
    return boto3.client("ec2", "eu-west-1", **peering.account("222222222222").credentials())


@pytest.fixture
def route(peering: PeeringMock) -> Route:
    """A maker of routes over a connection, in the main table of a VPC."""

    def add(vpc: Vpc, connection: VpcPeeringConnection, destination: str) -> None:
        ec2 = peering.account(vpc.account_id).client("ec2", vpc.region_name)
        filters = [{"Name": "vpc-id", "Values": [vpc.id]}]
        (table,) = ec2.describe_route_tables(Filters=filters)["RouteTables"]
        ec2.create_route(
            RouteTableId=table["RouteTableId"],
            DestinationCidrBlock=destination,
            VpcPeeringConnectionId=connection.id,
        )

    return add


@pytest.fixture(scope="session")
def boxes() -> Boxes:
    """A reader of a diagram's boxes: by their names in Mermaid the lines of text in them."""
    box = re.compile(r'^ *(\w+)\("(.*)"\)$', re.MULTILINE)
    return lambda diagram: {
        name: label.split("<br/>") for name, label in box.findall(diagram.source)
    }


@pytest.fixture(scope="session")
def arrows() -> Arrows:
    """A reader of a diagram's arrows: where from, how they look, where to, their lines of text."""
    arrow = re.compile(r'^ *(\w+) (\S+) "(.*)" (\S+) (\w+)$', re.MULTILINE)
    return lambda diagram: [
        (source, f"{before} {after}", target, label.split("<br/>"))
        for source, before, label, after, target in arrow.findall(diagram.source)
    ]


@pytest.fixture(scope="session")
def refusal() -> Callable[..., Error]:
    """A call that AWS refuses, of which the code, the text and the HTTP status are returned."""

    def call(method: Callable[..., Any], **params: object) -> Error:
        with pytest.raises(ClientError) as caught:
            method(**params)
        error = caught.value.response["Error"]
        status = caught.value.response["ResponseMetadata"]["HTTPStatusCode"]
        return error["Code"], error["Message"], status

    return call


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """An alarm for whoever waits for real."""

    def wait(*args: object, **kwargs: object) -> None:
        pytest.fail(f"somebody waited: {args} {kwargs}")

    monkeypatch.setattr(time, "sleep", wait)
    monkeypatch.setattr(threading.Condition, "wait", wait)


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run of pytest over the text of a test module, with peermock's plugin and no other."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run_pytest(module: str, *options: str, ini: str = "") -> pytest.RunResult:
        pytester.makeini(f"[pytest]\n{ini}")
        pytester.makepyfile(IMPORTS + dedent(module))
        return pytester.runpytest_inprocess("-p", "peermock.pytest_plugin", *options)

    return run_pytest
