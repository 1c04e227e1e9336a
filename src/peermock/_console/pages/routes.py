"""Edit routes: a form, and the calls that change a route table accordingly."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.peerings import DESCRIBE
from peermock._console.pages.route_tables import (
    TABLES_PATH,
    TABLES_TITLE,
    destination_of,
    find,
    target_of,
)
from peermock._console.pages.rows import Row, attempt
from peermock._console.visit import Fields, Page, Redirect, Visit
from peermock._domain.internet_gateway import EGRESS_ONLY_GATEWAY
from peermock._domain.nat_gateway import NAT_GATEWAY
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.peering import PEERING
from peermock._domain.prefix_list import PREFIX_LIST

_TARGET_PARAMETERS = {
    EGRESS_ONLY_GATEWAY.prefix: "EgressOnlyInternetGatewayId",
    NETWORK_INTERFACE.prefix: "NetworkInterfaceId",
    NAT_GATEWAY.prefix: "NatGatewayId",
    PEERING.prefix: "VpcPeeringConnectionId",
}
"""The parameter for each prefix of a target's ID; any other is a GatewayId."""

_EXAMPLE = {
    "DestinationCidrBlock": "DESTINATION",
    "VpcPeeringConnectionId": "VPC_PEERING_CONNECTION_ID",
}
"""The parameters of a route through a connection, besides its table."""


class RouteRow(NamedTuple):
    """A row of the form: a route."""

    destination: str
    target: str

    @property
    def is_local(self) -> bool:
        """Whether it is a local route, which cannot be changed."""
        return self.target == "local"


def show_form(visit: Visit) -> Page:
    """Show the form; for a connection in the query, with the missing routes to its peer."""
    table = find(visit)
    rows = [RouteRow(destination_of(route), target_of(route)) for route in table["Routes"]]
    suggested = _suggest(visit, table) if visit.query.one("peering") else []
    return _form(visit, table, [*rows, *(each for each in suggested if each not in rows)])


def change_form(visit: Visit) -> Page | Redirect:
    """Handle a button: add or remove a row, or save the routes."""
    rows = _rows(visit.form)
    doing, _, number = visit.form.one("do", "save").partition(" ")
    if doing == "add":
        return _form(visit, find(visit), [*rows, RouteRow("", "")], is_adding=True)
    if doing == "remove" and number.isdecimal():
        left = [*rows[: int(number)], *rows[int(number) + 1 :]]
        return _form(visit, find(visit), left)
    table = find(visit)
    visit.client.calls.clear()
    try:
        for call in changes(table, rows):
            visit.client.call(call.operation_name, **call.params)
    except ApiError as error:
        return _form(visit, table, rows, error=error)
    return Redirect(visit.link(TABLES_PATH, visit.path["table_id"]), visit.client.calls)


def changes(table: Mapping[str, Any], rows: Sequence[RouteRow]) -> Iterator[ApiCall]:
    """Yield the calls that change a table's routes to those of the form.

    Args:
        table: The route table, as AWS describes it.
        rows: The routes of the form.
    """
    table_id = table["RouteTableId"]
    before = {destination_of(route): target_of(route) for route in table["Routes"]}
    after = {row.destination: row.target for row in rows}
    for destination, target in before.items():
        if destination not in after and target != "local":
            yield ApiCall("DeleteRoute", {"RouteTableId": table_id, **_destination(destination)})
    for row in rows:
        if not row.is_local and before.get(row.destination) != row.target:
            name = "ReplaceRoute" if row.destination in before else "CreateRoute"
            yield ApiCall(name, _params(table_id, row))


def _params(table_id: str, row: RouteRow) -> dict[str, str]:
    """Return the parameters of a route, without those of empty fields."""
    member = _TARGET_PARAMETERS.get(row.target.partition("-")[0], "GatewayId")
    target = {member: row.target} if row.target else {}
    return {"RouteTableId": table_id, **_destination(row.destination), **target}


def _destination(text: str) -> dict[str, str]:
    if not text:
        return {}
    if PREFIX_LIST.is_meant_by(text):
        return {"DestinationPrefixListId": text}
    return {"DestinationIpv6CidrBlock" if ":" in text else "DestinationCidrBlock": text}


def _suggest(visit: Visit, table: Mapping[str, Any]) -> list[RouteRow]:
    """Return routes to the peer VPC of the connection in the query."""
    peering_id = visit.query.one("peering")
    connections, _ = attempt(
        visit, DESCRIBE, "VpcPeeringConnections", VpcPeeringConnectionIds=[peering_id]
    )
    for connection in connections:
        for ours, theirs in (("Requester", "Accepter"), ("Accepter", "Requester")):
            if connection[f"{ours}VpcInfo"]["VpcId"] == table["VpcId"]:
                blocks = connection[f"{theirs}VpcInfo"].get("CidrBlockSet", ())
                return [RouteRow(block["CidrBlock"], peering_id) for block in blocks]
    return []


def _rows(form: Fields) -> list[RouteRow]:
    pairs = zip(form.all("destination"), form.all("target"), strict=False)
    return [RouteRow(destination.strip(), target.strip()) for destination, target in pairs]


def _form(
    visit: Visit,
    table: Mapping[str, Any],
    rows: Sequence[RouteRow],
    *,
    is_adding: bool = False,
    error: ApiError | None = None,
) -> Page:
    made = list(visit.client.calls)
    connections, _ = attempt(visit, DESCRIBE, "VpcPeeringConnections")
    visit.client.calls[:] = made if error else []
    table_id = visit.path["table_id"]
    example = ApiCall("CreateRoute", {"RouteTableId": table_id} | _EXAMPLE)
    return Page(
        template="routes.html",
        title="Edit routes",
        trail=[
            (TABLES_TITLE, visit.link(TABLES_PATH)),
            (table_id, visit.link(TABLES_PATH, table_id)),
        ],
        values={
            "table": table,
            "rows": rows,
            "connections": connections,
            "is_adding": is_adding,
            "error": error,
            "failed": "Failed to save changes" if error else "",
        },
        upcoming=[] if error else list(changes(table, rows)) or [example],
        status=error.status if error else HTTPStatus.OK,
    )


ROWS = (Row(f"/{TABLES_PATH}/{{table_id}}/routes", "Edit routes", show_form, change_form),)
