"""Fixtures for all tests: a machine without AWS settings, a network alarm, and two VPCs."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import boto3
import botocore.handlers
import botocore.session
import freezegun
import pytest
from botocore.client import BaseClient, ClientCreator
from botocore.exceptions import ClientError
from botocore.hooks import EventAliaser, HierarchicalEmitter
from botocore.model import ServiceModel
from freezegun import api

from peermock import PeeringMock, Vpc, VpcPeeringConnection
from peermock._transport import activation
from peermock._transport.inprocess.current import gateways
from tests.arrangements import Error, Peer, Route, Run, Traces

# Tests that stop the clock or move it still take as long as they take.
freezegun.configure(extend_ignore_list=["_pytest.timing"])

IMPORTS = """
import boto3
import pytest
from peermock import Quotas, Settle, mock_peering
"""
LOOPBACK = ("localhost", "127.", "::1", "/")


class NetworkReachedError(BaseException):
    """Something was about to leave this machine. An `except Exception` does not hide this."""


@pytest.fixture(autouse=True)
def network_alarm() -> Iterator[list[str]]:
    """The remote hosts that a test has tried to reach. Any of them fails the test."""
    reached: list[str] = []

    def alarmed(step: Callable[..., object], position: int) -> Callable[..., object]:
        def ring(*args: object, **kwargs: object) -> object:
            address = args[position]
            host = str(address[0] if isinstance(address, tuple) else address or "localhost")
            if host.startswith(LOOPBACK):
                return step(*args, **kwargs)
            reached.append(host)
            raise NetworkReachedError(host)

        return ring

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, alarmed(getattr(socket.socket, name), 1))
        patch.setattr(socket, "getaddrinfo", alarmed(socket.getaddrinfo, 0))
        yield reached
    assert not reached


@pytest.fixture(scope="session", autouse=True)
def _machine_without_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remove the AWS variables, files and profiles of the user who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("AWS_") or name.upper().endswith("_PROXY"):
                patch.delenv(name)
        home = str(tmp_path_factory.mktemp("home"))
        patch.setenv("HOME", home)
        patch.setenv("USERPROFILE", home)
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_are_read_once() -> Iterator[None]:
    """Cache botocore's data files across sessions, which are most of their cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", cache(botocore.session.create_loader))
        yield


def make_once(name: str, key: Callable[..., tuple[object, ...] | None]) -> Iterator[None]:
    """Replace a method of `ClientCreator` by one that makes the same thing only once.

    Args:
        name: The method.
        key: Returns what the result depends on, from the method's arguments, or None to make it
            each time.
    """
    make = getattr(ClientCreator, name)
    made: dict[tuple[object, ...], object] = {}

    def look_up(creator: ClientCreator, *args: object) -> object:
        depends_on = key(creator, *args)
        if depends_on is None:
            return make(creator, *args)
        if depends_on not in made:
            made[depends_on] = make(creator, *args)
        return made[depends_on]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientCreator, name, look_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def _client_classes_are_made_once() -> Iterator[None]:
    """Cache the classes of EC2's and STS's clients, which are most of the rest of their cost."""

    def key(creator: ClientCreator, name: str, model: ServiceModel) -> tuple[object, ...] | None:
        return (type(creator), name, model.api_version) if name in ("ec2", "sts") else None

    yield from make_once("_create_client_class", key)


@pytest.fixture(scope="session", autouse=True)
def _service_models_are_made_once() -> Iterator[None]:
    """Cache the models of services, which find their endpoints and errors on first use."""
    yield from make_once("_load_service_model", lambda creator, *named: (creator._loader, *named))


@pytest.fixture(scope="session", autouse=True)
def _events_are_renamed_once() -> Iterator[None]:
    """Cache the names of events, which every session works out for all of its handlers."""
    rename = cache(EventAliaser(HierarchicalEmitter())._alias_event_name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EventAliaser, "_alias_event_name", lambda _, name: rename(name))
        yield


@pytest.fixture
def configured_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine configured for AWS, with keys, a Region and a profile that look real."""
    keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI"
    (tmp_path / "config").write_text("[profile work]\nregion = ap-south-1\n")
    (tmp_path / "credentials").write_text(f"[work]\n{keys}\n")
    for name, value in {
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_PROFILE": "work",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "AQoDYXdzEJr",
        "AWS_CREDENTIAL_EXPIRATION": "2099-01-01T00:00:00Z",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_REGION": "eu-central-1",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def traces() -> Traces:
    """Return a function that returns everything that a mock changes, for comparison."""
    # Modules and patches that are loaded during the test have no values from before it.
    patches = [each for each in activation._patches._patches if each.module_name in sys.modules]

    def look() -> dict[str, object]:
        mine = os.environ._data.copy()  # decoding all of it before and after a test takes time
        mine.pop(os.environ.encodekey("PYTEST_CURRENT_TEST"), None)
        return {
            "environment": mine,
            "handlers": list(botocore.handlers.BUILTIN_HANDLERS),
            "importers": list(sys.meta_path),
            "patches": {
                (patch.module_name, patch.class_name, patch.name): vars(patch.owner())[patch.name]
                for patch in patches
                if patch.name in vars(patch.owner())
            },
            "gateways": list(gateways),
        }

    return look


@pytest.fixture(autouse=True)
def _nothing_is_left(traces: Traces) -> Iterator[None]:
    """Check that no mock is active and no patch is left when a test ends."""
    before = traces()
    yield
    assert traces() == before


@pytest.fixture(autouse=True)
def _clock_is_left_alone() -> Iterator[None]:
    """Check that the clock is real when a test ends."""
    yield
    assert api.freeze_factories == []


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
    """Return a function that connects our VPC to theirs, with a given status."""
    return lambda status: peering.peer(ours, theirs, status)


@pytest.fixture
def request_of_ours(peer: Peer) -> VpcPeeringConnection:
    """A pending request from our VPC to theirs."""
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
    """Return a function that adds a route over a connection to a VPC's main table."""

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
def refusal() -> Callable[..., Error]:
    """Return a function that returns the code, message and status of a call's AWS error."""

    def call(method: Callable[..., Any], **params: object) -> Error:
        with pytest.raises(ClientError) as caught:
            method(**params)
        error = caught.value.response["Error"]
        status = caught.value.response["ResponseMetadata"]["HTTPStatusCode"]
        return error["Code"], error["Message"], status

    return call


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Runs of pytest inside a test, without pytest-asyncio unless the test loads it.

    That plugin warns of missing settings, and warnings are errors here.
    """
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:asyncio")
    return pytester


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs pytest on a module's text, with no plugin but peermock's."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run_pytest(module: str, *options: str, ini: str = "") -> pytest.RunResult:
        pytester.makeini(f"[pytest]\n{ini}")
        pytester.makepyfile(IMPORTS + dedent(module))
        return pytester.runpytest_inprocess("-p", "peermock.pytest_plugin", *options)

    return run_pytest
