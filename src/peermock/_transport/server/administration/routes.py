"""The table of the administration API: one HTTP route per request."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import TypeVar

from peermock._site import Site

T = TypeVar("T")


class MisuseError(Exception):
    """An administration request that cannot be answered.

    Attributes:
        status: The HTTP status of the response.
    """

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.status = status


class Text(str):
    """A response in plain text instead of JSON."""

    __slots__ = ()


@dataclass(frozen=True)
class Inquiry:
    """A request to the administration API.

    Attributes:
        path: The values in the path, by name.
        query: The query parameters.
        body: The members of the body.
    """

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, object]

    def check(self, route: "HttpRoute") -> None:
        """Reject unknown query parameters and members of the body.

        Raises:
            MisuseError: A name is unknown.
        """
        for given, known in ((self.query, route.query), (self.body, route.body)):
            for name in given:
                if name not in known:
                    takes = ", ".join(known) or "nothing"
                    raise misuse(f"{route.path} does not accept {name!r}; it accepts {takes}.")

    def member(self, name: str, kind: type[T], default: T) -> T:
        """Return a member of the body, or the default if it is missing.

        Raises:
            MisuseError: The member has the wrong type.
        """
        value = self.body.get(name)
        if value is None:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise misuse(f"{name}={value!r}: expected {_KINDS[kind]}")
        return value


_KINDS: Mapping[type, str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a whole number",
    list: "a list",
    str: "a string",
}

RouteHandler = Callable[[Site, Inquiry], object]


@dataclass(frozen=True)
class HttpRoute:
    """A route of the administration API: a request that it answers.

    Attributes:
        method: The HTTP method.
        path: The path below the administration's; `{name}` is a placeholder for a value.
        handler: The function that answers.
        summary: The help text, one sentence.
        query: The names of the query parameters.
        body: The members of the body, with their descriptions.
    """

    method: str
    path: str
    handler: RouteHandler
    summary: str
    query: tuple[str, ...] = ()
    body: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression that matches the path."""
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


def misuse(text: str) -> MisuseError:
    """Return an error for an invalid value."""
    return MisuseError(HTTPStatus.BAD_REQUEST, text)


def describe(route: HttpRoute, root: str) -> dict[str, object]:
    """Return a route as shown in the list of all paths."""
    shown: dict[str, object] = {
        "method": route.method,
        "path": root + route.path,
        "summary": route.summary,
    }
    return (
        shown
        | ({"query": [*route.query]} if route.query else {})
        | ({"body": dict(route.body)} if route.body else {})
    )
