"""The Python blocks of the README and of docs/ are part of the suite.

A document is read from top to bottom, and its blocks share one namespace. A `test_...` function
that a block defines is then called as pytest would call it: with the fixtures it names and the
markers it wears. Two tests in one block share their fixtures, so give each a block of its own. A
class of tests is run as well. A block with fixtures beside its tests is run by pytest, as a file
with the blocks before it. A block that cannot run everywhere is preceded by
`<!-- skip: next if(...) -->`; the tutorial is run by a test of its own.
"""

import gc
import os
import unittest
from doctest import ELLIPSIS
from importlib.util import find_spec
from inspect import signature
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

from tests.needs import LOG, missing

collect_ignore_glob = [
    "docs/fit_text.py",  # run by hand, with a library of its own
    "tests/typing/*",  # read by mypy, never run
    "tests/endpoint/programs/*",  # run in processes of their own
]

LONGEST = {
    "test_command_lines.py",
    "test_guide.py",
    "test_languages.py",
    "test_laws.py",
    "test_looks.py",
    "test_machine.py",
    "test_peers.py",
    "test_scripts.py",
    "test_whole_runs.py",
    "test_wider_scopes.py",
}
"""The files that take longest."""

if find_spec("hypothesis"):  # which the environments of the clients do without
    from hypothesis import HealthCheck, settings

    # No property fails because the machine that tries it is busy, nor for an example that the next
    # run would not try. `make search` tries new examples.
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("repeatable", patient, derandomize=True)
    settings.register_profile("search", patient, derandomize=False)
    settings.load_profile("repeatable")

execute = PythonEvaluator()


@pytest.fixture(scope="session", autouse=True)
def measure_no_further_process() -> None:
    """Coverage follows pytest into its workers, and not into what the tests start there."""
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


def run_block(example: Example) -> None:
    """A block of code is executed, then the tests it defines are called."""
    execute(example)
    request: pytest.FixtureRequest = example.namespace["request"]
    blocks = example.namespace.setdefault("blocks", [])
    blocks.append(str(example.parsed))
    tests = [name for name in example.namespace if name.startswith(("test_", "Test"))]
    if tests and "@pytest.fixture" in blocks[-1]:
        for test in tests:
            del example.namespace[test]
        run_file("\n".join(blocks), request.getfixturevalue("pytester"))
        return
    for test in map(example.namespace.pop, tests):
        if isinstance(test, type):
            run_class(test)
            continue
        request.node.own_markers.extend(getattr(test, "pytestmark", []))
        test(**{name: request.getfixturevalue(name) for name in signature(test).parameters})


def run_file(source: str, pytester: pytest.Pytester) -> None:
    """The tests of a file are run by pytest."""
    pytester.makepyfile(test_blocks=source)
    assert pytester.runpytest_inprocess("-p", "no:asyncio").parseoutcomes().keys() == {"passed"}


def run_class(cls: type) -> None:
    """The tests of a class are called, with what pytest or unittest calls around them."""
    if issubclass(cls, unittest.TestCase):
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(cls).run(result)
        assert result.testsRun
        assert not result.errors + result.failures
        return
    cls.setup_class()
    for name in [name for name in vars(cls) if name.startswith("test_")]:
        case = cls()
        case.setup_method(getattr(case, name))
        getattr(case, name)()
        case.teardown_method(getattr(case, name))
    cls.teardown_class()


python_blocks = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)
python_blocks.codeblock_parser = CodeBlockParser("python", run_block)

pytest_collect_file = Sybil(
    parsers=[python_blocks, SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    setup=lambda namespace: namespace.update(find_spec=find_spec),
    fixtures=["request"],
).pytest()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no worker ends with one while the others idle.

    Documents come last and are read in order, however the tests before them are shuffled.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    items.sort(key=lambda item: reading_order(item) if isinstance(item, SybilItem) else ("", 0))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through all tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the tests that were skipped for want of a program, by what they need."""
    skipped = terminalreporter.stats.get("skipped", [])
    lacking = missing(str(report.longrepr[-1]) for report in skipped)
    if not lacking:
        return
    terminalreporter.section("not tried on this machine")
    for what, count in lacking.most_common():
        terminalreporter.line(f"{count} tests need {what}")
    if file := os.environ.get(LOG):
        with Path(file).open("a", encoding="utf-8") as log:
            log.writelines(f"{what}\n" for what in lacking.elements())


def reading_order(block: SybilItem) -> tuple[str, int]:
    """Where a reader meets a block."""
    return (str(block.path), block.example.line)
