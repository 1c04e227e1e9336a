"""The main hook: botocore asks `before-send` handlers for a response before sending a request."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import parse_qsl, urlsplit

import botocore.awsrequest
import botocore.handlers

from peermock._gateway import SERVICES, HttpRequest, Respond
from peermock._transport.addresses import gateway_at, served
from peermock._transport.inprocess.contents import AwaitableBytes, Stream
from peermock._transport.inprocess.current import gateways

if TYPE_CHECKING:
    from botocore.compat import HTTPHeaders

_EVENTS = [f"before-send.{service_name}" for service_name in sorted(SERVICES)]


class Answer(botocore.awsrequest.AWSResponse):
    """A response with its content in memory, for botocore and aiobotocore."""

    def __init__(self, url: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(url, status, cast("HTTPHeaders", headers), Stream(body))
        self._content = AwaitableBytes(body)


def install() -> None:
    """Hook every botocore session created from now on."""
    botocore.handlers.BUILTIN_HANDLERS.extend(_HANDLERS)


def remove() -> None:
    """Stop hooking sessions. In sessions that are already hooked, the handler does nothing."""
    handlers = botocore.handlers.BUILTIN_HANDLERS
    if handlers[-len(_HANDLERS) :] == _HANDLERS:
        del handlers[-len(_HANDLERS) :]
        return
    for handler in _HANDLERS:
        handlers.remove(handler)


def answer(respond: Respond, request: botocore.awsrequest.AWSPreparedRequest) -> Answer:
    """Return the response to a botocore request."""
    answered = respond(
        HttpRequest(
            method=request.method,
            url=request.url,
            headers=cast("Mapping[str, str | bytes]", request.headers),
            body=read_body(request.body),
        )
    )
    return Answer(request.url, answered.status, answered.headers, answered.body)


def on_before_send(
    request: botocore.awsrequest.AWSPreparedRequest, event_name: str, **_: object
) -> Answer | None:
    """Handle botocore's event `before-send.SERVICE.OPERATION`."""
    respond = responder(request.url, *event_name.split(".")[1:3])
    return answer(respond, request) if respond else None


def responder(url: str, service_name: str, operation_name: str | None = None) -> Respond | None:
    """Return the function that answers a request: that of the addressed endpoint, or the mock's.

    An endpoint of this process answers its own requests, whichever mock is current, just as it
    answers those of other processes.

    Args:
        url: The URL of the request.
        service_name: The service.
        operation_name: The operation; None if it is unknown.

    Returns:
        None if nothing in this process answers the request.
    """
    endpoint = gateway_at(url) if served else None
    if endpoint is not None and endpoint.answers(service_name, operation_name):
        return endpoint.respond
    if gateways and gateways[-1].answers(service_name, operation_name):
        return gateways[-1].answer
    return None


def read_body(body: object) -> bytes:
    """Return the bytes of a body, in any form that clients use."""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, bytes | bytearray) else b""


class Request(Protocol):
    """A prepared request of botocore or the `requests` library."""

    @property
    def url(self) -> str | None:
        """The URL."""
        ...

    @property
    def body(self) -> object:
        """The body."""
        ...


def read_action(request: Request) -> str | None:
    """Return the operation named in the body or the URL of a query, or None."""
    text = read_body(request.body) or urlsplit(request.url or "").query.encode()
    return dict(parse_qsl(text.decode("utf-8", "replace"))).get("Action")


_HANDLERS = [(event, on_before_send) for event in _EVENTS]
