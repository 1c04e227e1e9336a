"""The shared mechanism of Describe operations: IDs, filters and pages."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from peermock._domain.errors import (
    AwsError,
    InvalidFilter,
    InvalidNextToken,
    InvalidParameterCombination,
    MaxResultsTooLarge,
    MaxResultsTooSmall,
)
from peermock._domain.kind import NotFound
from peermock._domain.world import World
from peermock._operations.call import Call, Params, Result
from peermock._operations.filters import (
    FilterTable,
    IdFilters,
    Predicate,
    View,
    check_ids,
    read_filters,
)

Cursor = tuple[int, str]
"""A place in a list: a position, and a name to order items at the same position."""

START: Cursor = (0, "")

_MAC_SIZE = 16

Scan = Callable[[Cursor], Iterator[tuple[Cursor, View]]]
"""Yields cursors and views of everything the caller sees, starting at a cursor."""

Find = Callable[[str], View]
"""Returns the view of the resource with an ID, or raises the error for an unknown ID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The parameters and limits of a Describe operation.

    Attributes:
        answer: The response member with the list.
        ids: The parameter with IDs; empty without one.
        filters: The supported filters.
        filters_in: The parameter with filters.
        has_pages: Whether it supports MaxResults and NextToken.
        checked: For filters that accept only IDs, their prefix and the error for another value.
        most: The largest MaxResults.
        least: The smallest MaxResults.
        caps: Whether a larger MaxResults is reduced to `most` instead of being an error.
        unknown_filter: Creates the error for an unknown filter.
        skips_unknown: Whether unknown IDs are skipped instead of being an error.
    """

    answer: str
    ids: str = ""
    filters: FilterTable = field(default_factory=dict)
    checked: IdFilters = field(default_factory=dict)
    filters_in: str = "Filters"
    has_pages: bool = True
    most: int = 1000
    least: int = 5
    caps: bool = False
    unknown_filter: Callable[[str], AwsError] = InvalidFilter
    skips_unknown: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that the operation supports."""
        names = [self.ids, self.filters_in if self.filters else ""]
        pages = ["MaxResults", "NextToken"] if self.has_pages else []
        return (*filter(None, names), *pages)

    def describe(
        self,
        world: World,
        call: Call,
        *,
        scan: Scan,
        find: Find | None = None,
        not_found: NotFound | None = None,
    ) -> Result:
        """Return the result of a Describe operation.

        Args:
            world: The world, with the key that seals tokens.
            call: The call.
            scan: Yields everything the caller sees.
            find: Returns one by ID, for listings with IDs.
            not_found: Creates the error for unknown IDs.

        Raises:
            AwsError: A parameter is invalid, or an ID is unknown.
        """
        params = call.params
        size = self._page_size(call) if "MaxResults" in params else None
        token = params.get("NextToken")
        start = START if token is None else _Seal(world, call, self.filters_in).open(token)
        filters = self._filters(params[self.filters_in]) if self.filters_in in params else []
        ids = params.get(self.ids)
        if ids and find:
            if token is not None:
                raise InvalidParameterCombination(self.ids, "NextToken")
            views = _find_all(dict.fromkeys(ids), find, None if self.skips_unknown else not_found)
            if filters:
                views = [v for v in views if all(f(v) for f in filters)]
            return {self.answer: views}
        found = scan(start)
        if filters:
            found = ((at, v) for at, v in found if all(f(v) for f in filters))
        page = list(islice(found, size + 1 if size else None))
        return self._answer(world, call, page, size)

    def _answer(
        self, world: World, call: Call, page: list[tuple[Cursor, View]], size: int | None
    ) -> Result:
        if not size or len(page) <= size:
            return {self.answer: [view for _, view in page]}
        following, _ = page.pop()
        token = _Seal(world, call, self.filters_in).close(following)
        return {self.answer: [view for _, view in page], "NextToken": token}

    def _filters(self, sent: Sequence[Params]) -> Sequence[Predicate]:
        filters = read_filters(sent, self.filters, self.unknown_filter)
        check_ids(sent, self.checked)
        return filters

    def _page_size(self, call: Call) -> int:
        size: int = call.params["MaxResults"]
        if call.params.get(self.ids):
            raise InvalidParameterCombination(self.ids, "MaxResults")
        if size < self.least:
            raise MaxResultsTooSmall(size, self.least)
        if size > self.most and not self.caps:
            raise MaxResultsTooLarge(size, self.most)
        return min(size, self.most)


def _find_all(ids: Iterable[str], find: Find, not_found: NotFound | None) -> list[View]:
    """Return the views of all IDs. Unknown IDs are reported together, as on AWS, or skipped."""
    views: list[View] = []
    unknown: list[str] = []
    for resource_id in ids:
        try:
            views.append(find(resource_id))
        except AwsError as error:
            if not error.code.endswith("NotFound"):
                raise
            unknown.append(resource_id)
    if unknown and not_found:
        raise not_found(*unknown)
    return views


class _Seal:
    """Creates tokens that are valid only for the same caller, operation and filters."""

    def __init__(self, world: World, call: Call, filters_in: str) -> None:
        self._context = [call.operation_name, *call.place, call.params.get(filters_in, ())]
        self._key = world.seal

    def close(self, cursor: Cursor) -> str:
        """Return the token for a cursor."""
        return self._seal(json.dumps(cursor).encode())

    def open(self, token: str) -> Cursor:
        """Return the cursor of a token."""
        try:
            raw = base64.b64decode(token, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise InvalidNextToken(token) from None
        text = raw[_MAC_SIZE:]
        # The token itself is compared, because base64 can spell the same bytes in several ways.
        if token != self._seal(text):
            raise InvalidNextToken(token)
        position, name = json.loads(text)
        return position, name

    def _seal(self, text: bytes) -> str:
        context = json.dumps(self._context, sort_keys=True).encode()
        mac = hashlib.blake2b(context + text, digest_size=_MAC_SIZE, key=self._key).digest()
        return base64.urlsafe_b64encode(mac + text).decode()


def number(items: Iterable[tuple[int, View]]) -> Iterator[tuple[Cursor, View]]:
    """Yield views with cursors for their positions."""
    return (((position, ""), view) for position, view in items)
