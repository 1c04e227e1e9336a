"""VPCs: list, create, details and DNS settings."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.rows import Row, attempt, read_chosen, tag_specifications
from peermock._console.visit import Fields, Page, Redirect, Visit

_LIST = "vpcs"
_TITLE = "Your VPCs"

ATTRIBUTES = (
    ("EnableDnsSupport", "enableDnsSupport", "Enable DNS resolution"),
    ("EnableDnsHostnames", "enableDnsHostnames", "Enable DNS hostnames"),
)
"""The DNS attributes of a VPC: member, attribute name and label."""


def show_list(visit: Visit) -> Page:
    """List the VPCs of the account in the Region."""
    vpcs, error = attempt(visit, "DescribeVpcs", "Vpcs")
    return Page(
        template="vpcs.html",
        live="vpcs_live.html",
        title=_TITLE,
        values={
            "vpcs": vpcs,
            "error": error,
            "unselected": bool(visit.query.all("unselected")),
        },
        status=error.status if error else HTTPStatus.OK,
    )


def choose_action(visit: Visit) -> Redirect:
    """Redirect to the page of an action for the selected VPC."""
    vpc_id = read_chosen(visit.query)
    if not vpc_id:
        return Redirect(visit.link(_LIST, unselected="1"))
    action = visit.query.one("action")
    if action == "peer":
        return Redirect(visit.link("peering-connections", "create", requester=vpc_id))
    return Redirect(visit.link(_LIST, vpc_id, *filter(None, [action])))


def show_creation(visit: Visit) -> Page:
    """Show the form for a new VPC."""
    return _creation(visit, visit.form)


def create(visit: Visit) -> Page | Redirect:
    """Create a VPC."""
    try:
        answer = visit.client.call("CreateVpc", **_params(visit.form))
    except ApiError as error:
        return _creation(visit, visit.form, error)
    return Redirect(visit.link(_LIST, answer["Vpc"]["VpcId"]), visit.client.calls)


def show_details(visit: Visit) -> Page:
    """Show a VPC and its attributes."""
    return Page(
        template="vpc.html",
        live="vpc_live.html",
        title=visit.path["vpc_id"],
        trail=_trail(visit),
        values={"vpc": _find(visit), "attributes": _attributes(visit)},
    )


def show_settings(visit: Visit) -> Page:
    """Show the form for a VPC's attributes."""
    return _settings(visit, _attributes(visit))


def save_settings(visit: Visit) -> Page | Redirect:
    """Set the attributes that differ, with one call each."""
    vpc_id = visit.path["vpc_id"]
    wanted = {member: bool(visit.form.one(member)) for member, _, _ in ATTRIBUTES}
    try:
        present = _attributes(visit)
        visit.client.calls.clear()
        for member, value in wanted.items():
            if present[member] != value:
                change = {member: {"Value": value}}
                visit.client.call("ModifyVpcAttribute", VpcId=vpc_id, **change)
    except ApiError as error:
        return _settings(visit, wanted, error)
    return Redirect(visit.link(_LIST, vpc_id), visit.client.calls)


def _params(form: Fields) -> dict[str, Any]:
    name, block = form.one("name"), form.one("cidr_block")
    tags = [{"Key": "Name", "Value": name}] if name else []
    return ({"CidrBlock": block} if block else {}) | tag_specifications("vpc", tags)


def _creation(visit: Visit, form: Fields, error: ApiError | None = None) -> Page:
    example = {"CidrBlock": "10.0.0.0/16"} | _params(form)
    return Page(
        template="vpc_create.html",
        title="Create VPC",
        trail=_trail(visit),
        values={
            "form": form,
            "error": error,
            "failed": "Failed to create VPC" if error else "",
        },
        upcoming=[] if error else [ApiCall("CreateVpc", example)],
        status=error.status if error else HTTPStatus.OK,
    )


def _settings(visit: Visit, values: Mapping[str, bool], error: ApiError | None = None) -> Page:
    vpc_id = visit.path["vpc_id"]
    if not error:
        visit.client.calls.clear()
    calls = [
        ApiCall("ModifyVpcAttribute", {"VpcId": vpc_id, member: {"Value": True}})
        for member, _, _ in ATTRIBUTES
    ]
    return Page(
        template="vpc_settings.html",
        title="Edit VPC settings",
        trail=[*_trail(visit), (vpc_id, visit.link(_LIST, vpc_id))],
        values={
            "fields": [(member, label, values[member]) for member, _, label in ATTRIBUTES],
            "error": error,
            "failed": "Failed to edit VPC settings" if error else "",
        },
        upcoming=[] if error else calls,
        status=error.status if error else HTTPStatus.OK,
    )


def _find(visit: Visit) -> Mapping[str, Any]:
    answer = visit.client.call("DescribeVpcs", VpcIds=[visit.path["vpc_id"]])
    vpc: Mapping[str, Any] = answer["Vpcs"][0]
    return vpc


def _attributes(visit: Visit) -> Mapping[str, bool]:
    vpc_id = visit.path["vpc_id"]
    found: dict[str, bool] = {}
    for member, attribute, _ in ATTRIBUTES:
        call = visit.client.call("DescribeVpcAttribute", VpcId=vpc_id, Attribute=attribute)
        found[member] = call[member]["Value"]
    return found


def _trail(visit: Visit) -> list[tuple[str, str]]:
    return [(_TITLE, visit.link(_LIST))]


ROWS = (
    Row(f"/{_LIST}", _TITLE, show_list),
    Row(f"/{_LIST}/action", _TITLE, choose_action),
    Row(f"/{_LIST}/create", "Create VPC", show_creation, create),
    Row(f"/{_LIST}/{{vpc_id}}", "VPC", show_details),
    Row(f"/{_LIST}/{{vpc_id}}/settings", "Edit VPC settings", show_settings, save_settings),
)
