"""The rows of the table: what each compares, and what it must reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Need = tuple[str, str]
"""A measurement and a contender."""


@dataclass(frozen=True)
class Row:
    """One value, or two of which the first is divided by the second or diminished by it.

    Attributes:
        what: What is measured.
        must: What the result must reach, in words.
        first: The value.
        second: The other value.
        sign: What is done with the two.
        unit: How the values are written.
    """

    what: str
    must: str
    first: Need
    second: Need | None = None
    sign: Literal["/", "-"] = "/"
    unit: Literal["ms", "µs", "KiB"] = "ms"

    @property
    def needs(self) -> list[Need]:
        """The values that it takes."""
        return [self.first, self.second] if self.second else [self.first]

    def render(self, values: Mapping[Need, float]) -> str:
        """Return the row as Markdown."""
        mine = [values[need] * _SCALES[self.unit] for need in self.needs]
        parts = [
            f"{_spell(need)} {value:.{_digits(value)}f} {self.unit}"
            for need, value in zip(self.needs, mine, strict=True)
        ]
        origin = f" {self.sign} ".join(parts)
        return f"| {self.what} | {self.must} | {self._result(*mine)} | {origin} |"

    def _result(self, first: float, second: float = 0.0) -> str:
        if self.second and self.sign == "/":
            ratio = first / second
            return f"**{ratio:.2f}**" if ratio < _LARGE else f"**{ratio:.0f}**"
        difference = first - second
        return f"**{difference:.{_digits(difference)}f} {self.unit}**"


_SCALES = {"ms": 1e3, "µs": 1e6, "KiB": 1 / 1024}
_LARGE = 10
"""From where on a number has fewer digits."""


def _digits(value: float) -> int:
    return 1 if value >= _LARGE else 2


def _spell(need: Need) -> str:
    name, contender = need
    return f"{name}, {contender}"


_LOW, _HIGH = "at most 1.35", "at least 2.5"

ROWS = [
    Row("Describe by ID, to the floor", _LOW, ("describe", "peermock"), ("describe", "floor")),
    Row("Create, to the floor", _LOW, ("create", "peermock"), ("create", "floor")),
    Row("Describe by ID, moto to peermock", _HIGH, ("describe", "moto"), ("describe", "peermock")),
    Row("Create, moto to peermock", _HIGH, ("create", "moto"), ("create", "peermock")),
    Row(
        "Start and stop of the mock, moto to peermock",
        "at least 20",
        ("start and stop", "moto"),
        ("start and stop", "peermock"),
    ),
    Row(
        "A small test, moto to peermock",
        "at least 20",
        ("small test", "moto"),
        ("small test", "peermock"),
    ),
    Row(
        "`from peermock import mock_peering`, botocore being there",
        "at most 20 ms",
        ("import", "peermock"),
    ),
    Row("`from moto import mock_aws`, boto3 being there", "", ("import", "moto")),
    Row(
        "pytest's run of an empty test, with the plugin and without",
        "at most 10 ms",
        ("pytest", "with peermock"),
        ("pytest", "without"),
        sign="-",
    ),
    Row(
        "Describe by ID among 10,000 connections, to that among 10",
        "at most 1.1",
        ("describe of 10000", "peermock"),
        ("describe of 10", "peermock"),
    ),
    Row(
        "All of 10,000 connections by pages, each connection, to the floor",
        "at most 1.5",
        ("pages of 10000", "peermock"),
        ("pages of 10000", "floor"),
        unit="µs",
    ),
    Row(
        "All of 10,000 by pages, each connection, to all of 1,000",
        "about 1: linear",
        ("pages of 10000", "peermock"),
        ("pages of 1000", "peermock"),
        unit="µs",
    ),
    Row("Memory of a connection among 10,000", "at most 3 KiB", ("memory", "peermock"), unit="KiB"),
]
