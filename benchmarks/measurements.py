"""What is measured, each in a process of its own: `python measurements.py NAME CONTENDER`.

A measurement prints its values as a JSON list: seconds, or bytes for the memory. Within a process
these are seconds of CPU time, which other processes change little.
"""

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from time import process_time

import endpoints
import runs
import scenarios
from canned import replay
from contenders import CREDENTIALS, Scenario, calls, mock, plain_mock

BLOCKS = 8
"""How often a block of calls is measured in one process."""

LONG_BLOCK, LONG_BLOCKS = 10_000, 3
"""Items of one that takes seconds, and how often it is measured."""


def per_call(scenario: Scenario, contender: str) -> Iterator[float]:
    """Yield what a call of a scenario costs, block by block, each block prepared again."""
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


def per_item(scenario: Callable[[int], Scenario], items: int, contender: str) -> Iterator[float]:
    """Yield what one of so many items costs when all are described, page by page.

    However many there are, so many are described that blocks take equally long.
    """
    again = LONG_BLOCK // items
    with calls(contender, scenario(items)) as block:
        block[0]()
        for _ in range(LONG_BLOCKS):
            yield seconds([*block] * again) / LONG_BLOCK


def seconds(block: "list[Callable[[], object]]") -> float:
    """Return how long some calls take."""
    start = process_time()
    for call in block:
        call()
    return process_time() - start


def start_and_stop(contender: str) -> Iterator[float]:
    """Yield what it costs to start a mock and to stop it."""
    with plain_mock(contender):
        pass
    for _ in range(BLOCKS):
        start = process_time()
        for _ in range(scenarios.BLOCK):
            with plain_mock(contender):
                pass
        yield (process_time() - start) / scenarios.BLOCK


def small_test(contender: str) -> Iterator[float]:
    """Yield what a small test costs, the mock's start and the client included."""
    import boto3

    begin = _canned_small_test() if contender == "floor" else None
    for _ in range(BLOCKS + 1):
        start = process_time()
        with mock(contender):
            if begin:
                begin()
            scenarios.small_test(boto3.client("ec2", region_name="us-east-1"))
        yield process_time() - start


def _canned_small_test() -> Callable[[], None]:
    import boto3

    heard = runs.answers(scenarios.small_test)
    boto3.setup_default_session(**CREDENTIALS)
    return replay(boto3.DEFAULT_SESSION.events, heard)


def import_time(contender: str) -> Iterator[float]:
    """Yield what the import costs beyond that of what every user of it imports anyway."""
    if contender == "moto":
        there, wanted, name = "boto3", "moto", "mock_aws"
    else:
        there, wanted, name = "botocore.session", "peermock", "mock_peering"
    import_module(there)
    start = process_time()
    getattr(import_module(wanted), name)
    yield process_time() - start


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
    "instances": partial(per_call_again, scenarios.describe_instances),
    "route table": partial(per_call_again, scenarios.describe_route_tables),
    "pages of 1000": partial(per_item, scenarios.describe_pages, 1000),
    "pages of 10000": partial(per_item, scenarios.describe_pages, 10_000),
    "tags of 100": partial(per_item, scenarios.describe_tags, 100),
    "tags of 10000": partial(per_item, scenarios.describe_tags, 10_000),
    "start and stop": start_and_stop,
    "small test": small_test,
    "import": import_time,
    "plugin": runs.plugin,
    "test alone": runs.alone,
    "test of 1000": runs.many,
    "first call": runs.first,
    "memory": partial(memory, 10_000),
    "request": endpoints.per_request,
    "readiness": endpoints.readiness,
}

if __name__ == "__main__":
    _, name, contender = sys.argv
    json.dump(list(MEASUREMENTS[name](contender)), sys.stdout)
