"""What AWS was recorded to answer, and sides with which to bring peermock to answer the same.

Tests cannot import this module, so they annotate a Side as the SimpleNamespace that it is.
"""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from peermock import PeeringMock


class Side(SimpleNamespace):
    """A VPC, and clients of its owner that know nothing of peermock.

    Attributes:
        account_id, region_name: The owner and the Region.
        ec2: The owner's client.
        vpc_id: The VPC.
    """

    def request(self, accepter: SimpleNamespace, **more: str) -> dict[str, Any]:
        """Request a connection and return the answer."""
        params = {
            "VpcId": self.vpc_id,
            "PeerVpcId": accepter.vpc_id,
            "PeerOwnerId": accepter.account_id,
            "PeerRegion": accepter.region_name,
        }
        return self.ec2.create_vpc_peering_connection(**params | more)

    def peer(self, accepter: SimpleNamespace) -> str:
        """Request a connection, let the other side accept it, and return its ID."""
        peering_id = self.request(accepter)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        accepter.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return peering_id

    def tag(self, peering_id: str, name: str) -> None:
        """Give a connection a name."""
        tags = [{"Key": "Name", "Value": name}]
        self.ec2.create_tags(Resources=[peering_id], Tags=tags)


@pytest.fixture(scope="session")
def recorded() -> dict[str, Any]:
    """What AWS answered, by name."""
    text = Path(__file__).with_name("recorded.json").read_text(encoding="utf-8")
    return {item["id"]: item["data"] for item in json.loads(text)["items"]}


@pytest.fixture
def side(peering: PeeringMock) -> Callable[..., Side]:
    """A maker of sides."""

    def make(account_id: str, cidr_block: str, region_name: str = "us-east-1") -> Side:
        keys = peering.account(account_id).credentials()
        ec2 = boto3.client("ec2", region_name, **keys)
        vpc_id = ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"]
        return Side(
            account_id=account_id, region_name=region_name, ec2=ec2, vpc_id=vpc_id, keys=keys
        )

    return make
