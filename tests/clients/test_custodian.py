"""Cloud Custodian: policies on peering connections and dependent resources, run as a command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from c7n.cli import main

from peermock import PeeringMock, Vpc

Custodian = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def custodian(peering: PeeringMock, tmp_path: Path) -> Custodian:
    """Return a function that runs a policy and returns the resources that it finds."""

    def run(resource: str, *options: str, **policy: object) -> list[dict[str, Any]]:
        policies = [{"name": "found", "resource": resource, **policy}]
        (tmp_path / "policies.json").write_text(json.dumps({"policies": policies}))
        where = ["--output-dir", str(tmp_path), "--cache-period", "0", "--region", "us-east-1"]
        main(["run", *where, *options, str(tmp_path / "policies.json")])
        found: list[dict[str, Any]] = json.loads((tmp_path / "found/resources.json").read_text())
        return found

    return run


@pytest.fixture
def active(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """An active connection between the two VPCs, without routes."""
    return peering.peer(*vpcs).id


def tags_of(ec2: BaseClient, peering_id: str) -> dict[str, str]:
    """Return the tags of a connection."""
    answer = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    return {tag["Key"]: tag["Value"] for tag in answer["VpcPeeringConnections"][0]["Tags"]}


def test_connections_without_routes_are_found_and_tagged(
    custodian: Custodian, ec2: BaseClient, active: str
) -> None:
    """The missing-route filter finds a connection without routes, and tags it."""
    tag = {"type": "tag", "key": "state", "value": "unused"}
    found = custodian("aws.peering-connection", filters=["missing-route"], actions=[tag])
    assert [view["VpcPeeringConnectionId"] for view in found] == [active]
    assert tags_of(ec2, active) == {"state": "unused"}


def test_tags_are_taken_off(custodian: Custodian, ec2: BaseClient, active: str) -> None:
    """A tag filter finds the connection, and remove-tag removes only that tag."""
    tags = [{"Key": "state", "Value": "unused"}, {"Key": "Name", "Value": "core"}]
    ec2.create_tags(Resources=[active], Tags=tags)
    custodian(
        "aws.peering-connection",
        filters=[{"tag:state": "unused"}],
        actions=[{"type": "remove-tag", "tags": ["state"]}],
    )
    assert tags_of(ec2, active) == {"Name": "core"}


def test_marking_for_later(custodian: Custodian, ec2: BaseClient, active: str) -> None:
    """The action mark-for-op adds a dated tag."""
    custodian("aws.peering-connection", actions=[{"type": "mark-for-op", "op": "tag", "days": 7}])
    assert tags_of(ec2, active)["maid_status"].startswith("Resource does not meet policy: tag@")


@pytest.mark.parametrize(("status", "count"), [("active", 1), ("pending-acceptance", 0)])
def test_values_are_filtered(custodian: Custodian, active: str, status: str, count: int) -> None:
    """A value filter matches the members that AWS returns for a connection."""
    found = custodian("aws.peering-connection", filters=[{"Status.Code": status}])
    assert len(found) == count


def test_foreign_accounts_are_found_from_either_side(
    custodian: Custodian, peering: PeeringMock
) -> None:
    """The cross-account filter names the other account for each party."""
    theirs = peering.account("222222222222").vpc("10.3.0.0/16")
    peering.peer(peering.vpc("10.1.0.0/16"), theirs)
    role = "arn:aws:iam::222222222222:role/custodian"
    here = custodian("aws.peering-connection", filters=["cross-account"])
    there = custodian("aws.peering-connection", "--assume", role, filters=["cross-account"])
    named = [view["c7n:CrossAccountViolations"] for view in here + there]
    assert named == [["222222222222"], ["123456789012"]]


def test_stale_security_groups_are_found(
    custodian: Custodian, ec2: BaseClient, vpcs: list[Vpc], active: str
) -> None:
    """A group whose rule refers to a group across a deleted connection is stale."""
    group_ids = [
        ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc.id)["GroupId"]
        for vpc in vpcs
    ]
    pair = {"GroupId": group_ids[1], "UserId": "123456789012"}
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [pair]}
    ec2.authorize_security_group_ingress(GroupId=group_ids[0], IpPermissions=[rule])
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=active)
    (stale,) = custodian("aws.security-group", filters=["stale"])
    (pair,) = stale["MatchedIpPermissions"][0]["UserIdGroupPairs"]
    assert stale["GroupId"] == group_ids[0]
    assert pair["VpcPeeringConnectionId"] == active
    assert pair["PeeringStatus"] == "deleted"


def test_route_tables_are_found_by_their_routes(
    custodian: Custodian, ec2: BaseClient, vpcs: list[Vpc], active: str
) -> None:
    """A route table is found by the connection that its route targets."""
    vpc = [{"Name": "vpc-id", "Values": [vpcs[0].id]}]
    (table,) = ec2.describe_route_tables(Filters=vpc)["RouteTables"]
    ec2.create_route(
        RouteTableId=table["RouteTableId"],
        DestinationCidrBlock="10.2.0.0/16",
        VpcPeeringConnectionId=active,
    )
    route = {"type": "route", "key": "VpcPeeringConnectionId", "value": active}
    (found,) = custodian("aws.route-table", filters=[route])
    assert found["RouteTableId"] == table["RouteTableId"]
