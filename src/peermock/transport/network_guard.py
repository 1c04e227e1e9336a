"""The net below the hook: the last step before the network, for clients that no hook reaches.

A client whose session is older than the mock is served here, and what nobody mocks is refused.
"""

from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

from peermock.exceptions import NotMockedError
from peermock.operations import OPERATIONS
from peermock.protocol import parse_query, parse_scope
from peermock.transport.botocore_hook import answer

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_send = URLLib3Session.send


def install() -> None:
    """Put the net up."""
    URLLib3Session.send = send  # type: ignore[method-assign]


def remove() -> None:
    """Take the net down."""
    URLLib3Session.send = _send  # type: ignore[method-assign]


def send(session: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
    """Answer a request that is about to leave, or refuse it.

    Raises:
        NotMockedError: It is for a service that peermock does not have.
    """
    scope = parse_scope(request.headers)
    if scope is not None and scope.service_name in OPERATIONS:
        answered = answer(request, scope.service_name)
        assert answered is not None, "the net is up only while a mock is active"
        return answered
    host = urlsplit(request.url).hostname or ""
    if host in _LOOPBACK:
        return _send(session, request)
    service = scope.service_name if scope else host
    raise NotMockedError(service, _operation_name(request), request.url)


def _operation_name(request: Any) -> str | None:
    target = request.headers.get("X-Amz-Target", b"")
    return None
