"""Separate from moto, in either order: EC2 and STS are peermock's, other services moto's."""

import functools
import unittest
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial

import boto3
import pytest
import requests
from aiobotocore.session import get_session
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError
from moto import mock_aws

from peermock import NotMockedError, UnsupportedOperationError, mock_peering

Mock = Callable[[], AbstractContextManager[object]]

apart = partial(mock_peering, network="peermock")

REGION = "eu-west-1"
UNKNOWN = "pcx-0123456789abcdef0"

in_both_orders = pytest.mark.parametrize(
    "mocks", [(mock_aws, apart), (apart, mock_aws)], ids=["moto first", "moto second"]
)


def is_peermock(ec2: BaseClient) -> bool:
    """Return whether peermock answers for EC2, whose error codes follow AWS, unlike moto's."""
    with pytest.raises(ClientError) as caught:
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=UNKNOWN)
    return caught.value.response["Error"]["Code"] == "InvalidVpcPeeringConnectionID.NotFound"


def use_other_services() -> list[object]:
    """Create and list a resource in each of S3, DynamoDB and SQS."""
    s3, dynamodb, sqs = (boto3.client(name, REGION) for name in ("s3", "dynamodb", "sqs"))
    s3.create_bucket(Bucket="attic", CreateBucketConfiguration={"LocationConstraint": REGION})
    sqs.create_queue(QueueName="jobs")
    buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    queues = [url.rsplit("/")[-1] for url in sqs.list_queues()["QueueUrls"]]
    return [buckets, dynamodb.list_tables()["TableNames"], queues]


@in_both_orders
def test_each_answers_for_its_services(mocks: tuple[Mock, Mock]) -> None:
    """EC2 and STS belong to peermock; S3, DynamoDB and SQS belong to moto."""
    with mocks[0](), mocks[1]():
        identity = boto3.client("sts", REGION).get_caller_identity()
        assert identity["Arn"] == "arn:aws:iam::123456789012:user/peermock"
        assert is_peermock(boto3.client("ec2", REGION))
        assert use_other_services() == [["attic"], [], ["jobs"]]


@mock_aws
@mock_peering(network="peermock")
def test_decorators_with_moto_outside() -> None:
    """The decorators work together, moto's outside."""
    assert is_peermock(boto3.client("ec2", REGION))
    assert use_other_services() == [["attic"], [], ["jobs"]]


@mock_peering(network="peermock")
@mock_aws
def test_decorators_with_moto_inside() -> None:
    """The decorators work together, moto's inside."""
    assert is_peermock(boto3.client("ec2", REGION))
    assert use_other_services() == [["attic"], [], ["jobs"]]


class Workflow:
    """Tests that leave something in both mocks, and find nothing from each other."""

    def test_1(self) -> None:
        """Leave a bucket and a VPC."""
        assert use_other_services() == [["attic"], [], ["jobs"]]
        ec2 = boto3.client("ec2", REGION)
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
        assert len(ec2.describe_vpcs()["Vpcs"]) == 2

    test_2 = test_1


class WorkflowWithSetUp(Workflow):
    """The same with a setUp, whose bucket and VPC exist in each test."""

    def setUp(self) -> None:
        """Create a bucket and a VPC."""
        s3 = boto3.client("s3", REGION)
        s3.create_bucket(Bucket="attic", CreateBucketConfiguration={"LocationConstraint": REGION})
        boto3.client("ec2", REGION).create_vpc(CidrBlock="10.1.0.0/16")

    def test_1(self) -> None:
        """Find a bucket and a VPC, and create another."""
        s3, ec2 = boto3.client("s3", REGION), boto3.client("ec2", REGION)
        assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["attic"]
        assert len(ec2.describe_vpcs()["Vpcs"]) == 2
        s3.create_bucket(Bucket="cellar", CreateBucketConfiguration={"LocationConstraint": REGION})
        ec2.create_vpc(CidrBlock="10.0.0.0/16")

    test_2 = test_1


def run_around(case: type[unittest.TestCase]) -> type[unittest.TestCase]:
    """Decorate a test class the way decorators do that wrap its `run`."""
    run = case.run

    @functools.wraps(run)
    def run_in_context(self: unittest.TestCase, result: object = None) -> object:
        with mock_aws():
            return run(self, result)

    case.run = run_in_context
    return case


@pytest.mark.parametrize("base", [Workflow, WorkflowWithSetUp])
@pytest.mark.parametrize("other", [mock_aws, run_around], ids=["mock_aws", "a wrapped run"])
@pytest.mark.parametrize("order", ["outside", "inside"])
def test_decorated_classes_of_unittest(
    base: type, other: Callable[[type], type], order: str
) -> None:
    """Both decorators work in either order, and no test sees resources of another."""
    functions = {name: each for name, each in vars(base).items() if callable(each)}
    case = type("Decorated", (unittest.TestCase,), functions)
    case = other(mock_peering(case)) if order == "outside" else mock_peering(other(case))
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    assert result.testsRun == 2
    assert result.failures + result.errors == []


@in_both_orders
@pytest.mark.parametrize("made", ["before both", "between", "inside both"])
def test_clients_of_any_age_are_peermocks(mocks: tuple[Mock, Mock], made: str) -> None:
    """Peermock answers for EC2, whatever the session's age and hooks."""
    with ExitStack() as stack:
        sessions = {"before both": boto3.Session(region_name=REGION)}
        stack.enter_context(mocks[0]())
        sessions["between"] = boto3.Session(region_name=REGION)
        between = sessions["between"].client("ec2")
        stack.enter_context(mocks[1]())
        sessions["inside both"] = boto3.Session(region_name=REGION)
        assert is_peermock(sessions[made].client("ec2"))
        assert is_peermock(between)


@pytest.mark.anyio
@in_both_orders
async def test_asynchronous_clients_are_peermocks(mocks: tuple[Mock, Mock]) -> None:
    """Async clients work, although moto's responses cannot be awaited."""
    with mocks[0](), mocks[1]():
        async with get_session().create_client("ec2", REGION) as ec2:
            vpcs = (await ec2.describe_vpcs())["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in vpcs] == ["172.31.0.0/16"]


@in_both_orders
def test_the_rest_of_ec2_is_refused(mocks: tuple[Mock, Mock]) -> None:
    """An unsupported operation is not left to moto, whose EC2 is a separate world."""
    with ExitStack() as stack:
        stack.enter_context(mocks[0]())
        ec2 = boto3.client("ec2", REGION)
        stack.enter_context(mocks[1]())
        with pytest.raises(UnsupportedOperationError, match="ec2:RunInstances"):
            ec2.run_instances(MinCount=1, MaxCount=1)


@in_both_orders
def test_moto_does_nothing_of_what_peermock_answers(mocks: tuple[Mock, Mock]) -> None:
    """A VPC created in peermock's world is not created in moto's."""
    with mock_aws():
        ec2 = boto3.client("ec2", REGION)
        with mocks[0](), mocks[1]():
            ec2.create_vpc(CidrBlock="10.1.0.0/16")
        assert [vpc["CidrBlock"] for vpc in ec2.describe_vpcs()["Vpcs"]] == ["172.31.0.0/16"]


def test_when_peermock_ends_moto_goes_on() -> None:
    """Moto keeps its resources and answers for EC2 again."""
    with mock_aws():
        with apart():
            ec2 = boto3.client("ec2", REGION)
            use_other_services()
        assert not is_peermock(ec2)
        assert boto3.client("s3", REGION).list_buckets()["Buckets"][0]["Name"] == "attic"


def test_when_moto_ends_peermock_goes_on() -> None:
    """Peermock keeps its resources and refuses the other services again."""
    with apart():
        with mock_aws():
            ec2 = boto3.client("ec2", REGION)
            ec2.create_vpc(CidrBlock="10.1.0.0/16")
        assert len(ec2.describe_vpcs()["Vpcs"]) == 2
        with pytest.raises(NotMockedError, match="s3:ListBuckets"):
            boto3.client("s3", REGION).list_buckets()


@in_both_orders
@pytest.mark.parametrize("made", ["before", "inside"])
def test_after_both_nothing_is_left(mocks: tuple[Mock, Mock], made: str) -> None:
    """A client that both mocks have hooked calls its endpoint again."""
    config = Config(retries={"max_attempts": 0})
    keys = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "secret"}

    def create_client() -> BaseClient:
        endpoint = {"endpoint_url": "http://127.0.0.1:9", "config": config}
        return boto3.Session(region_name=REGION, **keys).client("ec2", **endpoint)

    clients = {"before": create_client()}
    with mocks[0](), mocks[1]():
        clients["inside"] = create_client()
        clients[made].describe_vpcs()
    with pytest.raises(EndpointConnectionError):
        clients[made].describe_vpcs()


@in_both_orders
def test_after_both_there_are_no_credentials(mocks: tuple[Mock, Mock]) -> None:
    """A session made afterwards has the user's credentials, and here the user has none."""
    with mocks[0](), mocks[1]():
        boto3.client("ec2", REGION).describe_vpcs()
    with pytest.raises(NoCredentialsError):
        boto3.Session(region_name=REGION).client("ec2").describe_vpcs()


@in_both_orders
def test_presigned_urls_of_motos_services(mocks: tuple[Mock, Mock]) -> None:
    """Moto answers presigned S3 URLs sent with `requests`, as without peermock."""
    with mocks[0](), mocks[1]():
        s3 = boto3.client("s3", REGION)
        s3.create_bucket(Bucket="attic", CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_object(Bucket="attic", Key="today", Body=b"all is well")
        url = s3.generate_presigned_url("get_object", {"Bucket": "attic", "Key": "today"})
        assert requests.get(url, timeout=5).content == b"all is well"
