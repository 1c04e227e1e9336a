"""Static types of `mock_peering`, the mock and its accounts. Checked by mypy."""

from collections.abc import Callable
from datetime import timedelta
from typing import assert_type

import boto3
from botocore.config import Config
from mypy_boto3_ec2 import EC2Client

from peermock import Account, PeeringMock, Quotas, Settle, mock_peering, stop_all

assert_type(mock_peering(), PeeringMock)
assert_type(
    mock_peering(
        account_id="111111111111",
        region_name="eu-west-1",
        quotas=Quotas(active_per_vpc=125, outstanding_requests=50),
        settle=Settle(describes=2),
        seed=7,
        passthrough=["s3"],
        isolated=True,
    ),
    PeeringMock,
)
assert_type(mock_peering(settle=timedelta(seconds=5), passthrough={"s3"}), PeeringMock)
assert_type(mock_peering(sleep="shift"), PeeringMock)

mock_peering(account_id=123456789012)  # type: ignore[call-overload]
mock_peering(region=None)  # type: ignore[call-overload]
mock_peering(sleep="never")  # type: ignore[call-overload]
mock_peering(settle=5)  # type: ignore[call-overload]

with mock_peering() as block:
    assert_type(block, PeeringMock)


async def use() -> None:
    """Enter a mock asynchronously."""
    async with mock_peering() as aws:
        assert_type(aws, PeeringMock)


mock = mock_peering()
assert_type(mock.start(), PeeringMock)
assert_type(mock.account_id, str)
assert_type(mock.region_name, str)
mock.account_id = "222222222222"  # type: ignore[misc]

with mock.rewinding() as rewound:
    assert_type(rewound, PeeringMock)

account = mock.account("222222222222")
assert_type(account, Account)
assert_type(account.account_id, str)
assert_type(account.region_name, str)
assert_type(account.credentials()["aws_access_key_id"], str)
assert_type(account.client("ec2"), EC2Client)
account.client("sts", "eu-west-1", endpoint_url="http://localhost", config=Config())
account.client()  # type: ignore[call-overload]
ec2: EC2Client = account.client("ec2")
assert_type(boto3.client("ec2", **account.credentials()), EC2Client)
assert_type(boto3.Session(**account.credentials()), boto3.Session)
account.allow("AcceptVpcPeeringConnection")
with account.deny("AcceptVpcPeeringConnection", "CreateVpcPeeringConnection") as nothing:
    assert_type(nothing, None)

stop: Callable[[], None] = mock.stop

assert_type(stop_all(), None)
