"""Create peering connection: the form in the words of the VPC peering guide."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.peerings import PEERINGS_PATH, find, trail, trail_below
from peermock._console.pages.rows import Row, attempt, tag_specifications
from peermock._console.places import region_names
from peermock._console.visit import Fields, Page, Redirect, Visit

_CREATE = "CreateVpcPeeringConnection"
_TITLE = "Create peering connection"
MINE, ANOTHER = "mine", "another"

_UNKNOWN = {"VpcId": "REQUESTER_VPC_ID", "PeerVpcId": "ACCEPTER_VPC_ID"}
"""The placeholders for empty fields in the command."""


def show_form(visit: Visit) -> Page:
    """Show the form."""
    return _form(visit, visit.query)


def change_form(visit: Visit) -> Page | Redirect:
    """Handle a button: add or remove a tag, show the command, or create the connection."""
    doing, _, number = visit.form.one("do", "create").partition(" ")
    if doing == "create":
        return _create(visit)
    tags = _rows(visit.form)
    if doing == "add-tag":
        tags.append({"Key": "", "Value": ""})
    elif doing == "remove-tag" and number.isdecimal():
        del tags[int(number) : int(number) + 1]
    return _form(visit, visit.form, tags, template=_TEMPLATES.get(doing, "create.html"))


_TEMPLATES = {"preview": "commands.html"}
"""The templates of buttons that do not show the form again."""


def show_created(visit: Visit) -> Page:
    """Show the new connection, and where to accept it."""
    return Page(
        template="created.html",
        live="created_live.html",
        title="VPC peering connection requested",
        trail=trail_below(visit),
        values={"connection": find(visit)},
    )


def _create(visit: Visit) -> Page | Redirect:
    try:
        answer = visit.client.call(_CREATE, **_params(visit.form))
    except ApiError as error:
        return _form(visit, visit.form, error=error)
    peering_id = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    return Redirect(visit.link(PEERINGS_PATH, peering_id, "created"), visit.client.calls)


def _form(
    visit: Visit,
    form: Fields,
    tags: Sequence[Mapping[str, str]] | None = None,
    *,
    error: ApiError | None = None,
    template: str = "create.html",
) -> Page:
    """Return the form with the entered values."""
    made = list(visit.client.calls)
    vpcs, denied = attempt(visit, "DescribeVpcs", "Vpcs")
    visit.client.calls[:] = made
    return Page(
        template=template,
        title=_TITLE,
        trail=trail(visit),
        values={
            "form": form,
            "vpcs": vpcs,
            "tags": _rows(form) if tags is None else tags,
            "is_adding": tags is not None and len(tags) > len(_rows(form)),
            "regions": region_names(visit.place),
            "error": error or denied,
            "failed": "Failed to create peering connection" if error else "",
        },
        upcoming=[] if error else [ApiCall(_CREATE, _UNKNOWN | _params(form))],
        status=error.status if error else HTTPStatus.OK,
    )


def _params(form: Fields) -> dict[str, Any]:
    """Return the parameters of the call, without those of empty fields."""
    params = {"VpcId": form.one("requester"), "PeerVpcId": form.one("accepter")}
    if form.one("account") == ANOTHER:
        params["PeerOwnerId"] = form.one("account_id")
    if form.one("region") == ANOTHER:
        params["PeerRegion"] = form.one("region_name")
    given: dict[str, Any] = {name: value for name, value in params.items() if value}
    return given | tag_specifications("vpc-peering-connection", _tags(form))


def _tags(form: Fields) -> list[Mapping[str, str]]:
    name = form.one("name")
    named = [{"Key": "Name", "Value": name}] if name else []
    return [*named, *(tag for tag in _rows(form) if tag["Key"] or tag["Value"])]


def _rows(form: Fields) -> list[Mapping[str, str]]:
    """Return the entered tags, without the name."""
    pairs = zip(form.all("key"), form.all("value"), strict=False)
    return [{"Key": key, "Value": value} for key, value in pairs]


ROWS = (
    Row(f"/{PEERINGS_PATH}/create", _TITLE, show_form, change_form),
    Row(
        f"/{PEERINGS_PATH}/{{peering_id}}/created", "VPC peering connection requested", show_created
    ),
)
