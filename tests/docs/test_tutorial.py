"""The tutorial, followed as a newcomer does: save the blocks, run pytest, compare the output."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"# (\S+\.py)")


def blocks(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the kinds and texts of the blocks after the installation."""
    text = (root / "docs/tutorial.md").read_text("utf-8")
    yield from BLOCK.findall(text.partition("## Something to test")[2])


def save(directory: Path, code: str) -> None:
    """Append a block to the file that its first line names; the last definition applies."""
    first_line, _, rest = code.partition("\n")
    (named,) = FILE.findall(first_line)
    with (directory / named).open("a", encoding="utf-8") as file:
        file.write(f"\n\n{rest}")


def timeless(line: str) -> str:
    """Return a line of pytest without its duration and the length of its rulers."""
    return re.sub(r"={3,}", "===", re.sub(r"in \d+\.\d\ds", "in no time", line)).rstrip()


def shown(output: str) -> Iterator[str]:
    """Yield a pattern for each line of output on the page; three dots omit some."""
    for line in output.splitlines()[1:]:
        if line != "...":
            literal = re.sub(r"([\[*?])", r"[\1]", timeless(line))
            yield re.sub(r" \.\.\.$", " *", literal)


@pytest.fixture
def newcomer(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder, and pytest with no plugin but peermock's."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("CI", raising=False)  # where pytest cuts no line short
    pytester.makeini("[pytest]\naddopts = -p peermock.pytest_plugin")
    return pytester


def test_pytest_shows_what_the_tutorial_shows(newcomer: pytest.Pytester, root: Path) -> None:
    """Each run of pytest prints the lines of the page, in order."""
    runs = 0
    for kind, content in blocks(root):
        if kind == "python":
            save(newcomer.path, content)
            continue
        printed = newcomer.runpytest_subprocess().outlines
        lines = map(timeless, printed)
        missing = [line for line in shown(content) if not find(line, lines)]
        assert missing == [], "\n".join(printed)
        runs += 1
    assert runs == 4


def find(pattern: str, lines: Iterator[str]) -> bool:
    """Return whether one of the remaining lines matches a pattern."""
    return any(fnmatchcase(line, pattern) for line in lines)
