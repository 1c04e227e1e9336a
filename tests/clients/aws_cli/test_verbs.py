"""`aws ec2`: connections, options, routes and tags."""

import json
from importlib.metadata import requires
from pathlib import Path

import awscli
import botocore
import pytest
from botocore.client import BaseClient

from peermock import Vpc
from tests.clients.aws_cli.outcome import Aws


def test_the_botocore_here_is_the_clis_own() -> None:
    """The CLI uses the botocore that it pins or, from 1.46 on, bundles."""
    brought = Path(botocore.__file__).parents[1] == Path(awscli.__file__).parent
    assert brought or f"botocore (=={botocore.__version__})" in (requires("awscli") or ())


def test_create_shows_the_new_request(aws: Aws, vpcs: list[Vpc]) -> None:
    """A request is printed as on AWS, with its tags."""
    tags = "ResourceType=vpc-peering-connection,Tags=[{Key=Name,Value=core}]"
    done = aws(
        f"ec2 create-vpc-peering-connection --vpc-id {vpcs[0].id} --peer-vpc-id {vpcs[1].id}"
        f" --peer-owner-id 123456789012 --peer-region us-east-1 --tag-specifications '{tags}'"
    )
    view = json.loads(done.output)["VpcPeeringConnection"]
    assert (done.status, done.errors) == (0, "")
    assert view["Status"]["Code"] == "initiating-request"
    assert view["Tags"] == [{"Key": "Name", "Value": "core"}]


def test_accept_shows_the_connection(aws: Aws, requested: str) -> None:
    """The command prints the connection while it is provisioning."""
    done = aws(f"ec2 accept-vpc-peering-connection --vpc-peering-connection-id {requested}")
    status = json.loads(done.output)["VpcPeeringConnection"]["Status"]
    assert (done.status, status["Code"]) == (0, "provisioning")


@pytest.mark.parametrize(("verb", "status"), [("reject", "rejected"), ("delete", "deleted")])
def test_reject_and_delete_return_true(
    aws: Aws, ec2: BaseClient, requested: str, verb: str, status: str
) -> None:
    """Both commands print that they succeeded, and have done so."""
    done = aws(f"ec2 {verb}-vpc-peering-connection --vpc-peering-connection-id {requested}")
    (view,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert (done.status, json.loads(done.output)) == (0, {"Return": True})
    assert view["Status"]["Code"] == status


def test_options_are_set_and_echoed(
    aws: Aws, ec2: BaseClient, active: str, vpcs: list[Vpc]
) -> None:
    """Only the option that was set is printed."""
    for vpc in vpcs:
        ec2.modify_vpc_attribute(VpcId=vpc.id, EnableDnsHostnames={"Value": True})
    done = aws(
        f"ec2 modify-vpc-peering-connection-options --vpc-peering-connection-id {active}"
        " --requester-peering-connection-options AllowDnsResolutionFromRemoteVpc=true"
    )
    echoed = {"RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
    assert (done.status, json.loads(done.output)) == (0, echoed)


def test_routes_through_a_connection_are_found(
    aws: Aws, ec2: BaseClient, active: str, vpcs: list[Vpc]
) -> None:
    """A new route is active, and its table is found by the connection."""
    filters = [{"Name": "vpc-id", "Values": [vpcs[0].id]}]
    (table,) = ec2.describe_route_tables(Filters=filters)["RouteTables"]
    table_id = table["RouteTableId"]
    made = aws(
        f"ec2 create-route --route-table-id {table_id}"
        f" --destination-cidr-block 10.2.0.0/16 --vpc-peering-connection-id {active}"
    )
    found = aws(
        "ec2 describe-route-tables"
        f" --filters Name=route.vpc-peering-connection-id,Values={active}"
        " --query 'RouteTables[].[RouteTableId, Routes[-1].State]' --output text"
    )
    assert json.loads(made.output) == {"Return": True}
    assert found.output.split() == [table_id, "active"]


def test_tags_are_put_on_and_taken_off(aws: Aws, requested: str) -> None:
    """Changing tags prints nothing; describe-tags and a tag filter show the rest."""
    made = aws(f"ec2 create-tags --resources {requested} --tags Key=Name,Value=core Key=env,Value=")
    gone = aws(f"ec2 delete-tags --resources {requested} --tags Key=env")
    tags = aws("ec2 describe-tags --filters Name=key,Values=Name --query Tags")
    found = aws(
        "ec2 describe-vpc-peering-connections --filters Name=tag:Name,Values=c?re"
        " --query VpcPeeringConnections[].VpcPeeringConnectionId --output text"
    )
    kind = "vpc-peering-connection"
    tag = {"Key": "Name", "Value": "core", "ResourceId": requested, "ResourceType": kind}
    assert [made.status, made.output, gone.status, gone.output] == [0, "", 0, ""]
    assert (json.loads(tags.output), found.output.strip()) == ([tag], requested)
