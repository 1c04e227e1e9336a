"""The reference of errors is held against the classes of errors, text by text."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peermock import domain, exceptions
from peermock.domain.errors import AwsError
from peermock.gateway.faults import _FROM_CALL, _TEXTS

Error = tuple[str, int, str]
ReadTable = Callable[[str, str], list[list[str]]]
ReadCode = Callable[[str], list[str]]

PAGE = "docs/reference/errors.md"
TERM = re.compile(r"^`([\w.]+)`(?: \((\d+)\))?$")
TEXT = re.compile(r"^  `(.+)`$")


@pytest.fixture(scope="module")
def documented(root: Path) -> list[Error]:
    """The errors of the page, each with its code, its HTTP status and its text, if it has one."""
    found: list[Error] = []
    term = ("", 400)
    for line in (root / PAGE).read_text("utf-8").splitlines():
        if match := TERM.match(line):
            term = (match[1], int(match[2] or 400))
        elif line.startswith(": "):
            found.append((*term, ""))
        elif match := TEXT.match(line):
            found[-1] = (*term, match[1])
    return found


def classes(base: type[AwsError]) -> Iterator[type[AwsError]]:
    """Yield all classes of errors of AWS's that have a code."""
    for each in base.__subclasses__():
        if each.__module__.startswith(domain.__name__):
            if hasattr(each, "code"):
                yield each
            yield from classes(each)


def text(error: type[AwsError]) -> str:
    """Return the text with names for what it is made of; nothing where each use has its own."""
    if error.__init__ is AwsError.__init__:
        return ""
    needed = [p for p in inspect.signature(error).parameters.values() if p.default is p.empty]
    names = [p.name.removesuffix("s") if p.kind is p.VAR_POSITIONAL else p.name for p in needed]
    return error(*(f"<{name}>" for name in names)).message


def test_every_error_is_documented(documented: list[Error]) -> None:
    """Code, HTTP status and text of each class stand on the page, and nothing else does."""
    expected = {(each.code, each.status, text(each)) for each in classes(AwsError)}
    assert sorted(documented) == sorted(expected)


def test_every_known_fault_is_documented(table: ReadTable, code: ReadCode) -> None:
    """The codes that `fail` needs no text for have a row each, with AWS's status and text."""
    rows = {code(row[0])[0]: (int(row[1]), *code(row[2])) for row in table(PAGE, "Code")}
    assert rows.keys() == {*_TEXTS, *_FROM_CALL}
    assert {name: rows[name] for name in _TEXTS} == _TEXTS


def test_every_exception_of_peermocks_is_documented(table: ReadTable, code: ReadCode) -> None:
    """The exceptions for the author of a test have a row each."""
    names = [code(row[0])[0] for row in table(PAGE, "Exception")]
    bases = {"PeermockError"}
    assert sorted(names) == sorted({n for n in vars(exceptions) if n.endswith("Error")} - bases)
