"""A comparison of the names in a file with those in the code, with advice on what to change."""

from collections import Counter
from collections.abc import Iterable

import pytest


def agree(
    place: str, names: Iterable[object], expected: Iterable[object], one: str = "a row"
) -> None:
    """Fail, with a line of advice for each difference, unless a place has each name once.

    Args:
        place: The place to change, such as `docs/reference/operations.md`.
        names: The names in that place.
        expected: The names that it needs.
        one: The thing that a name needs there, with its article.
    """
    __tracebackhide__ = True
    there, wanted = Counter(map(str, names)), Counter(map(str, expected))
    advice = [f"{place} needs {one} for {name}" for name in wanted - there]
    advice += [f"{place} has {one} too many for {name}" for name in there - wanted]
    if advice:
        pytest.fail("\n".join(advice))
