"""The example in CONTRIBUTING.md is the code that runs, and is as short as it says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```[a-z]+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`((?:src|tests|docs)/[\w/]+\.(?:py|md))`")


def section() -> str:
    """Return what CONTRIBUTING.md says about adding an operation."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition("## Add an operation\n")[2].partition("\n## ")[0]


def example() -> list[tuple[str, str]]:
    """Return the files and the code of the example."""
    paragraphs = BLOCK.split(section())[::2]
    files = [FILE.findall(paragraph)[0] for paragraph in paragraphs[:-1]]
    return list(zip(files, BLOCK.findall(section()), strict=True))


def test_the_example_stands_where_it_says() -> None:
    """Each block is in the file that is named before it, to the letter."""
    for name, code in example():
        assert code in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_example_is_complete_and_short() -> None:
    """A function, its row and its test, with all that is said about them, in under 40 lines."""
    assert [name for name, _ in example()] == [
        "src/peermock/operations/subnets.py",
        "src/peermock/operations/table.py",
        "tests/network/test_subnets.py",
    ]
    assert len(section().strip().splitlines()) < 40
