"""Whole processes: a test run from its start to its verdict, and the first call of a process."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import scenarios
from canned import Answer, record, save
from contenders import mock

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

HERE = Path(__file__).parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
WITHOUT = ["-p", "no:peermock"]

STARTS = 25
"""How often pytest is started for a test that is empty, with the plugin and without."""

LEAST = 1e-6
"""A difference that is too small to be seen."""

ALONE = 3
"""How often the small test is run alone."""

TESTS = 1000
"""Small tests in one long run."""

FIRSTS = 6
"""How often a process makes its first call."""


def plugin(_contender: str) -> Iterator[float]:
    """Yield how much longer pytest takes for an empty test with the plugin than without.

    The two take turns, because the difference is smaller than the machine's changes of speed, and
    the best of each counts.
    """
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "test_empty.py").write_text("def test_empty(): pass\n")
        pairs = [
            (_seconds(PYTEST, Path(directory)), _seconds(PYTEST + WITHOUT, Path(directory)))
            for _ in range(STARTS)
        ]
    with_it, without = map(min, zip(*pairs, strict=True))
    yield max(LEAST, with_it - without)


def alone(contender: str) -> Iterator[float]:
    """Yield how long pytest takes for one small test."""
    with small(contender, tests=1) as run:
        run()  # which compiles the test
        for _ in range(ALONE):
            yield run()


def many(contender: str, tests: int = TESTS) -> Iterator[float]:
    """Yield what each of many small tests in one run of pytest takes, start-up included."""
    with small(contender, tests) as run:
        yield run() / tests


@contextmanager
def small(contender: str, tests: int) -> Iterator[Callable[[], float]]:
    """Yield a function that runs the small test so many times in a process, and times that."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        shutil.copy(HERE / "small" / "test_small.py", directory)
        shutil.copy(HERE / "small" / f"{contender}.py", directory / "conftest.py")
        if contender == "floor":
            save(answers(scenarios.small_test), directory / "answers.json")
        command = PYTEST if contender == "peermock" else PYTEST + WITHOUT
        yield lambda: _seconds(command, directory, tests)


def first(contender: str) -> Iterator[float]:
    """Yield the CPU time of a process that makes one call, from its start to the answer."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "answers.json")
        save(answers(scenarios.first_call), path)
        command = [sys.executable, str(HERE / "first.py"), contender, str(path)]
        for _ in range(FIRSTS):
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
            yield float(done.stdout)


def answers(scenario: "Callable[[EC2Client], object]") -> list[Answer]:
    """Return what peermock answers to the calls of a scenario."""
    import boto3

    with mock("peermock"):
        client = boto3.client("ec2", region_name="us-east-1")
        heard = record(client.meta.events)
        scenario(client)
    return heard


def _seconds(command: list[str], directory: Path, tests: int = 1) -> float:
    environment = os.environ | {"PYTHONPATH": str(HERE), "SMALL_TESTS": str(tests)}
    start = perf_counter()
    subprocess.run(command, cwd=directory, env=environment, check=True, capture_output=True)
    return perf_counter() - start
