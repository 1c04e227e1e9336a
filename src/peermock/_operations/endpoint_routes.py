"""The routes of gateway endpoints, added and removed with the endpoint."""

from collections.abc import Iterable

from peermock._domain.endpoint import VpcEndpoint
from peermock._domain.errors.endpoints import TableHasEndpoint
from peermock._domain.routing import ROUTE_TABLE, Route
from peermock._domain.targets import GatewayTarget
from peermock._domain.world import World
from peermock._operations.call import Call


def add_routes(world: World, call: Call, endpoint: VpcEndpoint, table_ids: Iterable[str]) -> None:
    """Add routes to an endpoint to route tables, to all or none.

    Raises:
        TableHasEndpoint: A table already has a route to the service.
    """
    tables = [world.at(call.place).of(ROUTE_TABLE)[table_id] for table_id in table_ids]
    for table in tables:
        if table.route_to(endpoint.prefix_list_id) is not None:
            raise TableHasEndpoint(table.id, endpoint.prefix_list_id)
    route = Route(endpoint.prefix_list_id, GatewayTarget(endpoint.id))
    for table in tables:
        world.store(call.place).put(ROUTE_TABLE, table.with_route(route))


def remove_routes(
    world: World, call: Call, endpoint: VpcEndpoint, table_ids: Iterable[str]
) -> None:
    """Remove the routes to an endpoint from route tables that still exist."""
    for table_id in table_ids:
        table = world.at(call.place).of(ROUTE_TABLE).get(table_id)
        if table is not None and table.route_to(endpoint.prefix_list_id) is not None:
            changed = table.without_route(endpoint.prefix_list_id)
            world.store(call.place).put(ROUTE_TABLE, changed)
