"""How the tests of the documentation read it: its tables, and the names in them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

ReadTable = Callable[[str, str], list[list[str]]]
ReadCode = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def root() -> Path:
    """Where README.md and docs/ are."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def table(root: Path) -> ReadTable:
    """Reads the cells of all tables of a page whose first column has a heading."""

    def read(page: str, heading: str) -> list[list[str]]:
        found: list[list[str]] = []
        inside = False
        for line in (root / page).read_text("utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if not line.startswith("|"):
                inside = False
            elif cells[0] == heading:
                inside = True
            elif inside and not line.startswith("| ---"):
                found.append(cells)
        return found

    return read


@pytest.fixture(scope="session")
def code() -> ReadCode:
    """Reads the code in a cell; what begins with a dot has the parent of what is before it."""

    def read(cell: str) -> list[str]:
        names: list[str] = []
        for name in re.findall(r"`([^`]+)`", cell):
            parent = names[-1].rpartition(".")[0] if name.startswith(".") else ""
            names.append(parent + name)
        return names

    return read
