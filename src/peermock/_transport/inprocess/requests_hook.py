"""Plain HTTP: signed queries sent with the `requests` library, answered through `responses`.

`requests.Session.send` is one step above the adapters, where `responses` patches. The user's own
`responses` mocks therefore work as before, in whatever order they start.
"""

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from peermock._gateway import HttpRequest, HttpResponse
from peermock._protocol import parse_scope
from peermock._transport.inprocess.botocore_hook import read_action, read_body, responder
from peermock._transport.inprocess.patch import Method, Patch

if TYPE_CHECKING:
    from requests import PreparedRequest, Response


def _hook(send: Method) -> Method:
    def answer_or_send(session: object, request: "PreparedRequest", **kwargs: object) -> object:
        answered = _answer(request)
        if answered is None:
            return send(session, request, **kwargs)
        return _deliver(request, answered, kwargs)

    return answer_or_send


def _answer(request: "PreparedRequest") -> HttpResponse | None:
    url = request.url or ""
    scope = parse_scope(request.headers, dict(parse_qsl(urlsplit(url).query)))
    respond = responder(url, scope.service_name, read_action(request)) if scope else None
    if respond is None:
        return None
    return respond(
        HttpRequest(
            method=request.method or "POST",
            url=url,
            headers=request.headers,
            body=read_body(request.body),
        )
    )


def _deliver(
    request: "PreparedRequest", answered: HttpResponse, kwargs: dict[str, object]
) -> object:
    """Return the response through the `response` hooks, which may raise or replace it."""
    from requests.hooks import dispatch_hook  # noqa: PLC0415  # already imported

    return dispatch_hook("response", request.hooks, _build(request, answered), **kwargs)


def _build(request: "PreparedRequest", answered: HttpResponse) -> "Response":
    from requests.adapters import HTTPAdapter  # noqa: PLC0415  # already imported
    from responses import CallbackResponse  # noqa: PLC0415  # as above

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
