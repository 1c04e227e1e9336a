"""Manage tags of a resource."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from peermock._console.client import ApiCall, ApiError
from peermock._console.pages.rows import Row
from peermock._console.visit import Fields, Page, Redirect, Visit

TagList = Sequence[Mapping[str, str]]

LISTS = {
    "peering-connections": ("Peering connections", "/details"),
    "route-tables": ("Route tables", ""),
    "vpcs": ("Your VPCs", ""),
}
"""The lists of taggable resources: the heading, and the end of a resource's path."""


def show_form(visit: Visit) -> Page:
    """Show the form."""
    return _form(visit, _present(visit))


def change_form(visit: Visit) -> Page | Redirect:
    """Handle a button: add or remove a row, or save the tags."""
    rows = _rows(visit.form)
    doing, _, number = visit.form.one("do", "save").partition(" ")
    if doing == "add":
        return _form(visit, [*rows, {"Key": "", "Value": ""}], is_adding=True)
    if doing == "remove" and number.isdecimal():
        return _form(visit, [*rows[: int(number)], *rows[int(number) + 1 :]])
    try:
        before = _present(visit)
        visit.client.calls.clear()
        for call in _changes(visit.path["id"], before, rows):
            visit.client.call(call.operation_name, **call.params)
    except ApiError as error:
        return _form(visit, rows, error=error)
    _, end = LISTS[visit.path["list"]]
    url = visit.link(visit.path["list"], visit.path["id"]) + end
    return Redirect(url, visit.client.calls)


def _changes(resource_id: str, before: TagList, after: TagList) -> Iterator[ApiCall]:
    """Yield the calls that change a resource's tags to those of the form."""
    kept = {tag["Key"] for tag in after}
    gone = [{"Key": tag["Key"]} for tag in before if tag["Key"] not in kept]
    new = [tag for tag in after if tag not in before and (tag["Key"] or tag["Value"])]
    if gone:
        yield ApiCall("DeleteTags", {"Resources": [resource_id], "Tags": gone})
    if new:
        yield ApiCall("CreateTags", {"Resources": [resource_id], "Tags": new})


def _present(visit: Visit) -> TagList:
    answer = visit.client.call(
        "DescribeTags", Filters=[{"Name": "resource-id", "Values": [visit.path["id"]]}]
    )
    return [{"Key": tag["Key"], "Value": tag["Value"]} for tag in answer["Tags"]]


def _rows(form: Fields) -> list[Mapping[str, str]]:
    pairs = zip(form.all("key"), form.all("value"), strict=False)
    return [{"Key": key, "Value": value} for key, value in pairs]


def _form(
    visit: Visit, tags: TagList, *, is_adding: bool = False, error: ApiError | None = None
) -> Page:
    heading, end = LISTS[visit.path["list"]]
    resource = visit.link(visit.path["list"], visit.path["id"]) + end
    example: Mapping[str, Any] = {
        "Resources": [visit.path["id"]],
        "Tags": [tag for tag in tags if tag["Key"]] or [{"Key": "KEY", "Value": "VALUE"}],
    }
    return Page(
        template="tags.html",
        title="Manage tags",
        trail=[(heading, visit.link(visit.path["list"])), (visit.path["id"], resource)],
        values={
            "tags": tags,
            "is_adding": is_adding,
            "error": error,
            "failed": "Failed to update tags" if error else "",
            "back": resource,
        },
        upcoming=[] if error else [ApiCall("CreateTags", example)],
        status=error.status if error else HTTPStatus.OK,
    )


ROWS = tuple(
    Row(f"/(?P<list>{name})/{{id}}/tags", "Manage tags", show_form, change_form) for name in LISTS
)
