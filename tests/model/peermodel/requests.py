"""Create, Accept, Reject, Delete, and the options."""

from collections.abc import Callable
from datetime import datetime

from tests.model.peermodel import connections, refusals
from tests.model.peermodel.connections import new_connection, status
from tests.model.peermodel.refusals import (
    Refusal,
    invalid,
    no_transition,
    not_permitted,
    user_cannot,
)
from tests.model.peermodel.state import (
    Place,
    State,
    connection_at,
    connections_of,
    overlap,
    ranges,
    vpc_at,
)
from tests.model.peermodel.views import view

SIDES = ("requester", "accepter")


def create(state: State, place: Place, params: dict, now: datetime, new: Callable) -> dict:
    """CreateVpcPeeringConnection."""
    vpc_id, peer_id = params["VpcId"], params.get("PeerVpcId")
    if peer_id is None:
        raise Refusal("MissingParameter", "The request must contain the parameter peerVpcId")
    if not peer_id.startswith("vpc-"):
        raise Refusal("InvalidVpcId.Malformed", f'Invalid id: "{peer_id}" (expecting "vpc-...")')
    vpc_at(state, place, vpc_id)
    peer_place = (params.get("PeerOwnerId", place[0]), params.get("PeerRegion", place[1]))
    if peer_place == place and "PeerOwnerId" not in params:
        vpc_at(state, place, peer_id)
    if vpc_id == peer_id:
        raise invalid(
            f"Invalid value '{peer_id}' for peerVpcId. "
            "Both vpcId and peerVpcId values must be different."
        )
    known = _same_request(state, vpc_id, peer_id, peer_place, now)
    if known:
        return {"VpcPeeringConnection": view(state, place, known, status(known, now))}
    _check_outstanding(state, place, now)
    connection = new_connection(
        new("VpcPeeringConnection", "VpcPeeringConnectionId"),
        {"account": place[0], "region": place[1], "vpc": vpc_id},
        {"account": peer_place[0], "region": peer_place[1], "vpc": peer_id},
        now,
    )
    assert connection["id"] not in state.connections, "an ID was given twice"
    state.connections[connection["id"]] = connection
    for specification in params.get("TagSpecifications", ()):
        tags = {tag["Key"]: tag["Value"] for tag in specification["Tags"]}
        state.tags[place, connection["id"]] = tags
    shown = view(state, place, connection, "initiating-request")
    if not _can_join(state, vpc_id, peer_id, peer_place):
        connections.end(connection, "failed", place[0], now)
    return {"VpcPeeringConnection": shown}


def accept(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """AcceptVpcPeeringConnection."""
    connection = connection_at(state, place, params["VpcPeeringConnectionId"], now)
    _check_accepter(connection, place, "accept", "accepted")
    state_now = status(connection, now)
    if state_now == "active":
        return {"VpcPeeringConnection": view(state, place, connection, "active")}
    if state_now != "pending-acceptance":
        raise no_transition(connection["id"], state_now, "provisioning")
    pair = {connection[side]["vpc"] for side in SIDES}
    for vpc_id in pair:
        for other, its_status in connections_of(state, vpc_id, now):
            if its_status == "active" and {other[side]["vpc"] for side in SIDES} == pair:
                text = (
                    f"The vpc peering connection identified by {connection['id']} already exists."
                )
                raise Refusal("VpcPeeringConnectionAlreadyExists", text)
    for vpc_id in pair:
        statuses = [its_status for _, its_status in connections_of(state, vpc_id, now)]
        if statuses.count("active") >= state.active:
            raise Refusal("ActiveVpcPeeringConnectionPerVpcLimitExceeded")
    connection["accepted"] = True
    return {"VpcPeeringConnection": view(state, place, connection, "provisioning")}


def reject(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """RejectVpcPeeringConnection."""
    connection = connection_at(state, place, params["VpcPeeringConnectionId"], now)
    _check_accepter(connection, place, "reject", "accepted or rejected")
    state_now = status(connection, now)
    if state_now == "pending-acceptance":
        connections.end(connection, "rejected", place[0], now)
    elif state_now != "rejected":
        raise no_transition(connection["id"], state_now, "rejected")
    return {"Return": True}


def delete(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """DeleteVpcPeeringConnection."""
    connection = connection_at(state, place, params["VpcPeeringConnectionId"], now)
    state_now = status(connection, now)
    if state_now == "deleted":
        return {"Return": True}
    if state_now == "pending-acceptance" and place[0] != connection["requester"]["account"]:
        raise not_permitted()
    if state_now not in connections.LIVE:
        raise no_transition(connection["id"], state_now, "deleting")
    connections.end(connection, "deleted", place[0], now)
    return {"Return": True}


def modify_options(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """ModifyVpcPeeringConnectionOptions."""
    connection = connection_at(state, place, params["VpcPeeringConnectionId"], now)
    if status(connection, now) != "active":
        raise not_permitted(
            f"Peering {connection['id']} is not active. "
            "Peering options can be added only to active peerings."
        )
    names = {side: f"{side.capitalize()}PeeringConnectionOptions" for side in SIDES}
    sent = {side: params[name] for side, name in names.items() if name in params}
    for side, options in sent.items():
        _check_options(state, place, connection, side, options)
    for side, options in sent.items():
        connection[side]["options"].update(options)
    return {names[side]: options for side, options in sent.items()}


def _same_request(
    state: State, vpc_id: str, peer_id: str, peer_place: Place, now: datetime
) -> dict | None:
    for connection, its_status in connections_of(state, vpc_id, now):
        accepter = connection["accepter"]
        ends = (connection["requester"]["vpc"], accepter["vpc"])
        named = (accepter["account"], accepter["region"])
        if its_status in connections.LIVE and ends == (vpc_id, peer_id) and named == peer_place:
            return connection
    return None


def _check_outstanding(state: State, place: Place, now: datetime) -> None:
    made = [
        each
        for each in state.connections.values()
        if (each["requester"]["account"], each["requester"]["region"]) == place
        and status(each, now) == "pending-acceptance"
    ]
    if len(made) >= state.outstanding:
        text = "Vpc peering connection request limit exceeded."
        raise Refusal("PendingVpcPeeringConnectionLimitExceeded", text)


def _can_join(state: State, vpc_id: str, peer_id: str, peer_place: Place) -> bool:
    peer = state.vpcs.get(peer_id)
    if peer is None or peer["place"] != peer_place:
        return False
    return not overlap(ranges(state.vpcs[vpc_id]), ranges(peer))


def _check_accepter(connection: dict, place: Place, verb: str, participle: str) -> None:
    account, region = place
    accepter = connection["accepter"]
    if account != accepter["account"]:
        raise user_cannot(account, verb, connection["id"])
    if region != accepter["region"]:
        raise refusals.wrong_region(region, connection["id"], participle, accepter["region"])


def _check_options(state: State, place: Place, connection: dict, side: str, options: dict) -> None:
    own = connection[side]
    if own["account"] != place[0]:
        raise not_permitted(
            f"User {place[0]} does not have permission to modify the {side} side peering options"
        )
    if own["region"] != place[1]:
        raise not_permitted(
            f"{side.capitalize()}'s VPC Peering connection options "
            "cannot be modified for a different region"
        )
    regions = {connection[each]["region"] for each in SIDES}
    if len(regions) > 1 and any("ClassicLink" in name for name in options):
        raise not_permitted(
            "Modifying VPC peering connection options AllowEgressFromLocalClassicLinkToRemoteVpc, "
            "AllowEgressFromLocalVpcToRemoteClassicLink is not supported for cross-region VPC "
            "peering connections"
        )
    wants_dns = options.get("AllowDnsResolutionFromRemoteVpc")
    if wants_dns and not all(state.vpcs[connection[each]["vpc"]]["dns"] for each in SIDES):
        raise Refusal("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled")
