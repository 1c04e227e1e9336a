"""A run: each scenario is performed on the target and on peermock, compared and cleaned up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from peermock._verify.cleanup import clean_up
from peermock._verify.comparison import compare
from peermock._verify.conversation import Caller, Pace
from peermock._verify.ledger import Ledger, Waiting
from peermock._verify.outcome import Outcome
from peermock._verify.performance import Performance, missing, perform, perform_all
from peermock._verify.scenario import Scenario

AWS_PACE = Pace(pause=0.1, patience=90)
"""The pace for AWS, whose limits are about ten calls per second."""

ENDPOINT = Pace(pause=0, patience=2)
"""The pace for other endpoints."""


@dataclass(slots=True)
class Run:
    """A run, new or resumed.

    Attributes:
        ledger: The ledger of created resources.
        parties: The caller of each party, by the party's name.
        pace: The speed of the calls.
        transcripts: The exchanges of each finished scenario.
        left: The resources that could not be deleted, with the reasons.
    """

    ledger: Ledger
    parties: Mapping[str, Caller]
    pace: Pace = AWS_PACE
    transcripts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def ask(self, scenarios: Sequence[Scenario]) -> Iterator[Outcome]:
        """Yield the outcome of each scenario as it ends."""
        for scenario in scenarios:
            yield self._ask(scenario, None)

    def resume(self, scenarios: Sequence[Scenario], now: datetime) -> Iterator[Outcome]:
        """Yield the outcomes of the scenarios that are due, and of those still pending."""
        by_name = {scenario.name: scenario for scenario in scenarios}
        for waiting in list(self.ledger.waiting):
            scenario = by_name[waiting.scenario]
            if not waiting.is_due(now):
                yield Outcome(scenario, due=_due(waiting.due))
                continue
            self.ledger.waiting.remove(waiting)
            before = Performance(
                transcript=waiting.transcript, memory=waiting.memory, part=waiting.part
            )
            yield self._ask(scenario, before)

    def _ask(self, scenario: Scenario, before: Performance | None) -> Outcome:
        reason = missing(scenario, self.parties)
        if reason:
            return Outcome(scenario, unasked=reason)
        theirs = perform(scenario, self.ledger, self.parties, pace=self.pace, before=before)
        if theirs.due is not None:
            self._wait(scenario, theirs)
        else:
            self.left += clean_up(self.ledger, self.parties, scenarios=frozenset({scenario.name}))
        if theirs.unasked:
            return Outcome(scenario, unasked=theirs.unasked)
        if theirs.due is None:
            self.transcripts[scenario.name] = theirs.transcript
        ours = self._perform(scenario, theirs.part or len(scenario.parts))
        differences = tuple(compare(theirs.transcript, ours.transcript))
        due = _due(theirs.due.isoformat()) if theirs.due else ""
        return Outcome(scenario, differences, due=due)

    def _wait(self, scenario: Scenario, done: Performance) -> None:
        due = done.due.astimezone(UTC).isoformat(timespec="seconds") if done.due else ""
        waiting = Waiting(scenario.name, done.part, due, done.memory, done.transcript)
        self.ledger.waiting.append(waiting)
        self.ledger.save()

    def _perform(self, scenario: Scenario, parts: int) -> Performance:
        places = {name: (each.account_id, each.region_name) for name, each in self.parties.items()}
        return perform_all(scenario, Ledger(None, self.ledger.run_id), places, parts)


def as_report(target: str, outcomes: Sequence[Outcome], left: Sequence[str]) -> dict[str, Any]:
    """Return the results of a run as plain JSON.

    Args:
        target: The target of the run.
        outcomes: The outcomes of the scenarios.
        left: The resources that could not be deleted.
    """
    return {
        "target": target,
        "outcomes": [outcome.as_dict() for outcome in outcomes],
        "left": list(left),
    }


def _due(moment: str) -> str:
    return f"due {datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
