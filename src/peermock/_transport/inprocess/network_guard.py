"""The last step before the network, guarded for clients that the hook does not reach.

A client whose session is older than the mock is answered here, and requests that no mock answers
are refused.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast
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

    from peermock._gateway import Gateway


class Neighbour(NamedTuple):
    """Another library that answers clients in this process, such as moto.

    Attributes:
        is_for: Returns whether it answers a service at any URL, as peermock does.
        ask: Returns its response to a request of a service and an operation, or None.
    """

    is_for: Callable[[str], bool]
    ask: "Callable[[Gateway, AWSPreparedRequest, str, str], Answer | None]"


def intercept(neighbour: Neighbour, request: "AWSPreparedRequest") -> Answer | None:
    """Return the response to a request that is about to be sent, or None to let it through.

    Args:
        neighbour: The library that answers what peermock does not.
        request: The request.

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
    is_elsewhere = is_local(names[0]) and not neighbour.is_for(names[-1])
    if is_elsewhere or any(map(is_passed_through, names)):
        return None
    answered = neighbour.ask(gateway, request, names[-1], operation_name or "")
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


def _guard(neighbour: Neighbour, send: Method) -> Method:
    def intercept_or_send(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(neighbour, request) or send(session, request)

    return intercept_or_send


def _guard_async(neighbour: Neighbour, send: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", send)

    async def intercept_or_send(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(neighbour, request) or await asynchronous(session, request)

    return intercept_or_send


def make_patches(neighbour: Neighbour) -> tuple[Patch, ...]:
    """Return the patches that guard the network for peermock and its neighbour."""
    guard, guard_async = partial(_guard, neighbour), partial(_guard_async, neighbour)
    return (
        Patch("botocore.httpsession", "URLLib3Session", "send", guard, required=True),
        Patch("aiobotocore.httpsession", "AIOHTTPSession", "send", guard_async, required=True),
        Patch("aiobotocore.httpxsession", "HttpxSession", "send", guard_async, required=True),
    )
