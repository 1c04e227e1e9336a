"""Measures peermock beside botocore's own work and beside moto, and writes a table of ratios.

    python benchmarks/bench.py [--rounds N] [--page FILE] [--json FILE]

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
from rows import ROWS, Need

HERE = Path(__file__).parent
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"
ONCE = {"memory"}
"""What comes out the same each time."""

QUIET = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and keep what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="processes for each contender")
    parser.add_argument("--page", type=Path, help="the page whose table is replaced")
    parser.add_argument("--json", type=Path, help="where the values go, for `python -m pyperf`")
    options = parser.parse_args(arguments)
    benchmarks = measure_all(options.rounds)
    table = render(benchmarks)
    sys.stdout.write(table)
    if options.json:
        pyperf.BenchmarkSuite(list(benchmarks.values())).dump(str(options.json), replace=True)
    if options.page:
        write_table(options.page, table)


def measure_all(rounds: int) -> dict[Need, pyperf.Benchmark]:
    """Return the values of all measurements that the rows need, by name and contender."""
    needed = list(dict.fromkeys(each for row in ROWS for each in row.needs))
    runs: dict[Need, list[pyperf.Run]] = {each: [] for each in needed}
    for number in range(rounds):
        for name, contender in needed:
            if name in ONCE and number:
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


def render(benchmarks: dict[Need, pyperf.Benchmark]) -> str:
    """Return the table, as Markdown."""
    values = {each: typical(made) for each, made in benchmarks.items()}
    lines = ["| what | must reach | measured | from |", "|---|---|---|---|"]
    lines += [row.render(values) for row in ROWS]
    packages = ", ".join(f"{each} {version(each)}" for each in ("botocore", "moto", "peermock"))
    where = (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores"
    )
    return "\n".join([*lines, "", f"Measured with {packages}; {where}.", ""])


def typical(benchmark: pyperf.Benchmark) -> float:
    """Return the median of what each process did best."""
    return median(min(run.values) for run in benchmark.get_runs())


def write_table(page: Path, table: str) -> None:
    """Put the table between the marks of a page."""
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")


if __name__ == "__main__":
    main()
