"""The operations on VPC peering connections, except for their options."""

from collections.abc import Iterator, Mapping

from peermock._domain.errors import (
    InvalidParameterValue,
    MissingParameter,
    PeerVpcIdMalformed,
    VpcNotFound,
    VpcPeeringConnectionNotFound,
)
from peermock._domain.identity import partition_of, place_of
from peermock._domain.ids import is_resource_id
from peermock._domain.peering import PEERING, Peering, Side, Status
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.peering_options import (
    MULTIPATH_OPTIONS,
    REQUESTER_OPTIONS,
    read_options,
    with_options,
)
from peermock._operations.resources import Picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import peering_view

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
        "tag-value": "Tags.Value",
        "vpc-peering-connection-id": "VpcPeeringConnectionId",
    },
)


def create_vpc_peering_connection(world: World, call: Call) -> Result:
    """Request a connection from one of the caller's VPCs to any VPC."""
    vpc_id, asked = call.params["VpcId"], _read_peer(world, call)
    for each in (vpc_id, asked.vpc_id):
        if not is_resource_id(each, VPC.prefix):
            raise PeerVpcIdMalformed(each)
    tags = tags_on_create(call, PEERING)
    requester, accepter = world.party(call.place, vpc_id), world.party(asked.place, asked.vpc_id)
    if requester.vpc is None:
        raise VpcNotFound(vpc_id)
    if accepter.vpc is None and asked.place == call.place and "PeerOwnerId" not in call.params:
        _check_own_peer(world, call, asked.vpc_id)
    if asked.vpc_id == vpc_id:
        raise InvalidParameterValue(
            f"Invalid value '{vpc_id}' for peerVpcId. "
            "Both vpcId and peerVpcId values must be different."
        )
    options = read_options(call, asked) if REQUESTER_OPTIONS in call.params else None
    peering, is_new, status = world.request(requester, accepter, call.at)
    if is_new:
        if options:
            peering = with_options(peering, "requester", options)
        world.peerings.save(peering)
        put_tags(world, call, peering.id, tags)
    view = peering_view(world, call, peering, status, requester.vpc)
    return {"VpcPeeringConnection": view}


def accept_vpc_peering_connection(world: World, call: Call) -> Result:
    """Accept a request to one of the caller's VPCs."""
    peering_id = call.params["VpcPeeringConnectionId"]
    peering, status = world.seen_peering(peering_id, call.place, call.at)
    accepted = world.accept(peering, call.place, call.at, status=status)
    world.peerings.save(accepted)
    if accepted is not peering:
        status = Status.PROVISIONING
    return {"VpcPeeringConnection": peering_view(world, call, accepted, status)}


def reject_vpc_peering_connection(world: World, call: Call) -> Result:
    """Reject a request to one of the caller's VPCs."""
    world.peerings.save(_find_named(world, call).reject(call.place, call.at))
    return {"Return": True}


def delete_vpc_peering_connection(world: World, call: Call) -> Result:
    """Delete an active connection, or a pending request of the caller's."""
    world.peerings.save(_find_named(world, call).delete(call.place, call.at, world.settle))
    return {"Return": True}


def picture_peerings(world: World, call: Call) -> Iterator[View]:
    """Yield the connections that the caller sees."""
    for _, peering in world.peerings.at(call.place):
        status = peering.seen_by(call.place, call.at)
        if status is not None:
            yield peering_view(world, call, peering, status)


def describe_vpc_peering_connections(world: World, call: Call) -> Result:
    """List the connections of which the caller is a party."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, peering in world.peerings.at(call.place, start[0]):
            status = peering.seen_by(call.place, call.at)
            if status is not None:
                yield (position, ""), peering_view(world, call, peering, status)

    def find(peering_id: str) -> View:
        peering, status = world.seen_peering(peering_id, call.place, call.at)
        return peering_view(world, call, peering, status)

    try:
        answer = PEERINGS.describe(world, call, scan=scan, find=find, not_found=PEERING.not_found)
    except VpcPeeringConnectionNotFound as error:
        world.look(call.place, error.peering_ids, call.at)
        raise
    world.look(call.place, call.params.get(PEERINGS.ids), call.at)
    return answer


def _find_named(world: World, call: Call) -> Peering:
    return world.peering(call.params["VpcPeeringConnectionId"], seen_by=call.place, now=call.at)


def _read_peer(world: World, call: Call) -> Side:
    params = call.params
    if "PeerVpcId" not in params:
        raise MissingParameter("peerVpcId")
    region_name = params.get("PeerRegion", call.place.region_name)
    if region_name != call.place.region_name and not _is_peer_region(world, call, region_name):
        raise InvalidParameterValue(
            "You cannot create a VPC peering connection between the "
            f"{call.place.region_name} and {region_name} regions."
        )
    place = place_of(params.get("PeerOwnerId", call.place.account_id), region_name)
    return Side(place, params["PeerVpcId"])


def _check_own_peer(world: World, call: Call, vpc_id: str) -> None:
    """Check that a peer VPC that is not in this Region is in another one of the caller's account.

    A request to a VPC in another Region that it does not name is created and fails
    (saltstack/salt#50394). A request to a VPC that the account does not have is rejected at once
    (hashicorp/terraform-provider-aws#35485).
    """
    if "PeerRegion" in call.params or not world.has_vpc(vpc_id, call.account_id):
        raise VpcNotFound(vpc_id)


def _is_peer_region(world: World, call: Call, region_name: str) -> bool:
    same_partition = partition_of(region_name) == partition_of(call.place.region_name)
    return same_partition and region_name in world.regions()


_PCX = "VpcPeeringConnectionId"
_OPTIONS = tuple(f"{REQUESTER_OPTIONS}.{option}" for option in MULTIPATH_OPTIONS)

OPERATIONS: Mapping[str, Operation] = {
    "AcceptVpcPeeringConnection": Operation(accept_vpc_peering_connection, (_PCX,), _PCX),
    "CreateVpcPeeringConnection": Operation(
        create_vpc_peering_connection,
        ("VpcId", "PeerVpcId", "PeerOwnerId", "PeerRegion", "TagSpecifications", *_OPTIONS),
        "VpcId",
    ),
    "DeleteVpcPeeringConnection": Operation(delete_vpc_peering_connection, (_PCX,), _PCX),
    "DescribeVpcPeeringConnections": Operation(
        describe_vpc_peering_connections, PEERINGS.parameters
    ),
    "RejectVpcPeeringConnection": Operation(reject_vpc_peering_connection, (_PCX,), _PCX),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {PEERINGS.answer: picture_peerings}
"""The view of each connection in pictures of a place."""
