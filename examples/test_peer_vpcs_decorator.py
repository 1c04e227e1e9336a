"""Tests of `peer_vpcs.py` in the style of a decorator: each runs in a mocked AWS of its own.

The decorator is all of peermock that is needed here. Other accounts are reached as in production,
by `sts:AssumeRole`; every account has every role.
"""

from datetime import timedelta

import boto3
import pytest
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peer_vpcs import Patience, PeeringError, Plan, accept_peering, assume_role, peer_vpcs
from peer_vpcs import request_peering
from peermock import mock_peering

ROLE_ARN = "arn:aws:iam::222222222222:role/peering"


def make_plan(cidr_block: str = "10.0.0.0/16", peer_cidr_block: str = "10.1.0.0/16") -> Plan:
    """Make a VPC in each of two accounts, in two Regions, and plan to peer them."""
    ours = boto3.client("ec2", region_name="us-east-1")
    theirs = assume_role(ROLE_ARN, "eu-west-1").client("ec2")
    return Plan(
        name="orders-billing",
        vpc_id=ours.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"],
        region_name="us-east-1",
        peer_vpc_id=theirs.create_vpc(CidrBlock=peer_cidr_block)["Vpc"]["VpcId"],
        peer_region_name="eu-west-1",
        peer_owner_id="222222222222",
        peer_role_arn=ROLE_ARN,
    )


@mock_peering
def test_both_accounts_see_an_active_connection() -> None:
    """Two accounts in two Regions are peered, and each names its own side."""
    report = peer_vpcs(make_plan())
    ours = boto3.client("ec2", region_name="us-east-1")
    theirs = assume_role(ROLE_ARN, "eu-west-1").client("ec2")
    for ec2 in (ours, theirs):
        (peering,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert peering["VpcPeeringConnectionId"] == report.peering_id
        assert peering["Status"] == {"Code": "active", "Message": "Active"}
        assert peering["Tags"] == [{"Key": "Name", "Value": "orders-billing"}]


@mock_peering
def test_packets_find_their_way_there_and_back() -> None:
    """Each main route table leads to the other VPC's range."""
    report = peer_vpcs(make_plan())
    ours = boto3.client("ec2", region_name="us-east-1")
    theirs = assume_role(ROLE_ARN, "eu-west-1").client("ec2")
    for ec2, (table_id, destination) in zip((ours, theirs), report.routes, strict=True):
        (table,) = ec2.describe_route_tables(RouteTableIds=[table_id])["RouteTables"]
        assert {
            "DestinationCidrBlock": destination,
            "Origin": "CreateRoute",
            "State": "active",
            "VpcPeeringConnectionId": report.peering_id,
        } in table["Routes"]


@mock_peering
def test_a_second_run_changes_nothing() -> None:
    """What is there is found and left alone."""
    plan = make_plan()
    first = peer_vpcs(plan)
    assert str(peer_vpcs(plan)) == f"{first.peering_id} is active\n  nothing to do"
