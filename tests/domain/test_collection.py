"""An ordered collection that is read by position while it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.collection import Collection

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
    """Replacing a value does not move it."""
    fruit.put("a", "apricot")
    assert list(fruit.scan(0)) == [(0, "apricot"), (1, "banana"), (2, "cherry")]
    assert len(fruit) == 3


def test_a_removed_value_leaves_a_gap(fruit: Collection[str]) -> None:
    """The other values keep their positions."""
    fruit.remove("b")
    assert list(fruit.scan(0)) == [(0, "apple"), (2, "cherry")]
    assert list(fruit) == ["apple", "cherry"]
    assert len(fruit) == 2
    assert "b" not in fruit


def test_removing_what_is_not_there_does_nothing(fruit: Collection[str]) -> None:
    """Removing a value twice is safe."""
    fruit.remove("z")
    assert len(fruit) == 3


def test_what_is_removed_and_added_again_is_there_once(fruit: Collection[str]) -> None:
    """A value that is added again comes last."""
    fruit.remove("a")
    fruit.put("a", "apple")
    assert [value for _, value in fruit.scan(0)] == ["banana", "cherry", "apple"]
    assert list(fruit) == ["banana", "cherry", "apple"]


@pytest.mark.parametrize(
    ("start", "seen"),
    [(0, ["apple", "banana", "cherry"]), (1, ["banana", "cherry"]), (2, ["cherry"]), (3, [])],
)
def test_reading_begins_at_a_position(fruit: Collection[str], start: int, seen: list[str]) -> None:
    """Values before the position are skipped."""
    assert [value for _, value in fruit.scan(start)] == seen


def test_reading_beyond_the_end_finds_nothing(fruit: Collection[str]) -> None:
    """The position may be greater than any in use."""
    assert list(fruit.scan(99)) == []


def test_reading_can_begin_in_a_gap(fruit: Collection[str]) -> None:
    """The next value after the gap comes first."""
    fruit.remove("b")
    assert list(fruit.scan(1)) == [(2, "cherry")]


@pytest.fixture
def berries() -> Collection[str]:
    """Values that are found by each of their words."""
    collection: Collection[str] = Collection(names=str.split)
    for key, value in (("a", "red small"), ("b", "blue small"), ("c", "red large")):
        collection.put(key, value)
    return collection


def test_values_are_found_by_what_they_name_in_order(berries: Collection[str]) -> None:
    """One name is enough, and a value that has two of them is found once."""
    assert berries.naming("small") == ["red small", "blue small"]
    assert berries.naming("large", "red", "green") == ["red small", "red large"]
    assert berries.naming("green") == berries.naming() == []


def test_names_follow_a_value(berries: Collection[str]) -> None:
    """A replaced value loses its names, but not its place, and a removed one has none."""
    assert berries.naming("small") == ["red small", "blue small"]
    berries.put("a", "blue")
    assert berries.naming("blue") == ["blue", "blue small"]
    berries.remove("c")
    assert berries.naming("red", "large") == []


def test_a_copy_has_the_same_names(berries: Collection[str]) -> None:
    """The copy is found by them, and changes on its own."""
    before = berries.naming("red")
    copy = berries.copy()
    copy.remove("a")
    assert (berries.naming("red"), copy.naming("red")) == (before, ["red large"])


def test_a_value_without_names_is_not_found_by_one(fruit: Collection[str]) -> None:
    """Names are optional."""
    assert fruit.naming("apple") == []


def test_what_has_changed_since_is_known(fruit: Collection[str]) -> None:
    """Removed values come first, then the others in their own order, whenever they changed."""
    start = fruit.changes
    assert fruit.changed_since(0) == ["a", "b", "c"]
    assert fruit.changed_since(start) == []
    for key in ("c", "a", "c"):
        fruit.put(key, key)
    fruit.remove("b")
    assert fruit.changed_since(start) == ["b", "a", "c"]
    assert fruit.copy().changed_since(start + 2) == ["b", "c"]


@settings(deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(KEYS), st.none() | st.sets(st.sampled_from("xyz"))), max_size=12
    ),
    early=st.booleans(),
)
def test_the_index_finds_what_a_scan_finds(
    changes: list[tuple[str, set[str] | None]], early: bool
) -> None:
    """The index is made before the changes or after them."""
    collection: Collection[set[str]] = Collection(names=set)
    if early:
        collection.naming("x")
    for key, value in changes:
        if value is None:
            collection.remove(key)
        else:
            collection.put(key, value)
    for name in "xyz":
        found = [value for _, value in collection.scan(0) if name in value]
        assert collection.naming(name) == found


@settings(deadline=None)
@given(
    changes=st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=12),
    page=st.integers(1, 3),
)
def test_pages_neither_miss_nor_repeat_what_was_there_all_the_time(
    changes: list[tuple[str, bool]], page: int
) -> None:
    """Other values come and go between two pages, and the reader continues from a position."""
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
