"""What `lint-imports` cannot say about the layers."""

import ast
import sys
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[2] / "src" / "peermock" / "_domain"


def imported(path: Path) -> set[str]:
    """Return the names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.stem)
def test_the_domain_imports_the_standard_library_only(path: Path) -> None:
    """Whatever is installed, a module of the domain imports only others and Python's own."""
    others = {name for name in imported(path) if not name.startswith("peermock._domain")}
    assert {name.partition(".")[0] for name in others} <= sys.stdlib_module_names
