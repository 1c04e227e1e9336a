"""The main road: botocore asks `before-send` handlers for an answer before it sends a request."""

from collections.abc import Generator
from typing import Any

import botocore.awsrequest
import botocore.handlers

from peermock._http import HttpRequest
from peermock.transport.current import current

_EVENTS = ("before-send.ec2", "before-send.sts")


class AwaitableBytes(bytes):
    """Content that can be read at once or awaited: aiobotocore awaits what botocore reads."""

    __slots__ = ()

    def __await__(self) -> Generator[Any, None, bytes]:
        """Return the content itself, without waiting."""
        return self
        yield


def install() -> None:
    """Hook every botocore session that is created from now on."""
    botocore.handlers.BUILTIN_HANDLERS.extend(_HANDLERS)


def remove() -> None:
    """Hook no more sessions; in those that are hooked the handler stays and answers nothing."""
    for handler in _HANDLERS:
        botocore.handlers.BUILTIN_HANDLERS.remove(handler)


def answer(
    request: botocore.awsrequest.AWSPreparedRequest, service_name: str
) -> botocore.awsrequest.AWSResponse | None:
    """Return the current gateway's answer to a request of botocore's, or None without one."""
    gateway = current()
    if gateway is None:
        return None
    body = request.body or b""
    answered = gateway.answer(
        HttpRequest(
            service_name=service_name,
            method=request.method,
            url=request.url,
            headers=request.headers,
            body=body.encode() if isinstance(body, str) else bytes(body),
        )
    )
    response = botocore.awsrequest.AWSResponse(
        request.url, answered.status, answered.headers, None
    )
    response._content = AwaitableBytes(answered.body)
    return response


def on_before_send(
    request: botocore.awsrequest.AWSPreparedRequest, event_name: str, **_: object
) -> botocore.awsrequest.AWSResponse | None:
    """Answer botocore's event `before-send.SERVICE.OPERATION`."""
    return answer(request, event_name.split(".")[1])


_HANDLERS = tuple((event, on_before_send) for event in _EVENTS)
