"""The rows of the table: what each compares, and what it must reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Need = tuple[str, str]
"""A measurement and a contender."""


@dataclass(frozen=True)
class Aim:
    """The limit that a result must keep.

    Attributes:
        word: Whether the limit is the most or the least.
        limit: The limit, in the unit of the row, or a ratio.
    """

    word: Literal["at most", "at least"]
    limit: float

    def is_reached(self, result: float) -> bool:
        """Return whether a result is within the limit."""
        return result <= self.limit if self.word == "at most" else result >= self.limit


@dataclass(frozen=True)
class Row:
    """A value, the ratio of two values, or their difference, and what it must reach.

    Attributes:
        what: What is measured.
        aim: What the result must reach; None if it is only shown.
        first: The value.
        second: The other value.
        sign: What is done with the two.
        unit: How the values are written.
    """

    what: str
    aim: Aim | None
    first: Need
    second: Need | None = None
    sign: Literal["/", "-"] = "/"
    unit: Literal["ms", "µs", "KiB"] = "ms"

    @property
    def needs(self) -> list[Need]:
        """The values that it takes."""
        return [self.first, self.second] if self.second else [self.first]

    @property
    def must(self) -> str:
        """The aim, in words."""
        return f"{self.aim.word} {self.aim.limit:g}{self._suffix}" if self.aim else ""

    def result(self, values: Mapping[Need, float]) -> float:
        """Return the ratio, or the difference or value in the row's unit."""
        mine = [values[need] * _SCALES[self.unit] for need in self.needs]
        if len(mine) == 1:
            return mine[0]
        first, second = mine
        return first / second if self.sign == "/" else first - second

    def misses(self, values: Mapping[Need, float]) -> bool:
        """Return whether there is an aim that the result, as it is shown, does not reach."""
        shown = float(_number(self.result(values)))
        return self.aim is not None and not self.aim.is_reached(shown)

    def render(self, values: Mapping[Need, float]) -> str:
        """Return the row as Markdown; a missed aim has a mark and a word."""
        parts = [
            f"{_spell(need)} {_number(values[need] * _SCALES[self.unit])} {self.unit}"
            for need in self.needs
        ]
        origin = f" {self.sign} ".join(parts)
        result = f"**{_number(self.result(values))}{self._suffix}**"
        if self.misses(values):
            result += f" {MISSED}"
        return f"| {self.what} | {self.must} | {result} | {origin} |"

    @property
    def _suffix(self) -> str:
        return "" if self.second and self.sign == "/" else f" {self.unit}"


MISSED = "✗ missed"
"""What stands beside a result that does not reach its aim."""

_SCALES = {"ms": 1e3, "µs": 1e6, "KiB": 1 / 1024}
_LARGE = 10
"""From where on a number has fewer digits."""


def _number(value: float) -> str:
    return f"{value:.{1 if value >= _LARGE else 2}f}"


def _spell(need: Need) -> str:
    name, contender = need
    return f"{name}, {contender}"


ROWS = [
    Row(
        "One small test run alone, the whole process, compared with the floor",
        Aim("at most", 1.15),
        ("test alone", "peermock"),
        ("test alone", "floor"),
    ),
    Row(
        "One small test run alone, moto compared with peermock",
        Aim("at least", 4),
        ("test alone", "moto"),
        ("test alone", "peermock"),
    ),
    Row(
        "First mock and first call of a process, CPU time beyond the floor",
        Aim("at most", 50),
        ("first call", "peermock"),
        ("first call", "floor"),
        sign="-",
    ),
    Row(
        "Describe by ID, compared with the floor",
        Aim("at most", 1.2),
        ("describe", "peermock"),
        ("describe", "floor"),
    ),
    Row(
        "Create, compared with the floor",
        Aim("at most", 1.2),
        ("create", "peermock"),
        ("create", "floor"),
    ),
    Row(
        "Describe by ID, moto compared with peermock",
        Aim("at least", 2.5),
        ("describe", "moto"),
        ("describe", "peermock"),
    ),
    Row(
        "Create, moto compared with peermock",
        Aim("at least", 2.5),
        ("create", "moto"),
        ("create", "peermock"),
    ),
    Row(
        "Start and stop of the mock, moto compared with peermock",
        Aim("at least", 60),
        ("start and stop", "moto"),
        ("start and stop", "peermock"),
    ),
    Row(
        "A small test, moto compared with peermock",
        Aim("at least", 30),
        ("small test", "moto"),
        ("small test", "peermock"),
    ),
    Row(
        "A small test, compared with the floor",
        None,
        ("small test", "peermock"),
        ("small test", "floor"),
    ),
    Row(
        "1,000 small tests in one run of pytest, time per test, compared with the floor",
        Aim("at most", 1.25),
        ("test of 1000", "peermock"),
        ("test of 1000", "floor"),
    ),
    Row(
        "`from peermock import mock_peering`, with botocore imported",
        Aim("at most", 2.4),
        ("import", "peermock"),
    ),
    Row("`from moto import mock_aws`, with boto3 imported", None, ("import", "moto")),
    Row(
        "A pytest run of an empty test, with the plugin minus without",
        Aim("at most", 0.9),
        ("plugin", "peermock"),
    ),
    Row(
        "Describe by ID among 10,000 connections, compared with 10",
        Aim("at most", 1.1),
        ("describe of 10000", "peermock"),
        ("describe of 10", "peermock"),
    ),
    Row(
        "Listing 10,000 connections, time per connection, compared with the floor",
        Aim("at most", 1.25),
        ("pages of 10000", "peermock"),
        ("pages of 10000", "floor"),
        unit="µs",
    ),
    Row(
        "Listing 10,000 connections, time per connection, compared with 1,000",
        Aim("at most", 1.05),
        ("pages of 10000", "peermock"),
        ("pages of 1000", "peermock"),
        unit="µs",
    ),
    Row(
        "DescribeTags with 10,000 tagged rules, time per tag, compared with 100",
        Aim("at most", 1.2),
        ("tags of 10000", "peermock"),
        ("tags of 100", "peermock"),
        unit="µs",
    ),
    Row(
        "Describe by ID with moto active, compared with peermock alone",
        Aim("at most", 1.2),
        ("describe", "both"),
        ("describe", "peermock"),
    ),
    Row(
        "Describe instances (answered by moto), compared with moto alone",
        Aim("at most", 1.3),
        ("instances", "both"),
        ("instances", "moto"),
    ),
    Row(
        "Describe a route table with a peering, compared with moto alone",
        Aim("at most", 1.3),
        ("route table", "both"),
        ("route table", "moto"),
    ),
    Row("Describe by ID at the local endpoint", Aim("at most", 1.5), ("request", "peermock")),
    Row(
        "The same, moto's server compared with peermock's",
        Aim("at least", 3),
        ("request", "moto"),
        ("request", "peermock"),
    ),
    Row("Start of `peermock serve`", Aim("at most", 600), ("readiness", "peermock")),
    Row(
        "Memory per connection, with 10,000 connections",
        Aim("at most", 1.6),
        ("memory", "peermock"),
        unit="KiB",
    ),
]
