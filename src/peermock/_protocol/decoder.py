"""Decoding the tree of a query into parameters as botocore spells them.

An input shape is compiled to a decoder once. A request then walks its own parameters, not the
shapes.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from peermock._domain.errors import (
    InvalidParameterValue,
    InvalidQueryParameter,
    MissingParameter,
    UnknownParameter,
)
from peermock._protocol.query import Tree, nest
from peermock._protocol.scalars import PARSERS, Parser

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

Decoder: TypeAlias = Callable[[Tree, str], Any]
"""Converts the node at a name in a query to a value; the name is the second argument."""

_INDEX = re.compile(r"[1-9][0-9]{0,8}")
_MAX_SHOWN = 200


def decode_input(operation: "OperationModel", query: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of a query, nested and spelled as botocore clients pass them.

    The action, the version and the signature are not parameters.

    Args:
        operation: The model of the operation.
        query: The values by name, from `parse_query`.

    Raises:
        UnknownParameter: A name is not a parameter of the operation at its depth, or not an index
            of a list.
        InvalidQueryParameter: A name has a value where it should have nested names, or the reverse.
        InvalidParameterValue: A value has the wrong type.
        MissingParameter: A required parameter is missing.

    Example:
        >>> from peermock._protocol import decode_input, operation_model
        >>> operation = operation_model("ec2", "DescribeVpcPeeringConnections")
        >>> decode_input(operation, {"MaxResults": "5", "Filter.1.Name": "status-code"})
        {'MaxResults': 5, 'Filters': [{'Name': 'status-code'}]}
    """
    params: dict[str, Any] = _input_decoder(operation)(nest(query), "")
    return params


# Bounded, so that models of discarded clients are not kept forever.
@functools.lru_cache(maxsize=1024)
def _input_decoder(operation: "OperationModel") -> Decoder:
    """Return the decoder of an operation's input."""
    shape = operation.input_shape
    if shape is None:
        return _structure({}, ())
    return _InputCompiler(operation.service_model.protocol).compile(shape)


class _InputCompiler:
    """Compiles input shapes to decoders for one protocol."""

    def __init__(self, protocol: str) -> None:
        self._protocol = protocol
        self._wire_name = _WIRE_NAMES[protocol]
        self._structures: dict[str, Decoder] = {}

    def compile(self, shape: "Shape") -> Decoder:
        match shape.type_name:
            case "structure":
                return self._compile_structure(cast("StructureShape", shape))
            case "list":
                return self._compile_list(cast("ListShape", shape))
            case "map":
                return self._compile_map(cast("MapShape", shape))
            case scalar:
                return _scalar(*PARSERS[scalar])

    def _compile_structure(self, shape: "StructureShape") -> Decoder:
        if shape.name not in self._structures:
            wire_names = {name: self._wire_name(each, name) for name, each in shape.members.items()}
            fields: dict[str, tuple[str, Decoder]] = {}
            required = [
                (name, _name_missing(wire_names[name], shape.members[name]))
                for name in shape.required_members
            ]
            # Stored before compiling the members, because a structure may contain itself.
            self._structures[shape.name] = _structure(fields, required)
            for name, member in shape.members.items():
                fields[wire_names[name]] = (name, self.compile(member))
        return self._structures[shape.name]

    def _compile_list(self, shape: "ListShape") -> Decoder:
        elements = _list(self.compile(shape.member))
        if self._protocol == "ec2":
            return elements
        return _blank_or(_inside(self._wire_name(shape.member, "member"), elements))

    def _compile_map(self, shape: "MapShape") -> Decoder:
        key, value = self._wire_name(shape.key, "key"), self._wire_name(shape.value, "value")
        fields = {
            key: ("key", self.compile(shape.key)),
            value: ("value", self.compile(shape.value)),
        }
        return _map(
            _inside(
                "entry",
                _list(
                    _structure(fields, [("key", _camel_case(key)), ("value", _camel_case(value))])
                ),
            )
        )


def _query_name(shape: "Shape", default: str) -> str:
    return cast("str", shape.serialization.get("name", default))


def _ec2_name(shape: "Shape", default: str) -> str:
    if "queryName" in shape.serialization:
        return cast("str", shape.serialization["queryName"])
    name = _query_name(shape, "")
    return name[0].upper() + name[1:] if name else default


_WIRE_NAMES = {"ec2": _ec2_name, "query": _query_name}


def _structure(
    fields: Mapping[str, tuple[str, Decoder]], required: Sequence[tuple[str, str]]
) -> Decoder:
    def decode(node: Tree, name: str) -> dict[str, Any]:
        if isinstance(node, str):
            raise InvalidQueryParameter(name)
        prefix = f"{name}." if name else ""
        params: dict[str, Any] = {}
        for part, child in node.items():
            field = fields.get(part)
            if field is None:
                raise UnknownParameter(prefix + part)
            member, decode_member = field
            params[member] = decode_member(child, prefix + part)
        for member, part in required:
            if member not in params:
                raise MissingParameter(_camel_case(prefix) + part)
        return params

    return decode


# Recorded with a capital letter, unlike their siblings.
_CAPITALIZED = frozenset({"GroupDescription", "GroupName"})


def _name_missing(wire_name: str, shape: "Shape") -> str:
    """Return AWS's name for a missing parameter, such as `resourceIdSet` for `ResourceId.1`."""
    if wire_name in _CAPITALIZED:
        return wire_name
    return _camel_case(wire_name) + ("Set" if shape.type_name == "list" else "")


def _camel_case(name: str) -> str:
    return ".".join(part[:1].lower() + part[1:] for part in name.split("."))


def _list(decode_element: Decoder) -> Decoder:
    def decode(node: Tree, name: str) -> list[Any]:
        if isinstance(node, str):
            raise InvalidQueryParameter(name)
        for index in node:
            if not _INDEX.fullmatch(index):
                raise UnknownParameter(f"{name}.{index}")
        return [decode_element(node[index], f"{name}.{index}") for index in sorted(node, key=int)]

    return decode


def _map(decode_entries: Decoder) -> Decoder:
    def decode(node: Tree, name: str) -> dict[str, Any]:
        entries = decode_entries(node, name)
        values = {entry["key"]: entry["value"] for entry in entries}
        if len(values) < len(entries):
            raise InvalidQueryParameter(name)
        return values

    return decode


def _inside(wanted: str, decode_inner: Decoder) -> Decoder:
    def decode(node: Tree, name: str) -> Any:
        if isinstance(node, str):
            raise InvalidQueryParameter(name)
        for part in node:
            if part != wanted:
                raise UnknownParameter(f"{name}.{part}")
        return decode_inner(node[wanted], f"{name}.{wanted}")

    return decode


def _blank_or(decode_list: Decoder) -> Decoder:
    # The `query` protocol sends an empty list as a blank value, the `ec2` protocol omits it.
    return lambda node, name: decode_list(node, name) if node else []


# Each scalar type has one decoder.
@functools.cache
def _scalar(parse: Parser, expected: str) -> Decoder:
    def decode(node: Tree, name: str) -> Any:
        if not isinstance(node, str):
            raise InvalidQueryParameter(name)
        try:
            return parse(node)
        except (ValueError, OverflowError):
            shown = node if len(node) <= _MAX_SHOWN else f"{node[:_MAX_SHOWN]}..."
            message = f"Invalid value '{shown}' for {name}. Expecting {expected}."
            raise InvalidParameterValue(message) from None

    return decode
