"""Plain HTTP: a signed query that the `requests` library sends, answered through `responses`.

`requests.Session.send` is the step above the adapters, so a `responses` mock of the user's own,
which replaces an adapter's step, works as before whichever started first.
"""

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from peermock._http import HttpRequest, HttpResponse
from peermock.operations import OPERATIONS
from peermock.protocol import parse_scope
from peermock.transport.botocore_hook import read_body
from peermock.transport.current import current
from peermock.transport.patch import Method, Patch

if TYPE_CHECKING:
    from requests import PreparedRequest, Response


def _hook(send: Method) -> Method:
    def hooked(session: object, request: "PreparedRequest", **kwargs: object) -> object:
        answered = _answer(request)
        if answered is None:
            return send(session, request, **kwargs)
        return _deliver(request, answered, kwargs)

    return hooked


def _answer(request: "PreparedRequest") -> HttpResponse | None:
    gateway = current()
    url = request.url or ""
    scope = parse_scope(request.headers, dict(parse_qsl(urlsplit(url).query)))
    if gateway is None or scope is None or scope.service_name not in OPERATIONS:
        return None
    return gateway.answer(
        HttpRequest(
            service_name=scope.service_name,
            method=request.method or "POST",
            url=url,
            headers=request.headers,
            body=read_body(request.body),
        )
    )


def _deliver(
    request: "PreparedRequest", answered: HttpResponse, kwargs: dict[str, object]
) -> object:
    """Return the answer by way of the `response` hooks, which may raise or replace it."""
    from requests.hooks import dispatch_hook  # noqa: PLC0415  # loaded: a request was made

    return dispatch_hook("response", request.hooks, _build(request, answered), **kwargs)


def _build(request: "PreparedRequest", answered: HttpResponse) -> "Response":
    from requests.adapters import HTTPAdapter  # noqa: PLC0415  # loaded: a request was made
    from responses import CallbackResponse  # noqa: PLC0415  # likewise

    headers = dict(answered.headers)
    content_type = headers.pop("content-type")
    reply = (answered.status, headers, answered.body)
    mocked = CallbackResponse(
        method=cast("str", request.method),
        url=cast("str", request.url),
        callback=lambda _: reply,
        content_type=content_type,
    )
    return HTTPAdapter().build_response(request, mocked.get_response(request))


PATCHES = (Patch("requests.sessions", "Session", "send", _hook),)
