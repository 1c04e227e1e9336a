"""The net below the hook: the last step before the network, for clients that no hook reaches.

A client whose session is older than the mock is served here, and what nobody mocks is refused.
"""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from ipaddress import ip_address
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from peermock.exceptions import NotMockedError
from peermock.operations import OPERATIONS
from peermock.protocol import parse_scope
from peermock.transport.botocore_hook import Answer, answer
from peermock.transport.current import current, is_passed_through
from peermock.transport.patch import Method, Patch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.awsrequest import AWSPreparedRequest
    from botocore.model import OperationModel

_operation: ContextVar["OperationModel | None"] = ContextVar("operation", default=None)
"""The operation whose request is on its way; None for a request that is made without a client."""


def intercept(request: "AWSPreparedRequest") -> Answer | None:
    """Return the answer to a request that is about to leave, or None to let it go.

    Raises:
        NotMockedError: It is for a service that neither peermock nor another mock has answered.
    """
    if current() is None:
        return None
    names = _service_names(request)
    if names[-1] in OPERATIONS:
        return answer(request, names[-1])
    if _is_loopback(names[0]) or any(map(is_passed_through, names)):
        return None
    operation = _operation.get()
    raise NotMockedError(names[-1], operation.name if operation else None, request.url)


def _service_names(request: "AWSPreparedRequest") -> list[str]:
    """Return what is known of where a request goes: host, signing name, name of the client."""
    names = [urlsplit(request.url).hostname or ""]
    scope = parse_scope(cast("Mapping[str, str | bytes]", request.headers))
    if scope is not None:
        names.append(scope.service_name)
    operation = _operation.get()
    if operation is not None:
        names.append(operation.service_model.service_name)
    return names


def _is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, by its address or a name that RFC 6761 reserves."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _guard(send: Method) -> Method:
    def guarded(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or send(session, request)

    return guarded


def _guard_async(send: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", send)

    async def guarded(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or await asynchronous(session, request)

    return guarded


def _name(get_response: Method) -> Method:
    """Remember the operation, which only some requests say themselves."""

    def named(
        endpoint: object, request: object, operation: "OperationModel", context: object
    ) -> object:
        token = _operation.set(operation)
        try:
            return get_response(endpoint, request, operation, context)
        finally:
            _operation.reset(token)

    return named


def _name_async(get_response: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", get_response)

    async def named(
        endpoint: object, request: object, operation: "OperationModel", context: object
    ) -> object:
        token = _operation.set(operation)
        try:
            return await asynchronous(endpoint, request, operation, context)
        finally:
            _operation.reset(token)

    return named


PATCHES = (
    Patch("botocore.endpoint", "Endpoint", "_get_response", _name),
    Patch("aiobotocore.endpoint", "AioEndpoint", "_get_response", _name_async),
    Patch("botocore.httpsession", "URLLib3Session", "send", _guard, required=True),
    Patch("aiobotocore.httpsession", "AIOHTTPSession", "send", _guard_async, required=True),
    Patch("aiobotocore.httpxsession", "HttpxSession", "send", _guard_async, required=True),
)
