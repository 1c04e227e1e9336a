"""Parties to a peering, who call with real boto3 clients, and what AWS refuses them.

Tests cannot import this module, so they annotate a Party as the SimpleNamespace that it is.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.model import Shape
from time_machine import TimeMachineFixture

from peermock import PeeringMock
from peermock.protocol import operation_model

Clients = Callable[..., BaseClient]
Refused = Callable[..., AbstractContextManager[None]]

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHARED = "10.99.0.0/16"
HELD = timedelta(minutes=1)
LISTS = ["vpc_peering_connections", "vpcs", "subnets", "route_tables", "security_groups", "tags"]
SCALARS = {"string": "x" * 20, "boolean": True, "blob": b"x"}


class Party(SimpleNamespace):
    """An account in a Region, with a VPC there and clients that know nothing of peermock.

    Attributes:
        account_id, region_name: The account and the Region.
        ec2, sts: Its clients.
        lax: An EC2 client that sends what botocore would refuse to send.
        vpc_id: Its VPC.
    """

    def request(self, accepter: SimpleNamespace, **more: object) -> str:
        """Request a connection to a party's VPC and return its ID."""
        params = {
            "VpcId": self.vpc_id,
            "PeerVpcId": accepter.vpc_id,
            "PeerOwnerId": accepter.account_id,
            "PeerRegion": accepter.region_name,
        }
        answer = self.ec2.create_vpc_peering_connection(**params | more)
        return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]

    def peer(self, accepter: SimpleNamespace) -> str:
        """Request a connection, let the other party accept it, and return its ID."""
        peering_id = self.request(accepter)
        accepter.accept(peering_id)
        return peering_id

    def accept(self, peering_id: str) -> dict[str, Any]:
        """Accept a request and return what AWS shows."""
        answer = self.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return answer["VpcPeeringConnection"]

    def reject(self, peering_id: str) -> bool:
        """Reject a request and return what AWS returns."""
        return self.ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peering_id)["Return"]

    def delete(self, peering_id: str) -> bool:
        """Delete a connection and return what AWS returns."""
        return self.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)["Return"]

    def see(self, peering_id: str) -> dict[str, Any]:
        """Return a connection as this party is shown it."""
        ids = [peering_id]
        answer = self.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)
        (view,) = answer["VpcPeeringConnections"]
        return view

    def status(self, peering_id: str) -> str:
        """Return the status code that this party is shown."""
        return self.see(peering_id)["Status"]["Code"]

    def finds(self, *filters: dict[str, Any]) -> list[str]:
        """Return the IDs of the connections that this party is shown."""
        answer = self.ec2.describe_vpc_peering_connections(Filters=filters)
        return [view["VpcPeeringConnectionId"] for view in answer["VpcPeeringConnections"]]

    def add_range(self, cidr_block: str) -> None:
        """Add a range to the party's VPC."""
        self.ec2.associate_vpc_cidr_block(VpcId=self.vpc_id, CidrBlock=cidr_block)

    def main_table_id(self) -> str:
        """Return the ID of the main route table of the party's VPC."""
        filters = [{"Name": "vpc-id", "Values": [self.vpc_id]}]
        (table,) = self.ec2.describe_route_tables(Filters=filters)["RouteTables"]
        return table["RouteTableId"]

    def everything(self) -> list[dict[str, Any]]:
        """Return all that the party can find out, apart from the requests' own IDs and times."""
        answers = [getattr(self.ec2, f"describe_{each}")() for each in LISTS]
        for name in ("enableDnsSupport", "enableDnsHostnames"):
            answers += [self.ec2.describe_vpc_attribute(VpcId=self.vpc_id, Attribute=name)]
        return [answer | {"ResponseMetadata": None} for answer in answers]


@pytest.fixture(scope="session")
def clients() -> Clients:
    """A maker of boto3 clients, each made once: they outlive the mocks, as those of programs do."""
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


@pytest.fixture
def party(peering: PeeringMock, clients: Clients) -> Callable[..., Party]:
    """A maker of parties."""

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
            ec2=ec2,
            sts=clients("sts", region_name, keys),
            lax=clients("ec2", region_name, keys, lax=True),
            vpc_id=ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"],
        )

    return make


@pytest.fixture
def requester(party: Callable[..., Party]) -> Party:
    """Who asks: account 123456789012 in us-east-1, with 10.0.0.0/16."""
    return party()


@pytest.fixture
def accepter(party: Callable[..., Party]) -> Party:
    """Who is asked: account 222222222222 in the same Region, with 10.1.0.0/16."""
    return party("222222222222", cidr_block="10.1.0.0/16")


@pytest.fixture
def abroad(party: Callable[..., Party]) -> Party:
    """The requester's account in another Region, eu-west-1, with 10.2.0.0/16."""
    return party(region_name="eu-west-1", cidr_block="10.2.0.0/16")


@pytest.fixture
def neighbour(party: Callable[..., Party]) -> Party:
    """The requester's account in the same Region, with another VPC, 10.3.0.0/16."""
    return party(cidr_block="10.3.0.0/16")


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The present, which stands still until it is shifted."""
    time_machine.move_to(MOMENT, tick=False)
    return time_machine


@pytest.fixture
def bring(clock: TimeMachineFixture) -> Callable[[Party, Party, str], str]:
    """A maker of connections in a status; what can be deleted the requester has deleted."""

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
    """A check that AWS refuses what a block does, with this code, text and HTTP status."""

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
    """A maker of the least that an operation must be sent, its values made up."""

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
