"""Hints for errors about route tables and routes."""

from peermock._domain import errors
from peermock._domain.errors import AwsError
from peermock._domain.routing import ROUTE_TABLE, RouteTable
from peermock._gateway.hints.case import Case, Hints


def _table(case: Case) -> RouteTable:
    return case.here.of(ROUTE_TABLE)[case.params["RouteTableId"]]


def _explain_other_network(case: Case, error: errors.DifferentNetworks) -> str:
    peering = case.world.peerings.get(error.gateway_id)
    if peering is None:
        return (
            f"{error.route_table_id} belongs to {_table(case).vpc_id}, {error.gateway_id} does not"
        )
    joined = " and ".join(side.vpc_id for side in peering.sides)
    return (
        f"{error.route_table_id} belongs to {_table(case).vpc_id}, but {peering.id} connects "
        f"{joined}"
    )


def _explain_existing_route(case: Case, error: errors.RouteAlreadyExists) -> str:
    table = _table(case)
    if any(route.is_local and route.destination == error.destination for route in table.routes):
        return (
            f"{error.destination} is a CIDR block of {table.vpc_id} itself, which has a local route"
        )
    return (
        f"{table.id} already has a route to {error.destination}: keep it, or change it with "
        "ReplaceRoute"
    )


def _list_routes(case: Case, _: AwsError) -> str:
    table = _table(case)
    routed = [route.destination for route in table.routes]
    return f"{table.id} has routes to {', '.join(routed)}"


HINTS: Hints = {
    errors.AlreadyAssociated: (
        "the subnet is already associated: change that with ReplaceRouteTableAssociation"
    ),
    errors.AssociationNotFound: (
        "pass an rtbassoc-... ID, as DescribeRouteTables shows it to the owner"
    ),
    errors.CannotDisassociateMain: (
        "make another table the main one with ReplaceRouteTableAssociation"
    ),
    errors.CannotRemoveLocalRoute: (
        "a local route cannot be removed while the VPC has the CIDR block"
    ),
    errors.ClientTokenReused: (
        "a ClientToken is for retries of the same call: use a new one for a different call"
    ),
    errors.DifferentNetworks: _explain_other_network,
    errors.RouteAlreadyExists: _explain_existing_route,
    errors.RouteNotFound: _list_routes,
    errors.RouteNotThere: _list_routes,
    errors.RouteWithinVpc: lambda _, error: (
        f"{error.destination} is within the table's own VPC: use the peer's CIDR block instead"
    ),
    errors.TableAndSubnetApart: "use a subnet in the route table's own VPC",
}
