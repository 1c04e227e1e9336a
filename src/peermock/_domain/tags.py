"""Tags: validation, and changing sets of them."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from peermock._domain.errors import InvalidParameterValue, ReservedTagKey, TagLimitExceeded

MAX_TAGS = 50
MAX_KEY_LENGTH = 128
MAX_VALUE_LENGTH = 256
RESERVED_PREFIX = "aws:"

Tags = Mapping[str, str]
NO_TAGS: Tags = MappingProxyType({})


def read_tags(pairs: Iterable[tuple[str, str]]) -> Tags:
    """Check tags and return them as a mapping.

    Args:
        pairs: Keys and values, as sent.

    Raises:
        InvalidParameterValue: A key is empty, repeated or too long, or a value is too long.
    """
    tags: dict[str, str] = {}
    for key, value in pairs:
        _check_lengths(key, value)
        if key in tags:
            raise InvalidParameterValue(f"Duplicate tag key '{key}' specified.")
        tags[key] = value
    return tags


def add_tags(tags: Tags, new: Tags) -> Tags:
    """Return the tags with others added or overwritten.

    Raises:
        TagLimitExceeded: There would be more than 50.
    """
    result = {**tags, **new}
    if sum(not is_reserved(key) for key in result) > MAX_TAGS:
        raise TagLimitExceeded(MAX_TAGS)
    return result


def remove_tags(tags: Tags, unwanted: Collection[tuple[str, str | None]] | None) -> Tags:
    """Return the tags without some of them.

    Args:
        tags: The current tags.
        unwanted: The keys to remove, each with the value that the tag must have, or None for any
            value. By default all tags except AWS's own are removed.
    """
    if unwanted is None:
        return {key: value for key, value in tags.items() if is_reserved(key)}
    return {
        key: value
        for key, value in tags.items()
        if (key, value) not in unwanted and (key, None) not in unwanted
    }


def refuse_reserved(keys: Iterable[str]) -> None:
    """Check that no key is reserved for AWS.

    Raises:
        ReservedTagKey: A key begins with `aws:`.
    """
    for key in keys:
        if is_reserved(key):
            raise ReservedTagKey(key)


def is_reserved(key: str) -> bool:
    """Return whether a key is reserved for AWS, which is the case if it begins with `aws:`."""
    return key.lower().startswith(RESERVED_PREFIX)


def _check_lengths(key: str, value: str) -> None:
    if not key:
        raise InvalidParameterValue("Tag key cannot be empty.")
    if len(key) > MAX_KEY_LENGTH:
        raise InvalidParameterValue(
            f"Tag key exceeds the maximum length of {MAX_KEY_LENGTH} characters"
        )
    if len(value) > MAX_VALUE_LENGTH:
        raise InvalidParameterValue(
            f"Tag value exceeds the maximum length of {MAX_VALUE_LENGTH} characters"
        )
