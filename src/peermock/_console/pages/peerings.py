"""Peering connections: the list with its filters, and the details of one."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from peermock._console.pages.rows import Row, attempt, read_chosen
from peermock._console.statuses import LOOKS
from peermock._console.visit import Page, Redirect, Visit

PEERINGS_PATH = "peering-connections"
_TITLE = "Peering connections"
DESCRIBE = "DescribeVpcPeeringConnections"

FILTERS = (
    "accepter-vpc-info.cidr-block",
    "accepter-vpc-info.owner-id",
    "accepter-vpc-info.vpc-id",
    "expiration-time",
    "requester-vpc-info.cidr-block",
    "requester-vpc-info.owner-id",
    "requester-vpc-info.vpc-id",
    "status-code",
    "status-message",
    "tag:Name",
    "tag-key",
    "vpc-peering-connection-id",
)
"""The filters that AWS documents; `tag:` works with any key."""


class MenuItem(NamedTuple):
    """An item of the Actions menu.

    Attributes:
        name: The last part of the page's path.
        label: The label.
    """

    name: str
    label: str


_ACTIONS = (
    MenuItem("details", "View details"),
    MenuItem("accept", "Accept Request"),
    MenuItem("reject", "Reject Request"),
    MenuItem("dns-settings", "Edit DNS Settings"),
    MenuItem("tags", "Manage tags"),
    MenuItem("delete", "Delete peering connection"),
)


def show_list(visit: Visit) -> Page:
    """List the connections that the account sees in the Region and that match the filters."""
    filters = visit.query.all("filter")
    sent = list(_filters(filters))
    params: dict[str, Any] = {"Filters": sent} if sent else {}
    connections, error = attempt(visit, DESCRIBE, "VpcPeeringConnections", **params)
    return Page(
        template="peerings.html",
        live="peerings_live.html",
        title=_TITLE,
        values={
            "connections": connections,
            "error": error,
            "filters": list(_chips(visit, filters)),
            "filter_names": FILTERS,
            "selected": visit.query.all("id"),
            "statuses": list(LOOKS),
            "actions": _ACTIONS,
            "unselected": bool(visit.query.all("unselected")),
        },
        status=error.status if error else HTTPStatus.OK,
    )


def go_there(visit: Visit) -> Redirect:
    """Redirect to the list, the first page of an account in a Region."""
    return Redirect(visit.link(PEERINGS_PATH))


def add_filter(visit: Visit) -> Redirect:
    """Redirect to the list with another filter."""
    name, value = visit.query.one("name"), visit.query.one("value")
    filters = visit.query.all("filter") + ([f"{name}={value}"] if name else [])
    return Redirect(visit.link(PEERINGS_PATH, filter=filters))


def choose_action(visit: Visit) -> Redirect:
    """Redirect to the page of an action for the selected connection."""
    peering_id = read_chosen(visit.query)
    if not peering_id:
        return Redirect(visit.link(PEERINGS_PATH, filter=visit.query.all("filter"), unselected="1"))
    return Redirect(visit.link(PEERINGS_PATH, peering_id, visit.query.one("action", "details")))


def show_details(visit: Visit) -> Page:
    """Show a connection, and the account's routes to it."""
    connection = find(visit)
    tables, error = attempt(
        visit,
        "DescribeRouteTables",
        "RouteTables",
        Filters=[{"Name": "route.vpc-peering-connection-id", "Values": [visit.path["peering_id"]]}],
    )
    return Page(
        template="peering.html",
        live="peering_live.html",
        title=visit.path["peering_id"],
        trail=trail(visit),
        values={
            "connection": connection,
            "actions": _ACTIONS[1:],
            "routes": list(_routes(tables, visit.path["peering_id"])),
            "error": error,
        },
    )


def find(visit: Visit) -> Mapping[str, Any]:
    """Return the connection of the page.

    Raises:
        ApiError: The account does not see it in this Region.
    """
    answer = visit.client.call(DESCRIBE, VpcPeeringConnectionIds=[visit.path["peering_id"]])
    connections: Sequence[Mapping[str, Any]] = answer["VpcPeeringConnections"]
    return connections[0]


def trail(visit: Visit) -> list[tuple[str, str]]:
    """Return the parent pages of a connection's page."""
    return [(_TITLE, visit.link(PEERINGS_PATH))]


def trail_below(visit: Visit) -> list[tuple[str, str]]:
    """Return the parent pages of an action's page."""
    peering_id = visit.path["peering_id"]
    return [*trail(visit), (peering_id, visit.link(PEERINGS_PATH, peering_id, "details"))]


def _filters(given: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the parameter `Filters`, with all values of a name in one filter."""
    values: dict[str, list[str]] = {}
    for text in given:
        name, _, value = text.partition("=")
        values.setdefault(name, []).append(value)
    yield from ({"Name": name, "Values": each} for name, each in values.items())


def _chips(visit: Visit, filters: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield the filters in use, each with the URL of the list without it."""
    for number, text in enumerate(filters):
        others = [*filters[:number], *filters[number + 1 :]]
        name, _, value = text.partition("=")
        yield {
            "name": name,
            "value": value,
            "text": text,
            "url": visit.link(PEERINGS_PATH, filter=others),
        }


def _routes(
    tables: Sequence[Mapping[str, Any]], peering_id: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the routes to a connection, each with its table."""
    for table in tables:
        for route in table["Routes"]:
            if route.get("VpcPeeringConnectionId") == peering_id:
                yield table["RouteTableId"], route


ROWS = (
    Row("/?", _TITLE, go_there),
    Row(f"/{PEERINGS_PATH}", _TITLE, show_list),
    Row(f"/{PEERINGS_PATH}/filter", _TITLE, add_filter),
    Row(f"/{PEERINGS_PATH}/action", _TITLE, choose_action),
    Row(f"/{PEERINGS_PATH}/{{peering_id}}/details", "Peering connection", show_details),
)
