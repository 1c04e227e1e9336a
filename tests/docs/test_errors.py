"""The reference of errors matches the error classes, message by message."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from peermock import _domain as domain
from peermock import exceptions
from peermock._domain.absent import LISTED, UNLISTED
from peermock._domain.errors import AwsError
from peermock._domain.kinds import KINDS
from peermock._gateway.faults import _FROM_CALL, _TEXTS
from tests.agreement import agree
from tests.docs.readings import ReadCode, ReadTable

Error = tuple[str, int, str]

PAGE = "docs/reference/errors.md"
TERM = re.compile(r"^`([\w.]+)`(?: \((\d+)\))?$")
TEXT = re.compile(r"^  `(.+)`$")


@pytest.fixture(scope="module")
def documented(root: Path) -> list[Error]:
    """The errors of the page: code, HTTP status and message, if any."""
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


for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
    import_module(module.name)  # the classes of errors are loaded with their operations


def classes(base: type[AwsError]) -> Iterator[type[AwsError]]:
    """Yield all AWS error classes that have a code."""
    for each in base.__subclasses__():
        if each.__module__.startswith(domain.__name__):
            if hasattr(each, "code"):
                yield each
            yield from classes(each)


def text(error: type[AwsError]) -> str:
    """Return the message with placeholders, or nothing if each use has its own."""
    if error.__init__ is AwsError.__init__:
        return ""
    needed = [p for p in inspect.signature(error).parameters.values() if p.default is p.empty]
    names = [p.name.removesuffix("s") if p.kind is p.VAR_POSITIONAL else p.name for p in needed]
    return error(*(f"<{name}>" for name in names)).message


def test_every_error_is_documented(documented: list[Error]) -> None:
    """The page has the code, status and message of exactly the existing classes."""
    expected = {(each.code, each.status, text(each)) for each in classes(AwsError)}
    agree(PAGE, map(entry, documented), map(entry, expected), "an entry")


def entry(error: Error) -> str:
    """Return the entry of an error in one line."""
    code, status, message = error
    return f"`{code}` ({status}), {f'with the message `{message}`' if message else 'any message'}"


def test_every_absent_kind_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each kind that never exists has a row with the code and message of NotFound."""
    rows = {code(row[0])[0]: (*code(row[1]), *code(row[2])) for row in table(PAGE, "ID")}
    expected = {}
    for kind in {*LISTED, *UNLISTED} & {*KINDS.values()}:
        resource_id = f"{kind.prefix}-.."
        error = kind.not_found(resource_id)
        expected[resource_id] = (error.code, error.message)
    place = f"{PAGE}, the table with the heading ID,"
    agree(place, rows, expected)
    for resource_id, row in expected.items():
        assert rows[resource_id] == row, f"{place} has another row for {resource_id}"


def test_every_known_fault_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each code for which `fail` needs no message has a row with AWS's status and message."""
    rows = {code(row[0])[0]: (int(row[1]), *code(row[2])) for row in table(PAGE, "Code")}
    assert rows.keys() == {*_TEXTS, *_FROM_CALL}
    assert {name: rows[name] for name in _TEXTS} == _TEXTS


def test_every_exception_of_peermocks_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each of peermock's own exceptions has a row."""
    names = [code(row[0])[0] for row in table(PAGE, "Exception")]
    bases = {"PeermockError"}
    agree(PAGE, names, {n for n in vars(exceptions) if n.endswith("Error")} - bases)
