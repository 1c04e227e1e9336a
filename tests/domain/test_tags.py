"""Valid tags, and changes to sets of tags."""

import pytest

from peermock._domain.errors import InvalidParameterValue, ReservedTagKey, TagLimitExceeded
from peermock._domain.tags import NO_TAGS, add_tags, read_tags, refuse_reserved, remove_tags

FIFTY = {f"key-{number}": "value" for number in range(50)}


def test_tags_are_read_as_they_were_sent() -> None:
    """The order is preserved, and keys are case-sensitive."""
    tags = read_tags([("Name", "a"), ("name", ""), ("AWS", "aws:value")])
    assert list(tags.items()) == [("Name", "a"), ("name", ""), ("AWS", "aws:value")]


@pytest.mark.parametrize(("key", "value"), [("k" * 128, "v" * 256), ("é" * 128, "☃" * 256)])
def test_the_longest_tag(key: str, value: str) -> None:
    """Lengths are counted in characters, not bytes."""
    assert read_tags([(key, value)]) == {key: value}


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ([("", "value")], "Tag key cannot be empty."),
        ([("k" * 129, "value")], "Tag key exceeds the maximum length of 128 characters"),
        ([("key", "v" * 257)], "Tag value exceeds the maximum length of 256 characters"),
        ([("key", "a"), ("key", "b")], "Duplicate tag key 'key' specified."),
        ([("key", "a"), ("key", "a")], "Duplicate tag key 'key' specified."),
    ],
)
def test_a_tag_that_aws_does_not_take_is_refused(pairs: list[tuple[str, str]], text: str) -> None:
    """The code is InvalidParameterValue, and the message names the problem."""
    with pytest.raises(InvalidParameterValue) as caught:
        read_tags(pairs)
    assert caught.value.message == text


def test_new_tags_come_after_the_old_ones() -> None:
    """An existing key keeps its position and gets the new value."""
    tags = add_tags({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    assert list(tags.items()) == [("a", "1"), ("b", "3"), ("c", "4")]


def test_adding_tags_leaves_the_old_set_as_it_was() -> None:
    """The original tags are not modified."""
    old = {"a": "1"}
    add_tags(old, {"a": "2", "b": "3"})
    assert old == {"a": "1"}


@pytest.mark.parametrize(
    ("tags", "new"), [(NO_TAGS, FIFTY), (FIFTY, {"key-0": "other"}), (FIFTY, FIFTY), (FIFTY, {})]
)
def test_fifty_tags_are_allowed(tags: dict[str, str], new: dict[str, str]) -> None:
    """At the limit, tags can still be overwritten."""
    assert len(add_tags(tags, new)) == 50


@pytest.mark.parametrize(
    ("tags", "new"), [(NO_TAGS, FIFTY | {"a": "1"}), (FIFTY, {"a": "1"}), (FIFTY, {"KEY-0": "1"})]
)
def test_a_fifty_first_tag_is_refused(tags: dict[str, str], new: dict[str, str]) -> None:
    """The number of tags added at a time does not matter."""
    with pytest.raises(TagLimitExceeded) as caught:
        add_tags(tags, new)
    assert caught.value.limit == 50


@pytest.mark.parametrize(
    ("unwanted", "left"),
    [
        (None, {}),
        ([], {"a": "1", "b": "", "B": "2"}),
        ([("a", None)], {"b": "", "B": "2"}),
        ([("a", "1")], {"b": "", "B": "2"}),
        ([("a", "2")], {"a": "1", "b": "", "B": "2"}),
        ([("a", "")], {"a": "1", "b": "", "B": "2"}),
        ([("a", "2"), ("a", "1")], {"b": "", "B": "2"}),
        ([("a", "2"), ("a", None)], {"b": "", "B": "2"}),
        ([("b", "")], {"a": "1", "B": "2"}),
        ([("b", None)], {"a": "1", "B": "2"}),
        ([("z", None)], {"a": "1", "b": "", "B": "2"}),
        ([("a", None), ("B", "2")], {"b": ""}),
    ],
)
def test_tags_are_removed_by_key_by_key_and_value_or_all(
    unwanted: list[tuple[str, str | None]] | None, left: dict[str, str]
) -> None:
    """An empty value removes only a tag whose value is empty."""
    assert remove_tags({"a": "1", "b": "", "B": "2"}, unwanted) == left


@pytest.mark.parametrize("key", ["aws:", "aws:x", "AWS:x", "Aws:createdBy"])
def test_awss_own_keys_are_refused(key: str) -> None:
    """The prefix is reserved in any capitalization, and the error names the first such key."""
    with pytest.raises(ReservedTagKey) as caught:
        refuse_reserved(["Name", key, "aws:later"])
    assert caught.value.key == key


def test_other_keys_pass() -> None:
    """A key that only resembles the prefix is allowed."""
    refuse_reserved(["aws", "awsx:", " aws:x", "x-aws:y", ""])
