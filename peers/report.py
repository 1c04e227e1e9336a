"""The table of suites, and why cases differ, as Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from peers.outcomes import DIFFERS, OLDER, PASSED, REFUSED
from peers.running import Outcomes
from peers.suites import Reason, Suite

COLUMNS = (
    "Suite",
    "Cases",
    "Pass",
    "Other than AWS",
    "Older",
    "Open",
    "Beyond",
)


@dataclass(slots=True)
class Result:
    """What a suite says of peermock.

    Attributes:
        suite: The suite.
        counts: How many cases passed, were refused, and so on.
        explained: How many cases differ for a known reason.
        used: The reasons that cases differ for.
        unexplained: The cases that differ for no known reason, and how.
        beyond: How many cases each missing operation, parameter or service refuses.
    """

    suite: Suite
    counts: Counter[str] = field(default_factory=Counter)
    explained: int = 0
    used: set[Reason] = field(default_factory=set)
    unexplained: dict[str, str] = field(default_factory=dict)
    beyond: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, suite: Suite, outcomes: Outcomes) -> "Result":
        """Return the result that outcomes make."""
        result = cls(suite)
        for case, (verdict, text) in outcomes.items():
            result.counts[verdict] += 1
            if verdict == REFUSED:
                result.beyond[text] += 1
            elif verdict == DIFFERS and (why := suite.why(case, text.split("; "))):
                result.explained += 1
                result.used |= why
            elif verdict == DIFFERS:
                result.unexplained[case] = text
        return result

    @property
    def unused(self) -> list[Reason]:
        """The reasons that no case needs."""
        return [each for each in self.suite.reasons if each not in self.used]

    @property
    def is_true_to_page(self) -> bool:
        """Whether every case that differs is explained, and every explanation is needed."""
        return not self.unexplained and not self.unused

    def row(self) -> str:
        """Return the suite's row of the table."""
        counted = self.counts
        tried = counted[PASSED] + counted[DIFFERS] + counted[OLDER]
        cells = [
            f"[{self.suite.name}]({self.suite.repository})",
            tried,
            counted[PASSED],
            self.explained,
            counted[OLDER],
            len(self.unexplained),
            counted[REFUSED],
        ]
        return f"| {' | '.join(map(str, cells))} |"

    def told(self) -> Iterator[str]:
        """Yield what is to be done about the suite's cases."""
        for case, text in self.unexplained.items():
            yield f"{self.suite.name}: {case} differs, and nobody has said why: {text}"
        for reason in self.unused:
            yield f"{self.suite.name}: no case differs any longer because: {reason.text}"


def table(results: Iterable[Result]) -> str:
    """Return the table of suites."""
    head = [f"| {' | '.join(COLUMNS)} |", f"| {' | '.join(['---'] * len(COLUMNS))} |"]
    return "\n".join([*head, *(result.row() for result in results)])


def reasons(suites: Iterable[Suite]) -> str:
    """Return why cases of suites differ, with the cases."""
    lines: list[str] = []
    for suite in suites:
        if suite.reasons:
            lines += [f"### {suite.name}", ""]
        for reason in suite.reasons:
            cases = ", ".join(f"`{case.removeprefix('::')}`" for case in reason.cases)
            lines += [f"- {reason.text}", f"  Cases: {cases}.", ""]
    return "\n".join(lines).strip()
