"""Encoding the domain's values as plain JSON with type names, and decoding them.

Values are written attribute by attribute, so a new kind of resource needs no code here. An index is
not written: a class with one lists it as `DERIVED`, and has a method that makes it again. Only the
domain's types are decoded, and no other code of theirs runs.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache, reduce
from importlib import import_module
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from pkgutil import walk_packages
from types import FunctionType, MappingProxyType
from typing import Any, cast

from peermock._domain.peering_store import PeeringStore

DOMAIN = "peermock._domain"

TYPE = "!"
"""The member of an object that holds its type."""

_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)*:[A-Za-z_]+(\.[a-z_]+)*")


def encode(value: Any) -> Any:  # noqa: ANN401  # any value of the domain
    """Return a value of the domain as JSON.

    Raises:
        TypeError: The value contains types from outside the domain.
    """
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is list:
        return [encode(each) for each in value]
    for kind, write, _ in _CODECS:
        if type(value) is kind:
            return {TYPE: kind.__name__, "v": write(value)}
    return _encode_domain(value)


def decode(json: Any) -> Any:  # noqa: ANN401  # as above
    """Return the value that a JSON document encodes.

    Raises:
        ValueError: It encodes no value of this version.
        TypeError: As above.
        LookupError: As above.
        ArithmeticError: As above.
    """
    if isinstance(json, list):
        return [decode(each) for each in json]
    if not isinstance(json, dict):
        return json
    name = json[TYPE]
    for kind, _, read in _CODECS:
        if name == kind.__name__:
            return read(json["v"])
    return _decode_domain(name, json)


def _encode_domain(value: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    name = _constant_name(value)
    if name is not None:
        return {TYPE: name}
    cls = type(value)
    if not cls.__module__.startswith(DOMAIN):
        raise TypeError(f"{value!r} contains types from outside the domain")
    written: dict[str, Any] = {TYPE: _name_of(cls)}
    if isinstance(value, Enum):
        return written | {"v": value.value}
    if isinstance(value, tuple):
        return written | {"v": [encode(each) for each in value]}
    return written | {"a": {key: encode(each) for key, each in state(value).items()}}


def _decode_domain(name: str, json: Mapping[str, Any]) -> Any:  # noqa: ANN401  # as above
    found: Any = _find(name)
    if not isinstance(found, type):
        return found
    if "v" in json:
        return _rebuild(found, json["v"])
    attributes = {key: decode(each) for key, each in json["a"].items()}
    if is_dataclass(found) and attributes.keys() != {each.name for each in fields(found)}:
        raise ValueError(f"{name} has other members")
    made: Any = object.__new__(found)
    for key, each in attributes.items():
        object.__setattr__(made, key, each)
    if hasattr(made, "DERIVED"):
        made.reindex()
    return made


def _rebuild(cls: Any, value: Any) -> Any:  # noqa: ANN401  # as above
    """Return a named tuple or an enumeration member."""
    return cls(*map(decode, value)) if issubclass(cls, tuple) else cls(value)


def state(value: object) -> dict[str, Any]:
    """Return an object's attributes and their values, except those that follow from others."""
    slots = [name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ())]
    names = dict.fromkeys([*slots, *getattr(value, "__dict__", ())])
    left_out = {"__dict__", "__weakref__", *getattr(value, "DERIVED", ())}
    return {
        name: getattr(value, name)
        for name in names
        if name not in left_out and hasattr(value, name)
    }


def _name_of(thing: type | FunctionType) -> str:
    return f"{thing.__module__.removeprefix(DOMAIN + '.')}:{thing.__qualname__}"


@cache
def _constants() -> dict[int, str]:
    """Return the names of the domain's singletons, such as kinds of resources, by identity."""
    names: dict[int, str] = {}
    for found in walk_packages(import_module(DOMAIN).__path__, f"{DOMAIN}."):
        for name, value in vars(import_module(found.name)).items():
            cls = type(value)
            if is_dataclass(cls) and cls.__eq__ is object.__eq__:
                names[id(value)] = path = f"{found.name.removeprefix(DOMAIN + '.')}:{name}"
                for each in fields(cls):
                    names.setdefault(id(getattr(value, each.name)), f"{path}.{each.name}")
    return names


def _constant_name(value: Any) -> str | None:  # noqa: ANN401  # as above
    """Return the name of a constant or function of the domain, or None."""
    name = _constants().get(id(value))
    return _name_of(value) if name is None and isinstance(value, FunctionType) else name


def _find(name: str) -> Any:  # noqa: ANN401  # as above
    """Return the object with a name in a module of the domain."""
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is not a name")
    module, _, path = name.partition(":")
    try:
        found: Any = reduce(
            getattr, path.split("."), cast("Any", import_module(f"{DOMAIN}.{module}"))
        )
    except (ImportError, AttributeError):
        raise LookupError(f"{name} does not exist") from None
    home = found if isinstance(found, type | FunctionType) else type(found)
    if not home.__module__.startswith(DOMAIN):
        raise LookupError(f"{name} is not part of the domain")
    return found


def _pairs(mapping: Mapping[Any, Any]) -> list[Any]:
    return [[encode(key), encode(each)] for key, each in mapping.items()]


def _mapping(pairs: Iterable[Any]) -> dict[Any, Any]:
    return {decode(key): decode(each) for key, each in pairs}


def _all(values: Iterable[Any]) -> list[Any]:
    return [encode(each) for each in values]


def _sort(values: Iterable[Any]) -> list[Any]:
    return sorted(_all(values), key=repr)


def _random(state: list[Any]) -> random.Random:
    made = random.Random()
    made.setstate((state[0], tuple(state[1]), state[2]))
    return made


def _peerings(values: Iterable[Any]) -> PeeringStore:
    store = PeeringStore()
    for each in map(decode, values):
        store.save(each)
    return store


_Codec = tuple[type, Callable[[Any], Any], Callable[[Any], Any]]

_CODECS: tuple[_Codec, ...] = (
    (dict, _pairs, _mapping),
    (MappingProxyType, _pairs, lambda pairs: MappingProxyType(_mapping(pairs))),
    (tuple, _all, lambda values: tuple(map(decode, values))),
    (set, _sort, lambda values: set(map(decode, values))),
    (frozenset, _sort, lambda values: frozenset(map(decode, values))),
    (datetime, datetime.isoformat, datetime.fromisoformat),
    (timedelta, timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
    (bytes, bytes.hex, bytes.fromhex),
    (IPv4Address, str, ip_address),
    (IPv6Address, str, ip_address),
    (IPv4Network, str, ip_network),
    (IPv6Network, str, ip_network),
    (random.Random, lambda source: source.getstate(), _random),
    (PeeringStore, _all, _peerings),
)
"""For each type, the functions that encode and decode it."""
