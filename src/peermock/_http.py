"""HTTP as plain values, between the transports and the gateway."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request, from whichever client. What may hold credentials is not in its `repr`.

    Attributes:
        service_name: The service that it is for, by its signing name, such as `ec2`.
        method: `POST` or `GET`.
        url: Where it was sent, with its query.
        headers: Its headers, in whatever case.
        body: Its body; empty for GET.
    """

    service_name: str
    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str | bytes] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An answer to it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
