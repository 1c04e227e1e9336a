"""The main road: botocore asks `before-send` handlers for an answer before it sends a request."""

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, cast

import botocore.awsrequest
import botocore.handlers

from peermock._http import HttpRequest
from peermock.transport.current import current

if TYPE_CHECKING:
    from botocore.compat import HTTPHeaders

_EVENTS = ("before-send.ec2", "before-send.sts")


class AwaitableBytes(bytes):
    """Content that can be read at once or awaited: aiobotocore awaits what botocore reads."""

    __slots__ = ()

    def __await__(self) -> Generator[None, None, bytes]:
        """Return the content itself, without waiting."""
        yield from ()
        return self


class Answer(botocore.awsrequest.AWSResponse):
    """A response whose content is at hand, for botocore and for aiobotocore."""

    def __init__(self, url: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(url, status, cast("HTTPHeaders", headers), None)
        self._content = AwaitableBytes(body)


def install() -> None:
    """Hook every botocore session that is created from now on."""
    botocore.handlers.BUILTIN_HANDLERS.extend(_HANDLERS)


def remove() -> None:
    """Hook no more sessions; in those that are hooked the handler stays and answers nothing."""
    for handler in _HANDLERS:
        botocore.handlers.BUILTIN_HANDLERS.remove(handler)


def answer(request: botocore.awsrequest.AWSPreparedRequest, service_name: str) -> Answer | None:
    """Return the current gateway's answer to a request of botocore's, or None without one."""
    gateway = current()
    if gateway is None:
        return None
    answered = gateway.answer(
        HttpRequest(
            service_name=service_name,
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
    """Answer botocore's event `before-send.SERVICE.OPERATION`."""
    return answer(request, event_name.split(".")[1])


def read_body(body: object) -> bytes:
    """Return the bytes of a body, in whichever form a client holds it."""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, bytes | bytearray) else b""


_HANDLERS = tuple((event, on_before_send) for event in _EVENTS)
