"""Filters of Describe operations, from a table of names for each resource type."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from peermock._domain.errors import AwsError, FilterLimitExceeded, InvalidFilter
from peermock._domain.ids import is_resource_id

MAX_FILTERS = 50
MAX_FILTER_VALUES = 200

View = Mapping[str, Any]
Predicate = Callable[[View], bool]
FilterTable = Mapping[str, str]
"""For each filter, the path of the response members that it compares, joined by dots.

Filters see what the caller sees: a member that is missing from the response matches nothing.
`tag:<key>` is written `tag`.
"""


IdFilters = Mapping[str, tuple[str, Callable[[str], AwsError]]]
"""For each filter that accepts only IDs, their prefix and the error for another value."""

_WILDCARD = re.compile(r"[*?]")


def read_filters(
    filters: Sequence[Mapping[str, Any]],
    table: FilterTable,
    unknown: Callable[[str], AwsError] = InvalidFilter,
) -> list[Predicate]:
    """Return a predicate for each filter of a call. A filter without values matches nothing.

    Args:
        filters: The parameter `Filters`.
        table: The filters of the operation.
        unknown: Creates the error for an unknown filter.

    Raises:
        FilterLimitExceeded: There are too many filters or values.
        AwsError: A filter is unknown.
    """
    if len(filters) > MAX_FILTERS:
        raise FilterLimitExceeded(MAX_FILTERS, "filters")
    if sum(len(f.get("Values", ())) for f in filters) > MAX_FILTER_VALUES:
        raise FilterLimitExceeded(MAX_FILTER_VALUES)
    for sent in filters:
        if not _is_known(sent.get("Name", "null"), table):
            raise unknown(sent.get("Name", "null"))
    return [_read_filter(f["Name"], f.get("Values", ()), table) for f in filters]


def check_ids(filters: Sequence[Mapping[str, Any]], table: IdFilters) -> None:
    """Check the values of filters that accept only IDs, or patterns of IDs.

    Raises:
        AwsError: A value is not an ID.
    """
    for each in filters:
        if each.get("Name") not in table:
            continue
        prefix, malformed = table[each["Name"]]
        for value in each.get("Values", ()):
            if not _WILDCARD.search(value) and not is_resource_id(value, prefix):
                raise malformed(value)


def as_text(value: object) -> str:
    """Return a response member as text on the wire, which filters compare."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return str(value)


def _read_filter(name: str, values: Sequence[str], table: FilterTable) -> Predicate:
    look = _lookup(name, table)
    patterns = [_pattern(value) for value in values]
    return lambda view: any(p.fullmatch(text) for text in look(view) for p in patterns)


def _is_known(name: str, table: FilterTable) -> bool:
    tag, _, key = name.partition(":")
    return (tag == "tag" and tag in table) if key else (name in table and name != "tag")


def _lookup(name: str, table: FilterTable) -> Callable[[View], Iterable[str]]:
    tag, _, key = name.partition(":")
    if key and tag == "tag":
        return lambda view: (value for at, value in _tags(view, table["tag"]) if at == key)
    path = table[name].split(".")
    return lambda view: map(as_text, _values(view, path))


def _tags(view: View, path: str) -> Iterator[tuple[str, str]]:
    pairs = view.get(path, ()) if path else [view]
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

    Text between two asterisks is matched at its first occurrence and never again, so that a value
    full of asterisks does not take longer than another.
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
