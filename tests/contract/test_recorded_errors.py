"""Peermock's errors compared with recorded AWS errors in the same situation."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from peermock import PeeringMock, Quotas, mock_peering
from tests.contract.sides import MakeSide, Side

Call = Callable[[Side, Side], None]

REPORTER = "264086180894"
MASKED_ID = re.compile(r"pcx-\w+")


def reject_and_delete(one: Side, other: Side) -> None:
    """Delete a request that was rejected."""
    peering = {"VpcPeeringConnectionId": requested(one, other)}
    other.ec2.reject_vpc_peering_connection(**peering)
    one.ec2.delete_vpc_peering_connection(**peering)


def accept_for_the_other(one: Side, other: Side) -> None:
    """Accept a request as the account that made it."""
    one.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=requested(one, other))


def modify_before_acceptance(one: Side, other: Side) -> None:
    """Set an option of a pending connection."""
    modify(one, requested(one, other), "Requester")


def modify_the_other_side(one: Side, other: Side) -> None:
    """Set an option of the side of another account."""
    modify(one, one.peer(other), "Accepter")


def accept_the_reverse(one: Side, other: Side) -> None:
    """Accept a request between two VPCs that are already peered."""
    one.peer(other)
    one.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=requested(other, one))


def request_too_many(one: Side, other: Side) -> None:
    """Make more requests than the quota allows."""
    for _ in range(2):
        vpc_id = other.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        one.request(other, PeerVpcId=vpc_id)


def describe_nonsense(one: Side, _other: Side) -> None:
    """Describe something that is not a connection."""
    ids = ["5dbxxxxxxxxxxxxxxxx"]
    one.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)


def requested(one: Side, other: Side) -> str:
    """Return the ID of a pending connection."""
    return one.request(other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def modify(caller: Side, peering_id: str, role: str) -> None:
    """Set an option of a side."""
    options = {f"{role}PeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
    caller.ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=peering_id, **options)


@pytest.fixture
def peering() -> Iterator[PeeringMock]:
    """A mock with a quota of one outstanding request."""
    with mock_peering(quotas=Quotas(outstanding_requests=1)) as mock:
        yield mock


CALLS = {
    "err-invalid-state-transition-delete-rejected": reject_and_delete,
    "err-accept-wrong-account": accept_for_the_other,
    "err-options-not-active": modify_before_acceptance,
    "err-options-other-side": modify_the_other_side,
    "err-accept-already-exists": accept_the_reverse,
    "err-pending-limit": request_too_many,
    "err-malformed-pcx": describe_nonsense,
}


@pytest.mark.parametrize(("name", "call"), CALLS.items())
def test_an_error_is_the_recorded_one(
    side: MakeSide, recorded: dict[str, Any], name: str, call: Call
) -> None:
    """Code, message, HTTP status and operation are the same, except for IDs."""
    theirs = recorded[name]
    with pytest.raises(ClientError) as caught:
        call(side(REPORTER, "10.0.0.0/16"), side("222222222222", "10.1.0.0/16"))
    error = caught.value.response["Error"]
    ours = {
        "HTTPStatusCode": caught.value.response["ResponseMetadata"]["HTTPStatusCode"],
        "Code": error["Code"],
        "Message": MASKED_ID.sub("pcx-id", error["Message"]),
        "Operation": caught.value.operation_name,
    }
    masked = theirs["Message"].replace("LOCAL_ACCOUNT_ID", REPORTER)
    assert ours == theirs | {"Message": MASKED_ID.sub("pcx-id", masked)}


def test_every_recorded_error_is_compared(recorded: dict[str, Any]) -> None:
    """No recorded error is missing above."""
    assert set(CALLS) == {name for name in recorded if name.startswith("err-")}
