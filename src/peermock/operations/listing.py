"""Describe: one mechanism for all of them, with IDs, filters and pages."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from peermock.domain.errors import (
    AwsError,
    InvalidNextToken,
    InvalidParameterCombination,
    MaxResultsTooLarge,
    MaxResultsTooSmall,
)
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.filters import FilterTable, View, read_filters

Cursor = tuple[int, str]
"""Where something stands in a list: a position, and a name among those at the position."""

START: Cursor = (0, "")

_MAC_SIZE = 16

Scan = Callable[[Cursor], Iterator[tuple[Cursor, View]]]
"""Yields cursors and views of all that the caller sees, beginning with a cursor."""

Find = Callable[[str], View]
"""Returns the view of the resource with an ID, or raises the error for an unknown one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a Describe lists.

    Attributes:
        answer: The member of the answer with the list.
        ids: The parameter with IDs; empty where there is none.
        filters: The filters that it has.
        most: The largest MaxResults.
    """

    answer: str
    ids: str = ""
    filters: FilterTable = field(default_factory=dict)
    most: int = 1000
    least: int = 5

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that every Describe honours, with this one's IDs."""
        return (*filter(None, [self.ids]), "Filters", "MaxResults", "NextToken")

    def describe(self, world: World, call: Call, *, scan: Scan, find: Find | None = None) -> Result:
        """Return the answer of a Describe.

        Args:
            world: Where the key is that tokens are sealed with.
            call: The call.
            scan: All that the caller sees.
            find: One by ID, for a listing that has IDs.

        Raises:
            AwsError: A parameter is not as AWS takes it, or an ID is unknown.
        """
        size = self._page_size(call)
        token = call.params.get("NextToken")
        start = START if token is None else _Seal(world, call).open(token)
        filters = read_filters(call.params.get("Filters", ()), self.filters)
        ids = call.params.get(self.ids)
        if ids and find:
            if "NextToken" in call.params:
                raise InvalidParameterCombination(self.ids, "NextToken")
            views = _find_all(dict.fromkeys(ids), find)
            return {self.answer: [v for v in views if all(f(v) for f in filters)]}
        found = ((at, v) for at, v in scan(start) if all(f(v) for f in filters))
        page = list(islice(found, size + 1 if size else None))
        return self._answer(world, call, page, size)

    def _answer(
        self, world: World, call: Call, page: list[tuple[Cursor, View]], size: int | None
    ) -> Result:
        if not size or len(page) <= size:
            return {self.answer: [view for _, view in page]}
        following, _ = page.pop()
        token = _Seal(world, call).close(following)
        return {self.answer: [view for _, view in page], "NextToken": token}

    def _page_size(self, call: Call) -> int | None:
        size: int | None = call.params.get("MaxResults")
        if size is None:
            return None
        if call.params.get(self.ids):
            raise InvalidParameterCombination(self.ids, "MaxResults")
        if size < self.least:
            raise MaxResultsTooSmall(size, self.least)
        if size > self.most:
            raise MaxResultsTooLarge(size, self.most)
        return size


def _find_all(ids: Iterable[str], find: Find) -> list[View]:
    """Return the views of all IDs; unknown ones are named together, as AWS does."""
    views: list[View] = []
    unknown: list[str] = []
    kind: type[AwsError] | None = None
    for resource_id in ids:
        try:
            views.append(find(resource_id))
        except AwsError as error:
            if not error.code.endswith(".NotFound"):
                raise
            kind = type(error)
            unknown.append(resource_id)
    if kind is not None:
        raise kind(*unknown)
    return views


class _Seal:
    """Makes tokens that only the same caller can use, for the same operation and filters."""

    def __init__(self, world: World, call: Call) -> None:
        self._context = [call.operation, *call.place, call.params.get("Filters", ())]
        self._key = world.seal

    def close(self, cursor: Cursor) -> str:
        """Return the token for a cursor."""
        return self._sealed(json.dumps(cursor).encode())

    def open(self, token: str) -> Cursor:
        """Return the cursor that a token stands for."""
        try:
            raw = base64.b64decode(token, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise InvalidNextToken(token) from None
        text = raw[_MAC_SIZE:]
        # The token itself is compared, because base64 can spell the same bytes in several ways.
        if token != self._sealed(text):
            raise InvalidNextToken(token)
        position, name = json.loads(text)
        return position, name

    def _sealed(self, text: bytes) -> str:
        context = json.dumps(self._context, sort_keys=True).encode()
        mac = hashlib.blake2b(context + text, digest_size=_MAC_SIZE, key=self._key).digest()
        return base64.urlsafe_b64encode(mac + text).decode()


def numbered(items: Iterable[tuple[int, View]]) -> Iterator[tuple[Cursor, View]]:
    """Yield views with the cursors of their positions."""
    return (((position, ""), view) for position, view in items)
