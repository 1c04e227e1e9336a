"""DryRun: a call that would have succeeded has no effect."""

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from peermock import PeeringMock
from peermock._operations import OPERATIONS
from peermock._protocol import operation_model
from tests.operations.parties import Least, Party, Refused

CAN_BE_TRIED = [
    name
    for name in OPERATIONS["ec2"]
    if "DryRun" in operation_model("ec2", name).input_shape.members
]
DRY = ("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)


@pytest.mark.parametrize("operation", CAN_BE_TRIED)
def test_every_operation_can_be_tried(
    requester: Party, operation: str, least: Least, refused: Refused
) -> None:
    """With DryRun an allowed call returns 412 and changes nothing."""
    before = requester.everything()
    with refused(*DRY):
        getattr(requester.ec2, xform_name(operation))(DryRun=True, **least("ec2", operation))
    assert requester.everything() == before


def test_what_would_work_is_not_done(requester: Party, accepter: Party, refused: Refused) -> None:
    """Each step of a peering can be dry-run without being performed."""
    vpcs = {"VpcId": requester.vpc_id, "PeerVpcId": accepter.vpc_id}
    with refused(*DRY):
        requester.ec2.create_vpc_peering_connection(
            **vpcs, PeerOwnerId=accepter.account_id, DryRun=True
        )
    assert requester.finds() == []
    peering_id = requester.request(accepter)
    for party, verb in ((accepter, "accept"), (accepter, "reject"), (requester, "delete")):
        with refused(*DRY):
            getattr(party.ec2, f"{verb}_vpc_peering_connection")(
                VpcPeeringConnectionId=peering_id, DryRun=True
            )
    assert requester.status(peering_id) == "pending-acceptance"


def test_a_dry_run_of_false_is_an_ordinary_call(requester: Party, accepter: Party) -> None:
    """DryRun=false on the wire is an ordinary call."""
    assert requester.status(requester.request(accepter, DryRun=False)) == "pending-acceptance"


def test_a_dry_run_comes_before_max_results(requester: Party, refused: Refused) -> None:
    """A dry run does not validate MaxResults (recorded for a similar operation)."""
    with refused(*DRY):
        requester.lax.describe_vpc_peering_connections(DryRun=True, MaxResults=4)


def test_a_permission_comes_before_a_dry_run(
    peering: PeeringMock, requester: Party, refused: Refused
) -> None:
    """Without permission, a dry run is denied like the call itself."""
    denial = peering.account(requester.account_id).deny("DescribeVpcs")
    with denial, pytest.raises(ClientError, match="UnauthorizedOperation"):
        requester.ec2.describe_vpcs(DryRun=True)
    with refused(*DRY):
        requester.ec2.describe_vpcs(DryRun=True)
