"""The cost of operations per item at several sizes, and whether it grows."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

LIMIT = 1.5
"""How much an item may cost in the largest world, compared with the next smaller one."""


class Cost(NamedTuple):
    """The cost of an operation at one size.

    Attributes:
        world: The kind of world, and what its size counts.
        operation: The operation.
        per: What an item is, of the operation's output or of what it must look at.
        size: The size of the world.
        seconds: The time for each item.
    """

    world: str
    operation: str
    per: str
    size: int
    seconds: float


def growth(seconds: Mapping[int, float]) -> float:
    """Return the cost in the largest world as a multiple of that in the next smaller one.

    Between smaller ones it may differ for another reason: a call has a cost of its own, which its
    items share. With one size there is no growth.
    """
    *_, smaller, largest = (seconds[size] for size in [min(seconds), *sorted(seconds)])
    return largest / smaller


def judge(seconds: Mapping[int, float]) -> str:
    """Return whether an operation grows as its items do, in words with a mark if it does not."""
    found = growth(seconds)
    return "in step" if found <= LIMIT else f"✗ faster ({found:.1f} times)"


def render(costs: Iterable[Cost]) -> str:
    """Return a table for each kind of world, as Markdown."""
    worlds: dict[str, dict[tuple[str, str], dict[int, float]]] = {}
    for world, operation, per, size, seconds in costs:
        worlds.setdefault(world, {}).setdefault((operation, per), {})[size] = seconds
    return "\n".join(_table(world, rows) for world, rows in worlds.items())


def _table(world: str, rows: Mapping[tuple[str, str], Mapping[int, float]]) -> str:
    sizes = sorted({size for seconds in rows.values() for size in seconds})
    heads = ["operation", "time per", "grows", *(f"{size:,}" for size in sizes)]
    lines = [f"### {world}", "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for (operation, per), seconds in rows.items():
        cells = [spell(seconds[size]) if size in seconds else "-" for size in sizes]
        lines.append(f"| {' | '.join([operation, per, judge(seconds), *cells])} |")
    return "\n".join([*lines, ""])


def spell(seconds: float) -> str:
    """Return a time in microseconds or milliseconds, with two or three digits."""
    value, unit = (seconds * 1e6, "µs") if seconds < 1e-3 else (seconds * 1e3, "ms")
    return f"{value:.1f} {unit}" if value < 100 else f"{value:.0f} {unit}"
