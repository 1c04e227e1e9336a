"""An ordered collection, read by position while it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock.domain.collection import Collection

KEYS = "abcd"


@pytest.fixture
def fruit() -> Collection[str]:
    """Three kinds of fruit."""
    collection: Collection[str] = Collection()
    for name in ("apple", "banana", "cherry"):
        collection.put(name[0], name)
    return collection


def test_values_come_in_the_order_in_which_they_were_added(fruit: Collection[str]) -> None:
    """Iteration, scanning and items agree."""
    assert list(fruit) == ["apple", "banana", "cherry"]
    assert list(fruit.scan(0)) == [(0, "apple"), (1, "banana"), (2, "cherry")]
    assert list(fruit.items()) == [(0, "a", "apple"), (1, "b", "banana"), (2, "c", "cherry")]


def test_a_value_is_found_by_its_id(fruit: Collection[str]) -> None:
    """An unknown ID finds nothing."""
    assert fruit.get("b") == "banana"
    assert fruit.get("z") is None
    assert "b" in fruit
    assert "z" not in fruit


def test_a_replaced_value_stays_where_it_was(fruit: Collection[str]) -> None:
    """A new state of a resource does not move it."""
    fruit.put("a", "apricot")
    assert list(fruit.scan(0)) == [(0, "apricot"), (1, "banana"), (2, "cherry")]
    assert len(fruit) == 3


def test_a_removed_value_leaves_a_gap(fruit: Collection[str]) -> None:
    """The others keep their positions."""
    fruit.remove("b")
    assert list(fruit.scan(0)) == [(0, "apple"), (2, "cherry")]
    assert list(fruit) == ["apple", "cherry"]
    assert len(fruit) == 2
    assert "b" not in fruit


def test_removing_what_is_not_there_does_nothing(fruit: Collection[str]) -> None:
    """Removing is safe to do twice."""
    fruit.remove("z")
    assert len(fruit) == 3


def test_what_is_removed_and_added_again_is_there_once(fruit: Collection[str]) -> None:
    """It comes at the end, as something new."""
    fruit.remove("a")
    fruit.put("a", "apple")
    assert [value for _, value in fruit.scan(0)] == ["banana", "cherry", "apple"]
    assert list(fruit) == ["banana", "cherry", "apple"]


@pytest.mark.parametrize(
    ("start", "seen"),
    [(0, ["apple", "banana", "cherry"]), (1, ["banana", "cherry"]), (2, ["cherry"]), (3, [])],
)
def test_reading_begins_at_a_position(fruit: Collection[str], start: int, seen: list[str]) -> None:
    """What stands before the position is left out."""
    assert [value for _, value in fruit.scan(start)] == seen


def test_reading_beyond_the_end_finds_nothing(fruit: Collection[str]) -> None:
    """A position may be one that nothing has reached."""
    assert list(fruit.scan(99)) == []


def test_reading_can_begin_in_a_gap(fruit: Collection[str]) -> None:
    """The next value after the gap comes first."""
    fruit.remove("b")
    assert list(fruit.scan(1)) == [(2, "cherry")]


@settings(deadline=None)
@given(
    changes=st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=12),
    page=st.integers(1, 3),
)
def test_pages_neither_miss_nor_repeat_what_was_there_all_the_time(
    changes: list[tuple[str, bool]], page: int
) -> None:
    """Between two pages other values come and go; the reader goes on from a position."""
    collection: Collection[int] = Collection()
    for number in range(6):
        collection.put(f"stays-{number}", number)
    seen: list[int] = []
    position = 0
    for key, add in [*changes, *[("a", True)] * 20]:
        read = list(collection.scan(position))[:page]
        seen += [value for _, value in read if value >= 0]
        position = read[-1][0] + 1 if read else position
        if add:
            collection.put(key, -1)
        else:
            collection.remove(key)
    assert seen == list(range(6))
