"""Formatting values and times in reports."""

from collections.abc import Mapping
from datetime import datetime

from peermock._operations.filters import as_text

_PAIRS = ({"Key", "Value"}, {"Name", "Values"})
"""The members of tags and filters."""


def moment(at: datetime) -> str:
    """Return a time, to the second."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def brief(value: object) -> str:
    """Return a parameter's value in short form; tags and filters as `name=value`."""
    if isinstance(value, Mapping):
        if set(value) in _PAIRS:
            name, content = (value[key] for key in sorted(value))
            return f"{name}={brief(content)}"
        return "{" + ", ".join(f"{key}: {brief(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(brief, value)) + "]"
    return as_text(value)
