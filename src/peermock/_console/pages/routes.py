"""Edit routes: a form, and the calls that change a route table accordingly."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from peermock._console.client import ApiError, Step
from peermock._console.pages.peerings import DESCRIBE
from peermock._console.pages.route_tables import LIST, TITLE, destination_of, find, target_of
from peermock._console.pages.rows import Row, attempt
from peermock._console.visit import Fields, Page, Redirect, Visit

TARGETS = {
    "eigw": "EgressOnlyInternetGatewayId",
    "eni": "NetworkInterfaceId",
    "nat": "NatGatewayId",
    "pcx": "VpcPeeringConnectionId",
}
"""The parameter for each prefix of a target's ID; any other is a GatewayId."""


class Entry(NamedTuple):
    """A route in the form."""

    destination: str
    target: str

    @property
    def is_local(self) -> bool:
        """Whether it is a local route, which cannot be changed."""
        return self.target == "local"


def show_form(visit: Visit) -> Page:
    """Show the form; for a connection in the query, with the missing routes to its peer."""
    table = find(visit)
    entries = [Entry(destination_of(route), target_of(route)) for route in table["Routes"]]
    suggested = _suggested(visit, table) if visit.query.one("peering") else []
    return _form(visit, table, [*entries, *(each for each in suggested if each not in entries)])


def change_form(visit: Visit) -> Page | Redirect:
    """Handle a button: add or remove a row, or save the routes."""
    entries = _entries(visit.form)
    doing, _, number = visit.form.one("do", "save").partition(" ")
    if doing == "add":
        return _form(visit, find(visit), [*entries, Entry("", "")], is_adding=True)
    if doing == "remove" and number.isdecimal():
        left = [*entries[: int(number)], *entries[int(number) + 1 :]]
        return _form(visit, find(visit), left)
    table = find(visit)
    visit.client.steps.clear()
    try:
        for step in changes(table, entries):
            visit.client.call(step.operation_name, **step.params)
    except ApiError as error:
        return _form(visit, table, entries, error=error)
    return Redirect(visit.link(LIST, visit.path["table_id"]), visit.client.steps)


def changes(table: Mapping[str, Any], entries: Sequence[Entry]) -> Iterator[Step]:
    """Yield the calls that change a table's routes to those of the form.

    Args:
        table: The route table, as AWS describes it.
        entries: The routes of the form.
    """
    table_id = table["RouteTableId"]
    before = {destination_of(route): target_of(route) for route in table["Routes"]}
    after = {entry.destination: entry.target for entry in entries}
    for destination, target in before.items():
        if destination not in after and target != "local":
            yield Step("DeleteRoute", {"RouteTableId": table_id, **_destination(destination)})
    for entry in entries:
        if not entry.is_local and before.get(entry.destination) != entry.target:
            name = "ReplaceRoute" if entry.destination in before else "CreateRoute"
            yield Step(name, _params(table_id, entry))


def _params(table_id: str, entry: Entry) -> dict[str, str]:
    """Return the parameters of a route, without those of empty fields."""
    member = TARGETS.get(entry.target.partition("-")[0], "GatewayId")
    target = {member: entry.target} if entry.target else {}
    return {"RouteTableId": table_id, **_destination(entry.destination), **target}


def _destination(text: str) -> dict[str, str]:
    if not text:
        return {}
    if text.startswith("pl-"):
        return {"DestinationPrefixListId": text}
    return {"DestinationIpv6CidrBlock" if ":" in text else "DestinationCidrBlock": text}


def _suggested(visit: Visit, table: Mapping[str, Any]) -> list[Entry]:
    """Return routes to the peer VPC of the connection in the query."""
    peering_id = visit.query.one("peering")
    connections, _ = attempt(
        visit, DESCRIBE, "VpcPeeringConnections", VpcPeeringConnectionIds=[peering_id]
    )
    for connection in connections:
        for ours, theirs in (("Requester", "Accepter"), ("Accepter", "Requester")):
            if connection[f"{ours}VpcInfo"]["VpcId"] == table["VpcId"]:
                blocks = connection[f"{theirs}VpcInfo"].get("CidrBlockSet", ())
                return [Entry(block["CidrBlock"], peering_id) for block in blocks]
    return []


def _entries(form: Fields) -> list[Entry]:
    pairs = zip(form.all("destination"), form.all("target"), strict=False)
    return [Entry(destination.strip(), target.strip()) for destination, target in pairs]


def _form(
    visit: Visit,
    table: Mapping[str, Any],
    entries: Sequence[Entry],
    *,
    is_adding: bool = False,
    error: ApiError | None = None,
) -> Page:
    made = list(visit.client.steps)
    connections, _ = attempt(visit, DESCRIBE, "VpcPeeringConnections")
    visit.client.steps[:] = made if error else []
    table_id = visit.path["table_id"]
    step = Step(
        "CreateRoute",
        {
            "RouteTableId": table_id,
            "DestinationCidrBlock": "DESTINATION",
            "VpcPeeringConnectionId": "VPC_PEERING_CONNECTION_ID",
        },
    )
    return Page(
        template="routes.html",
        title="Edit routes",
        trail=[(TITLE, visit.link(LIST)), (table_id, visit.link(LIST, table_id))],
        values={
            "table": table,
            "entries": entries,
            "connections": connections,
            "is_adding": is_adding,
            "error": error,
            "failed": "Failed to save changes" if error else "",
        },
        upcoming=[] if error else list(changes(table, entries)) or [step],
        status=error.status if error else HTTPStatus.OK,
    )


ROWS = (Row(f"/{LIST}/{{table_id}}/routes", "Edit routes", show_form, change_form),)
