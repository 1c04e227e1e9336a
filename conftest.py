"""The Python blocks of the README and of docs/ are part of the suite.

A document is read from top to bottom, and its blocks share one namespace. A `test_...` function
that a block defines is then called as pytest would call it: with the fixtures it names and the
markers it wears. Two tests in one block share their fixtures, so give each a block of its own. A
block that cannot run here is preceded by `<!-- skip: next -->`.
"""

from doctest import ELLIPSIS
from inspect import signature

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

collect_ignore_glob = ["tests/typing/*"]  # read by mypy, never run

execute = PythonEvaluator()


def run_block(example: Example) -> None:
    """A block of code is executed, then the tests it defines are called."""
    execute(example)
    request: pytest.FixtureRequest = example.namespace["request"]
    tests = [name for name in example.namespace if name.startswith("test_")]
    for test in map(example.namespace.pop, tests):
        request.node.own_markers.extend(getattr(test, "pytestmark", []))
        test(**{name: request.getfixturevalue(name) for name in signature(test).parameters})


python_blocks = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)
python_blocks.codeblock_parser = CodeBlockParser("python", run_block)

pytest_collect_file = Sybil(
    parsers=[python_blocks, SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    fixtures=["request"],
).pytest()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Documents come last and are read in order, however the tests before them are shuffled."""
    items.sort(key=lambda item: reading_order(item) if isinstance(item, SybilItem) else ("", 0))


def reading_order(block: SybilItem) -> tuple[str, int]:
    """Where a reader meets a block."""
    return (str(block.path), block.example.line)
