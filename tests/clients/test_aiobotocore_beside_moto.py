"""aiobotocore beside moto, whose own responses cannot be awaited."""

from importlib.util import find_spec
from io import BytesIO

import anyio.lowlevel
import boto3
import pytest
from aiobotocore.session import get_session

from peermock import mock_peering

if find_spec("moto") is None:
    pytest.skip("moto is in the environment of the newest clients only", allow_module_level=True)

from moto import mock_aws

REGION = "eu-west-1"


class Slow(BytesIO):
    """A file that is read by awaiting, while other tasks run."""

    async def read(self, size: int = -1) -> bytes:  # type: ignore[override]  # that is the point
        """Return the next bytes after a moment."""
        await anyio.lowlevel.checkpoint()
        return super().read(size)


@pytest.mark.anyio
async def test_ec2_and_sts() -> None:
    """The network is moto's, connections follow AWS, and both can be awaited."""
    with mock_aws(), mock_peering() as aws:
        async with get_session().create_client("ec2", REGION) as ec2:
            made = [await ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16") for n in (0, 1)]
            ours, theirs = (each["Vpc"]["VpcId"] for each in made)
            request = await ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
            assert request["VpcPeeringConnection"]["Status"]["Code"] == "initiating-request"
            assert (await ec2.describe_instances())["Reservations"] == []
        async with get_session().create_client("sts", REGION) as sts:
            assert (await sts.get_caller_identity())["Account"] == "123456789012"
        assert [call.operation_name for call in aws.calls][-1] == "GetCallerIdentity"


@pytest.mark.anyio
async def test_faults() -> None:
    """An injected fault applies to calls that moto would answer, with async clients too."""
    with mock_aws(), mock_peering() as aws:
        aws.fail("DescribeInstances", code="RequestLimitExceeded")
        async with get_session().create_client("ec2", REGION) as ec2:
            answer = await ec2.describe_instances()
        assert answer["ResponseMetadata"]["RetryAttempts"] == 1


@pytest.mark.anyio
async def test_streams() -> None:
    """An S3 object can be read in parts."""
    with mock_aws(), mock_peering() as aws:
        async with get_session().create_client("s3", "us-east-1") as s3:
            boto3.client("s3", "us-east-1").create_bucket(Bucket="attic")
            boto3.client("s3", "us-east-1").put_object(
                Bucket="attic", Key="today", Body=b"all is well"
            )
            found = await s3.get_object(Bucket="attic", Key="today")
            assert await found["Body"].read(3) == b"all"
            assert await found["Body"].read() == b" is well"
        aws.assert_called("s3:GetObject", Key="today")


@pytest.mark.anyio
@pytest.mark.parametrize("body", [b"all is well", BytesIO(b"all is well"), Slow(b"all is well")])
async def test_bodies(body: object) -> None:
    """A body of any kind is sent to S3 by awaiting, once."""
    with mock_aws(), mock_peering():
        async with get_session().create_client("s3", "us-east-1") as s3:
            await s3.create_bucket(Bucket="attic")
            await s3.put_object(Bucket="attic", Key="today", Body=body)
            found = await s3.get_object(Bucket="attic", Key="today")
            assert await found["Body"].read() == b"all is well"
            listed = await s3.list_objects_v2(Bucket="attic")
            assert [each["Size"] for each in listed["Contents"]] == [11]
