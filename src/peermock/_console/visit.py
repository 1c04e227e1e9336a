"""A request to a page of the console, and the page's response."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from peermock._console.client import ApiCall, Client
from peermock._domain.identity import Place
from peermock._gateway import Call
from peermock._site import Site

DID = "did"
"""The query parameter with the request IDs of the previous step's calls."""


class Fields:
    """The fields of a form or of a URL's query; a field can occur several times.

    Example:
        >>> fields = Fields.read("id=pcx-1&id=pcx-2")
        >>> fields.one("id"), fields.all("id"), fields.one("name")
        ('pcx-1', ['pcx-1', 'pcx-2'], '')
    """

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        self.pairs = pairs

    @classmethod
    def read(cls, text: str) -> "Fields":
        """Return the fields of a text such as `name=value&name=value`."""
        return cls(parse_qsl(text, keep_blank_values=True))

    def one(self, name: str, default: str = "") -> str:
        """Return the first value of a field, without surrounding whitespace."""
        return next((value.strip() for value in self.all(name)), default)

    def all(self, name: str) -> list[str]:
        """Return all values of a field, unchanged."""
        return [value for key, value in self.pairs if key == name]

    def without(self, *names: str) -> list[tuple[str, str]]:
        """Return all other fields."""
        return [(key, value) for key, value in self.pairs if key not in names]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request to a page.

    Attributes:
        site: The endpoint.
        client: Makes calls for the account, in the Region.
        place: The account and the Region.
        now: The current time of the mock.
        root: The path of the console.
        path: The values in the page's path, by name.
        url: The path of the page.
        query: The query of the URL.
        form: The form; empty for a GET request.
    """

    site: Site
    client: Client
    place: Place
    now: datetime
    root: str
    path: Mapping[str, str]
    url: str
    query: Fields
    form: Fields

    def link(self, *parts: str, **query: object) -> str:
        """Return the URL of a page of this account and Region."""
        return self.link_for(self.place, *parts, **query)

    def link_for(self, place: Place, *parts: str, **query: object) -> str:
        """Return the URL of a page of another account or Region."""
        path = "/".join(quote(part, safe="") for part in (*place, *parts))
        given = {name: value for name, value in query.items() if value}
        return f"{self.root}/{path}" + (f"?{urlencode(given, doseq=True)}" if given else "")

    def done(self) -> Iterator[Call]:
        """Yield the calls of the previous step from the log."""
        wanted = self.query.all(DID)
        if wanted:
            for call in self.site.gateway.calls:
                if call.request_id in wanted and call.place == self.place:
                    yield call


@dataclass(frozen=True, kw_only=True)
class Page:
    """The content of a page.

    Attributes:
        template: The template.
        title: The heading.
        values: The variables of the template.
        live: The template of the part that updates itself; empty if there is none.
        trail: The breadcrumbs: the parent pages with their URLs.
        upcoming: The calls that the form will make.
        status: The HTTP status.
    """

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    live: str = ""
    trail: Sequence[tuple[str, str]] = ()
    upcoming: Sequence[ApiCall] = ()
    status: int = HTTPStatus.OK


@dataclass(frozen=True)
class Redirect:
    """A redirect to another page, after a form was processed.

    Attributes:
        url: The URL of the page.
        calls: The calls that were made, which the other page shows.
    """

    url: str
    calls: Sequence[ApiCall] = ()

    def location(self) -> str:
        """Return the URL, with the request IDs of the calls."""
        if not self.calls:
            return self.url
        mark = urlencode([(DID, call.request_id) for call in self.calls])
        return f"{self.url}{'&' if '?' in self.url else '?'}{mark}"
