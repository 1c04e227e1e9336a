"""Route tables: list and details."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from peermock._console.pages.rows import Row, attempt, read_chosen
from peermock._console.visit import Page, Redirect, Visit

TABLES_PATH = "route-tables"
TABLES_TITLE = "Route tables"


def show_list(visit: Visit) -> Page:
    """List the route tables of the account in the Region, or those of one VPC."""
    vpc_id, peering_id = visit.query.one("vpc"), visit.query.one("peering")
    filters = [{"Name": "vpc-id", "Values": [vpc_id]}] if vpc_id else []
    params: dict[str, Any] = {"Filters": filters} if filters else {}
    tables, error = attempt(visit, "DescribeRouteTables", "RouteTables", **params)
    return Page(
        template="route_tables.html",
        live="route_tables_live.html",
        title=TABLES_TITLE,
        values={
            "tables": tables,
            "vpc_id": vpc_id,
            "peering_id": peering_id,
            "selected": visit.query.all("id"),
            "unselected": bool(visit.query.all("unselected")),
            "error": error,
        },
        status=error.status if error else HTTPStatus.OK,
    )


def choose_action(visit: Visit) -> Redirect:
    """Redirect to the page of an action for the selected route table."""
    table_id = read_chosen(visit.query)
    kept = {name: visit.query.one(name) for name in ("vpc", "peering")}
    if not table_id:
        return Redirect(visit.link(TABLES_PATH, **kept, unselected="1"))
    action = visit.query.one("action")
    if action == "routes":
        return Redirect(visit.link(TABLES_PATH, table_id, "routes", peering=kept["peering"]))
    return Redirect(visit.link(TABLES_PATH, table_id, *filter(None, [action])))


def show_details(visit: Visit) -> Page:
    """Show a route table with its routes and associations."""
    return Page(
        template="route_table.html",
        live="route_table_live.html",
        title=visit.path["table_id"],
        trail=[(TABLES_TITLE, visit.link(TABLES_PATH))],
        values={"table": find(visit), "target_of": target_of, "destination_of": destination_of},
    )


def find(visit: Visit) -> Mapping[str, Any]:
    """Return the route table of the page.

    Raises:
        ApiError: The account does not have it in this Region.
    """
    answer = visit.client.call("DescribeRouteTables", RouteTableIds=[visit.path["table_id"]])
    table: Mapping[str, Any] = answer["RouteTables"][0]
    return table


def destination_of(route: Mapping[str, Any]) -> str:
    """Return the destination of a route: a CIDR block or the ID of a prefix list."""
    return next(str(text) for name, text in route.items() if name.startswith("Destination"))


def target_of(route: Mapping[str, Any]) -> str:
    """Return the target of a route."""
    return next(
        str(text)
        for name, text in route.items()
        if name.endswith("Id") and not name.startswith("Destination")
    )


ROWS = (
    Row(f"/{TABLES_PATH}", TABLES_TITLE, show_list),
    Row(f"/{TABLES_PATH}/action", TABLES_TITLE, choose_action),
    Row(f"/{TABLES_PATH}/{{table_id}}", "Route table", show_details),
)
