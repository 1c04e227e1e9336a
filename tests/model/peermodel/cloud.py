"""The model: AWS as far as VPC peering goes, an operation a method, state in dicts."""

from collections.abc import Callable
from datetime import datetime

from peermodel import requests, routes, tags, views, vpcs
from peermodel.refusals import dry_run
from peermodel.state import State

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
    """Return what AWS answers to a call.

    Args:
        state: What there is.
        call: The caller's account and Region, the operation, its parameters.
        now: The present.
        new: Returns the ID that AWS gave to something new, by the way to it in the answer.

    Raises:
        Refusal: AWS refuses.
    """
    place, operation, params = call
    if params.get("DryRun"):
        raise dry_run()
    return OPERATIONS[operation](state, place, params, now, new)
