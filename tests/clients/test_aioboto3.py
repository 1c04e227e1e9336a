"""aioboto3: boto3's sessions and resources, awaited."""

import asyncio
from collections.abc import AsyncIterator

import aioboto3
import pytest
from aioboto3.resources.base import AIOBoto3ServiceResource
from aiobotocore.client import AioBaseClient
from botocore.exceptions import NoCredentialsError
from botocore.session import Session as PlainSession

from peermock import NotMockedError, PeeringMock, mock_peering
from tests.clients.programs import RunAlone

pytestmark = pytest.mark.anyio


ROLE = "arn:aws:iam::222222222222:role/network"


@pytest.fixture
def session() -> aioboto3.Session:
    """A session that is older than the mock."""
    return aioboto3.Session()


@pytest.fixture
async def ec2(peering: PeeringMock) -> AsyncIterator[AIOBoto3ServiceResource]:
    """The EC2 resource API in the mock's account."""
    async with aioboto3.Session().resource("ec2") as resource:
        yield resource


async def create_vpcs(client: AioBaseClient) -> list[str]:
    """Create two VPCs and return their IDs."""
    vpcs = [await client.create_vpc(CidrBlock=f"10.{n}.0.0/16") for n in (1, 2)]
    return [vpc["Vpc"]["VpcId"] for vpc in vpcs]


async def test_a_connection_by_the_resource_api(ec2: AIOBoto3ServiceResource) -> None:
    """Resources can request, wait for, accept and reload a connection."""
    vpc_id, peer_id = await create_vpcs(ec2.meta.client)
    peering = await ec2.create_vpc_peering_connection(VpcId=vpc_id, PeerVpcId=peer_id)
    await peering.wait_until_exists()
    await peering.accept()
    await peering.reload()
    assert (await peering.status)["Code"] == "active"
    assert (await peering.accepter_vpc_info)["VpcId"] == peer_id


async def test_collections_are_read_page_by_page(ec2: AIOBoto3ServiceResource) -> None:
    """A collection yields all connections with any page size, and supports filters."""
    vpc_id, peer_id = await create_vpcs(ec2.meta.client)
    made = []
    for _ in range(7):
        peering = await ec2.create_vpc_peering_connection(VpcId=vpc_id, PeerVpcId=peer_id)
        made.append(peering.id)
        await peering.reject()
    everything = ec2.vpc_peering_connections.page_size(5)
    rejected = [{"Name": "status-code", "Values": ["rejected"]}]
    pending = [{"Name": "status-code", "Values": ["pending-acceptance"]}]
    assert sorted([one.id async for one in everything.filter(Filters=rejected)]) == sorted(made)
    assert [one.id async for one in everything.filter(Filters=pending)] == []


async def test_twenty_calls_at_once(ec2: AIOBoto3ServiceResource) -> None:
    """Twenty VPCs created concurrently are all distinct."""
    calls = (ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16") for n in range(20))
    vpcs = await asyncio.gather(*calls)
    assert len({vpc.id for vpc in vpcs}) == 20


async def test_the_world_is_shared_with_botocore(ec2: AIOBoto3ServiceResource) -> None:
    """Botocore sees resources created through aioboto3."""
    vpc = await ec2.create_vpc(CidrBlock="10.1.0.0/16")
    answer = PlainSession().create_client("ec2").describe_vpcs(VpcIds=[vpc.id])
    assert answer["Vpcs"][0]["CidrBlock"] == "10.1.0.0/16"


async def test_clients_older_than_the_mock_are_answered(session: aioboto3.Session) -> None:
    """A client without credentials that is older than the mock is answered."""
    async with session.client("sts", "eu-west-1") as sts:
        async with mock_peering(account_id="111111111111"):
            identity = await sts.get_caller_identity()
        with pytest.raises(NoCredentialsError):
            await sts.get_caller_identity()
    assert identity["Account"] == "111111111111"


async def test_sessions_older_than_the_mock_are_answered(session: aioboto3.Session) -> None:
    """A resource made in the mock by an older session is answered."""
    async with mock_peering(), session.resource("ec2", "eu-west-1") as ec2:
        ranges = [await vpc.cidr_block async for vpc in ec2.vpcs.all()]
    assert ranges == ["172.31.0.0/16"]


async def test_a_session_of_a_role(peering: PeeringMock, session: aioboto3.Session) -> None:
    """A session with role credentials acts as the role's account."""
    async with session.client("sts") as sts:
        answer = await sts.assume_role(RoleArn=ROLE, RoleSessionName="peer")
    there = aioboto3.Session(
        aws_access_key_id=answer["Credentials"]["AccessKeyId"],
        aws_secret_access_key=answer["Credentials"]["SecretAccessKey"],
        aws_session_token=answer["Credentials"]["SessionToken"],
    )
    async with there.client("sts") as sts:
        identity = await sts.get_caller_identity()
    assert identity["Account"] == "222222222222"


async def test_what_nobody_mocks_is_refused(session: aioboto3.Session) -> None:
    """The S3 additions of aioboto3 are refused too, with the name of the call."""
    async with session.resource("s3", "eu-west-1") as s3:
        bucket = await s3.Bucket("logs")
        with mock_peering(), pytest.raises(NotMockedError) as caught:
            await bucket.upload_file(__file__, "log")
    assert (caught.value.service_name, caught.value.operation_name) == ("s3", "PutObject")


OLDER_THAN_PEERMOCK = """
import asyncio, aioboto3
session = aioboto3.Session(region_name="eu-west-1")

async def main():
    async with session.resource("ec2") as ec2:
        from peermock import mock_peering
        async with mock_peering():
            print([await vpc.cidr_block async for vpc in ec2.vpcs.all()])

asyncio.run(main())
"""


def test_the_order_of_imports_does_not_matter(run_alone: RunAlone) -> None:
    """A resource that is older than peermock's import is answered."""
    assert run_alone(OLDER_THAN_PEERMOCK) == "['172.31.0.0/16']\n"
