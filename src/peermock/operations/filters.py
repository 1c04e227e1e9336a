"""Filters: the `Filters` parameter of every Describe, by one table of names for each resource."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from peermock.domain.errors import FilterLimitExceeded, InvalidFilter

MAX_FILTERS = 50
MAX_FILTER_VALUES = 200

View = Mapping[str, Any]
Predicate = Callable[[View], bool]
FilterTable = Mapping[str, str]
"""For each filter the members of the answer that it looks at, joined by dots.

Filters look at what the caller sees: a member that is absent from the answer matches nothing.
`tag:<key>` is written `tag`.
"""


def read_filters(filters: Sequence[Mapping[str, Any]], table: FilterTable) -> list[Predicate]:
    """Return a predicate for each filter of a call; one without values matches nothing.

    Args:
        filters: The parameter `Filters`.
        table: The filters that the operation has.

    Raises:
        FilterLimitExceeded: There are too many filters or values.
        InvalidFilter: The operation has no filter of a name.
    """
    if len(filters) > MAX_FILTERS:
        raise FilterLimitExceeded(MAX_FILTERS, "filters")
    if sum(len(f.get("Values", ())) for f in filters) > MAX_FILTER_VALUES:
        raise FilterLimitExceeded(MAX_FILTER_VALUES)
    return [_read_filter(f.get("Name", "null"), f.get("Values", ()), table) for f in filters]


def as_text(value: object) -> str:
    """Return a member of an answer as its text on the wire, which is what filters compare."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return str(value)


def _read_filter(name: str, values: Sequence[str], table: FilterTable) -> Predicate:
    look = _lookup(name, table)
    patterns = [_pattern(value) for value in values]
    return lambda view: any(p.fullmatch(text) for text in look(view) for p in patterns)


def _lookup(name: str, table: FilterTable) -> Callable[[View], Iterable[str]]:
    tag, colon, key = name.partition(":")
    if colon and key and tag == "tag" and tag in table:
        return lambda view: (value for at, value in _tags(view, table["tag"]) if at == key)
    if name not in table or name == "tag":
        raise InvalidFilter(name)
    path = table[name].split(".")
    return lambda view: map(as_text, _values(view, path))


def _tags(view: View, path: str) -> Iterator[tuple[str, str]]:
    pairs = view[path] if path else [view]
    return ((pair["Key"], pair["Value"]) for pair in pairs)


def _values(value: Any, path: Sequence[str]) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _values(item, path)
    elif not path:
        yield value
    elif path[0] in value:
        yield from _values(value[path[0]], path[1:])


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    r"""Translate AWS's wildcards: `*` any text, `?` one character, `\` takes the next literally.

    What stands between two asterisks is matched where it first occurs and never looked for again,
    so that a value full of asterisks takes no longer than another.
    """
    segments = [""]
    for part in re.findall(r"\\.|.|\\", text, re.DOTALL):
        if part == "*":
            segments.append("")
        else:
            segments[-1] += "." if part == "?" else re.escape(part[-1])
    first, *rest = segments
    middle = "".join(f"(?>.*?{segment})" for segment in rest[:-1] if segment)
    last = f".*{rest[-1]}" if rest else ""
    return re.compile(first + middle + last, re.DOTALL)
