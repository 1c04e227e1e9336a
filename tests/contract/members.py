"""The members that AWS returns in each shape, with the condition and the source."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from botocore.model import ListShape, OperationModel, Shape, StructureShape

FILE = "tests/contract/members.toml"
ALWAYS = "always"


class Row(NamedTuple):
    """A member of a shape.

    Attributes:
        when: `always`, or the responses that have it, in words.
        source: The source of this knowledge. A member without a source is not returned.
        never_in: The operations whose responses never have it.
    """

    when: str
    source: str
    never_in: tuple[str, ...] = ()


@cache
def table() -> Mapping[str, Mapping[str, Row]]:
    """Return the table: the row of each member, by shape."""
    text = Path(__file__).with_name("members.toml").read_text(encoding="utf-8")
    return {
        shape: {name: Row(*row[:2], tuple(row[2:])) for name, row in members.items()}
        for shape, members in tomllib.loads(text).items()
    }


def complaints(model: OperationModel, result: Mapping[str, Any]) -> list[str]:
    """Return the deviations of a result from the table, in words."""
    if model.output_shape is None:
        return []
    return list(_of_structure(model.output_shape, result, model.name))


def _of(shape: Shape, value: Any, operation: str) -> Iterator[str]:  # noqa: ANN401  # any member
    if isinstance(shape, ListShape):
        for each in value:
            yield from _of(shape.member, each, operation)
    elif isinstance(shape, StructureShape):
        yield from _of_structure(shape, value, operation)


def _of_structure(shape: StructureShape, value: Mapping[str, Any], operation: str) -> Iterator[str]:
    rows = table().get(shape.name, {})
    shown = {name for name in value if value[name] is not None and name in shape.members}
    for name in sorted(shown - rows.keys()):
        yield f"{operation}: {shape.name}.{name} is shown and has no row in {FILE}"
    for name, row in rows.items():
        if row.when == ALWAYS and name in shape.members and name not in shown:
            yield f"{operation}: {shape.name}.{name} is not shown, and AWS always shows it"
        if operation in row.never_in and name in shown:
            yield f"{operation}: {shape.name}.{name} is shown, and AWS never shows it there"
    for name in shown:
        yield from _of(shape.members[name], value[name], operation)
