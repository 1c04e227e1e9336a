"""The six operations on VPC peering connections."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from peermock.domain.errors import (
    ClassicLinkAcrossRegions,
    DnsHostnamesDisabled,
    ForeignPeeringOptions,
    InvalidParameterValue,
    MissingParameter,
    OptionsOfAnotherRegion,
    PeerVpcIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock.domain.identity import Place, partition_of
from peermock.domain.ids import is_resource_id
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Cursor, Listing
from peermock.operations.tags import put_tags, tags_on_create
from peermock.operations.views import OPTION_FIELDS, peering_view

PEERINGS = Listing(
    answer="VpcPeeringConnections",
    ids="VpcPeeringConnectionIds",
    filters={
        "accepter-vpc-info.cidr-block": "AccepterVpcInfo.CidrBlockSet.CidrBlock",
        "accepter-vpc-info.owner-id": "AccepterVpcInfo.OwnerId",
        "accepter-vpc-info.vpc-id": "AccepterVpcInfo.VpcId",
        "expiration-time": "ExpirationTime",
        "requester-vpc-info.cidr-block": "RequesterVpcInfo.CidrBlockSet.CidrBlock",
        "requester-vpc-info.owner-id": "RequesterVpcInfo.OwnerId",
        "requester-vpc-info.vpc-id": "RequesterVpcInfo.VpcId",
        "status-code": "Status.Code",
        "status-message": "Status.Message",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-peering-connection-id": "VpcPeeringConnectionId",
    },
)


def create_vpc_peering_connection(world: World, call: Call) -> Result:
    """Request a connection from a VPC of the caller's to any VPC."""
    requester = Side(call.place, call.params["VpcId"])
    accepter = _asked(world, call)
    for vpc_id in (requester.vpc_id, accepter.vpc_id):
        if not is_resource_id(vpc_id, "vpc"):
            raise PeerVpcIdMalformed(vpc_id)
    tags = tags_on_create(call, "vpc-peering-connection")
    world.vpc(requester.vpc_id, requester.place)
    if accepter.place == requester.place and "PeerOwnerId" not in call.params:
        world.vpc(accepter.vpc_id, accepter.place)
    if accepter.vpc_id == requester.vpc_id:
        raise InvalidParameterValue(
            f"Invalid value '{accepter.vpc_id}' for peerVpcId. "
            "Both vpcId and peerVpcId values must be different."
        )
    peering = world.request(requester, accepter, call.at)
    if world.peerings.get(peering.id) is not None:
        return {"VpcPeeringConnection": peering_view(world, call, peering)}
    world.peerings.save(peering)
    put_tags(world, call, peering.id, tags)
    view = peering_view(world, call, peering, Status.INITIATING_REQUEST)
    return {"VpcPeeringConnection": view}


def accept_vpc_peering_connection(world: World, call: Call) -> Result:
    """Accept a request that was made to a VPC of the caller's."""
    peering = _named(world, call)
    accepted = world.accept(peering, call.place, call.at)
    status = peering.status(call.at) if accepted is peering else Status.PROVISIONING
    world.peerings.save(accepted)
    return {"VpcPeeringConnection": peering_view(world, call, accepted, status)}


def reject_vpc_peering_connection(world: World, call: Call) -> Result:
    """Reject a request that was made to a VPC of the caller's."""
    world.peerings.save(_named(world, call).reject(call.place, call.at))
    return {"Return": True}


def delete_vpc_peering_connection(world: World, call: Call) -> Result:
    """Delete an active connection, or a request that the caller made."""
    world.peerings.save(_named(world, call).delete(call.place, call.at, world.settle))
    return {"Return": True}


def describe_vpc_peering_connections(world: World, call: Call) -> Result:
    """List the connections in which the caller takes part, from either side."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, peering in world.peerings.at(call.place, start[0]):
            if peering.is_visible_to(call.place, call.at):
                yield (position, ""), peering_view(world, call, peering)

    def find(peering_id: str) -> View:
        peering = world.peering(peering_id, seen_by=call.place, now=call.at)
        return peering_view(world, call, peering)

    try:
        answer = PEERINGS.describe(world, call, scan=scan, find=find)
    except VpcPeeringConnectionNotFound as error:
        world.look(call.place, error.peering_ids, call.at)
        raise
    world.look(call.place, call.params.get(PEERINGS.ids), call.at)
    return answer


def modify_vpc_peering_connection_options(world: World, call: Call) -> Result:
    """Set options of the caller's own side of an active connection."""
    peering = _named(world, call)
    peering.must_be_active(call.at)
    sent = {
        side: call.params[name]
        for side in ("requester", "accepter")
        if (name := f"{side.capitalize()}PeeringConnectionOptions") in call.params
    }
    if not sent:
        raise MissingParameter(
            "accepterPeeringConnectionOptions or requesterPeeringConnectionOptions"
        )
    for side, options in sent.items():
        _check_options(world, call, peering, side, options)
    for side, options in sent.items():
        peering = _with_options(peering, side, options)
    world.peerings.save(peering)
    return {f"{side.capitalize()}PeeringConnectionOptions": sent[side] for side in sent}


def _named(world: World, call: Call) -> Peering:
    return world.peering(call.params["VpcPeeringConnectionId"], seen_by=call.place, now=call.at)


def _asked(world: World, call: Call) -> Side:
    params = call.params
    if "PeerVpcId" not in params:
        raise MissingParameter("peerVpcId")
    region_name = params.get("PeerRegion", call.place.region_name)
    if region_name != call.place.region_name and not _is_peer_region(world, call, region_name):
        raise InvalidParameterValue(
            "You cannot create a VPC peering connection between the "
            f"{call.place.region_name} and {region_name} regions."
        )
    place = Place(params.get("PeerOwnerId", call.place.account_id), region_name)
    return Side(place, params["PeerVpcId"])


def _is_peer_region(world: World, call: Call, region_name: str) -> bool:
    same_partition = partition_of(region_name) == partition_of(call.place.region_name)
    return same_partition and region_name in world.region_names()


def _check_options(
    world: World, call: Call, peering: Peering, side_name: str, options: Mapping[str, Any]
) -> None:
    side: Side = getattr(peering, side_name)
    if side.place.account_id != call.place.account_id:
        raise ForeignPeeringOptions(call.place.account_id, side_name)
    if side.place != call.place:
        raise OptionsOfAnotherRegion(side_name)
    if peering.crosses_regions and any("ClassicLink" in name for name in options):
        raise ClassicLinkAcrossRegions
    if options.get("AllowDnsResolutionFromRemoteVpc"):
        vpcs = [vpc for vpc in map(world.vpc_of, peering.sides) if vpc is not None]
        if not all(vpc.resolves_hostnames for vpc in vpcs):
            raise DnsHostnamesDisabled(peering.id)


def _with_options(peering: Peering, side_name: str, options: Mapping[str, bool]) -> Peering:
    side: Side = getattr(peering, side_name)
    changes = {OPTION_FIELDS[name]: value for name, value in options.items()}
    changed = replace(side, options=replace(side.options, **changes))
    if side_name == "requester":
        return replace(peering, requester=changed)
    return replace(peering, accepter=changed)
