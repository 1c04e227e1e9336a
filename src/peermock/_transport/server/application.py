"""Dispatching an endpoint's requests: to the gateway, the administration API or the console."""

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from peermock._gateway import HttpRequest, HttpResponse
from peermock._gateway.faults import just_failed
from peermock._protocol import encode_error
from peermock._site import Site
from peermock._transport.paths import CONSOLE
from peermock._transport.server.administration import PATH, Administration
from peermock._transport.server.hosts import Hosts
from peermock._transport.server.signatures import name_service

if TYPE_CHECKING:
    from peermock._console import Console

METHODS = ("GET", "POST")

PAGE = re.compile(rf"[a-z]+://[^/]*{CONSOLE}(/|\?|$)")
"""The beginning of a page request's URL."""

_ORIGIN = re.compile(r"[a-z]+://[^/]*/?")
"""A URL with the host only, as a person types it."""

_log = logging.getLogger("peermock")


class Application:
    """Answers every well-formed HTTP request.

    Args:
        site: The endpoint to serve and administer.
        hosts: The host names that the endpoint accepts.
    """

    def __init__(self, site: Site, hosts: Hosts) -> None:
        self._gateway = site.gateway
        self._region_name = site.region_name
        self._site = site
        self._console: Console | None = None
        self._administration = Administration(site)
        self._hosts = hosts

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request.

        Raises:
            ConnectionAbortedError: A test injected an exception instead of a response.
        """
        refusal = self._hosts.refusal_of(request.headers)
        if refusal is not None:
            return _error(HTTPStatus.FORBIDDEN, "AccessDenied", refusal)
        just_failed.set(False)
        try:
            return self._answer(request)
        except Exception as error:
            if just_failed.get():
                raise ConnectionAbortedError from error
            _log.exception("peermock could not answer a request")
            text = f"peermock failed: {type(error).__name__}. Please report it."
            return _error(HTTPStatus.INTERNAL_SERVER_ERROR, "InternalError", text)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Answer a request that may be made."""
        if PAGE.match(request.url):
            return self._show(request)
        if PATH.match(request.url):
            return self._administration.respond(request)
        if request.method not in METHODS:
            text = f"peermock supports GET and POST, not {request.method}."
            return _error(HTTPStatus.METHOD_NOT_ALLOWED, "UnsupportedOperation", text)
        if _is_person(request):
            return HttpResponse(HTTPStatus.SEE_OTHER, {"location": CONSOLE}, b"")
        return self._gateway.respond(name_service(request, self._region_name))

    def _show(self, request: HttpRequest) -> HttpResponse:
        """Answer a request for a page by the console, which is loaded for the first one."""
        if self._console is None:
            try:
                from peermock._console import Console  # noqa: PLC0415  # it needs an extra
            except ModuleNotFoundError as error:
                text = (
                    f"The console needs {error.name}. Install peermock with its extra: "
                    "pip install 'peermock[server]'\n"
                )
                headers = {"content-type": "text/plain; charset=utf-8"}
                return HttpResponse(HTTPStatus.NOT_IMPLEMENTED, headers, text.encode())
            self._console = Console(self._site, CONSOLE)
        return self._console.respond(request)


def _is_person(request: HttpRequest) -> bool:
    """Return whether somebody has typed the endpoint's URL into a browser."""
    if request.method != "GET" or not _ORIGIN.fullmatch(request.url):
        return False
    accepted = str(request.headers.get("accept", ""))
    return "text/html" in accepted and "authorization" not in request.headers


def _error(status: HTTPStatus, code: str, message: str) -> HttpResponse:
    """Return an error document in EC2's format."""
    body = encode_error("ec2", code=code, message=message, request_id="")
    return HttpResponse(status, {"content-type": "text/xml;charset=UTF-8"}, body)
