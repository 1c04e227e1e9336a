"""Readers of the documentation's tables and names."""

import re
from pathlib import Path

import pytest

from tests.docs.readings import ReadCode, ReadTable


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of README.md and docs/."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def table(root: Path) -> ReadTable:
    """Return a function that returns the rows of a page's tables with a given first heading."""

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
    """Return a function that returns the code in a cell; a leading dot repeats the parent."""

    def read(cell: str) -> list[str]:
        names: list[str] = []
        for name in re.findall(r"`([^`]+)`", cell):
            parent = names[-1].rpartition(".")[0] if name.startswith(".") else ""
            names.append(parent + name)
        return names

    return read
