"""Measures peermock beside botocore's own work and beside moto, and writes a table of ratios.

    python benchmarks/bench.py [--rounds N] [--page FILE] [--picture FILE] [--json FILE]

Each value comes from a process of its own, and the contenders take turns, so that whatever else
the machine does meets all of them alike. Of one process the best value counts, because other work
can only add to it; of all processes the median.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

import pyperf
from picture import DRAWN, draw
from rows import ROWS, Need
from table import SPEED, put, render

HERE = Path(__file__).parent
FEW = {
    "memory": 1,
    "describe of 10000": 2,
    "pages of 10000": 2,
    "tags of 10000": 2,
    "test of 1000": 2,
}
"""The most rounds of a measurement that comes out the same each time, or takes long."""

QUIET = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("AWS_") and name != "PYTHONDONTWRITEBYTECODE"
}
"""The environment without credentials, and with compiled modules, which every run finds."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and keep what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="processes for each contender")
    parser.add_argument("--page", type=Path, help="the page whose table is replaced")
    parser.add_argument("--picture", type=Path, help="the picture that is drawn again")
    parser.add_argument("--json", type=Path, help="where the values go, for `python -m pyperf`")
    options = parser.parse_args(arguments)
    benchmarks = measure_all(options.rounds)
    values = {each: typical(made) for each, made in benchmarks.items()}
    table = render(values, made_with())
    sys.stdout.write(table)
    if options.json:
        pyperf.BenchmarkSuite(list(benchmarks.values())).dump(str(options.json), replace=True)
    if options.page:
        put(options.page, SPEED, table)
    if options.picture:
        options.picture.write_text(draw(values), encoding="utf-8")


def measure_all(rounds: int) -> dict[Need, pyperf.Benchmark]:
    """Return the values of all measurements that the rows need, by name and contender."""
    needed = list(dict.fromkeys([*(each for row in ROWS for each in row.needs), *DRAWN]))
    runs: dict[Need, list[pyperf.Run]] = {each: [] for each in needed}
    for number in range(rounds):
        for name, contender in needed:
            if number >= FEW.get(name, rounds):
                continue
            sys.stderr.write(f"\r\033[Kround {number + 1} of {rounds}: {name}, {contender}")
            runs[name, contender].append(measure(name, contender))
    sys.stderr.write("\r\033[K")
    return {each: pyperf.Benchmark(made) for each, made in runs.items()}


def measure(name: str, contender: str) -> pyperf.Run:
    """Return the values of one measurement in a process of its own."""
    command = [sys.executable, str(HERE / "measurements.py"), name, contender]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=QUIET)
    metadata = {"name": f"{name}, {contender}", "unit": "byte" if name == "memory" else "second"}
    return pyperf.Run(json.loads(done.stdout), metadata=metadata, collect_metadata=False)


def made_with() -> str:
    """Return the versions of all that was measured, and the machine's cores."""
    packages = ", ".join(f"{each} {version(each)}" for each in ("botocore", "moto", "peermock"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{packages}; {python}, {os.cpu_count()} cores"


def typical(benchmark: pyperf.Benchmark) -> float:
    """Return the median of what each process did best."""
    return median(min(run.values) for run in benchmark.get_runs())


if __name__ == "__main__":
    main()
