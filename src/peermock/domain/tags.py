"""Tags: what AWS lets be one, and how sets of them change."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from peermock.domain.errors import InvalidParameterValue, ReservedTagKey, TagLimitExceeded

MAX_TAGS = 50
MAX_KEY_LENGTH = 128
MAX_VALUE_LENGTH = 256
RESERVED_PREFIX = "aws:"

Tags = Mapping[str, str]
NO_TAGS: Tags = MappingProxyType({})


def read_tags(pairs: Iterable[tuple[str, str]]) -> Tags:
    """Return tags as AWS takes them.

    Args:
        pairs: Keys and values, as they were sent.

    Raises:
        InvalidParameterValue: A key is empty, sent twice or too long, or a value is too long.
    """
    tags: dict[str, str] = {}
    for key, value in pairs:
        _check_lengths(key, value)
        if key in tags:
            raise InvalidParameterValue(f"Duplicate tag key '{key}' specified.")
        tags[key] = value
    return tags


def add_tags(tags: Tags, new: Tags) -> Tags:
    """Return the tags with new ones added or overwritten.

    Raises:
        TagLimitExceeded: There would be more than fifty.
    """
    result = {**tags, **new}
    if len(result) > MAX_TAGS:
        raise TagLimitExceeded(MAX_TAGS)
    return result


def remove_tags(tags: Tags, unwanted: Collection[tuple[str, str | None]] | None) -> Tags:
    """Return the tags without some of them.

    Args:
        tags: The tags there are.
        unwanted: Keys, each with the value that the tag must have to go, or None for any value;
            without it, all tags go.
    """
    if unwanted is None:
        return NO_TAGS
    return {
        key: value
        for key, value in tags.items()
        if (key, value) not in unwanted and (key, None) not in unwanted
    }


def refuse_reserved(keys: Iterable[str]) -> None:
    """Let only keys pass that are not AWS's own.

    Raises:
        ReservedTagKey: A key begins with `aws:`.
    """
    for key in keys:
        if key.lower().startswith(RESERVED_PREFIX):
            raise ReservedTagKey(key)


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
