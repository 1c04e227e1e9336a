"""Parties: accounts in Regions with real boto3 clients, and the calls that they make."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peermock._protocol import service_model

if TYPE_CHECKING:
    from botocore.client import BaseClient

LISTS = (
    "describe_vpcs",
    "describe_subnets",
    "describe_route_tables",
    "describe_security_groups",
    "describe_security_group_rules",
    "describe_vpc_peering_connections",
    "describe_tags",
)
ATTRIBUTES = ("enableDnsSupport", "enableDnsHostnames")

HAS_MULTIPATH = (
    "MultipathResilienceStatus" in service_model("ec2").shape_for("VpcPeeringConnection").members
)
"""Whether the installed botocore supports multipath resilience; the oldest one does not."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """An account in a Region, with a VPC and clients that do not know peermock.

    Attributes:
        account_id: The account.
        region_name: The Region.
        keys: The account's credentials.
        ec2: Its EC2 client.
        lax: An EC2 client without parameter validation.
        sts: Its STS client.
        vpc_id: Its VPC.
        cidr_block: The VPC's CIDR block.
    """

    account_id: str
    region_name: str
    keys: dict[str, str]
    ec2: BaseClient
    lax: BaseClient
    sts: BaseClient
    vpc_id: str
    cidr_block: str

    def request(self, accepter: Party, **more: object) -> str:
        """Request a connection to a party's VPC and return its ID."""
        params = {
            "VpcId": self.vpc_id,
            "PeerVpcId": accepter.vpc_id,
            "PeerOwnerId": accepter.account_id,
            "PeerRegion": accepter.region_name,
        }
        answer = self.ec2.create_vpc_peering_connection(**params | more)
        return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]

    def peer(self, accepter: Party) -> str:
        """Request a connection, accept it as the other party, and return its ID."""
        peering_id = self.request(accepter)
        accepter.accept(peering_id)
        return peering_id

    def accept(self, peering_id: str) -> dict[str, Any]:
        """Accept a request and return the connection."""
        answer = self.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return answer["VpcPeeringConnection"]

    def reject(self, peering_id: str) -> bool:
        """Reject a request and return the result."""
        return self.ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peering_id)["Return"]

    def delete(self, peering_id: str) -> bool:
        """Delete a connection and return the result."""
        return self.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)["Return"]

    def see(self, peering_id: str) -> dict[str, Any]:
        """Return a connection as this party sees it."""
        ids = [peering_id]
        answer = self.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)
        (view,) = answer["VpcPeeringConnections"]
        return view

    def status(self, peering_id: str) -> str:
        """Return the status code that this party sees."""
        return self.see(peering_id)["Status"]["Code"]

    def finds(self, *filters: dict[str, Any]) -> list[str]:
        """Return the IDs of the connections that this party sees."""
        answer = self.ec2.describe_vpc_peering_connections(Filters=filters)
        return [view["VpcPeeringConnectionId"] for view in answer["VpcPeeringConnections"]]

    def add_range(self, cidr_block: str) -> None:
        """Add a CIDR block to the party's VPC."""
        self.ec2.associate_vpc_cidr_block(VpcId=self.vpc_id, CidrBlock=cidr_block)

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
        """Allow inbound HTTPS, and return the new rules."""
        permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **peer}
        answer = self.ec2.authorize_security_group_ingress(
            GroupId=group_id, IpPermissions=[permission]
        )
        return answer["SecurityGroupRules"]

    def stale(self) -> list[dict[str, Any]]:
        """Return the stale groups of the VPC."""
        answer = self.ec2.describe_stale_security_groups(VpcId=self.vpc_id)
        return answer["StaleSecurityGroupSet"]

    def everything(self) -> dict[str, object]:
        """Return everything that the party can describe, without request IDs and times."""
        answers = {name: getattr(self.ec2, name)() for name in LISTS}
        found: dict[str, object] = {
            name: next(value for value in answer.values() if isinstance(value, list))
            for name, answer in answers.items()
        }
        for name in ATTRIBUTES:
            answer = self.ec2.describe_vpc_attribute(VpcId=self.vpc_id, Attribute=name)
            found[name] = answer[name[0].upper() + name[1:]]
        return found


Refused = Callable[..., AbstractContextManager[None]]
Bring = Callable[[Party, Party, str], str]
Least = Callable[[str, str], dict[str, Any]]
