"""Accept, reject and delete a connection, with confirmations."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.peerings import PEERINGS_PATH, find, trail_below
from peermock._console.pages.rows import Row
from peermock._console.visit import Page, Redirect, Visit

CONFIRMATION = "delete"
"""The word that confirms a deletion."""


class Decision(NamedTuple):
    """A decision about a connection.

    Attributes:
        verb: The verb, which is also the last part of the page's path.
        title: The heading of the confirmation.
        operation_name: The operation.
    """

    verb: str
    title: str
    operation_name: str


ACCEPT = Decision("accept", "Accept VPC peering connection request", "AcceptVpcPeeringConnection")
REJECT = Decision("reject", "Reject VPC peering connection request", "RejectVpcPeeringConnection")
DELETE = Decision("delete", "Delete VPC peering connection", "DeleteVpcPeeringConnection")


def ask_to_accept(visit: Visit) -> Page:
    """Show the confirmation of an acceptance."""
    return _ask(visit, ACCEPT)


def accept(visit: Visit) -> Page | Redirect:
    """Accept a request."""
    try:
        _decide(visit, ACCEPT)
    except ApiError as error:
        return _ask(visit, ACCEPT, error)
    return Redirect(
        visit.link(PEERINGS_PATH, visit.path["peering_id"], "accepted"), visit.client.calls
    )


def show_accepted(visit: Visit) -> Page:
    """Show the accepted connection, and a link to the route tables."""
    return Page(
        template="accepted.html",
        title="VPC peering connection established",
        trail=trail_below(visit),
        values={"connection": find(visit)},
    )


def ask_to_reject(visit: Visit) -> Page:
    """Show the confirmation of a rejection."""
    return _ask(visit, REJECT)


def reject(visit: Visit) -> Page | Redirect:
    """Reject a request."""
    try:
        _decide(visit, REJECT)
    except ApiError as error:
        return _ask(visit, REJECT, error)
    return Redirect(visit.link(PEERINGS_PATH), visit.client.calls)


def ask_to_delete(visit: Visit) -> Page:
    """Show the confirmation of a deletion."""
    return _ask(visit, DELETE)


def delete(visit: Visit) -> Page | Redirect:
    """Delete a connection and, if requested, the account's routes to it in this Region.

    The connection is deleted first: if that fails, its routes stay.
    """
    if visit.form.one("confirmation").lower() != CONFIRMATION:
        return _ask(visit, DELETE, unconfirmed=True)
    try:
        routes = list(_routes(visit)) if visit.form.one("routes") else []
        _decide(visit, DELETE)
        for route in routes:
            visit.client.call("DeleteRoute", **route)
    except ApiError as error:
        return _ask(visit, DELETE, error)
    return Redirect(visit.link(PEERINGS_PATH), visit.client.calls)


def _routes(visit: Visit) -> list[Mapping[str, str]]:
    """Return the parameters of DeleteRoute for each route to a connection."""
    peering_id = visit.path["peering_id"]
    answer = visit.client.call(
        "DescribeRouteTables",
        Filters=[{"Name": "route.vpc-peering-connection-id", "Values": [peering_id]}],
    )
    return [
        {"RouteTableId": table["RouteTableId"]}
        | {name: text for name, text in route.items() if name.startswith("Destination")}
        for table in answer["RouteTables"]
        for route in table["Routes"]
        if route.get("VpcPeeringConnectionId") == peering_id
    ]


def _decide(visit: Visit, decision: Decision) -> None:
    visit.client.call(decision.operation_name, VpcPeeringConnectionId=visit.path["peering_id"])


def _ask(
    visit: Visit, decision: Decision, error: ApiError | None = None, *, unconfirmed: bool = False
) -> Page:
    """Return a confirmation, with the error of a failed attempt."""
    made = list(visit.client.calls)
    connection: Mapping[str, Any] | None = None
    try:
        connection = find(visit)
    except ApiError as unseen:
        error = error or unseen
    visit.client.calls[:] = made
    call = ApiCall(decision.operation_name, {"VpcPeeringConnectionId": visit.path["peering_id"]})
    return Page(
        template="decision.html",
        title=decision.title,
        trail=trail_below(visit),
        values={
            "verb": decision.verb,
            "connection": connection,
            "error": error,
            "failed": f"Failed to {decision.verb} VPC peering connection" if error else "",
            "unconfirmed": unconfirmed,
        },
        upcoming=[] if made else [call],
        status=_status(error, unconfirmed=unconfirmed),
    )


def _status(error: ApiError | None, *, unconfirmed: bool) -> int:
    if error:
        return error.status
    return HTTPStatus.BAD_REQUEST if unconfirmed else HTTPStatus.OK


ROWS = (
    Row(f"/{PEERINGS_PATH}/{{peering_id}}/accept", "Accept request", ask_to_accept, accept),
    Row(
        f"/{PEERINGS_PATH}/{{peering_id}}/accepted",
        "VPC peering connection established",
        show_accepted,
    ),
    Row(f"/{PEERINGS_PATH}/{{peering_id}}/reject", "Reject request", ask_to_reject, reject),
    Row(
        f"/{PEERINGS_PATH}/{{peering_id}}/delete",
        "Delete peering connection",
        ask_to_delete,
        delete,
    ),
)
