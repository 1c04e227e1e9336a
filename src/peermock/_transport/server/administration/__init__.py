"""The endpoint's administration API: JSON under a path that AWS does not use."""

import json
import re
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

from peermock._gateway import HttpRequest, HttpResponse
from peermock._site import Site
from peermock._transport.paths import ROOT
from peermock._transport.server.administration import (
    calls,
    clock,
    faults,
    permissions,
    snapshots,
    worlds,
)
from peermock._transport.server.administration.routes import (
    HttpRoute,
    Inquiry,
    MisuseError,
    Text,
    describe,
)

__all__ = ["PATH", "ROUTES", "Administration"]

PATH = re.compile(rf"[a-z]+://[^/]*{ROOT}(/|\?|$)")
"""The beginning of an administration request's URL."""

ROUTES: tuple[HttpRoute, ...] = (
    *worlds.ROUTES,
    *calls.ROUTES,
    *snapshots.ROUTES,
    *clock.ROUTES,
    *faults.ROUTES,
    *permissions.ROUTES,
)


class Administration:
    """Answers requests about the mock itself.

    Args:
        site: The endpoint to administer.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Answer a request. Errors are `{"error": ...}` with a 4xx status."""
        try:
            return _response(HTTPStatus.OK, self._answer(request))
        except MisuseError as misuse:
            return _response(misuse.status, {"error": str(misuse)})

    def _answer(self, request: HttpRequest) -> object:
        url = urlsplit(request.url)
        path = url.path.removeprefix(ROOT).rstrip("/")
        if not path:
            return {"paths": [describe(route, ROOT) for route in ROUTES]}
        route, values = _find(request.method, path)
        inquiry = Inquiry(
            {name: unquote(value) for name, value in values.items()},
            dict(parse_qsl(url.query, keep_blank_values=True)),
            _read(request, route),
        )
        inquiry.check(route)
        with self._site.gateway.locked():
            return route.handler(self._site, inquiry)


def _find(method: str, path: str) -> tuple[HttpRoute, dict[str, str]]:
    """Return the route for a path, and the values in it."""
    found = [(route, match) for route in ROUTES if (match := route.pattern.fullmatch(path))]
    if not found:
        raise MisuseError(
            HTTPStatus.NOT_FOUND, f"{ROOT}{path} does not exist; GET {ROOT} lists all paths."
        )
    for route, match in found:
        if route.method == method:
            return route, match.groupdict()
    known = ", ".join(route.method for route, _ in found)
    raise MisuseError(
        HTTPStatus.METHOD_NOT_ALLOWED, f"{ROOT}{path} supports {known}, not {method}."
    )


def _read(request: HttpRequest, route: HttpRoute) -> dict[str, object]:
    """Return the body of a request: a JSON object, empty by default."""
    if not request.body:
        return {}
    kind = request.headers.get("content-type", "")
    if str(kind).partition(";")[0].strip() != "application/json":
        raise MisuseError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: application/json."
        )
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise MisuseError(HTTPStatus.BAD_REQUEST, f"The body is not JSON: {error}") from None
    if not isinstance(body, dict):
        raise MisuseError(
            HTTPStatus.BAD_REQUEST, f"The body for {route.path} must be a JSON object."
        )
    return body


def _response(status: HTTPStatus, answer: object) -> HttpResponse:
    if isinstance(answer, Text):
        return HttpResponse(status, {"content-type": "text/plain; charset=utf-8"}, answer.encode())
    body = json.dumps(answer, indent=2, ensure_ascii=False, default=str) + "\n"
    return HttpResponse(status, {"content-type": "application/json"}, body.encode())
