"""The last step before the network, guarded for clients that the hook does not reach.

A client whose session is older than the mock is answered here, and requests that no mock answers
are refused.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from peermock._gateway import SERVICES
from peermock._protocol import parse_scope
from peermock._transport.addresses import is_local
from peermock._transport.inprocess.botocore_hook import (
    Answer,
    answer,
    read_action,
    responder,
)
from peermock._transport.inprocess.client_calls import operation_of_now
from peermock._transport.inprocess.current import current, is_passed_through
from peermock._transport.inprocess.patch import Method, Patch
from peermock.exceptions import NotMockedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.awsrequest import AWSPreparedRequest


def intercept(request: "AWSPreparedRequest") -> Answer | None:
    """Return the response to a request that is about to be sent, or None to let it through.

    Raises:
        NotMockedError: Neither peermock nor another mock answers the service.
    """
    gateway = current()
    if gateway is None:
        return None
    names, operation = _service_names(request), operation_of_now()
    operation_name = operation.name if operation else None
    if operation is None and names[-1] in SERVICES:
        operation_name = read_action(request)
    respond = responder(request.url, names[-1], operation_name)
    if respond is not None:
        return answer(respond, request)
    from peermock._transport.moto.calls import ask_moto, is_for_moto  # noqa: PLC0415  # rare

    if (is_local(names[0]) and not is_for_moto(names[-1])) or any(map(is_passed_through, names)):
        return None
    answered = ask_moto(gateway, request, names[-1], operation_name or "")
    if answered is not None:
        return answered
    refusal = NotMockedError(names[-1], operation_name, request.url)
    gateway.refusals.add(refusal)
    raise refusal


def _service_names(request: "AWSPreparedRequest") -> list[str]:
    """Return the known names of a request's target: host, signing name, client name."""
    names = [urlsplit(request.url).hostname or ""]
    scope = parse_scope(cast("Mapping[str, str | bytes]", request.headers))
    if scope is not None:
        names.append(scope.service_name)
    operation = operation_of_now()
    if operation is not None:
        names.append(operation.service_model.service_name)
    return names


def _guard(send: Method) -> Method:
    def intercept_or_send(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or send(session, request)

    return intercept_or_send


def _guard_async(send: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", send)

    async def intercept_or_send(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or await asynchronous(session, request)

    return intercept_or_send


PATCHES = (
    Patch("botocore.httpsession", "URLLib3Session", "send", _guard, required=True),
    Patch("aiobotocore.httpsession", "AIOHTTPSession", "send", _guard_async, required=True),
    Patch("aiobotocore.httpxsession", "HttpxSession", "send", _guard_async, required=True),
)
