"""Rendering pages as HTML with Jinja2, which escapes all text."""

from collections.abc import Mapping
from functools import cache, partial
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peermock._console import assets
from peermock._console.client import ApiCall
from peermock._console.commands import as_boto3, as_cli
from peermock._console.moments import at_a_second, distance, in_words
from peermock._console.places import Switcher
from peermock._console.statuses import look_of
from peermock._console.visit import DID, Page, Visit
from peermock._gateway import HttpResponse

HTML: Mapping[str, str] = {"content-type": "text/html; charset=utf-8"}


class Renderer:
    """Renders pages as HTML.

    Args:
        root: The path of the console.
    """

    def __init__(self, root: str) -> None:
        self._environment = _environment(root)

    def render(self, visit: Visit, page: Page) -> HttpResponse:
        """Render a whole page."""
        values = self._values(visit, page)
        if page.live:
            values |= self._render_live(visit, page, values)
        body = self._environment.get_template(page.template).render(values)
        return HttpResponse(page.status, HTML, body.encode())

    def render_change(self, visit: Visit, page: Page, shown: str) -> HttpResponse:
        """Render what has changed: the part of a page that updates itself, or only the clock.

        Args:
            visit: The visit.
            page: The current content of the page.
            shown: The mark of the content that the browser shows.
        """
        values = self._values(visit, page)
        if page.live:
            values |= self._render_live(visit, page, values)
        if values["mark"] in ("", shown):
            return HttpResponse(HTTPStatus.NO_CONTENT, {}, b"")
        is_clock_alone = values["mark"].partition("-")[0] == shown.partition("-")[0]
        body = self._environment.get_template("change.html").render(
            values, is_clock_alone=is_clock_alone
        )
        only_clock = {"hx-reswap": "none"} if is_clock_alone else {}
        return HttpResponse(HTTPStatus.OK, {**HTML, **only_clock}, body.encode())

    def _render_live(
        self, visit: Visit, page: Page, values: Mapping[str, Any]
    ) -> Mapping[str, str]:
        """Render the part that updates itself, and return it with a mark of it and the clock."""
        inside = self._environment.get_template(page.live).render(values)
        marks = [blake2b(text.encode(), digest_size=8) for text in (inside, values["clock"])]
        part = self._environment.get_template("live.html").render(
            values,
            live_url=visit.url,
            live_query=visit.query.without(DID),
            inside=Markup(inside),  # noqa: S704  # rendered by a template
        )
        return {
            "live_part": Markup(part),  # noqa: S704  # rendered by a template
            "mark": "-".join(mark.hexdigest() for mark in marks),
        }

    def _values(self, visit: Visit, page: Page) -> dict[str, Any]:
        done = list(visit.done())
        said = [ApiCall(call.operation_name, call.params) for call in done]
        calls = [*said, *page.upcoming, *visit.client.calls]
        return {
            "visit": visit,
            "place": visit.place,
            "now": visit.now,
            "link": visit.link,
            "link_for": visit.link_for,
            "distance": lambda moment: distance(moment, visit.now),
            "clock": in_words(visit.now),
            "title": page.title,
            "trail": page.trail,
            "done": done,
            "switcher": Switcher(visit),
            "commands": [command(visit, call) for call in calls],
            "error": None,
            "live_part": "",
            "mark": "",
            **page.values,
        }


@cache
def _environment(root: str) -> Environment:
    """Return the templates of consoles at a path, which are compiled once."""
    environment = Environment(
        loader=PackageLoader("peermock._console", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"asset": partial(assets.url_of, root), "look_of": look_of, "root": root}
    environment.filters |= {"moment": in_words, "name": name_of, "second": at_a_second}
    return environment


def command(visit: Visit, call: ApiCall) -> Mapping[str, str]:
    """Return the AWS CLI command and the boto3 code of a call."""
    region_name = visit.place.region_name
    return {
        "operation": call.operation_name,
        "cli": as_cli(call.operation_name, call.params, region_name),
        "boto3": as_boto3(call.operation_name, call.params, region_name),
    }


def name_of(view: Mapping[str, Any]) -> str:
    """Return the tag `Name` of a resource; empty if it has none."""
    return next((tag["Value"] for tag in view.get("Tags", ()) if tag["Key"] == "Name"), "")
