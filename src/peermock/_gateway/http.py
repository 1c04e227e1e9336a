"""HTTP requests and responses as plain values, between the transports and the gateway."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class HttpRequest(NamedTuple):
    """A request from any client. Its `repr` omits what may hold credentials.

    Attributes:
        method: `POST` or `GET`.
        url: The URL, with its query.
        headers: The headers, in any case.
        body: The body; empty for GET.
    """

    method: str
    url: str
    headers: Mapping[str, str | bytes]
    body: bytes

    def __repr__(self) -> str:
        return f"HttpRequest(method={self.method!r})"


class HttpResponse(NamedTuple):
    """The response to a request. Its `repr` omits what may hold credentials."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"HttpResponse(status={self.status!r}, headers={self.headers!r})"


Respond = Callable[[HttpRequest], HttpResponse]
"""Answers a request from any client."""
