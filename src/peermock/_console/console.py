"""Routing: the page for a request, and the response to it."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit

from peermock._console import assets
from peermock._console.client import ApiError, Client, take_snapshot
from peermock._console.pages import ROWS, Row
from peermock._console.rendering import Renderer
from peermock._console.safety import HEADERS, REFUSAL, is_own
from peermock._console.visit import Fields, Page, Redirect, Visit
from peermock._domain.identity import Place, is_account_id
from peermock._gateway import MAX_BODY_BYTES, HttpRequest, HttpResponse
from peermock._protocol.regions import is_region
from peermock._site import Site

FORM = "application/x-www-form-urlencoded"
"""The media type of a form."""

_LIVE = "live"
"""The query parameter of an update, with the mark of the current content."""

HOME = "peering-connections"
"""The first list that is shown."""

_PLACE = re.compile(r"/(?P<account_id>[^/]+)/(?P<region_name>[^/]+)(?P<path>(/.*)?)")


class Console:
    """Serves the console's pages.

    Args:
        site: The endpoint.
        root: The path of the console, such as `/_peermock/console`.
    """

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._root = root
        self._renderer = Renderer(root)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Return the response to a request for a page or a static file."""
        response = self._answer(request)
        headers = {"cache-control": "no-store", **response.headers, **HEADERS}
        return response._replace(headers=headers)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        url = urlsplit(request.url)
        path = url.path.removeprefix(self._root)
        refused = _refusal_of(request)
        if refused is not None:
            return refused
        if path.startswith("/static/"):
            found = assets.serve(path.removeprefix("/static/"))
            return found or _plain(HTTPStatus.NOT_FOUND, "There is no such file.")
        if path in ("", "/", "/switch"):
            return _see_other(self._switch(Fields.read(url.query)))
        named = _PLACE.fullmatch(path)
        if named is None:
            return _plain(HTTPStatus.NOT_FOUND, f"There is no such page; see {self._root}.")
        place = Place(unquote(named["account_id"]), unquote(named["region_name"]))
        if not is_account_id(place.account_id) or not is_region(place.region_name):
            text = (
                f"AWS has no account {place.account_id!r}, which is twelve digits, with a Region "
                f"{place.region_name!r}."
            )
            return _plain(HTTPStatus.NOT_FOUND, text)
        return self._visit(request, place, named["path"], Fields.read(url.query))

    def _visit(self, request: HttpRequest, place: Place, path: str, query: Fields) -> HttpResponse:
        """Return a page of an account in a Region."""
        row, values = _find(path)
        handle = None
        if row is not None:
            handle = row.change if request.method == "POST" else row.show
        if row is None or handle is None:
            text = f"There is no page {path} that takes {request.method}; see {self._root}."
            return _plain(HTTPStatus.NOT_FOUND, text)
        is_live = request.method == "GET" and bool(query.all(_LIVE))
        gateway = self._site.gateway
        visit = Visit(
            site=self._site,
            client=Client(take_snapshot(gateway) if is_live else gateway, place),
            place=place,
            now=self._site.clock.now(),
            root=self._root,
            path=values,
            url=f"{self._root}/{place.account_id}/{place.region_name}{path}",
            query=Fields(query.without(_LIVE)),
            form=Fields.read(request.body.decode("utf-8", "replace")),
        )
        try:
            shown = handle(visit)
        except ApiError as error:
            shown = _problem(row, error)
        if isinstance(shown, Redirect):
            return _see_other(shown.location())
        if is_live:
            return self._renderer.render_change(visit, shown, query.one(_LIVE))
        return self._renderer.render(visit, shown)

    def _switch(self, query: Fields) -> str:
        """Return the URL of a list, by default the first one of the default account."""
        account_id = query.one("account_id").replace("-", "") or self._site.account_id
        region_name = query.one("region_name") or self._site.region_name
        parts = (account_id, region_name, query.one("section") or HOME)
        return f"{self._root}/{'/'.join(quote(part, safe='') for part in parts)}"


def _refusal_of(request: HttpRequest) -> HttpResponse | None:
    """Return the refusal of a request that no page accepts, or None."""
    if request.method not in ("GET", "POST"):
        return _plain(HTTPStatus.METHOD_NOT_ALLOWED, "A page takes GET and POST.")
    if request.method == "GET":
        return None
    if not is_own(request.headers):
        return _plain(HTTPStatus.FORBIDDEN, REFUSAL)
    if str(request.headers.get("content-type", "")).partition(";")[0].strip() != FORM:
        return _plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send a form as {FORM}.")
    if len(request.body) > MAX_BODY_BYTES:
        return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The form is too large.")
    return None


def _find(path: str) -> tuple[Row | None, Mapping[str, str]]:
    """Return the row of a page and the values in its path."""
    for row in ROWS:
        matched = row.pattern.fullmatch(path)
        if matched is not None:
            return row, {name: unquote(value) for name, value in matched.groupdict().items()}
    return None, {}


def _problem(row: Row, error: ApiError) -> Page:
    """Return the page for an error that prevents a page from being shown."""
    return Page(
        template="error.html",
        live="error_live.html",
        title=row.title,
        values={"error": error},
        status=error.status,
    )


def _see_other(url: str) -> HttpResponse:
    return HttpResponse(HTTPStatus.SEE_OTHER, {"location": url}, b"")


def _plain(status: HTTPStatus, text: str) -> HttpResponse:
    headers = {"content-type": "text/plain; charset=utf-8"}
    return HttpResponse(status, headers, f"{text}\n".encode())
