"""A network in moto: two VPCs, with shortcuts to their resources."""

from collections.abc import Mapping
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock

OTHER = "222222222222"
UNKNOWN = "pcx-0123456789abcdef0"
OURS, THEIRS = "10.0.0.0/16", "10.1.0.0/16"


class Network:
    """Two VPCs that a client created in moto, and actions on them."""

    def __init__(self, aws: PeeringMock, ec2: BaseClient) -> None:
        self.aws = aws
        self.ec2 = ec2
        self.ours = self.new_vpc(OURS)
        self.theirs = self.new_vpc(THEIRS)

    def new_vpc(self, cidr_block: str, ec2: BaseClient | None = None) -> str:
        """Return the ID of a new VPC."""
        vpc: str = (ec2 or self.ec2).create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"]
        return vpc

    def request(self, **params: object) -> str:
        """Return the ID of a request between the two."""
        asked = {"VpcId": self.ours, "PeerVpcId": self.theirs, **params}
        made = self.ec2.create_vpc_peering_connection(**asked)["VpcPeeringConnection"]
        peering_id: str = made["VpcPeeringConnectionId"]
        return peering_id

    def peer(self, **params: object) -> str:
        """Return the ID of an active connection between the two."""
        peering_id = self.request(**params)
        self.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return peering_id

    def status(self, peering_id: str) -> str:
        """Return the status of a connection."""
        found = self.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
        status: str = found["VpcPeeringConnections"][0]["Status"]["Code"]
        return status

    def table(self, vpc_id: str = "") -> str:
        """Return the ID of the main route table of a VPC."""
        of_vpc = [{"Name": "vpc-id", "Values": [vpc_id or self.ours]}]
        found: str = self.ec2.describe_route_tables(Filters=of_vpc)["RouteTables"][0][
            "RouteTableId"
        ]
        return found

    def routes(self, table_id: str = "") -> list[Mapping[str, str]]:
        """Return the routes of a table that are not local."""
        tables = self.ec2.describe_route_tables(RouteTableIds=[table_id or self.table()])
        return [r for r in tables["RouteTables"][0]["Routes"] if r.get("GatewayId") != "local"]

    def route(self, peering_id: str, destination: str = THEIRS, **params: str) -> None:
        """Create a route through a connection."""
        self.ec2.create_route(
            RouteTableId=self.table(),
            DestinationCidrBlock=destination,
            VpcPeeringConnectionId=peering_id,
            **params,
        )

    def group(self, vpc_id: str, name: str = "web", ec2: BaseClient | None = None) -> str:
        """Return the ID of a new group."""
        made = (ec2 or self.ec2).create_security_group(
            GroupName=name, Description=name, VpcId=vpc_id
        )
        group_id: str = made["GroupId"]
        return group_id

    def code(self, method: str, **params: object) -> str:
        """Return the code of the error that a call raises."""
        with pytest.raises(ClientError) as caught:
            getattr(self.ec2, method)(**params)
        code: str = caught.value.response["Error"]["Code"]
        return code

    def error(self, method: str, **params: object) -> str:
        """Return the message of the error that a call raises."""
        with pytest.raises(ClientError) as caught:
            getattr(self.ec2, method)(**params)
        message: str = caught.value.response["Error"]["Message"]
        return message


def pair(group_id: str, **more: str) -> list[Mapping[str, Any]]:
    """Return permissions for TCP port 443 of a group."""
    ports = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    return [{**ports, "UserIdGroupPairs": [{"GroupId": group_id, **more}]}]
