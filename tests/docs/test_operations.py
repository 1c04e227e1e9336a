"""The reference of operations is held against the code: parameters, filters, pages."""

from collections.abc import Callable, Mapping
from importlib import import_module

import pytest

from peermock.operations import OPERATIONS, Operation
from peermock.operations.authorization import unhonoured
from peermock.operations.listing import Listing
from peermock.protocol import operation_model

ReadTable = Callable[[str, str], list[list[str]]]
ReadCode = Callable[[str], list[str]]
Documented = Callable[[str], tuple[list[str], list[str]]]

PAGE = "docs/reference/operations.md"
ROWS: Mapping[str, tuple[str, Operation]] = {
    name: (service_name, row)
    for service_name, rows in OPERATIONS.items()
    for name, row in rows.items()
}
DESCRIBES = [
    name for name, (_, row) in ROWS.items() if {"Filters", "MaxResults"} & set(row.honours)
]


@pytest.fixture
def documented(table: ReadTable, code: ReadCode) -> Documented:
    """Reads the parameters that an operation honours by its row, and those it refuses."""

    def read(operation: str) -> tuple[list[str], list[str]]:
        (row,) = (cells for cells in table(PAGE, "Operation") if code(cells[0]) == [operation])
        return code(row[1]), code(row[2])

    return read


def listing(operation: str) -> Listing:
    """Return what a Describe lists, found by the member of its answer."""
    service_name, row = ROWS[operation]
    model = operation_model(service_name, operation)
    assert model is not None
    module = vars(import_module(row.handler.__module__)).values()
    listings = [each for each in module if isinstance(each, Listing)]
    (found,) = (each for each in listings if each.answer in model.output_shape.members)
    return found


def nested(parameter: str) -> dict[str, object]:
    """Return the parameters of a call that sends one parameter, at whatever depth."""
    name, _, rest = parameter.partition(".")
    return {name: nested(rest) if rest else "x"}


def test_every_operation_has_one_row(table: ReadTable, code: ReadCode) -> None:
    """The page and the table of operations have the same operations, each once."""
    names = [name for cells in table(PAGE, "Operation") for name in code(cells[0])]
    assert sorted(names) == sorted(ROWS)


@pytest.mark.parametrize("operation", ROWS)
def test_the_honoured_parameters_are_those_of_the_table(
    operation: str, documented: Documented
) -> None:
    """A row says exactly which parameters an operation honours."""
    honoured, _ = documented(operation)
    assert sorted(honoured) == sorted(ROWS[operation][1].honours)


@pytest.mark.parametrize("operation", ROWS)
def test_the_refused_parameters_are_refused(operation: str, documented: Documented) -> None:
    """What a row says an operation refuses it does refuse, whatever botocore's model has."""
    _, refused = documented(operation)
    row = ROWS[operation][1]
    assert [name for name in refused if unhonoured(nested(name), row) != [name]] == []


@pytest.mark.parametrize("operation", ROWS)
def test_what_the_page_does_not_name_is_refused(operation: str, documented: Documented) -> None:
    """A parameter of botocore's model that no row names is refused too."""
    service_name, row = ROWS[operation]
    model = operation_model(service_name, operation)
    assert model is not None
    members = model.input_shape.members if model.input_shape else {}
    named = {name.partition(".")[0] for column in documented(operation) for name in column}
    unnamed = [name for name in members if name not in {*named, "DryRun"}]
    assert unhonoured(dict.fromkeys(unnamed, "x"), row) == unnamed


def test_every_describe_with_filters_or_pages_has_one_row(table: ReadTable, code: ReadCode) -> None:
    """The table of filters has the Describes that honour Filters or MaxResults, each once."""
    names = [name for cells in table(PAGE, "Describe") for name in code(cells[0])]
    assert sorted(names) == sorted(DESCRIBES)


@pytest.mark.parametrize("operation", DESCRIBES)
def test_the_filters_are_those_of_the_listing(
    operation: str, table: ReadTable, code: ReadCode
) -> None:
    """A row says exactly which filters a Describe has, and how large its pages are."""
    (row,) = (cells for cells in table(PAGE, "Describe") if code(cells[0]) == [operation])
    known = listing(operation)
    filters = ["tag:<key>" if name == "tag" else name for name in known.filters]
    has_pages = "MaxResults" in ROWS[operation][1].honours
    pages = f"{known.least} to {known.most}" if has_pages else "none"
    assert (sorted(code(row[1])), row[2]) == (sorted(filters), pages)
