"""Making responses comparable: what differs in every run is replaced by placeholders."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from peermock._verify.conversation import TAG

_ID = re.compile(r"\b([a-z]+(?:-[a-z]+)*)-([0-9a-f]{17}|[0-9a-f]{8})\b")
_ENCODED = re.compile(r"(Encoded authorization failure message: )[\w-]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")
_SECRETS = frozenset({"AccessKeyId", "SecretAccessKey", "SessionToken", "AssumedRoleId"})
_VOLATILE = frozenset({"NextToken"})


class Likeness:
    """Converts responses to a form that can be compared and published.

    IDs created by the scenario are numbered in order of creation, the same in all responses; other
    IDs are numbered within each response. Account IDs become the names of their parties. The run's
    own tag is removed, and lists without a meaningful order are sorted.

    Args:
        accounts: The placeholder for each account ID.
        known: The IDs created by the scenario, in order.

    Example:
        >>> alike = Likeness({"123456789012": "<requester>"}, ["vpc-0123456789abcdef0"])
        >>> alike.of({"VpcId": "vpc-0123456789abcdef0", "OwnerId": "123456789012"})
        {'OwnerId': '<requester>', 'VpcId': '<vpc 1>'}
    """

    def __init__(self, accounts: Mapping[str, str], known: Iterable[str]) -> None:
        self._accounts = accounts
        self._known: dict[str, str] = {}
        for resource_id in known:
            _number(self._known, resource_id, "")

    def of(self, answer: object) -> Any:  # any JSON
        """Return a response in comparable form, as plain JSON."""
        plain = _plain(answer)
        return self._of(_sort(plain), {})

    def _of(self, value: Any, seen: dict[str, str]) -> Any:  # as above
        if isinstance(value, dict):
            return {
                name: _mask(name) if name in _SECRETS | _VOLATILE and each else self._of(each, seen)
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [self._of(each, seen) for each in value]
        return self._text(value, seen) if isinstance(value, str) else value

    def _text(self, text: str, seen: dict[str, str]) -> str:
        for account_id, name in self._accounts.items():
            text = text.replace(account_id, name)
        text = _TIME.sub("<time>", _ENCODED.sub(r"\1<encoded>", text))
        return _ID.sub(lambda match: self._id(match[0], seen), text)

    def _id(self, resource_id: str, seen: dict[str, str]) -> str:
        if resource_id in self._known:
            return self._known[resource_id]
        return seen.get(resource_id) or _number(seen, resource_id, "other ")


def _number(names: dict[str, str], resource_id: str, word: str) -> str:
    prefix = resource_id.rpartition("-")[0]
    start = f"<{word}{prefix} "
    names[resource_id] = f"{start}{sum(name.startswith(start) for name in names.values()) + 1}>"
    return names[resource_id]


def _mask(name: str) -> str:
    return f"<{name}>"


def _plain(value: object) -> Any:  # any JSON
    """Return a value as plain JSON, without the run's own tag."""
    if isinstance(value, Mapping):
        return {name: _plain(value[name]) for name in sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value if not _is_own_tag(each)]
    return "<time>" if isinstance(value, datetime) else value


def _is_own_tag(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("Key") == TAG


def _sort(value: Any) -> Any:  # any JSON
    """Return a value with its lists of structures in an order that does not depend on IDs."""
    if isinstance(value, dict):
        return {name: _sort(each) for name, each in value.items()}
    if isinstance(value, list):
        inner = [_sort(each) for each in value]
        if all(isinstance(each, dict) for each in inner):
            return sorted(inner, key=_without_ids)
        return inner
    return value


def _without_ids(value: object) -> str:
    return _ID.sub(r"\1", _TIME.sub("", json.dumps(value, sort_keys=True)))
