"""The results of a run, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from peermock._verify.comparison import Difference
from peermock._verify.scenario import FidelityRow, Scenario

Palette = Mapping[str, str]

_LONGEST = 400
"""The number of characters of a response shown on the terminal; the JSON report has all."""

PLAIN: Palette = {"bad": "", "good": "", "dim": "", "end": ""}
COLOUR: Palette = {"bad": "\033[31m", "good": "\033[32m", "dim": "\033[2m", "end": "\033[0m"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one scenario.

    Attributes:
        scenario: The scenario.
        differences: The differences between the responses.
        unasked: Why the scenario was skipped; empty if it ran.
        due: When the next part is due, in words; empty after the last part.
    """

    scenario: Scenario
    differences: tuple[Difference, ...] = ()
    unasked: str = ""
    due: str = ""

    @property
    def word(self) -> str:
        """The outcome in one word."""
        if self.unasked:
            return "skipped"
        if self.differences:
            return "differs"
        return "pending" if self.due else "matches"

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as plain JSON."""
        return {
            "scenario": self.scenario.name,
            "area": self.scenario.area,
            "rows": [list(row) for row in self.scenario.rows],
            "outcome": self.word,
            "differences": [asdict(each) for each in self.differences],
            "unasked": self.unasked,
            "due": self.due,
        }


def line_of(outcome: Outcome, paint: Palette = PLAIN) -> str:
    """Return the line for a scenario that has just ended."""
    colour = {"differs": "bad", "matches": "good"}.get(outcome.word, "dim")
    line = f"{paint[colour]}{outcome.word:>13}{paint['end']}  {outcome.scenario.name}"
    reason = outcome.unasked or outcome.due
    return f"{line} ({reason})" if reason else line


def details_of(outcome: Outcome) -> str:
    """Return the differences of a scenario in full: rows, calls and both responses."""
    lines = [f"{outcome.scenario.name}: {outcome.scenario.summary}"]
    lines += [f"  {area}: {row}" for area, row in outcome.scenario.rows]
    for each in outcome.differences:
        lines.append(f"  call {each.step}, {each.call}{f', {each.member}' if each.member else ''}")
        lines += [f"    target   {_show(each.theirs)}", f"    peermock {_show(each.ours)}"]
    return "\n".join(lines)


def summary_of(outcomes: Sequence[Outcome], paint: Palette = PLAIN) -> str:
    """Return how many rows of the fidelity page match, by area and in total."""
    words = settle_rows(outcomes)
    lines = []
    for area in dict.fromkeys(area for area, _ in words):
        counted = Counter(word for (place, _), word in words.items() if place == area)
        lines.append(f"{area:<34} {_counts(counted)}")
    colour = paint["bad" if "differs" in words.values() else "good"]
    return "\n".join([*lines, f"{colour}{_counts(Counter(words.values()))}{paint['end']}"])


def settle_rows(outcomes: Iterable[Outcome]) -> dict[FidelityRow, str]:
    """Return the outcome of each row. A row that differs in one scenario differs."""
    order = ["matches", "pending", "skipped", "differs"]
    worst: dict[FidelityRow, int] = {}
    for outcome in outcomes:
        for row in outcome.scenario.rows:
            worst[row] = max(worst.get(row, 0), order.index(outcome.word))
    return {row: order[rank] for row, rank in worst.items()}


def _counts(counted: Mapping[str, int]) -> str:
    matching, differing = counted["matches"], counted["differs"]
    text = f"{matching} {'row matches' if matching == 1 else 'rows match'}"
    text += f", {differing} {'differs' if differing == 1 else 'differ'}"
    if counted["skipped"]:
        text += f", {counted['skipped']} skipped"
    if counted["pending"]:
        text += f", {counted['pending']} pending"
    return text


def _show(value: object) -> str:
    """Return a value in one line: an error as code and message, long values cut."""
    if isinstance(value, Mapping) and "Error" in value:
        error = value["Error"]
        return f"{error['Code']}: {error['Message']}"
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
