"""aiobotocore: the same world, with async clients."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiobotocore.client import AioBaseClient
from aiobotocore.session import get_session
from botocore.exceptions import ClientError, WaiterError
from botocore.session import Session

from peermock import PeeringMock

pytestmark = pytest.mark.anyio

UNKNOWN = "pcx-0123456789abcdef0"


@pytest.fixture
async def ec2(peering: PeeringMock) -> AsyncIterator[AioBaseClient]:
    """An EC2 client of the mock's account."""
    async with get_session().create_client("ec2") as client:
        yield client


async def request(client: AioBaseClient) -> str:
    """Request a connection between two new VPCs and return its ID."""
    vpcs = [await client.create_vpc(CidrBlock=f"10.{n}.0.0/16") for n in (1, 2)]
    vpc_id, peer_vpc_id = (vpc["Vpc"]["VpcId"] for vpc in vpcs)
    answer = await client.create_vpc_peering_connection(VpcId=vpc_id, PeerVpcId=peer_vpc_id)
    return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]


async def test_a_connection_comes_to_life(ec2: AioBaseClient) -> None:
    """An accepted request is active."""
    peering_id = await request(ec2)
    await ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    answer = await ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    assert answer["VpcPeeringConnections"][0]["Status"] == {"Code": "active", "Message": "Active"}


async def test_errors_are_client_errors(ec2: AioBaseClient) -> None:
    """An AWS error is raised as in botocore, with its code and message."""
    with pytest.raises(ClientError) as caught:
        await ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=UNKNOWN)
    assert caught.value.response["Error"] == {
        "Code": "InvalidVpcPeeringConnectionID.NotFound",
        "Message": f"The vpcPeeringConnection ID '{UNKNOWN}' does not exist",
    }


@pytest.mark.parametrize(
    "name", ["vpc_peering_connection_exists", "vpc_peering_connection_deleted"]
)
async def test_waiters_succeed(ec2: AioBaseClient, name: str) -> None:
    """Both waiters end at the first poll if the connection has the expected status."""
    peering_id = await request(ec2)
    if name.endswith("deleted"):
        await ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    await ec2.get_waiter(name).wait(VpcPeeringConnectionIds=[peering_id])


async def test_waiters_give_up(ec2: AioBaseClient) -> None:
    """The waiter for an unknown connection polls again and then gives up."""
    waiter = ec2.get_waiter("vpc_peering_connection_exists")
    config = {"Delay": 0, "MaxAttempts": 2}
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        await waiter.wait(VpcPeeringConnectionIds=[UNKNOWN], WaiterConfig=config)


async def test_paginators_turn_pages(ec2: AioBaseClient) -> None:
    """Twelve connections are listed on three pages of at most five."""
    made = [await request(ec2) for _ in range(12)]
    paginator = ec2.get_paginator("describe_vpc_peering_connections")
    pages = [page async for page in paginator.paginate(PaginationConfig={"PageSize": 5})]
    views = [view for page in pages for view in page["VpcPeeringConnections"]]
    assert [len(page["VpcPeeringConnections"]) for page in pages] == [5, 5, 2]
    assert sorted(view["VpcPeeringConnectionId"] for view in views) == sorted(made)


async def test_twenty_calls_at_once(ec2: AioBaseClient) -> None:
    """Twenty requests made concurrently are twenty connections."""
    made = await asyncio.gather(*(request(ec2) for _ in range(20)))
    answer = await ec2.describe_vpc_peering_connections()
    seen = [view["VpcPeeringConnectionId"] for view in answer["VpcPeeringConnections"]]
    assert len(set(made)) == 20
    assert sorted(seen) == sorted(made)


async def test_the_world_is_shared_with_botocore(ec2: AioBaseClient, peering: PeeringMock) -> None:
    """Botocore can accept a request made through aiobotocore."""
    peering_id = await request(ec2)
    plain = Session().create_client("ec2")
    plain.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    answer = await ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    assert answer["VpcPeeringConnections"][0]["Status"]["Code"] == "active"


async def test_becoming_a_role_of_another_account(ec2: AioBaseClient) -> None:
    """Credentials from AssumeRole sign for the role's account, which accepts the request."""
    role = "arn:aws:iam::222222222222:role/network"
    session = get_session()
    async with session.create_client("sts") as sts:
        answer = await sts.assume_role(RoleArn=role, RoleSessionName="peer")
    credentials = {
        "aws_access_key_id": answer["Credentials"]["AccessKeyId"],
        "aws_secret_access_key": answer["Credentials"]["SecretAccessKey"],
        "aws_session_token": answer["Credentials"]["SessionToken"],
    }
    async with session.create_client("sts", **credentials) as sts:
        identity = await sts.get_caller_identity()
    assert identity["Arn"] == "arn:aws:sts::222222222222:assumed-role/network/peer"


async def test_a_call_that_the_test_answers(peering: PeeringMock, ec2: AioBaseClient) -> None:
    """A registered answer works as for botocore, and other calls are not affected."""
    peering.answer("RunInstances", {"OwnerId": "123456789012"})
    ran = await ec2.run_instances(ImageId="ami-1a2b3c4d", MinCount=1, MaxCount=1)
    assert ran["OwnerId"] == "123456789012"
    assert len((await ec2.describe_vpcs())["Vpcs"]) == 1


async def test_a_waiter_waits_for_nothing(peering: PeeringMock, ec2: AioBaseClient) -> None:
    """The sleeps of a waiter move the mock's clock."""
    waiter = ec2.get_waiter("vpc_peering_connection_exists")
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        await waiter.wait(VpcPeeringConnectionIds=[UNKNOWN])
    peering.assert_called("DescribeVpcPeeringConnections", times=40)
