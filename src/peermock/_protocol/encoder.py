"""Encoding results as botocore spells them into XML content.

An output shape is compiled to an encoder once. A result then walks its own members, not the shapes.
Members that the model does not have are an error: dropping them silently would hide mistakes.
"""

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from peermock._protocol.markup import document, element, escape, namespace
from peermock._protocol.scalars import ENCODERS, LOOKED_UP, Encoder, Misfit, mismatch

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

_Field: TypeAlias = tuple[str, str, Encoder]
"""The markup before and after a member, and the encoder of its content."""

# The usual class first: checking an abstract class takes three times as long.
MAPPINGS = (dict, Mapping)


def encode_output(operation: "OperationModel", result: Mapping[str, Any], request_id: str) -> bytes:
    """Return the document of a success, as the service would send it.

    Args:
        operation: The model of the operation.
        result: The members of the output, spelled as botocore clients return them. None counts as
            absent. Times are sent with milliseconds.
        request_id: The request ID in the client's `ResponseMetadata`.

    Raises:
        LookupError: A member does not exist in the output.
        TypeError: A value has the wrong type.
        ValueError: A string has characters that XML cannot represent, or a number is not finite.

    Example:
        >>> from peermock._protocol import encode_output, operation_model
        >>> operation = operation_model("ec2", "DeleteVpcPeeringConnection")
        >>> document = encode_output(operation, {"Return": True}, "7a62c49f-347e-4fc4-9331")
        >>> b"<requestId>7a62c49f-347e-4fc4-9331</requestId><return>true</return>" in document
        True
    """
    try:
        content = _output_encoder(operation)(result)
    except Misfit as error:
        raise error.within(operation.name) from None
    return _envelope(operation)(content=content, request_id=escape(request_id)).encode()


# Bounded like the encoders.
@functools.lru_cache(maxsize=1024)
def _envelope(operation: "OperationModel") -> Callable[..., str]:
    """Return a function that wraps the content and request ID of a response in its document."""
    service = operation.service_model
    inside = _ENVELOPES[service.protocol](operation)
    return document(f"{operation.name}Response", namespace(service)).around(inside).format


def _ec2_envelope(_: "OperationModel") -> str:
    return element("requestId").around("{request_id}") + "{content}"


def _query_envelope(operation: "OperationModel") -> str:
    metadata = element("ResponseMetadata").around(element("RequestId").around("{request_id}"))
    if operation.output_shape is None:
        return metadata
    wrapper = element(operation.output_shape.serialization["resultWrapper"])
    return wrapper.around("{content}") + metadata


_ENVELOPES = {"ec2": _ec2_envelope, "query": _query_envelope}


# Bounded, so that the models of clients long gone do not stay for ever.
@functools.lru_cache(maxsize=1024)
def _output_encoder(operation: "OperationModel") -> Encoder:
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
                return ENCODERS[scalar]

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


# `+=` grows a string in place, so the time is proportional to the length of the document.
def _structure(fields: Mapping[str, _Field]) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, MAPPINGS):
            raise mismatch("a mapping", value)
        content = ""
        for name, member in value.items():
            field = fields.get(name)
            if field is None:
                _check_unknown(name, fields)
            elif member is not None:
                before, after, encode_member = field
                try:
                    content += f"{before}{encode_member(member)}{after}"
                except (Misfit, TypeError) as error:
                    raise _locate(error, name, encode_member, member) from None
        return content

    return encode


def _check_unknown(name: str, fields: Mapping[str, _Field]) -> None:
    if name not in YOUNGER:
        known = ", ".join(fields) or "none"
        raise Misfit(LookupError, f"has no member {name!r}; its members: {known}")


def _list(before: str, after: str, encode_element: Encoder) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, (list, tuple)):
            raise mismatch("a list", value)
        content = ""
        for index, each in enumerate(value):
            try:
                content += f"{before}{encode_element(each)}{after}"
            except (Misfit, TypeError) as error:
                raise _locate(error, index, encode_element, each) from None
        return content

    return encode


def _map(encode_entries: Encoder) -> Encoder:
    def encode(value: Any) -> str:
        if not isinstance(value, MAPPINGS):
            raise mismatch("a mapping", value)
        return encode_entries([{"key": key, "value": each} for key, each in value.items()])

    return encode


def _locate(error: Exception, step: str | int, encode: Encoder, value: object) -> Misfit:
    """Return an error about a value with the step to it.

    A `TypeError` from an encoder that looks up texts means that the value cannot be hashed.

    Raises:
        TypeError: The value itself raised it.
    """
    if isinstance(error, Misfit):
        found = error
    elif encode in LOOKED_UP:
        found = mismatch(LOOKED_UP[encode], value)
    else:
        raise error
    found.steps.append(step)
    return found
