"""Edit DNS settings: DNS resolution for the sides that the account may change."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.peerings import PEERINGS_PATH, find, trail_below
from peermock._console.pages.rows import Row
from peermock._console.visit import Page, Redirect, Visit

MODIFY = "ModifyVpcPeeringConnectionOptions"
OPTION = "AllowDnsResolutionFromRemoteVpc"
SIDES = ("Requester", "Accepter")


def show_form(visit: Visit) -> Page:
    """Show the settings of both sides; only the account's own in this Region are editable."""
    return _form(visit, find(visit))


def save(visit: Visit) -> Page | Redirect:
    """Set the options of the account's own sides in this Region."""
    connection = find(visit)
    visit.client.calls.clear()
    params = {
        f"{side}PeeringConnectionOptions": {OPTION: bool(visit.form.one(side))}
        for side, _, is_own in _sides(visit, connection)
        if is_own
    }
    try:
        visit.client.call(MODIFY, VpcPeeringConnectionId=visit.path["peering_id"], **params)
    except ApiError as error:
        return _form(visit, connection, error)
    return Redirect(
        visit.link(PEERINGS_PATH, visit.path["peering_id"], "details"), visit.client.calls
    )


def _form(visit: Visit, connection: Mapping[str, Any], error: ApiError | None = None) -> Page:
    sides = list(_sides(visit, connection))
    ours = {
        f"{side}PeeringConnectionOptions": {OPTION: True} for side, _, is_own in sides if is_own
    }
    call = ApiCall(MODIFY, {"VpcPeeringConnectionId": visit.path["peering_id"], **ours})
    if not error:
        visit.client.calls.clear()
    return Page(
        template="dns_settings.html",
        title="Edit DNS settings",
        trail=trail_below(visit),
        values={
            "connection": connection,
            "sides": sides,
            "error": error,
            "failed": "Failed to edit DNS settings" if error else "",
        },
        upcoming=[] if error else [call],
        status=error.status if error else HTTPStatus.OK,
    )


def _sides(
    visit: Visit, connection: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield both sides, and whether each is the account's own in this Region."""
    for side in SIDES:
        vpc = connection[f"{side}VpcInfo"]
        yield side, vpc, (vpc["OwnerId"], vpc["Region"]) == tuple(visit.place)


ROWS = (Row(f"/{PEERINGS_PATH}/{{peering_id}}/dns-settings", "Edit DNS settings", show_form, save),)
