"""Owners of networks, who call with real boto3 clients, and what AWS refuses them.

Tests cannot import this module, so they annotate an Owner as the SimpleNamespace that it is.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from boto3.resources.base import ServiceResource
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from peermock import PeeringMock

Clients = Callable[..., BaseClient]
Refused = Callable[..., AbstractContextManager[None]]

_LISTS = (
    "describe_vpcs",
    "describe_subnets",
    "describe_route_tables",
    "describe_security_groups",
    "describe_security_group_rules",
    "describe_vpc_peering_connections",
    "describe_tags",
)


class Owner(SimpleNamespace):
    """An account in a Region, with a VPC there and clients that know nothing of peermock.

    Attributes:
        account_id: The account.
        region_name: The Region.
        keys: Its credentials.
        ec2: Its EC2 client.
        lax: An EC2 client that sends what botocore would refuse to send.
        vpc_id: Its VPC.
        cidr_block: The VPC's range.
    """

    def request(self, accepter: SimpleNamespace) -> str:
        """Request a connection to an owner's VPC and return its ID."""
        answer = self.ec2.create_vpc_peering_connection(
            VpcId=self.vpc_id,
            PeerVpcId=accepter.vpc_id,
            PeerOwnerId=accepter.account_id,
            PeerRegion=accepter.region_name,
        )
        return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]

    def peer(self, accepter: SimpleNamespace) -> str:
        """Request a connection, let the other owner accept it, and return its ID."""
        peering_id = self.request(accepter)
        accepter.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return peering_id

    def unpeer(self, peering_id: str) -> None:
        """Delete a connection."""
        self.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)

    def main_table(self) -> dict[str, Any]:
        """Return the main route table of the VPC."""
        answer = self.ec2.describe_route_tables(
            Filters=[
                {"Name": "vpc-id", "Values": [self.vpc_id]},
                {"Name": "association.main", "Values": ["true"]},
            ]
        )
        (table,) = answer["RouteTables"]
        return table

    def main_table_id(self) -> str:
        """Return the ID of the main route table of the VPC."""
        return self.main_table()["RouteTableId"]

    def new_table(self, **params: object) -> str:
        """Create a route table and return its ID."""
        answer = self.ec2.create_route_table(**{"VpcId": self.vpc_id} | params)
        return answer["RouteTable"]["RouteTableId"]

    def table(self, table_id: str) -> dict[str, Any]:
        """Return a route table."""
        (table,) = self.ec2.describe_route_tables(RouteTableIds=[table_id])["RouteTables"]
        return table

    def new_subnet(self, cidr_block: str, **params: object) -> str:
        """Create a subnet and return its ID."""
        answer = self.ec2.create_subnet(**{"VpcId": self.vpc_id, "CidrBlock": cidr_block} | params)
        return answer["Subnet"]["SubnetId"]

    def associate(self, table_id: str, subnet_id: str) -> str:
        """Associate a subnet with a route table and return the association's ID."""
        answer = self.ec2.associate_route_table(RouteTableId=table_id, SubnetId=subnet_id)
        return answer["AssociationId"]

    def new_group(self, name: str = "web", **params: object) -> str:
        """Create a security group and return its ID."""
        given = {"GroupName": name, "Description": "for tests", "VpcId": self.vpc_id}
        return self.ec2.create_security_group(**given | params)["GroupId"]

    def group(self, group_id: str) -> dict[str, Any]:
        """Return a security group."""
        (group,) = self.ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"]
        return group

    def allow(self, group_id: str, **peer: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Let HTTPS in, and return the new rules."""
        permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **peer}
        answer = self.ec2.authorize_security_group_ingress(
            GroupId=group_id, IpPermissions=[permission]
        )
        return answer["SecurityGroupRules"]

    def stale(self) -> list[dict[str, Any]]:
        """Return the stale groups of the VPC."""
        answer = self.ec2.describe_stale_security_groups(VpcId=self.vpc_id)
        return answer["StaleSecurityGroupSet"]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Return all that the owner's account has and sees in the Region."""
        answers = [getattr(self.ec2, name)() for name in _LISTS]
        lists = [next(v for v in answer.values() if isinstance(v, list)) for answer in answers]
        return dict(zip(_LISTS, lists, strict=True))


@pytest.fixture(scope="session")
def clients() -> Clients:
    """A maker of EC2 clients, each made once: they outlive the mocks, as those of programs do."""
    made: dict[tuple[str, str, bool], BaseClient] = {}

    def client(region_name: str, keys: dict[str, str], *, lax: bool = False) -> BaseClient:
        name = (region_name, keys["aws_access_key_id"], lax)
        if name not in made:
            config = Config(parameter_validation=not lax, user_agent="tests")
            made[name] = boto3.client("ec2", region_name, config=config, **keys)
        return made[name]

    return client


@pytest.fixture(scope="session")
def resource() -> Callable[[Owner], ServiceResource]:
    """A maker of boto3's EC2 resources, each made once for an account in a Region."""
    made: dict[tuple[str, str], ServiceResource] = {}

    def ec2(owner: Owner) -> ServiceResource:
        name = (owner.account_id, owner.region_name)
        if name not in made:
            made[name] = boto3.resource("ec2", owner.region_name, **owner.keys)
        return made[name]

    return ec2


@pytest.fixture
def owner(peering: PeeringMock, clients: Clients) -> Callable[..., Owner]:
    """A maker of owners."""

    def make(
        account_id: str = "123456789012",
        region_name: str = "us-east-1",
        cidr_block: str = "10.0.0.0/16",
    ) -> Owner:
        keys = peering.account(account_id).credentials()
        ec2 = clients(region_name, keys)
        return Owner(
            account_id=account_id,
            region_name=region_name,
            keys=keys,
            ec2=ec2,
            lax=clients(region_name, keys, lax=True),
            vpc_id=ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"],
            cidr_block=cidr_block,
        )

    return make


@pytest.fixture
def ours(owner: Callable[..., Owner]) -> Owner:
    """We: account 123456789012 in us-east-1, with 10.0.0.0/16."""
    return owner()


@pytest.fixture
def theirs(owner: Callable[..., Owner]) -> Owner:
    """They: account 222222222222 in the same Region, with 10.1.0.0/16."""
    return owner("222222222222", cidr_block="10.1.0.0/16")


@pytest.fixture
def neighbour(owner: Callable[..., Owner]) -> Owner:
    """Our account in the same Region, with another VPC, 10.2.0.0/16."""
    return owner(cidr_block="10.2.0.0/16")


@pytest.fixture
def abroad(owner: Callable[..., Owner]) -> Owner:
    """Our account in another Region, eu-west-1, with 10.3.0.0/16."""
    return owner(region_name="eu-west-1", cidr_block="10.3.0.0/16")


@pytest.fixture(params=["theirs", "neighbour"])
def peer(request: pytest.FixtureRequest) -> Owner:
    """The other side of a connection: in another account, then in ours."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def clock() -> Iterator[FrozenDateTimeFactory]:
    """The present, which stands still until it is ticked."""
    with freeze_time("2026-03-01T12:00:00Z") as frozen:
        yield frozen


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
