"""Copies of parameters and answers, which their owners may change later."""

from collections.abc import Mapping


def copy_members(members: Mapping[str, object]) -> dict[str, object]:
    """Return a copy of the members of a structure, in which only values such as streams are shared.

    Example:
        >>> members = {"Tags": [{"Key": "Name"}]}
        >>> copied = copy_members(members)
        >>> members["Tags"].append({"Key": "Team"})
        >>> copied
        {'Tags': [{'Key': 'Name'}]}
    """
    return {name: _copy(value) for name, value in members.items()}


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return copy_members(value)
    if isinstance(value, list):
        return [_copy(each) for each in value]
    return tuple(_copy(each) for each in value) if isinstance(value, tuple) else value
