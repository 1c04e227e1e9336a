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

Path: TypeAlias = "tuple[Path | None, str | int]"
"""The path of a value: its container's, and the last step. It is formatted only for errors."""

Encoder: TypeAlias = Callable[[Any, Path], str]
"""Converts a value to the content of an element; its path is the second argument."""

_Field: TypeAlias = tuple[str, str, Encoder]
"""The markup before and after a member, and the encoder of its content."""

# The usual class first: checking an abstract class takes three times as long.
MAPPINGS = (dict, Mapping)


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
    def encode(value: Any, path: Path) -> str:
        if not isinstance(value, MAPPINGS):
            raise _mismatch(path, "a mapping", value)
        content = ""
        for name, member in value.items():
            field = fields.get(name)
            if field is None:
                if name in YOUNGER:
                    continue
                known = ", ".join(fields) or "none"
                raise LookupError(f"{_spell(path)} has no member {name!r}; its members: {known}")
            if member is not None:
                before, after, encode_member = field
                if encode_member is _encode_boolean and type(member) is bool:
                    content += before + ("true" if member else "false") + after
                elif (
                    encode_member is _encode_string
                    and type(member) is str
                    and member.isprintable()
                    and "&" not in member
                    and "<" not in member
                    and ">" not in member
                ):
                    content += before + member + after
                else:
                    content += before + encode_member(member, (path, name)) + after
        return content

    return encode


def _list(before: str, after: str, encode_element: Encoder) -> Encoder:
    def encode(value: Any, path: Path) -> str:
        if not isinstance(value, (list, tuple)):
            raise _mismatch(path, "a list", value)
        content = ""
        for index, each in enumerate(value):
            content += before + encode_element(each, (path, index)) + after
        return content

    return encode


def _map(encode_entries: Encoder) -> Encoder:
    def encode(value: Any, path: Path) -> str:
        if not isinstance(value, MAPPINGS):
            raise _mismatch(path, "a mapping", value)
        entries = [{"key": key, "value": each} for key, each in value.items()]
        return encode_entries(entries, path)

    return encode


def _spell(path: Path) -> str:
    holder, step = path
    if holder is None:
        return str(step)
    return f"{_spell(holder)}[{step}]" if isinstance(step, int) else f"{_spell(holder)}.{step}"


def _mismatch(path: Path, wanted: str, value: object) -> TypeError:
    return TypeError(f"{_spell(path)} must be {wanted}, not {type(value).__name__}: {value!r:.80}")


def _encode_string(value: Any, path: Path) -> str:
    if not isinstance(value, str):
        raise _mismatch(path, "a string", value)
    # Printable text is always representable, and this check is faster.
    if not value.isprintable() and UNREPRESENTABLE.search(value):
        raise ValueError(f"{_spell(path)} has a character that XML cannot represent: {value!r:.80}")
    # Most strings need no escaping, and this check is faster.
    return escape(value) if "&" in value or "<" in value or ">" in value else value


def _encode_boolean(value: Any, path: Path) -> str:
    if not isinstance(value, bool):
        raise _mismatch(path, "a boolean", value)
    return "true" if value else "false"


def _encode_integer(value: Any, path: Path) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mismatch(path, "an integer", value)
    return f"{value:d}"


def _encode_number(value: Any, path: Path) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _mismatch(path, "a number", value)
    if not math.isfinite(value):
        raise ValueError(f"{_spell(path)} must be finite, not {value}")
    return repr(float(value))


def _encode_timestamp(value: Any, path: Path) -> str:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise _mismatch(path, "a datetime with a time zone", value)
    return _spell_time(value)


@functools.lru_cache(maxsize=1024)
def _spell_time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _encode_blob(value: Any, path: Path) -> str:
    if not isinstance(value, (bytes, bytearray)):
        raise _mismatch(path, "bytes", value)
    return base64.b64encode(value).decode()


_SCALARS = {
    "blob": _encode_blob,
    "boolean": _encode_boolean,
    "double": _encode_number,
    "float": _encode_number,
    "integer": _encode_integer,
    "long": _encode_integer,
    "string": _encode_string,
    "timestamp": _encode_timestamp,
}
