"""The code in CONTRIBUTING.md is real, and its claims about the project are true."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`((?:src|tests|docs|peers)/[\w/]+\.(?:py|md|toml))`")
FOLDER = re.compile(r"`(tests/[\w/]+/)`")
TARGET = re.compile(r"(?:`|\$ )make ([a-z]+)")
SUBNETS = "src/peermock/_operations/subnets.py"


def section(heading: str) -> str:
    """Return the section of CONTRIBUTING.md with a heading."""
    return TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def examples(heading: str) -> list[tuple[str, str]]:
    """Return the files and the code of the examples under a heading."""
    paragraphs = BLOCK.split(section(heading))[::2]
    files = [FILE.findall(paragraph)[-1] for paragraph in paragraphs[:-1]]
    return list(zip(files, BLOCK.findall(section(heading)), strict=True))


def functions() -> Iterator[tuple[str, int]]:
    """Yield peermock's functions with their numbers of lines."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines


@pytest.mark.parametrize("heading", ["Add an operation", "Add a kind of resource"])
def test_an_example_is_in_the_file_that_is_named(heading: str) -> None:
    """Each block is, to the letter, in the last file named before it."""
    for name, code in examples(heading):
        assert code in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_example_of_an_operation_is_complete() -> None:
    """The example has a function, its row and its test."""
    assert [name for name, _ in examples("Add an operation")] == [
        SUBNETS,
        SUBNETS,
        "tests/operations/vpcs/test_subnets.py",
    ]


def test_the_example_of_a_kind_of_resource_is_complete() -> None:
    """The example has a domain module and operations modules, each with its row."""
    assert [name for name, _ in examples("Add a kind of resource")] == [
        "src/peermock/_domain/subnet.py",
        "src/peermock/_domain/kinds.py",
        SUBNETS,
        "src/peermock/_operations/egress_only_gateways.py",
        SUBNETS,
        SUBNETS,
    ]


@pytest.mark.parametrize("heading", ["Add an operation", "Add a Describe that is always empty"])
def test_a_step_names_the_file_of_its_tables(heading: str) -> None:
    """Each table in a step is assigned in a file that the step names."""
    steps = re.split(r"^\d+\. ", section(heading), flags=re.MULTILINE)[1:]
    assert len(steps) > 5
    for step in steps:
        code = "".join((ROOT / name).read_text(encoding="utf-8") for name in FILE.findall(step))
        for name in re.findall(r"`(_?[A-Z_]{3,})`", step):
            assert re.search(rf"^{name}\b.* = ", code, re.MULTILINE), name


def test_the_rows_of_members_are_real() -> None:
    """Each row that the text shows is in the table of members."""
    (block,) = re.findall(r"^ *```toml\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE)
    table = (ROOT / "tests/contract/members.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in block.splitlines() if line.strip() not in table] == []


def test_every_file_and_folder_is_there() -> None:
    """Every path in the text exists."""
    paths = FILE.findall(TEXT) + FOLDER.findall(TEXT)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_folder_of_tests_is_mentioned() -> None:
    """The text mentions every folder of tests."""
    folders = {f"tests/{each.parent.name}/" for each in (ROOT / "tests").glob("*/__init__.py")}
    assert folders == {"/".join(each.split("/")[:2]) + "/" for each in FOLDER.findall(TEXT)}


def test_every_command_is_there() -> None:
    """Every command in the text is a target of the Makefile."""
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(TARGET.findall(TEXT)) <= set(targets)


def test_the_layers_are_those_that_are_checked() -> None:
    """The order of the layers is that of the import-linter contract."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (
        each for each in project["tool"]["importlinter"]["contracts"] if each["id"] == "layers"
    )
    told = section("Where a request goes").rpartition("```")[2].partition(". ")[0]
    layers = re.split(r",\s+then\s+", told)
    assert [set(re.findall(r"`(\w+)`", layer)) for layer in layers] == [
        set(layer.split(" | ")) for layer in contract["layers"]
    ]


def test_modules_are_short() -> None:
    """Modules do not exceed the documented number of lines."""
    modules = list((ROOT / "src").rglob("*.py"))
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules}
    assert "Modules have under 250 lines, except a few" in TEXT
    assert sum(lines >= 250 for lines in lengths.values()) < 0.05 * len(lengths)


def test_functions_are_short() -> None:
    """Functions do not exceed the documented number of lines, and most have under ten."""
    lengths = dict(functions())
    assert "Functions have under 30\n  lines, most under 10" in TEXT
    assert {name: lines for name, lines in lengths.items() if lines >= 30} == {}
    assert sum(lines < 10 for lines in lengths.values()) > 0.8 * len(lengths)
