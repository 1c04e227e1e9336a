"""The reference of operations matches the code: parameters, filters and pages."""

from collections.abc import Callable, Mapping
from importlib import import_module

import pytest

from peermock._operations import OPERATIONS, Operation
from peermock._operations.authorization import list_unhonoured
from peermock._operations.inventory import Inventory
from peermock._operations.listing import Listing
from peermock._protocol import operation_model
from tests.agreement import agree
from tests.docs.readings import ReadCode, ReadTable

Documented = Callable[[str], tuple[list[str], list[str]]]

PAGE = "docs/reference/operations.md"
FILTERS = f"{PAGE}, 'Filters and pages',"
ROWS: Mapping[str, tuple[str, Operation]] = {
    name: (service_name, row)
    for service_name, rows in OPERATIONS.items()
    for name, row in rows.items()
}
DESCRIBES = [
    name
    for name, (_, row) in ROWS.items()
    if {"Filter", "Filters", "MaxResults"} & set(row.honours)
]


@pytest.fixture
def documented(table: ReadTable, code: ReadCode) -> Documented:
    """Return a function that returns the supported and refused parameters in an operation's row."""

    def read(operation: str) -> tuple[list[str], list[str]]:
        rows = [cells for cells in table(PAGE, "Operation") if code(cells[0]) == [operation]]
        agree(PAGE, [operation] * len(rows), [operation])
        (row,) = rows
        return code(row[1]), code(row[2])

    return read


def listing(operation: str) -> Listing:
    """Return the Listing of a Describe, found by its member and parameters."""
    service_name, row = ROWS[operation]
    if isinstance(row.handler, Inventory):
        return row.handler.listing
    model = operation_model(service_name, operation)
    assert model is not None
    module = vars(import_module(row.handler.__module__)).values()
    listings = [each for each in module if isinstance(each, Listing)]
    known = [each for each in listings if each.answer in model.output_shape.members]
    (found,) = (each for each in known if len(known) == 1 or each.parameters == row.honours)
    return found


def nested(parameter: str) -> dict[str, object]:
    """Return the parameters of a call that sends one parameter, at any depth."""
    name, _, rest = parameter.partition(".")
    return {name: nested(rest) if rest else "x"}


def test_every_operation_has_one_row(table: ReadTable, code: ReadCode) -> None:
    """The page has exactly the operations of the table, each once."""
    names = [name for cells in table(PAGE, "Operation") for name in code(cells[0])]
    agree(PAGE, names, ROWS)


@pytest.mark.parametrize("operation", ROWS)
def test_the_honoured_parameters_are_those_of_the_table(
    operation: str, documented: Documented
) -> None:
    """A row has exactly the supported parameters of an operation."""
    honoured, _ = documented(operation)
    place = f"{PAGE}, {operation},"
    agree(place, honoured, ROWS[operation][1].honours, "an entry under Supported")


@pytest.mark.parametrize("operation", ROWS)
def test_the_refused_parameters_are_refused(operation: str, documented: Documented) -> None:
    """The parameters that a row calls refused are refused, whatever botocore's model has."""
    _, refused = documented(operation)
    row = ROWS[operation][1]
    supported = [name for name in refused if list_unhonoured(nested(name), row) != [name]]
    assert not supported, f"{PAGE}, {operation}: not refused: {', '.join(supported)}"


@pytest.mark.parametrize("operation", ROWS)
def test_what_the_page_does_not_name_is_refused(operation: str, documented: Documented) -> None:
    """Parameters of botocore's model that no row names are refused too."""
    service_name, row = ROWS[operation]
    model = operation_model(service_name, operation)
    assert model is not None
    members = model.input_shape.members if model.input_shape else {}
    named = {name.partition(".")[0] for column in documented(operation) for name in column}
    unnamed = [name for name in members if name not in {*named, "DryRun"}]
    assert list_unhonoured(dict.fromkeys(unnamed, "x"), row) == unnamed


def test_every_describe_with_filters_or_pages_has_one_row(table: ReadTable, code: ReadCode) -> None:
    """The table has exactly the Describes that support Filters or MaxResults."""
    names = [name for cells in table(PAGE, "Describe") for name in code(cells[0])]
    agree(FILTERS, names, DESCRIBES)


@pytest.mark.parametrize("operation", DESCRIBES)
def test_the_filters_are_those_of_the_listing(
    operation: str, table: ReadTable, code: ReadCode
) -> None:
    """A row has exactly the filters and the page size of a Describe."""
    rows = [cells for cells in table(PAGE, "Describe") if code(cells[0]) == [operation]]
    agree(FILTERS, [operation] * len(rows), [operation])
    (row,) = rows
    known = listing(operation)
    filters = ["tag:<key>" if name == "tag" else name for name in known.filters]
    has_pages = "MaxResults" in ROWS[operation][1].honours
    pages = f"{known.least} to {known.most}" if has_pages else "none"
    agree(f"{FILTERS} {operation},", code(row[1]), filters, "an entry under Filters")
    assert row[2] == pages, f"{FILTERS} {operation}: MaxResults must be {pages!r}"
