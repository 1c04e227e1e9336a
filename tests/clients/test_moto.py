"""Beside moto, in either order: peermock answers EC2 and STS, moto answers the other services."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

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

REGION = "eu-west-1"
UNKNOWN = "pcx-0123456789abcdef0"

in_both_orders = pytest.mark.parametrize(
    "mocks", [(mock_aws, mock_peering), (mock_peering, mock_aws)], ids=["moto first", "moto second"]
)


def is_peermock(ec2: BaseClient) -> bool:
    """Tell whether peermock answers for EC2: its codes are AWS's, moto's are not."""
    with pytest.raises(ClientError) as caught:
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=UNKNOWN)
    return caught.value.response["Error"]["Code"] == "InvalidVpcPeeringConnectionID.NotFound"


def use_other_services() -> list[object]:
    """Let S3, DynamoDB and SQS make and list a thing each."""
    s3, dynamodb, sqs = (boto3.client(name, REGION) for name in ("s3", "dynamodb", "sqs"))
    s3.create_bucket(Bucket="attic", CreateBucketConfiguration={"LocationConstraint": REGION})
    sqs.create_queue(QueueName="jobs")
    buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    queues = [url.rsplit("/")[-1] for url in sqs.list_queues()["QueueUrls"]]
    return [buckets, dynamodb.list_tables()["TableNames"], queues]


@in_both_orders
def test_each_answers_for_its_services(mocks: tuple[Mock, Mock]) -> None:
    """EC2 and STS are peermock's, S3, DynamoDB and SQS are moto's."""
    with mocks[0](), mocks[1]():
        identity = boto3.client("sts", REGION).get_caller_identity()
        assert identity["Arn"] == "arn:aws:iam::123456789012:user/peermock"
        assert is_peermock(boto3.client("ec2", REGION))
        assert use_other_services() == [["attic"], [], ["jobs"]]


@mock_aws
@mock_peering
def test_decorators_with_moto_outside() -> None:
    """The decorators work together, moto's outside."""
    assert is_peermock(boto3.client("ec2", REGION))
    assert use_other_services() == [["attic"], [], ["jobs"]]


@mock_peering
@mock_aws
def test_decorators_with_moto_inside() -> None:
    """The decorators work together, moto's inside."""
    assert is_peermock(boto3.client("ec2", REGION))
    assert use_other_services() == [["attic"], [], ["jobs"]]


@in_both_orders
@pytest.mark.parametrize("made", ["before both", "between", "inside both"])
def test_clients_of_any_age_are_peermocks(mocks: tuple[Mock, Mock], made: str) -> None:
    """Of whichever age a session is, and whichever hooks it has, peermock answers for EC2."""
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
    """Where moto has no answer that can be awaited, peermock's can."""
    with mocks[0](), mocks[1]():
        async with get_session().create_client("ec2", REGION) as ec2:
            vpcs = (await ec2.describe_vpcs())["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in vpcs] == ["172.31.0.0/16"]


@in_both_orders
def test_the_rest_of_ec2_is_refused(mocks: tuple[Mock, Mock]) -> None:
    """An operation that peermock lacks is not left to moto, whose EC2 is another world."""
    with ExitStack() as stack:
        stack.enter_context(mocks[0]())
        ec2 = boto3.client("ec2", REGION)
        stack.enter_context(mocks[1]())
        with pytest.raises(UnsupportedOperationError, match="ec2:DescribeImages"):
            ec2.describe_images()


@in_both_orders
def test_moto_does_nothing_of_what_peermock_answers(mocks: tuple[Mock, Mock]) -> None:
    """A VPC made in peermock's world is not made in moto's as well."""
    with mock_aws():
        ec2 = boto3.client("ec2", REGION)
        with mocks[0](), mocks[1]():
            ec2.create_vpc(CidrBlock="10.1.0.0/16")
        assert [vpc["CidrBlock"] for vpc in ec2.describe_vpcs()["Vpcs"]] == ["172.31.0.0/16"]


def test_when_peermock_ends_moto_goes_on() -> None:
    """Moto keeps what it had, and has EC2 back."""
    with mock_aws():
        with mock_peering():
            ec2 = boto3.client("ec2", REGION)
            use_other_services()
        assert not is_peermock(ec2)
        assert boto3.client("s3", REGION).list_buckets()["Buckets"][0]["Name"] == "attic"


def test_when_moto_ends_peermock_goes_on() -> None:
    """Peermock keeps what it had, and refuses the other services again."""
    with mock_peering():
        with mock_aws():
            ec2 = boto3.client("ec2", REGION)
            ec2.create_vpc(CidrBlock="10.1.0.0/16")
        assert len(ec2.describe_vpcs()["Vpcs"]) == 2
        with pytest.raises(NotMockedError, match="s3:ListBuckets"):
            boto3.client("s3", REGION).list_buckets()


@in_both_orders
@pytest.mark.parametrize("made", ["before", "inside"])
def test_after_both_nothing_is_left(mocks: tuple[Mock, Mock], made: str) -> None:
    """A client that both have had in hand goes out to its endpoint again."""
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
    """A session made afterwards finds what the user has, which is none."""
    with mocks[0](), mocks[1]():
        boto3.client("ec2", REGION).describe_vpcs()
    with pytest.raises(NoCredentialsError):
        boto3.Session(region_name=REGION).client("ec2").describe_vpcs()


@in_both_orders
def test_presigned_urls_of_motos_services(mocks: tuple[Mock, Mock]) -> None:
    """What the `requests` library asks of S3 is moto's to answer, as without peermock."""
    with mocks[0](), mocks[1]():
        s3 = boto3.client("s3", REGION)
        s3.create_bucket(Bucket="attic", CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_object(Bucket="attic", Key="today", Body=b"all is well")
        url = s3.generate_presigned_url("get_object", {"Bucket": "attic", "Key": "today"})
        assert requests.get(url, timeout=5).content == b"all is well"
