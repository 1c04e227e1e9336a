"""The rows of the table of pages, and functions that several pages use."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from peermock._console.client import ApiError
from peermock._console.visit import Fields, Page, Redirect, Visit

ShowPage = Callable[[Visit], Page | Redirect]
"""Returns the content of a page, or a redirect."""


@dataclass(frozen=True)
class Row:
    """A page.

    Attributes:
        path: The path below account and Region; `{name}` matches a value.
        title: The heading of the page's errors.
        show: Handles GET.
        change: Handles POST; None for a page without a form.
    """

    path: str
    title: str
    show: ShowPage
    change: ShowPage | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the path."""
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


def attempt(
    visit: Visit, operation_name: str, member: str, **params: object
) -> tuple[Sequence[Mapping[str, Any]], ApiError | None]:
    """Make a call, and return its list, or an empty one and the error.

    Args:
        visit: The visit.
        operation_name: The operation.
        member: The response's member with the list.
        **params: The parameters of the call.
    """
    try:
        return visit.client.call(operation_name, **params)[member], None
    except ApiError as error:
        return [], error


def read_chosen(form: Fields) -> str:
    """Return the ID that was selected in a list; empty unless there is exactly one."""
    ids = form.all("id")
    return ids[0] if len(ids) == 1 else ""


def tag_specifications(kind: str, tags: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return the parameter `TagSpecifications`, or no parameter without tags."""
    if not tags:
        return {}
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": list(tags)}]}
