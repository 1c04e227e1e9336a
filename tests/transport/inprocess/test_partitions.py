"""EC2 and STS are recognised by signature and hook, whatever their endpoint is called."""

from collections.abc import Callable

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config

from peermock import mock_peering
from peermock._protocol.regions import is_region

KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
DUAL_STACK = Config(use_dualstack_endpoint=True)
FIPS = Config(use_fips_endpoint=True)

Make = Callable[..., BaseClient]


@pytest.fixture(params=["older", "inside", "of the mock"])
def answered(request: pytest.FixtureRequest) -> Callable[..., BaseClient]:
    """Return a function that makes a client: older than the mock, made in it, or an account's."""

    def make(service_name: str, region_name: str, **settings: object) -> BaseClient:
        if request.param == "older":
            client = boto3.client(service_name, region_name, **KEYS, **settings)
        mock = mock_peering().start()
        request.addfinalizer(mock.stop)
        if request.param == "inside":
            return boto3.client(service_name, region_name, **settings)
        if request.param == "of the mock":
            return mock.account("123456789012").client(service_name, region_name, **settings)
        return client

    return make


@pytest.mark.parametrize(
    ("region_name", "partition"),
    [
        ("eu-west-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("eusc-de-east-1", "aws-eusc"),
    ],
)
def test_every_partition_is_answered(answered: Make, region_name: str, partition: str) -> None:
    """ARNs have the partition of the Region for which the request is signed."""
    if not is_region(region_name):
        pytest.skip(f"this botocore does not know {region_name}")
    identity = answered("sts", region_name).get_caller_identity()
    assert identity["Arn"] == f"arn:{partition}:iam::123456789012:user/peermock"


@pytest.mark.parametrize(
    "region_name", ["eu-west-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1"]
)
def test_the_region_of_the_request_is_kept(answered: Make, region_name: str) -> None:
    """Resources are created in the Region for which the request is signed."""
    ec2 = answered("ec2", region_name)
    vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peering = ec2.create_vpc_peering_connection(
        VpcId=vpc_id, PeerVpcId="vpc-12345678", PeerOwnerId="222222222222"
    )
    assert peering["VpcPeeringConnection"]["RequesterVpcInfo"]["Region"] == region_name


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
@pytest.mark.parametrize(
    ("region_name", "settings"),
    [
        ("us-east-1", {"config": DUAL_STACK}),
        ("us-east-1", {"config": FIPS}),
        ("us-east-1", {"config": DUAL_STACK.merge(FIPS)}),
        ("us-gov-west-1", {"config": FIPS}),
        ("us-east-1", {"endpoint_url": "https://vpce-0123456789abcdef0.ec2.example.com"}),
        ("us-east-1", {"endpoint_url": "https://10.1.2.3:8443/aws/"}),
        ("us-east-1", {"endpoint_url": "http://localhost:4566"}),
        ("us-east-1", {"config": Config(inject_host_prefix=False)}),
    ],
)
def test_every_kind_of_endpoint_is_answered(
    answered: Make, service_name: str, region_name: str, settings: dict[str, object]
) -> None:
    """Dual-stack, FIPS and custom endpoints belong to the service."""
    client = answered(service_name, region_name, **settings)
    if service_name == "sts":
        assert client.get_caller_identity()["Account"] == "123456789012"
    else:
        (vpc,) = client.describe_vpcs()["Vpcs"]
        assert vpc["IsDefault"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
        ("AWS_USE_FIPS_ENDPOINT", "true"),
        ("AWS_ENDPOINT_URL", "https://aws.example.com"),
        ("AWS_ENDPOINT_URL_STS", "http://localhost:4566"),
        ("AWS_STS_REGIONAL_ENDPOINTS", "legacy"),
        ("HTTPS_PROXY", "http://proxy.example.com:3128"),
    ],
)
def test_endpoints_of_the_environment_are_answered(
    answered: Make, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """Custom endpoints and proxies in the environment make no difference."""
    monkeypatch.setenv(variable, value)
    assert answered("sts", "us-east-1").get_caller_identity()["Account"] == "123456789012"
