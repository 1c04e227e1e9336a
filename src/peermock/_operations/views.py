"""Views: response members as botocore spells them, missing where AWS omits them."""

from functools import lru_cache
from typing import Any

from peermock._domain.peering import Peering, PeeringOptions, Side, Status
from peermock._domain.vpc import Vpc
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.filters import View

_MESSAGES = {
    Status.INITIATING_REQUEST: "Initiating Request to {accepter}",
    Status.PENDING_ACCEPTANCE: "Pending Acceptance by {accepter}",
    Status.PROVISIONING: "Provisioning",
    Status.ACTIVE: "Active",
    Status.FAILED: "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
    Status.EXPIRED: "Expired",
    Status.REJECTED: "Rejected by {ended_by}",
    Status.DELETING: "Deleting",
    Status.DELETED: "Deleted by {ended_by}",
}

_WAITING = frozenset({Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE})
_JOINED = frozenset({Status.PROVISIONING, Status.ACTIVE})

OPTION_FIELDS = {
    "AllowDnsResolutionFromRemoteVpc": "allow_dns_resolution_from_remote_vpc",
    "AllowEgressFromLocalClassicLinkToRemoteVpc": (
        "allow_egress_from_local_classic_link_to_remote_vpc"
    ),
    "AllowEgressFromLocalVpcToRemoteClassicLink": (
        "allow_egress_from_local_vpc_to_remote_classic_link"
    ),
}
"""For each option of a side, AWS's name and the domain's."""


MULTIPATH_MODE = "always-on"
"""The only mode of multipath resilience."""


def peering_view(
    world: World,
    call: Call,
    peering: Peering,
    status: Status | None = None,
    requester: Vpc | None = None,
) -> View:
    """Return a connection as the caller sees it.

    Ranges and options of a side are included only when AWS shows them: the requester's at once, the
    accepter's after acceptance, none after the end (recorded).

    Args:
        world: The world with the VPCs.
        call: The call.
        peering: The connection.
        status: The status to show. Defaults to the current status.
        requester: The requester's VPC, if the caller has already looked it up.
    """
    status = status or peering.status(call.at)
    ours, theirs = peering.requester, peering.accepter
    crosses_regions = peering.crosses_regions
    is_joined = status in _JOINED
    has_not_ended = is_joined or status in _WAITING
    requester = (requester or world.vpc_of(ours)) if has_not_ended else None
    accepter = world.vpc_of(theirs) if is_joined else None
    view: dict[str, Any] = {
        "VpcPeeringConnectionId": peering.id,
        "RequesterVpcInfo": _side_view(call, ours, requester, crosses_regions=crosses_regions),
        "AccepterVpcInfo": _side_view(call, theirs, accepter, crosses_regions=crosses_regions),
        "Status": {"Code": status.value, "Message": status_message(peering, status)},
        "Tags": tags_view(world, call, peering.id),
    }
    if status in _WAITING:
        view["ExpirationTime"] = peering.expires_at
    if crosses_regions and has_not_ended:
        view["MultipathResilienceStatus"] = peering.multipath_resilience
    return view


# Each combination of options is made once.
@lru_cache(maxsize=64)
def options_view(options: PeeringOptions, *, across_regions: bool = False) -> View:
    """Return the options of a side, including those that exist only across Regions."""
    view: dict[str, Any] = {name: getattr(options, field) for name, field in OPTION_FIELDS.items()}
    return view | multipath_view(options) if across_regions else view


def multipath_view(options: PeeringOptions) -> dict[str, Any]:
    """Return whether a side allows multipath resilience and, if so, its mode."""
    if not options.allow_multipath_resilience:
        return {"AllowMultipathResilience": False}
    return {"AllowMultipathResilience": True, "MultipathResilienceMode": MULTIPATH_MODE}


def tags_view(world: World, call: Call, resource_id: str) -> list[dict[str, str]]:
    """Return the tags that the caller's account has added to a resource in the Region."""
    tags = world.network.at(call.place).tags_of(resource_id)
    return [{"Key": key, "Value": value} for key, value in tags.items()] if tags else []


def with_tags(world: World, call: Call, resource_id: str, view: View) -> View:
    """Return a view with the resource's tags. Without tags, AWS omits the member."""
    tags = tags_view(world, call, resource_id)
    return {**view, "Tags": tags} if tags else view


def _side_view(call: Call, side: Side, vpc: Vpc | None, *, crosses_regions: bool) -> View:
    """Return a side of a connection, in full if its VPC is given."""
    view: dict[str, Any] = {
        "OwnerId": side.place.account_id,
        "VpcId": side.vpc_id,
        "Region": side.place.region_name,
    }
    if vpc is None:
        return view
    view["CidrBlock"] = vpc.ipv4[0].cidr_block
    view["CidrBlockSet"] = [{"CidrBlock": a.cidr_block} for a in vpc.ipv4]
    if vpc.ipv6:
        view["Ipv6CidrBlockSet"] = [{"Ipv6CidrBlock": a.cidr_block} for a in vpc.ipv6]
    if side.place.account_id == call.place.account_id:
        view["PeeringOptions"] = options_view(side.options, across_regions=crosses_regions)
    return view


def status_message(peering: Peering, status: Status) -> str:
    """Return AWS's message for a status."""
    return _MESSAGES[status].format(
        accepter=peering.accepter.place.account_id, ended_by=peering.ended_by
    )
