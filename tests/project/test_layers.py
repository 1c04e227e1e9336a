"""Layers and folders, checked for more than `lint-imports` can say."""

import ast
import sys
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
DOMAIN = SRC / "peermock" / "_domain"
FOLDERS = sorted({path.parent for path in SRC.rglob("*.py")})


def imported(path: Path) -> set[str]:
    """Return the names of the modules that a file imports, and of what it imports from them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def room(folder: Path, name: str) -> str | None:
    """Return the file or folder in a folder that a name belongs to, or None."""
    inside = f"{'.'.join(folder.relative_to(SRC).parts)}."
    if not name.startswith(inside):
        return None
    child = name.removeprefix(inside).partition(".")[0]
    return child if (folder / child).is_dir() or (folder / f"{child}.py").exists() else "__init__"


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.stem)
def test_the_domain_imports_the_standard_library_only(path: Path) -> None:
    """Whatever is installed, a module of the domain imports only others and Python's own."""
    others = {name for name in imported(path) if not name.startswith("peermock._domain")}
    assert {name.partition(".")[0] for name in others} <= sys.stdlib_module_names


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_no_two_rooms_of_a_folder_import_each_other(folder: Path) -> None:
    """The files and folders in a folder can be put in an order, also with imports for types."""
    below: dict[str, set[str]] = defaultdict(set)
    for path in folder.rglob("*.py"):
        here = path.relative_to(folder).parts[0].removesuffix(".py")
        there = {room(folder, name) for name in imported(path)} - {None, here}
        below[here] |= {name for name in there if name}
    assert len([*TopologicalSorter(below).static_order()]) >= len(below)
