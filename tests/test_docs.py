"""The documentation is held against the code: operations, filters, messages, links."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from peermock.domain.peering import Status
from peermock.operations import OPERATIONS, Operation
from peermock.operations.authorization import unhonoured
from peermock.operations.listing import Listing
from peermock.operations.views import _MESSAGES
from peermock.protocol import operation_model

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
ROWS: Mapping[str, tuple[str, Operation]] = {
    name: (service_name, row)
    for service_name, rows in OPERATIONS.items()
    for name, row in rows.items()
}
DESCRIBES = [
    name for name, (_, row) in ROWS.items() if {"Filters", "MaxResults"} & set(row.honours)
]


def table(page: str, heading: str) -> list[list[str]]:
    """Return the cells of all tables of a page whose first column has this heading."""
    found: list[list[str]] = []
    inside = False
    for line in (ROOT / "docs" / page).read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not line.startswith("| ---"):
            found.append(cells)
    return found


def code(cell: str) -> list[str]:
    """Return the code in a cell; what begins with a dot has the parent of what is before it."""
    names: list[str] = []
    for name in re.findall(r"`([^`]+)`", cell):
        parent = names[-1].rpartition(".")[0] if name.startswith(".") else ""
        names.append(parent + name)
    return names


def documented(operation: str) -> tuple[list[str], list[str]]:
    """Return the parameters that the page says an operation honours, and those it refuses."""
    (row,) = (
        cells for cells in table("operations.md", "Operation") if code(cells[0]) == [operation]
    )
    return code(row[1]), code(row[2])


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


def links() -> Iterator[tuple[Path, str]]:
    """Yield every page with each of its links that stay inside the repository."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" not in target:
                yield page, target


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def test_every_operation_has_one_row() -> None:
    """The page and the table of operations have the same operations, each once."""
    names = [name for cells in table("operations.md", "Operation") for name in code(cells[0])]
    assert sorted(names) == sorted(ROWS)


@pytest.mark.parametrize("operation", ROWS)
def test_the_honoured_parameters_are_those_of_the_table(operation: str) -> None:
    """A row says exactly which parameters an operation honours."""
    honoured, _ = documented(operation)
    assert sorted(honoured) == sorted(ROWS[operation][1].honours)


@pytest.mark.parametrize("operation", ROWS)
def test_the_refused_parameters_are_refused(operation: str) -> None:
    """What a row says an operation refuses it does refuse, whatever botocore's model has."""
    _, refused = documented(operation)
    row = ROWS[operation][1]
    assert [name for name in refused if unhonoured(nested(name), row) != [name]] == []


@pytest.mark.parametrize("operation", ROWS)
def test_what_the_page_does_not_name_is_refused(operation: str) -> None:
    """A parameter of botocore's model that no row names is refused too."""
    service_name, row = ROWS[operation]
    model = operation_model(service_name, operation)
    assert model is not None
    members = model.input_shape.members if model.input_shape else {}
    named = {name.partition(".")[0] for column in documented(operation) for name in column}
    unnamed = [name for name in members if name not in {*named, "DryRun"}]
    assert unhonoured(dict.fromkeys(unnamed, "x"), row) == unnamed


def test_every_describe_with_filters_or_pages_has_one_row() -> None:
    """The table of filters has the Describes that honour Filters or MaxResults, each once."""
    names = [name for cells in table("operations.md", "Describe") for name in code(cells[0])]
    assert sorted(names) == sorted(DESCRIBES)


@pytest.mark.parametrize("operation", DESCRIBES)
def test_the_filters_are_those_of_the_listing(operation: str) -> None:
    """A row says exactly which filters a Describe has, and how large its pages are."""
    (row,) = (
        cells for cells in table("operations.md", "Describe") if code(cells[0]) == [operation]
    )
    known = listing(operation)
    filters = ["tag:<key>" if name == "tag" else name for name in known.filters]
    has_pages = "MaxResults" in ROWS[operation][1].honours
    pages = f"{known.least} to {known.most}" if has_pages else "none"
    assert (sorted(code(row[1])), row[2]) == (sorted(filters), pages)


@pytest.mark.parametrize("page", ["../README.md", "lifecycle.md"])
def test_every_status_has_its_message(page: str) -> None:
    """The statuses and their messages are those that peermock answers."""
    enders = {Status.REJECTED: "<accepter>", Status.DELETED: "<who deleted it>"}
    expected = {
        status.value: text.format(accepter="<accepter>", ended_by=enders.get(status))
        for status, text in _MESSAGES.items()
    }
    rows = table(page, "`Status.Code`")
    assert {code(row[0])[0]: code(row[1])[0] for row in rows} == expected


@pytest.mark.parametrize("operation", ROWS)
def test_every_operation_is_in_the_fidelity_table(operation: str) -> None:
    """How sure it is that AWS behaves so is said for each operation."""
    behaviours = [cells[0] for cells in table("fidelity.md", "Behaviour")]
    assert any(operation in code(behaviour) for behaviour in behaviours)


def test_every_behaviour_says_how_sure_it_is() -> None:
    """Each row of the fidelity table has one of the marks that its legend explains."""
    legend = [cells[0] for cells in table("fidelity.md", "How sure")]
    rows = table("fidelity.md", "Behaviour")
    assert [row for row in rows if not any(mark in row[2] for mark in legend)] == []


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_links_lead_somewhere(page: Path, target: str) -> None:
    """A link inside the repository leads to a file, and to a heading of it."""
    path, _, anchor = target.partition("#")
    leads_to = (page.parent / path).resolve() if path else page
    assert leads_to.exists()
    assert not anchor or anchor in anchors(leads_to)
