"""Scalars: how each simple type is read from a query, and written into a document."""

import base64
import functools
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from peermock._protocol.markup import UNREPRESENTABLE, escape

Encoder: TypeAlias = Callable[[Any], str]
"""Converts a value to the content of an element, or raises `Misfit`."""

Parser: TypeAlias = Callable[[str], Any]
"""Converts a text to a value, or raises `ValueError` or `OverflowError`."""

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_BOOLEANS = {"true": True, "false": False}


def _integer(bits: int) -> Parser:
    limit = 2 ** (bits - 1)

    def parse(text: str) -> int:
        if not _INTEGER.fullmatch(text) or not -limit <= (number := int(text)) < limit:
            raise ValueError(text)
        return number

    return parse


def _parse_number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _parse_boolean(text: str) -> bool:
    if (truth := _BOOLEANS.get(text.lower())) is None:
        raise ValueError(text)
    return truth


def _parse_timestamp(text: str) -> datetime:
    if not _TIMESTAMP.fullmatch(text):
        raise ValueError(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


PARSERS: dict[str, tuple[Parser, str]] = {
    "blob": (functools.partial(base64.b64decode, validate=True), "base64"),
    "boolean": (_parse_boolean, "true or false"),
    "double": (_parse_number, "a number"),
    "float": (_parse_number, "a number"),
    "integer": (_integer(32), "a 32-bit integer"),
    "long": (_integer(64), "a 64-bit integer"),
    "string": (str, "text"),
    "timestamp": (_parse_timestamp, "a time such as 2014-02-18T14:37:25Z"),
}
"""For each type, how a text is read, and what is expected in words."""


class Misfit(Exception):  # noqa: N818  # never leaves the package
    """A value that does not fit its shape.

    Each container adds where the value is, on the way out: only errors need to know.

    Attributes:
        kind: The exception to raise.
        text: What is wrong, after the path of the value.
        steps: The path of the value below the output, innermost step first.
    """

    def __init__(self, kind: type[Exception], text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text
        self.steps: list[str | int] = []

    def within(self, name: str) -> Exception:
        """Return the exception to raise for an output of this name."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps]
        return self.kind(f"{name}{''.join(reversed(steps))} {self.text}")


def mismatch(wanted: str, value: object) -> Misfit:
    """Return the error about a value of the wrong type."""
    return Misfit(TypeError, f"must be {wanted}, not {type(value).__name__}: {value!r:.80}")


# Most strings occur again and again. Bounded, because their number is not.
@functools.lru_cache(maxsize=1024)
def _encode_string(value: Any) -> str:
    if not isinstance(value, str):
        raise mismatch("a string", value)
    # Printable text is always representable, and this check is faster.
    if not value.isprintable() and UNREPRESENTABLE.search(value):
        raise Misfit(ValueError, f"has a character that XML cannot represent: {value!r:.80}")
    # Parsers turn a bare carriage return into a newline, but keep its character reference.
    return escape(value, {"\r": "&#13;"})


def _encode_boolean(value: Any) -> str:
    if not isinstance(value, bool):
        raise mismatch("a boolean", value)
    return "true" if value else "false"


def _encode_integer(value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise mismatch("an integer", value)
    return f"{value:d}"


def _encode_number(value: Any) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise mismatch("a number", value)
    if not math.isfinite(value):
        raise Misfit(ValueError, f"must be finite, not {value}")
    return repr(float(value))


@functools.lru_cache(maxsize=1024)
def _encode_timestamp(value: Any) -> str:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise mismatch("a datetime with a time zone", value)
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


LOOKED_UP: dict[Encoder, str] = {
    _encode_string: "a string",
    _encode_timestamp: "a datetime with a time zone",
}
"""The encoders that look up texts, with what they want."""


def _encode_blob(value: Any) -> str:
    if not isinstance(value, (bytes, bytearray)):
        raise mismatch("bytes", value)
    return base64.b64encode(value).decode()


ENCODERS: dict[str, Encoder] = {
    "blob": _encode_blob,
    "boolean": _encode_boolean,
    "double": _encode_number,
    "float": _encode_number,
    "integer": _encode_integer,
    "long": _encode_integer,
    "string": _encode_string,
    "timestamp": _encode_timestamp,
}
"""For each type, how a value is written."""
