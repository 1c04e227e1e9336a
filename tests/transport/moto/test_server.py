"""A `ThreadedMotoServer` in the test's process follows AWS's peering rules as well."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import PeeringMock, mock_peering
from tests.transport.moto.network import UNKNOWN, Network

if TYPE_CHECKING:
    from botocore.client import BaseClient

CLIENT = """
import json, sys, boto3
keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
ec2 = boto3.client("ec2", "us-east-1", endpoint_url=sys.argv[1], **keys)
one, other = (ec2.create_vpc(CidrBlock=b)["Vpc"]["VpcId"] for b in ("10.0.0.0/16", "10.1.0.0/16"))
made = ec2.create_vpc_peering_connection(VpcId=one, PeerVpcId=other)["VpcPeeringConnection"]
named = {"VpcPeeringConnectionId": made["VpcPeeringConnectionId"]}
codes = [ec2.accept_vpc_peering_connection(**named)["VpcPeeringConnection"]["Status"]["Code"]]
try:
    ec2.delete_vpc(VpcId=one)
except ec2.exceptions.ClientError as error:
    codes.append(error.response["Error"]["Code"])
try:
    ec2.describe_instances()
except ec2.exceptions.ClientError as error:
    codes.append(error.response["Error"]["Code"])
print(json.dumps(codes))
"""


@pytest.fixture
def peering(moto_url: str) -> Iterator[PeeringMock]:
    """A mock beside the server, without `mock_aws`."""
    with mock_peering(network="moto") as mock:
        yield mock


@pytest.fixture
def ec2(moto_url: str, peering: PeeringMock) -> "BaseClient":
    """A client of this process that calls the server."""
    return boto3.client("ec2", "us-east-1", endpoint_url=moto_url)


def test_a_client_of_this_process(peering: PeeringMock, ec2: "BaseClient") -> None:
    """Connections follow AWS, other calls go to moto, and the log has both."""
    network = Network(peering, ec2)
    peering_id = network.request()
    assert network.status(peering_id) == "pending-acceptance"
    network.route(peering_id)
    assert network.routes()[0]["State"] == "blackhole"
    assert network.code("accept_vpc_peering_connection", VpcPeeringConnectionId=UNKNOWN) == (
        "InvalidVpcPeeringConnectionID.NotFound"
    )
    peering.assert_called("CreateVpc", times=2)
    peering.fail("DescribeInstances", code="InternalError", times=5)
    with pytest.raises(ClientError, match="InternalError"):
        ec2.describe_instances()


def test_a_client_of_another_process(peering: PeeringMock, moto_url: str) -> None:
    """A client in another process gets the same over the wire."""
    peering.fail("DescribeInstances", code="Busy", message="Not now")
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, moto_url], stdout=subprocess.PIPE, text=True, check=True
    )
    assert json.loads(done.stdout) == ["provisioning", "DependencyViolation", "Busy"]
    peering.assert_called("AcceptVpcPeeringConnection")
    peering.assert_called("DescribeInstances", times=1)


def test_other_services_of_the_server(peering: PeeringMock, moto_url: str) -> None:
    """Calls to other services are logged, as far as moto reveals their operations."""
    ssm = boto3.client("ssm", "us-east-1", endpoint_url=moto_url)
    boto3.client("ec2", "us-east-1", endpoint_url=moto_url).describe_vpcs()
    ssm.put_parameter(Name="/x", Value="1", Type="String", Overwrite=True)
    sns = boto3.client("sns", "us-east-1", endpoint_url=moto_url)
    sns.list_topics()
    boto3.client("s3", "us-east-1", endpoint_url=moto_url).list_buckets()
    peering.assert_called("ssm:PutParameter", Name="/x")
    peering.assert_called("sns:ListTopics")


def test_a_server_leaves_a_world_in_use_alone(moto_url: str) -> None:
    """With separate networks, the server answers like moto."""
    with mock_peering(network="peermock") as aws:
        ssm = boto3.client("ssm", "us-east-1", endpoint_url=moto_url)
        ssm.put_parameter(Name="/x", Value="1", Type="String", Overwrite=True)
        aws.assert_not_called("ssm:PutParameter")


def test_after_the_mock_the_server_is_motos(moto_url: str) -> None:
    """After the mock, connections are moto's again."""
    with mock_peering():
        pass
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    ec2 = boto3.client("ec2", "us-east-1", endpoint_url=moto_url, **keys)
    named = {"VpcPeeringConnectionIds": [UNKNOWN]}
    assert ec2.describe_vpc_peering_connections(**named)["VpcPeeringConnections"] == []
