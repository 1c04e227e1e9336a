"""The model of AWS as far as VPC peering is concerned: a function per operation, state in dicts."""

from collections.abc import Callable
from datetime import datetime

from tests.model.peermodel import requests, routes, tags, views, vpcs
from tests.model.peermodel.refusals import dry_run
from tests.model.peermodel.state import State

OPERATIONS: dict[str, Callable[..., dict]] = {
    "AcceptVpcPeeringConnection": requests.accept,
    "AssociateVpcCidrBlock": vpcs.associate,
    "CreateRoute": routes.create,
    "CreateTags": tags.create,
    "CreateVpc": vpcs.create,
    "CreateVpcPeeringConnection": requests.create,
    "DeleteRoute": routes.delete,
    "DeleteTags": tags.delete,
    "DeleteVpc": vpcs.delete,
    "DeleteVpcPeeringConnection": requests.delete,
    "DescribeRouteTables": routes.describe,
    "DescribeTags": tags.describe,
    "DescribeVpcPeeringConnections": views.describe,
    "DescribeVpcs": vpcs.describe,
    "DisassociateVpcCidrBlock": vpcs.disassociate,
    "ModifyVpcAttribute": vpcs.modify,
    "ModifyVpcPeeringConnectionOptions": requests.modify_options,
    "RejectVpcPeeringConnection": requests.reject,
    "ReplaceRoute": routes.replace,
}


def answer(
    state: State, call: tuple[tuple[str, str], str, dict], now: datetime, new: Callable
) -> dict:
    """Return AWS's response to a call.

    Args:
        state: The current state.
        call: The caller's account and Region, the operation, its parameters.
        now: The current time.
        new: Returns the ID of a new resource, given its path in the response.

    Raises:
        Refusal: AWS returns an error.
    """
    place, operation, params = call
    if params.get("DryRun"):
        raise dry_run()
    return OPERATIONS[operation](state, place, params, now, new)
