"""Routes to connections, in the main table of a VPC."""

from collections.abc import Callable
from datetime import datetime
from unittest.mock import ANY

from tests.model.peermodel.connections import LIVE, status
from tests.model.peermodel.refusals import Refusal, invalid, no_peering
from tests.model.peermodel.state import Place, State, connection_at, overlap, ranges


def create(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """CreateRoute."""
    vpc, destination = _vpc(state, place, params), params["DestinationCidrBlock"]
    peering_id = _target(state, place, params, now)
    if destination in vpc["routes"] or destination in ranges(vpc):
        text = f"The route identified by {destination} already exists."
        raise Refusal("RouteAlreadyExists", text)
    if any(_is_part(destination, block) for block in ranges(vpc)):
        raise invalid()
    vpc["routes"][destination] = peering_id
    return {"Return": True}


def replace(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """ReplaceRoute."""
    vpc, destination = _vpc(state, place, params), params["DestinationCidrBlock"]
    peering_id = _target(state, place, params, now)
    if destination not in vpc["routes"]:
        raise invalid(
            f"There is no route defined for '{destination}' in the route table. "
            "Use CreateRoute instead."
        )
    vpc["routes"][destination] = peering_id
    return {}


def delete(state: State, place: Place, params: dict, _: datetime, __: Callable) -> dict:
    """DeleteRoute."""
    vpc, destination = _vpc(state, place, params), params["DestinationCidrBlock"]
    table_id = params["RouteTableId"]
    if destination in ranges(vpc):
        raise invalid(f"cannot remove local route {destination} in route table {table_id}")
    if destination not in vpc["routes"]:
        text = f"no route with destination-cidr-block {destination} in route table {table_id}"
        raise Refusal("InvalidRoute.NotFound", text)
    del vpc["routes"][destination]
    return {}


def describe(state: State, place: Place, params: dict, now: datetime, new: Callable) -> dict:
    """DescribeRouteTables by the ID of a VPC: the routes of its main table."""
    (vpc_id,) = params["Filters"][0]["Values"]
    vpc = state.vpcs.get(vpc_id)
    if vpc is None or vpc["place"] != place:
        return {"RouteTables": []}
    vpc.setdefault("table", new("RouteTables", 0, "RouteTableId"))
    local = {"GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}
    routes = [{"DestinationCidrBlock": block, **local} for block in ranges(vpc)]
    for destination, peering_id in vpc["routes"].items():
        is_active = status(state.connections[peering_id], now) == "active"
        routes.append(
            {
                "DestinationCidrBlock": destination,
                "VpcPeeringConnectionId": peering_id,
                "Origin": "CreateRoute",
                "State": "active" if is_active else "blackhole",
            }
        )
    table = {"RouteTableId": vpc["table"], "VpcId": vpc_id, "OwnerId": place[0], "Routes": routes}
    return {"RouteTables": [{**table, "Associations": ANY, "PropagatingVgws": [], "Tags": []}]}


def _vpc(state: State, place: Place, params: dict) -> dict:
    table_id = params["RouteTableId"]
    for vpc in state.vpcs.values():
        if vpc["place"] == place and vpc.get("table") == table_id:
            return vpc
    text = f"The routeTable ID '{table_id}' does not exist"
    raise Refusal("InvalidRouteTableID.NotFound", text)


def _target(state: State, place: Place, params: dict, now: datetime) -> str:
    connection = connection_at(state, place, params["VpcPeeringConnectionId"], now)
    if status(connection, now) not in LIVE:
        raise no_peering(connection["id"])
    joined = [state.vpcs[connection[side]["vpc"]] for side in ("requester", "accepter")]
    if not any(vpc.get("table") == params["RouteTableId"] for vpc in joined):
        table_id = params["RouteTableId"]
        raise invalid(
            f"route table {table_id} and network gateway {connection['id']} "
            "belong to different networks"
        )
    return connection["id"]


def _is_part(destination: str, block: str) -> bool:
    small, large = (int(each.split("/")[1]) for each in (destination, block))
    return small >= large and overlap([destination], [block])
