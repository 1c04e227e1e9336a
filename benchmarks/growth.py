"""Measures what an operation costs in worlds of growing size, and writes a table for each.

    python benchmarks/growth.py [--page FILE] [--most SIZE] [WORLD ...]

Each kind of world is measured in a process of its own, from the smallest size to the largest. Of a
few runs of an operation the best counts, in CPU time, which other processes change little. As in
Python's timeit, the garbage collector waits until the runs are over.
"""

import argparse
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from costs import Cost, render
from table import put
from worlds import WORLDS

GROWTH = "growth"
"""The name of the marks around the tables."""

ENOUGH, RUNS = 0.4, 5
"""The seconds after which an operation is not run again, and the most runs."""

PATIENCE = 20.0
"""The most seconds that one run may take at the next size, if it grows as the size."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the worlds, print the tables, and put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("worlds", nargs="*", help="worlds (all of them)")
    parser.add_argument("--page", type=Path, help="the page whose tables are replaced")
    parser.add_argument("--most", type=int, default=100_000, help="the largest size")
    parser.add_argument("--here", action="store_true", help="print the values of one world as JSON")
    options = parser.parse_args(arguments)
    if options.here:
        json.dump([list(cost) for cost in measure(options.worlds[0], options.most)], sys.stdout)
        return
    costs = [
        cost for name in options.worlds or WORLDS for cost in measure_apart(name, options.most)
    ]
    tables = render(costs)
    sys.stdout.write(tables)
    if options.page:
        put(options.page, GROWTH, tables)


def measure_apart(name: str, most: int) -> Iterator[Cost]:
    """Yield the costs in a kind of world, measured in a process of its own."""
    sys.stderr.write(f"\r\033[K{name}")
    command = [sys.executable, __file__, "--here", "--most", str(most), name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    sys.stderr.write("\r\033[K")
    return (Cost(*each) for each in json.loads(done.stdout))


def measure(name: str, most: int) -> Iterator[Cost]:
    """Yield what each operation costs per item, in worlds of each size.

    An operation that would take too long at a size is left out from there on.
    """
    world = WORLDS[name]
    last: dict[str, tuple[int, float]] = {}
    for size in world.sizes:
        if size > most:
            break
        with world.build(size) as operations:
            for operation in operations:
                before, took = last.get(operation.name, (size, 0.0))
                if took * size / before > PATIENCE:
                    continue
                took = best(operation.run)
                last[operation.name] = size, took
                cost = took / operation.items
                yield Cost(world.title, operation.name, operation.per, size, cost)


def best(run: Callable[[], object]) -> float:
    """Return the least CPU time of a few runs, after one that is not measured."""
    gc.collect()
    gc.disable()
    try:
        run()
        times: list[float] = []
        while len(times) < RUNS and sum(times) < ENOUGH:
            start = process_time()
            run()
            times.append(process_time() - start)
        return min(times)
    finally:
        gc.enable()


if __name__ == "__main__":
    main()
