"""Sides of a connection, to reproduce recorded AWS responses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.client import BaseClient


@dataclass(frozen=True, kw_only=True)
class Side:
    """A VPC, and clients of its owner that do not know peermock.

    Attributes:
        account_id, region_name: The owner and the Region.
        keys: The owner's credentials.
        ec2: The owner's client.
        vpc_id: The VPC.
    """

    account_id: str
    region_name: str
    keys: dict[str, str]
    ec2: BaseClient
    vpc_id: str

    def request(self, accepter: Side, **more: str) -> dict[str, Any]:
        """Request a connection and return the response."""
        params = {
            "VpcId": self.vpc_id,
            "PeerVpcId": accepter.vpc_id,
            "PeerOwnerId": accepter.account_id,
            "PeerRegion": accepter.region_name,
        }
        return self.ec2.create_vpc_peering_connection(**params | more)

    def peer(self, accepter: Side) -> str:
        """Request a connection, accept it as the other side, and return its ID."""
        peering_id = self.request(accepter)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        accepter.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return peering_id

    def tag(self, peering_id: str, name: str) -> None:
        """Give a connection a name."""
        tags = [{"Key": "Name", "Value": name}]
        self.ec2.create_tags(Resources=[peering_id], Tags=tags)


MakeSide = Callable[..., Side]
