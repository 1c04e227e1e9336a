"""Parties to a peering, owners of networks, and a check of AWS errors."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from boto3.resources.base import ServiceResource
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.model import OperationModel, Shape
from time_machine import TimeMachineFixture

from peermock import PeeringMock
from peermock._gateway import gateway
from peermock._protocol import operation_model
from tests.contract.members import complaints
from tests.operations.parties import Party, Refused

Clients = Callable[..., BaseClient]

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHARED = "10.99.0.0/16"
HELD = timedelta(minutes=1)
SCALARS = {"string": "x" * 20, "boolean": True, "blob": b"x"}


@pytest.fixture(scope="session")
def clients() -> Clients:
    """Return a function that returns boto3 clients, each made once and used by several mocks."""
    made: dict[tuple[str, str, bool], BaseClient] = {}

    def client(
        service_name: str, region_name: str, keys: dict[str, str], *, lax: bool = False
    ) -> BaseClient:
        name = (service_name, region_name + keys["aws_access_key_id"], lax)
        if name not in made:
            config = Config(parameter_validation=not lax, user_agent="tests")
            made[name] = boto3.client(service_name, region_name, config=config, **keys)
        return made[name]

    return client


@pytest.fixture(scope="session")
def resource() -> Callable[[Party], ServiceResource]:
    """Return a function that returns boto3's EC2 resource, made once per account and Region."""
    made: dict[tuple[str, str], ServiceResource] = {}

    def ec2(party: Party) -> ServiceResource:
        name = (party.account_id, party.region_name)
        if name not in made:
            made[name] = boto3.resource("ec2", party.region_name, **party.keys)
        return made[name]

    return ec2


@pytest.fixture
def party(peering: PeeringMock, clients: Clients) -> Callable[..., Party]:
    """Return a function that makes parties."""

    def make(
        account_id: str = "123456789012",
        region_name: str = "us-east-1",
        cidr_block: str = "10.0.0.0/16",
    ) -> Party:
        keys = peering.account(account_id).credentials()
        ec2 = clients("ec2", region_name, keys)
        return Party(
            account_id=account_id,
            region_name=region_name,
            keys=keys,
            ec2=ec2,
            sts=clients("sts", region_name, keys),
            lax=clients("ec2", region_name, keys, lax=True),
            vpc_id=ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"],
            cidr_block=cidr_block,
        )

    return make


@pytest.fixture
def requester(party: Callable[..., Party]) -> Party:
    """The account that makes requests: 123456789012 in us-east-1, with 10.0.0.0/16."""
    return party()


@pytest.fixture
def accepter(party: Callable[..., Party]) -> Party:
    """The account that accepts: 222222222222 in the same Region, with 10.1.0.0/16."""
    return party("222222222222", cidr_block="10.1.0.0/16")


@pytest.fixture
def ours(requester: Party) -> Party:
    """The requester, in tests of the resources around a connection."""
    return requester


@pytest.fixture
def theirs(accepter: Party) -> Party:
    """The accepter, in tests of the resources around a connection."""
    return accepter


@pytest.fixture
def neighbour(party: Callable[..., Party]) -> Party:
    """Our account in the same Region, with another VPC, 10.2.0.0/16."""
    return party(cidr_block="10.2.0.0/16")


@pytest.fixture
def abroad(party: Callable[..., Party]) -> Party:
    """Our account in another Region, eu-west-1, with 10.3.0.0/16."""
    return party(region_name="eu-west-1", cidr_block="10.3.0.0/16")


@pytest.fixture(params=["theirs", "neighbour"])
def peer(request: pytest.FixtureRequest) -> Party:
    """The other side of a connection, in another account and then in ours."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The current time, which stands still until it is shifted."""
    time_machine.move_to(MOMENT, tick=False)
    return time_machine


@pytest.fixture
def bring(clock: TimeMachineFixture) -> Callable[[Party, Party, str], str]:
    """Return a function that makes connections of a status; deletions are the requester's."""

    def make(requester: Party, accepter: Party, status: str) -> str:
        if status == "failed":
            requester.add_range(SHARED)
            accepter.add_range(SHARED)
        peering_id = requester.request(accepter)
        steps = {
            "accept": lambda: accepter.accept(peering_id),
            "reject": lambda: accepter.reject(peering_id),
            "delete": lambda: requester.delete(peering_id),
            "settle": lambda: clock.shift(HELD),
            "expire": lambda: clock.shift(timedelta(days=7)),
        }
        for step in _COURSES[status].split():
            steps[step]()
        return peering_id

    return make


_COURSES = {
    "initiating-request": "",
    "pending-acceptance": "settle",
    "failed": "settle",
    "expired": "expire",
    "rejected": "settle reject",
    "provisioning": "settle accept",
    "active": "settle accept settle",
    "deleting": "settle accept settle delete",
    "deleted": "settle accept settle delete settle",
}


@pytest.fixture(scope="session")
def refused() -> Refused:
    """Return a check that AWS rejects the calls of a block, with a code, message and status."""

    @contextmanager
    def check(code: str, message: str, status: int = 400) -> Iterator[None]:
        with pytest.raises(ClientError) as caught:
            yield
        error = caught.value.response["Error"]
        metadata = caught.value.response["ResponseMetadata"]
        answered = (error["Code"], error["Message"], metadata["HTTPStatusCode"])
        assert answered == (code, message, status)

    return check


@pytest.fixture(scope="session")
def least() -> Callable[[str, str], dict[str, Any]]:
    """Return a function that returns the required parameters of an operation."""

    def make(service_name: str, operation_name: str) -> dict[str, Any]:
        model = operation_model(service_name, operation_name)
        shape = model.input_shape
        wanted = shape.required_members if shape else ()
        return {name: _made_up(shape.members[name]) for name in wanted}

    return make


def _made_up(shape: Shape) -> object:
    if shape.type_name == "list":
        return [_made_up(shape.member)]
    if shape.type_name == "structure":
        names = shape.required_members or list(shape.members)[:1]
        return {name: _made_up(shape.members[name]) for name in names}
    return SCALARS.get(shape.type_name, 1)


@pytest.fixture(autouse=True)
def members_have_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every response has exactly the members that `tests/contract/members.toml` lists for AWS."""
    encode = gateway.encode_output

    def check(model: OperationModel, result: Mapping[str, Any], request_id: str) -> bytes:
        found = complaints(model, result)
        assert not found, "; ".join(found)
        return encode(model, result, request_id)

    monkeypatch.setattr(gateway, "encode_output", check)
