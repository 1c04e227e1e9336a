"""What is measured, each in a process of its own: `python measurements.py NAME CONTENDER`.

A measurement prints its values as a JSON list: seconds, or bytes for the memory.
"""

import gc
import json
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter

import scenarios
from contenders import Scenario, calls, mock

BLOCKS = 8
"""How often a block of calls is measured in one process."""

LONG_BLOCK, LONG_BLOCKS = 10_000, 3
"""Connections of one that takes seconds, and how often it is measured."""

STARTS = 40
"""How often pytest is started."""


def per_call(scenario: Scenario, contender: str) -> Iterator[float]:
    """Yield what a call of a scenario costs, block by block, each block prepared anew."""
    for _ in range(BLOCKS):
        with calls(contender, scenario) as block:
            block[0]()
            yield seconds(block) / len(block)


def per_call_again(scenario: Scenario, contender: str) -> Iterator[float]:
    """Yield what a call of a scenario costs, the same block again and again."""
    with calls(contender, scenario) as block:
        block[0]()
        for _ in range(BLOCKS):
            yield seconds(block) / len(block)


def per_connection(connections: int, contender: str) -> Iterator[float]:
    """Yield what one connection costs when all are described, page by page.

    However many there are, so many are described that blocks take equally long.
    """
    again = LONG_BLOCK // connections
    with calls(contender, scenarios.describe_pages(connections)) as block:
        block[0]()
        for _ in range(LONG_BLOCKS):
            yield seconds([*block] * again) / LONG_BLOCK


def seconds(block: "list[Callable[[], object]]") -> float:
    """Return how long some calls take."""
    start = perf_counter()
    for call in block:
        call()
    return perf_counter() - start


def start_and_stop(contender: str) -> Iterator[float]:
    """Yield what it costs to start a mock and to stop it."""
    with mock(contender):
        pass
    for _ in range(BLOCKS):
        start = perf_counter()
        for _ in range(scenarios.BLOCK):
            with mock(contender):
                pass
        yield (perf_counter() - start) / scenarios.BLOCK


def small_test(contender: str) -> Iterator[float]:
    """Yield what a small test costs, the mock's start and the client included."""
    import boto3

    for _ in range(BLOCKS + 1):
        start = perf_counter()
        with mock(contender):
            scenarios.small_test(boto3.client("ec2", region_name="us-east-1"))
        yield perf_counter() - start


def import_time(contender: str) -> Iterator[float]:
    """Yield what the import costs beyond that of what every user of it imports anyway."""
    if contender == "moto":
        there, wanted, name = "boto3", "moto", "mock_aws"
    else:
        there, wanted, name = "botocore.session", "peermock", "mock_peering"
    import_module(there)
    start = perf_counter()
    getattr(import_module(wanted), name)
    yield perf_counter() - start


def pytest_start(contender: str) -> Iterator[float]:
    """Yield how long pytest takes for a test that is empty, with or without the plugin."""
    options = [] if contender == "with peermock" else ["-p", "no:peermock"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "test_empty.py").write_text("def test_empty(): pass\n")
        for _ in range(STARTS):
            start = perf_counter()
            subprocess.run(command, cwd=directory, check=True, capture_output=True)
            yield perf_counter() - start


def memory(connections: int, contender: str) -> Iterator[float]:
    """Yield how many bytes a connection takes, its place in the log of calls included."""
    import boto3

    with mock(contender):
        client = boto3.client("ec2", region_name="us-east-1")
        made = scenarios.request(client, connections)
        next(made)
        gc.collect()
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        list(made)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
        yield (after - before) / (connections - 1)


MEASUREMENTS: dict[str, Callable[[str], Iterator[float]]] = {
    "describe": partial(per_call_again, scenarios.describe_by_id(1)),
    "describe of 10": partial(per_call_again, scenarios.describe_by_id(10)),
    "describe of 10000": partial(per_call_again, scenarios.describe_by_id(10_000)),
    "create": partial(per_call, scenarios.create),
    "pages of 1000": partial(per_connection, 1000),
    "pages of 10000": partial(per_connection, 10_000),
    "start and stop": start_and_stop,
    "small test": small_test,
    "import": import_time,
    "pytest": pytest_start,
    "memory": partial(memory, 10_000),
}

if __name__ == "__main__":
    _, name, contender = sys.argv
    json.dump(list(MEASUREMENTS[name](contender)), sys.stdout)
