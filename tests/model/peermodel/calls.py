"""Calls that parties can make, bound to what is known: the caller and the parameters.

The order of the draws is that of the parameters; an index selects something known.
"""

from tests.model.peermodel.known import Known, Request
from tests.model.peermodel.stage import OWNERS, PLACES, REGIONS

Call = tuple[tuple[str, str], str, dict]
"""The caller's account and Region, the operation, its parameters."""

RIGHT, OMITTED, WRONG = "right", "omitted", "wrong"


def on_connection(known: Known, operation: str, index: int, role: tuple[str, str]) -> Call:
    """A call whose only parameter is a connection ID."""
    request = known.request(index)
    return request.caller(role), operation, {"VpcPeeringConnectionId": request.id}


def on_vpc(known: Known, operation: str, index: int, stranger: int, more: dict) -> Call:
    """A call about a VPC, by its owner or from another place."""
    vpc_id, place = known.vpc(index)
    return PLACES[stranger] if stranger else place, operation, {"VpcId": vpc_id, **more}


def on_route(known: Known, operation: str, index: int, side: str, destination: str) -> Call:
    """A call about a route of one side to the other."""
    request = known.request(index)
    place, vpc_id = getattr(request, side), getattr(request, f"{side}_vpc")
    params = {"RouteTableId": known.table(vpc_id), "DestinationCidrBlock": destination}
    if operation != "DeleteRoute":
        params["VpcPeeringConnectionId"] = request.id
    return place, operation, params


def create_vpc(known: Known, place: tuple[str, str], block: str) -> Call:
    """Create a VPC."""
    return place, "CreateVpc", {"CidrBlock": block}


def disassociate(known: Known, index: int) -> Call:
    """Remove a CIDR block from a VPC."""
    association_id, place = known.association(index)
    return place, "DisassociateVpcCidrBlock", {"AssociationId": association_id}


def describe_vpc(known: Known, index: int) -> Call:
    """Describe a VPC as its owner."""
    vpc_id, place = known.vpc(index)
    return place, "DescribeVpcs", {"VpcIds": [vpc_id]}


def request(  # noqa: PLR0913, PLR0917  # each is a way in which a request can go wrong
    known: Known, ours: int, theirs: int, peer: str, owner: str, region: str, tags: bool
) -> Call:
    """Request a connection, with each parameter right, wrong or omitted."""
    vpc_id, place = known.vpc(ours)
    peer_id, (account, peer_region) = known.vpc(theirs)
    peers = {RIGHT: peer_id, WRONG: "vpc-00000000000000000", "malformed": "5dbx"}
    owners = {RIGHT: account, WRONG: next(each for each in OWNERS if each != account)}
    regions = {RIGHT: peer_region, WRONG: REGIONS[REGIONS.index(peer_region) - 1]}
    params = {
        "VpcId": vpc_id,
        "PeerVpcId": peers.get(peer),
        "PeerOwnerId": owners.get(owner),
        "PeerRegion": regions.get(region),
    }
    if tags:
        tag = {"Key": "Name", "Value": "new"}
        params["TagSpecifications"] = [{"ResourceType": "vpc-peering-connection", "Tags": [tag]}]
    sent = {name: value for name, value in params.items() if value is not None}
    return place, "CreateVpcPeeringConnection", sent


def request_back(known: Known, index: int) -> Call:
    """Make the reverse of a request, or the next request between the same VPCs."""
    request = known.request(index)
    params = {
        "VpcId": request.accepter_vpc,
        "PeerVpcId": request.requester_vpc,
        "PeerOwnerId": request.requester[0],
        "PeerRegion": request.requester[1],
    }
    return request.accepter, "CreateVpcPeeringConnection", params


def modify_options(
    known: Known, index: int, role: tuple[str, str], sides: tuple[str, ...], options: dict
) -> Call:
    """Set options of sides."""
    request = known.request(index)
    params = {f"{side}PeeringConnectionOptions": options for side in sides}
    params["VpcPeeringConnectionId"] = request.id
    return request.caller(role), "ModifyVpcPeeringConnectionOptions", params


def modify_own_options(known: Known, index: int, side: str, options: dict) -> Call:
    """Set options of the party's own side."""
    return modify_options(known, index, (side, side), (side.capitalize(),), options)


def tag(known: Known, index: int, role: tuple[str, str], key: str, value: str) -> Call:
    """Tag a connection."""
    request = known.request(index)
    params = {"Resources": [request.id], "Tags": [{"Key": key, "Value": value}]}
    return request.caller(role), "CreateTags", params


def untag(known: Known, index: int, role: tuple[str, str], tags: list | None) -> Call:
    """Remove tags of a connection."""
    request = known.request(index)
    params = {"Resources": [request.id]} | ({"Tags": tags} if tags else {})
    return request.caller(role), "DeleteTags", params


def describe_tags(known: Known, index: int, role: tuple[str, str], by_id: bool) -> Call:
    """List tags."""
    request = known.request(index)
    filters = [{"Name": "resource-id", "Values": [request.id]}] if by_id else []
    return request.caller(role), "DescribeTags", {"Filters": filters}


def create_far_route(known: Known, index: int, other: int, destination: str) -> Call:
    """Create a route to a connection that need not join the table's VPC."""
    vpc_id, place = known.vpc(index)
    params = {"RouteTableId": known.table(vpc_id), "DestinationCidrBlock": destination}
    return place, "CreateRoute", {**params, "VpcPeeringConnectionId": known.request(other).id}


def describe_routes(known: Known, index: int) -> Call:
    """Describe the main table of a VPC."""
    vpc_id, place = known.vpc(index)
    return place, "DescribeRouteTables", {"Filters": [{"Name": "vpc-id", "Values": [vpc_id]}]}


def describe_all(_: Known, caller: tuple[str, str], params: dict) -> Call:
    """Describe all connections, or a page of them."""
    return caller, "DescribeVpcPeeringConnections", params


def describe_by_ids(
    known: Known, indexes: list[int], role: tuple[str, str], extra: str, more: dict
) -> Call:
    """Describe connections by ID."""
    requests = [known.request(index) for index in indexes]
    ids = [request.id for request in requests] + ([extra] if extra else [])
    params = {"VpcPeeringConnectionIds": ids, **more}
    return requests[0].caller(role), "DescribeVpcPeeringConnections", params


def describe_filtered(known: Known, index: int, role: tuple[str, str], names: list[str]) -> Call:
    """Describe connections by filters."""
    request = known.request(index)
    filters = [{"Name": name, "Values": _values(name, request)} for name in names]
    return request.caller(role), "DescribeVpcPeeringConnections", {"Filters": filters}


def _values(name: str, request: Request) -> list[str]:
    values = {
        "requester-vpc-info.owner-id": [request.requester[0]],
        "accepter-vpc-info.owner-id": [request.accepter[0]],
        "requester-vpc-info.vpc-id": [request.requester_vpc],
        "accepter-vpc-info.vpc-id": [request.accepter_vpc],
        "status-code": ["pending-*", "activ?"],
        "vpc-peering-connection-id": [request.id, "none"],
        "tag:Name": ["*"],
        "tag-key": ["Name", "team"],
    }
    return values.get(name, ["10.?.0.0/16"])
