"""The tables of operations and pictures, whose rows are imported on first use."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from peermock._operations import index
from peermock._operations.call import Operation
from peermock._operations.resources import Picture

T = TypeVar("T")


class Rows(Mapping[str, T], Generic[T]):
    """The rows of a table by name. Each row's module is imported when the row is needed."""

    def __init__(self, attribute: str, modules: Mapping[str, Sequence[str]]) -> None:
        self._attribute = attribute
        self._modules = {name: module for module, names in modules.items() for name in names}
        self._rows: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        row = self._rows.get(name)
        if row is None:
            module: Any = import_module(f"{__package__}.{self._modules[name]}")
            row = self._rows[name] = getattr(module, self._attribute)[name]
        return row

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


OPERATIONS: Mapping[str, Mapping[str, Operation]] = MappingProxyType(
    {name: Rows("OPERATIONS", modules) for name, modules in index.MODULES.items()}
)
"""The rows of all operations, by service and name."""


@cache
def row_of(service_name: str, operation_name: str) -> Operation | None:
    """Return the row of an operation of a service; None if peermock does not support it."""
    return OPERATIONS[service_name].get(operation_name)


def pictures() -> Mapping[str, Picture]:
    """Return the picture of each kind of resource, by its member in a Describe response."""
    rows: dict[str, Picture] = {}
    for name in index.PICTURED:
        module: Any = import_module(f"{__package__}.{name}")
        rows.update(module.PICTURES)
    return rows
