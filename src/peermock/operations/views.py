"""What the caller sees: members in botocore's spelling, absent where AWS omits them."""

from typing import Any

from peermock.domain.peering import Peering, PeeringOptions, Side, Status
from peermock.domain.routing import Association, Route, RouteTable
from peermock.domain.vpc import CidrAssociation, Vpc
from peermock.domain.world import World
from peermock.operations.call import Call
from peermock.operations.filters import View

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
"""AWS's name and the domain's for each option of a side."""


def peering_view(world: World, call: Call, peering: Peering, status: Status | None = None) -> View:
    """Return a connection as the caller sees it.

    Address ranges and options of a side are shown from when AWS shows them: the requester's at
    once, the accepter's after acceptance, none after the end (recorded).

    Args:
        world: Where the VPCs are.
        call: The call that asks.
        peering: The connection.
        status: The status to show, where it is not that of the present.
    """
    status = status or peering.status(call.at)
    view: dict[str, Any] = {
        "VpcPeeringConnectionId": peering.id,
        "RequesterVpcInfo": _side_view(
            world, call, peering.requester, in_full=status in _WAITING or status in _JOINED
        ),
        "AccepterVpcInfo": _side_view(world, call, peering.accepter, in_full=status in _JOINED),
        "Status": {"Code": status.value, "Message": status_message(peering, status)},
        "Tags": tags_view(world, call, peering.id),
    }
    if status in _WAITING:
        view["ExpirationTime"] = peering.expires_at
    return view


def options_view(options: PeeringOptions) -> dict[str, bool]:
    """Return the options of a side, all of them."""
    return {name: getattr(options, field) for name, field in OPTION_FIELDS.items()}


def vpc_view(world: World, call: Call, vpc: Vpc) -> View:
    """Return a VPC as its owner sees it."""
    view = {
        "VpcId": vpc.id,
        "OwnerId": vpc.place.account_id,
        "State": "available",
        "CidrBlock": vpc.cidr_block,
        "CidrBlockAssociationSet": [ipv4_association_view(a) for a in vpc.ipv4],
        "DhcpOptionsId": vpc.dhcp_options_id,
        "InstanceTenancy": vpc.instance_tenancy,
        "IsDefault": vpc.is_default,
        "Tags": tags_view(world, call, vpc.id),
    }
    if vpc.ipv6:
        view["Ipv6CidrBlockAssociationSet"] = [ipv6_association_view(a) for a in vpc.ipv6]
    return view


def ipv4_association_view(association: CidrAssociation, state: str = "associated") -> View:
    """Return an IPv4 range of a VPC."""
    return {
        "AssociationId": association.id,
        "CidrBlock": association.cidr_block,
        "CidrBlockState": {"State": state},
    }


def ipv6_association_view(association: CidrAssociation, state: str = "associated") -> View:
    """Return an IPv6 range of a VPC."""
    return {
        "AssociationId": association.id,
        "Ipv6CidrBlock": association.cidr_block,
        "Ipv6CidrBlockState": {"State": state},
        "Ipv6Pool": association.pool,
    }


def route_table_view(world: World, call: Call, table: RouteTable) -> View:
    """Return a route table as its owner sees it, the state of its routes as of now."""
    return {
        "RouteTableId": table.id,
        "VpcId": table.vpc_id,
        "OwnerId": table.place.account_id,
        "Associations": [_association_view(table, each) for each in table.associations],
        "PropagatingVgws": [],
        "Routes": [_route_view(world, call, route) for route in table.routes],
        "Tags": tags_view(world, call, table.id),
    }


def tags_view(world: World, call: Call, resource_id: str) -> list[dict[str, str]]:
    """Return the tags that the caller's account has put on a resource in the caller's Region."""
    tags = world.store(call.place).tags_of(resource_id)
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _side_view(world: World, call: Call, side: Side, *, in_full: bool) -> View:
    view: dict[str, Any] = {
        "OwnerId": side.place.account_id,
        "VpcId": side.vpc_id,
        "Region": side.place.region_name,
    }
    vpc = world.vpc_of(side) if in_full else None
    if vpc is None:
        return view
    view["CidrBlock"] = vpc.cidr_block
    view["CidrBlockSet"] = [{"CidrBlock": a.cidr_block} for a in vpc.ipv4]
    if vpc.ipv6:
        view["Ipv6CidrBlockSet"] = [{"Ipv6CidrBlock": a.cidr_block} for a in vpc.ipv6]
    if side.place.account_id == call.place.account_id:
        view["PeeringOptions"] = options_view(side.options)
    return view


def status_message(peering: Peering, status: Status) -> str:
    """Return the text that AWS gives with a status."""
    return _MESSAGES[status].format(
        accepter=peering.accepter.place.account_id, ended_by=peering.ended_by
    )


def _association_view(table: RouteTable, association: Association) -> View:
    view = {
        "Main": association.is_main,
        "RouteTableAssociationId": association.id,
        "RouteTableId": table.id,
        "AssociationState": {"State": "associated"},
    }
    return view if association.is_main else {**view, "SubnetId": association.subnet_id}


def _route_view(world: World, call: Call, route: Route) -> View:
    family = "DestinationIpv6CidrBlock" if ":" in route.destination else "DestinationCidrBlock"
    view = {family: route.destination}
    if route.is_local:
        return view | {"GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}
    peering = world.peerings.get(route.peering_id)
    active = peering is not None and peering.status(call.at) is Status.ACTIVE
    return view | {
        "VpcPeeringConnectionId": route.peering_id,
        "Origin": "CreateRoute",
        "State": "active" if active else "blackhole",
    }
