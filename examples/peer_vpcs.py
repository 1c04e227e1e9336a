r"""Peer two VPCs of two AWS accounts: request, accept, tag and route. Safe to run again.

Your own credentials make the request, and a role in the peer's account accepts it:

    python peer_vpcs.py --name orders-billing \
        --vpc-id vpc-0a1b2c3d --region-name us-east-1 \
        --peer-vpc-id vpc-4e5f6071 --peer-region-name eu-west-1 \
        --peer-owner-id 222222222222 --peer-role-arn arn:aws:iam::222222222222:role/peering
"""

import argparse
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_ec2.type_defs import FilterTypeDef, TagTypeDef, VpcPeeringConnectionTypeDef

ACCEPTED = ("provisioning", "active")
LIVE = ("initiating-request", "pending-acceptance", *ACCEPTED)


class PeeringError(Exception):
    """The connection will not become active, or not in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The two VPCs to peer, and the role that accepts for the peer's account."""

    name: str
    vpc_id: str
    region_name: str
    peer_vpc_id: str
    peer_region_name: str
    peer_owner_id: str
    peer_role_arn: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How many times to check a status, and how many seconds to wait in between."""

    attempts: int = 60
    delay: float = 5.0


@dataclass(frozen=True, slots=True)
class Report:
    """The changes of a run: the VPCs whose side it tagged, and the routes that it created."""

    peering_id: str
    requested: bool = False
    accepted: bool = False
    tagged: tuple[str, ...] = ()
    routes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        done = ["requested"] * self.requested + ["accepted"] * self.accepted
        done += [f"tagged for {vpc_id}" for vpc_id in self.tagged]
        done += [f"routed {block} in {table_id}" for table_id, block in self.routes]
        return "\n  ".join([f"{self.peering_id} is active", *(done or ["nothing to do"])])


def ec2_of_role(role_arn: str, region_name: str) -> "EC2Client":
    """Return a client with the credentials of a role."""
    sts = boto3.client("sts", region_name=region_name)
    answer = sts.assume_role(RoleArn=role_arn, RoleSessionName="peer-vpcs")
    return boto3.client(
        "ec2",
        region_name=region_name,
        aws_access_key_id=answer["Credentials"]["AccessKeyId"],
        aws_secret_access_key=answer["Credentials"]["SecretAccessKey"],
        aws_session_token=answer["Credentials"]["SessionToken"],
    )


def request_peering(ec2: "EC2Client", plan: Plan) -> tuple[str, bool]:
    """Return the ID of the plan's connection, and whether it had to be requested."""
    live = ec2.describe_vpc_peering_connections(
        Filters=[
            {"Name": "requester-vpc-info.vpc-id", "Values": [plan.vpc_id]},
            {"Name": "accepter-vpc-info.vpc-id", "Values": [plan.peer_vpc_id]},
            {"Name": "status-code", "Values": LIVE},
        ]
    )["VpcPeeringConnections"]
    if live:
        return live[0]["VpcPeeringConnectionId"], False
    answer = ec2.create_vpc_peering_connection(
        VpcId=plan.vpc_id,
        PeerVpcId=plan.peer_vpc_id,
        PeerOwnerId=plan.peer_owner_id,
        PeerRegion=plan.peer_region_name,
    )
    return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"], True


def wait_for_status(
    ec2: "EC2Client", peering_id: str, wanted: Collection[str], patience: Patience
) -> "VpcPeeringConnectionTypeDef":
    """Return the connection once it has one of the statuses.

    Waits for a connection that is not found, because a new request takes seconds to reach the
    peer. Raises PeeringError if the connection has ended, or after too many attempts.
    """
    seen = "not found"
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.delay)
        for peering in ec2.describe_vpc_peering_connections(
            Filters=[{"Name": "vpc-peering-connection-id", "Values": [peering_id]}]
        )["VpcPeeringConnections"]:
            seen = peering["Status"]["Code"]
            if seen in wanted:
                return peering
            if seen not in LIVE:
                raise PeeringError(f"{peering_id} is {seen}: {peering['Status']['Message']}")
    raise PeeringError(f"{peering_id} is still {seen} in {ec2.meta.region_name}")


def accept_peering(ec2: "EC2Client", peering_id: str, patience: Patience = Patience()) -> bool:
    """Accept a request, in the accepter's account and Region; return whether it was pending."""
    peering = wait_for_status(ec2, peering_id, ("pending-acceptance", *ACCEPTED), patience)
    if peering["Status"]["Code"] in ACCEPTED:
        return False
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    return True


def tag_peering(ec2: "EC2Client", peering: "VpcPeeringConnectionTypeDef", name: str) -> bool:
    """Name this account's side of a connection; return whether that changed anything."""
    tag: TagTypeDef = {"Key": "Name", "Value": name}
    if tag in peering["Tags"]:
        return False
    ec2.create_tags(Resources=[peering["VpcPeeringConnectionId"]], Tags=[tag])
    return True


def add_routes(
    ec2: "EC2Client", vpc_id: str, peering_id: str, destinations: Sequence[str]
) -> list[tuple[str, str]]:
    """Add routes over the connection to a VPC's main route table; return the new ones.

    AWS returns RouteAlreadyExists if the table has another route to the same range.
    """
    wanted = {"vpc-id": vpc_id, "association.main": "true"}
    filters: list[FilterTypeDef] = [{"Name": name, "Values": [wanted[name]]} for name in wanted]
    (table,) = ec2.describe_route_tables(Filters=filters)["RouteTables"]
    through = [r for r in table["Routes"] if r.get("VpcPeeringConnectionId") == peering_id]
    present = {route.get("DestinationCidrBlock") for route in through}
    missing = [block for block in destinations if block not in present]
    table_id = table["RouteTableId"]
    for block in missing:
        ec2.create_route(
            RouteTableId=table_id, DestinationCidrBlock=block, VpcPeeringConnectionId=peering_id
        )
    return [(table_id, block) for block in missing]


def peer_vpcs(plan: Plan, patience: Patience = Patience()) -> Report:
    """Carry out what is missing of the plan; raise AWS's error or PeeringError."""
    ours = boto3.client("ec2", region_name=plan.region_name)
    theirs = ec2_of_role(plan.peer_role_arn, plan.peer_region_name)
    peering_id, requested = request_peering(ours, plan)
    wait_for_status(ours, peering_id, ("pending-acceptance", *ACCEPTED), patience)
    accepted = accept_peering(theirs, peering_id, patience)
    tagged, routes = [], []
    for ec2 in (ours, theirs):
        peering = wait_for_status(ec2, peering_id, ("active",), patience)
        sides = (peering["RequesterVpcInfo"], peering["AccepterVpcInfo"])
        vpc, peer = sides if ec2 is ours else sides[::-1]
        if tag_peering(ec2, peering, plan.name):
            tagged.append(vpc["VpcId"])
        ranges = [block["CidrBlock"] for block in peer["CidrBlockSet"]]
        routes += add_routes(ec2, vpc["VpcId"], peering_id, ranges)
    return Report(peering_id, requested, accepted, tuple(tagged), tuple(routes))


def main(arguments: Sequence[str] | None = None) -> int:
    """Peer the two VPCs from the command line, and print the changes."""
    parser = argparse.ArgumentParser(description="Peer two VPCs of two AWS accounts.")
    for field in fields(Plan):
        parser.add_argument(f"--{field.name.replace('_', '-')}", required=True)
    try:
        print(peer_vpcs(Plan(**vars(parser.parse_args(arguments)))))
    except (PeeringError, ClientError, BotoCoreError) as error:
        print(f"peer_vpcs: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
