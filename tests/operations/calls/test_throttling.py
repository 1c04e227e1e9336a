"""RequestLimitExceeded: throttling of calls."""

import boto3
import pytest
from botocore.config import Config

from peermock import PeeringMock
from tests.operations.parties import Party, Refused


@pytest.mark.parametrize("operation", ["accept", "reject", "delete"])
def test_a_throttled_call_is_answered_by_503(
    peering: PeeringMock, requester: Party, operation: str, refused: Refused
) -> None:
    """A client without retries gets RequestLimitExceeded."""
    once = Config(retries={"total_max_attempts": 1})
    keys = peering.account(requester.account_id).credentials()
    ec2 = boto3.client("ec2", "us-east-1", config=once, **keys)
    name = f"{operation.capitalize()}VpcPeeringConnection"
    peering.fail(name, code="RequestLimitExceeded")
    with refused("RequestLimitExceeded", "Request limit exceeded.", 503):
        getattr(ec2, f"{operation}_vpc_peering_connection")(VpcPeeringConnectionId="pcx-1a2b3c4d")


def test_a_throttled_call_is_retried(
    peering: PeeringMock, requester: Party, accepter: Party
) -> None:
    """Botocore retries by itself, and the call is made once."""
    peering.fail("CreateVpcPeeringConnection", code="RequestLimitExceeded", times=2)
    peering_id = requester.request(accepter)
    assert requester.finds() == [peering_id]
