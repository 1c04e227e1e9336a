"""The net below the hook: the last step before the network, for clients that no hook reaches.

A client whose session is older than the mock is served here, and what nobody mocks is refused.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from peermock.exceptions import NotMockedError
from peermock.operations import OPERATIONS
from peermock.protocol import parse_scope
from peermock.transport.botocore_hook import Answer, answer
from peermock.transport.current import is_passed_through
from peermock.transport.patch import Method, Patch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.awsrequest import AWSPreparedRequest

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def intercept(request: "AWSPreparedRequest") -> Answer | None:
    """Return the answer to a request that is about to leave, or None to let it go.

    Raises:
        NotMockedError: It is for a service that neither peermock nor another mock has answered.
    """
    scope = parse_scope(cast("Mapping[str, str | bytes]", request.headers))
    if scope is not None and scope.service_name in OPERATIONS:
        return answer(request, scope.service_name)
    host = urlsplit(request.url).hostname or ""
    service = scope.service_name if scope else host
    if host in _LOOPBACK or is_passed_through(service):
        return None
    raise NotMockedError(service, _operation_name(request), request.url)


def _guard(send: Method) -> Method:
    def guarded(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or send(session, request)

    return guarded


def _guard_async(send: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", send)

    async def guarded(session: object, request: "AWSPreparedRequest") -> object:
        return intercept(request) or await asynchronous(session, request)

    return guarded


def _operation_name(request: "AWSPreparedRequest") -> str | None:
    """Return what JSON services say in a header and query services in the body."""
    target = request.headers.get("X-Amz-Target", b"")
    if target:
        text = target.decode() if isinstance(target, bytes) else str(target)
        return text.rpartition(".")[2]
    body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
    _, found, rest = body.partition(b"Action=")
    return rest.partition(b"&")[0].decode("ascii", "replace") if found else None


PATCHES = (
    Patch("botocore.httpsession", "URLLib3Session", "send", _guard),
    Patch("aiobotocore.httpsession", "AIOHTTPSession", "send", _guard_async),
    Patch("aiobotocore.httpxsession", "HttpxSession", "send", _guard_async),
)
