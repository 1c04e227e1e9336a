"""Encoding results as botocore spells them into XML content.

An output shape is compiled to an encoder once. A result then walks its own members, not the shapes.
Members that the model does not have are an error: dropping them silently would hide mistakes.
"""

import base64
import functools
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from peermock._protocol.markup import UNREPRESENTABLE, element, escape

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

Encoder: TypeAlias = Callable[[Any], str]
"""Converts a value to the content of an element, or raises `Misfit`."""

_Field: TypeAlias = tuple[str, str, Encoder]
"""The markup before and after a member, and the encoder of its content."""

# The usual class first: checking an abstract class takes three times as long.
MAPPINGS = (dict, Mapping)


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


# Bounded, so that the models of clients long gone do not stay for ever.
@functools.lru_cache(maxsize=1024)
def output_encoder(operation: "OperationModel") -> Encoder:
    """Return the encoder of an operation's output."""
    if operation.output_shape is None:
        return _structure({})
    return _OutputCompiler(operation.service_model.protocol).compile(operation.output_shape)


class _OutputCompiler:
    """Compiles output shapes to encoders. Protocols differ only in the name of list elements."""

    def __init__(self, protocol: str) -> None:
        self._element = _ELEMENTS[protocol]
        self._structures: dict[str, Encoder] = {}

    def compile(self, shape: "Shape") -> Encoder:
        match shape.type_name:
            case "structure":
                return self._compile_structure(cast("StructureShape", shape))
            case "list":
                return self._compile_list(cast("ListShape", shape))
            case "map":
                return self._compile_map(cast("MapShape", shape))
            case scalar:
                return _SCALARS[scalar]

    def _compile_structure(self, shape: "StructureShape") -> Encoder:
        if shape.name not in self._structures:
            fields: dict[str, _Field] = {}
            # Stored before compiling the members, because a structure may contain itself.
            self._structures[shape.name] = _structure(fields)
            for name, member in shape.members.items():
                fields[name] = (*element(_tag(member, name)), self.compile(member))
        return self._structures[shape.name]

    def _compile_list(self, shape: "ListShape") -> Encoder:
        return _list(*element(_tag(shape.member, self._element)), self.compile(shape.member))

    def _compile_map(self, shape: "MapShape") -> Encoder:
        key = (*element(_tag(shape.key, "key")), self.compile(shape.key))
        value = (*element(_tag(shape.value, "value")), self.compile(shape.value))
        return _map(_list(*element("entry"), _structure({"key": key, "value": value})))


_ELEMENTS = {"ec2": "item", "query": "member"}


def _tag(shape: "Shape", default: str) -> str:
    return cast("str", shape.serialization.get("name", default))


YOUNGER = frozenset(
    {
        "AllowMultipathResilience",
        "AvailabilityMode",
        "AvailabilityZoneId",
        "GroupLongName",
        "MultipathResilienceMode",
        "MultipathResilienceStatus",
    }
)
"""Members missing from the oldest supported botocore's model; they are then omitted."""


def _structure(fields: Mapping[str, _Field]) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, MAPPINGS):
            raise _mismatch("a mapping", value)
        content = ""
        for name, member in value.items():
            field = fields.get(name)
            if field is None:
                _check_unknown(name, fields)
            elif member is not None:
                before, after, encode_member = field
                try:
                    content = f"{content}{before}{encode_member(member)}{after}"
                except (Misfit, TypeError) as error:
                    raise _located(error, name, encode_member, member) from None
        return content

    return encode


def _check_unknown(name: str, fields: Mapping[str, _Field]) -> None:
    if name not in YOUNGER:
        known = ", ".join(fields) or "none"
        raise Misfit(LookupError, f"has no member {name!r}; its members: {known}")


def _list(before: str, after: str, encode_element: Encoder) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, (list, tuple)):
            raise _mismatch("a list", value)
        content = ""
        for index, each in enumerate(value):
            try:
                content = f"{content}{before}{encode_element(each)}{after}"
            except (Misfit, TypeError) as error:
                raise _located(error, index, encode_element, each) from None
        return content

    return encode


def _map(encode_entries: Encoder) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, MAPPINGS):
            raise _mismatch("a mapping", value)
        return encode_entries([{"key": key, "value": each} for key, each in value.items()])

    return encode


def _located(error: Exception, step: str | int, encode: Encoder, value: object) -> Misfit:
    """Return an error about a value with the step to it.

    Any other error means that the value cannot be hashed, to look up its text.
    """
    found = error if isinstance(error, Misfit) else _mismatch(_LOOKED_UP[encode], value)
    found.steps.append(step)
    return found


def _mismatch(wanted: str, value: object) -> Misfit:
    return Misfit(TypeError, f"must be {wanted}, not {type(value).__name__}: {value!r:.80}")


# Most strings occur again and again. Bounded, because their number is not.
@functools.lru_cache(maxsize=4096)
def _encode_string(value: Any) -> str:
    if not isinstance(value, str):
        raise _mismatch("a string", value)
    # Printable text is always representable, and this check is faster.
    if not value.isprintable() and UNREPRESENTABLE.search(value):
        raise Misfit(ValueError, f"has a character that XML cannot represent: {value!r:.80}")
    # Most strings need no escaping, and this check is faster.
    return escape(value) if "&" in value or "<" in value or ">" in value else value


def _encode_boolean(value: Any) -> str:
    if not isinstance(value, bool):
        raise _mismatch("a boolean", value)
    return "true" if value else "false"


def _encode_integer(value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mismatch("an integer", value)
    return f"{value:d}"


def _encode_number(value: Any) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _mismatch("a number", value)
    if not math.isfinite(value):
        raise Misfit(ValueError, f"must be finite, not {value}")
    return repr(float(value))


@functools.lru_cache(maxsize=1024)
def _encode_timestamp(value: Any) -> str:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise _mismatch("a datetime with a time zone", value)
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_LOOKED_UP: dict[Encoder, str] = {
    _encode_string: "a string",
    _encode_timestamp: "a datetime with a time zone",
}
"""The encoders that look up texts, with what they want."""


def _encode_blob(value: Any) -> str:
    if not isinstance(value, (bytes, bytearray)):
        raise _mismatch("bytes", value)
    return base64.b64encode(value).decode()


_SCALARS: dict[str, Encoder] = {
    "blob": _encode_blob,
    "boolean": _encode_boolean,
    "double": _encode_number,
    "float": _encode_number,
    "integer": _encode_integer,
    "long": _encode_integer,
    "string": _encode_string,
    "timestamp": _encode_timestamp,
}
