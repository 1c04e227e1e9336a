"""Scenarios: short conversations with AWS, each of which verifies rows of the fidelity page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from peermock._verify.conversation import Conversation

Ask = Callable[[Conversation], None]

FidelityRow = tuple[str, str]
"""A row of the fidelity page: its area and its first cell."""


class Need(Enum):
    """Something that a scenario requires."""

    TWO_ACCOUNTS = "a second account: pass --peer-profile or --peer-role-arn"
    TWO_REGIONS = "a second Region: pass two with --regions"


ACROSS_ACCOUNTS = (Need.TWO_ACCOUNTS,)
ACROSS_REGIONS = (Need.TWO_REGIONS,)


@dataclass(frozen=True, slots=True)
class Later:
    """A part of a scenario that has to wait.

    Attributes:
        after: The time to wait after the previous part.
        ask: The calls of this part.
    """

    after: timedelta
    ask: Ask


@dataclass(slots=True, kw_only=True)
class Scenario:
    """A conversation with AWS.

    Attributes:
        name: The name, used in reports, in recordings and by `--only`.
        area: The section of the fidelity page, such as `Options`.
        rows: The rows of that page that it verifies, each by area and first cell.
        needs: The requirements of the scenario.
        ask: The calls of the first part.
        later: The parts to run later, in order.
        summary: A one-sentence description.
    """

    name: str
    area: str
    rows: tuple[FidelityRow, ...]
    needs: frozenset[Need]
    ask: Ask
    later: list[Later] = field(default_factory=list)
    summary: str

    @property
    def parts(self) -> tuple[Ask, ...]:
        """All parts, in order."""
        return (self.ask, *(later.ask for later in self.later))

    def after(self, **duration: float) -> Callable[[Ask], Ask]:
        """Return a decorator for a part that runs some time after the previous one.

        Args:
            **duration: The time to wait, as keyword arguments of `datetime.timedelta`.
        """

        def add(ask: Ask) -> Ask:
            self.later.append(Later(timedelta(**duration), ask))
            return ask

        return add


class Scenarios:
    """The scenarios of one area, in order of definition.

    Example:
        >>> scenarios = Scenarios("Options")
        >>> @scenarios.add("A call without options")
        ... def modify_without_options(talk):
        ...     '''Modify options without naming any.'''
        >>> [scenario.name for scenario in scenarios.all]
        ['modify_without_options']
    """

    def __init__(self, area: str) -> None:
        self.area = area
        self.all: list[Scenario] = []

    def add(
        self, *rows: str | FidelityRow, needs: Iterable[Need] = ()
    ) -> Callable[[Ask], Scenario]:
        """Return a decorator that turns a function into a scenario.

        Args:
            *rows: The rows of the fidelity page that it verifies, by first cell. For rows of other
                areas, pass a tuple of area and first cell.
            needs: The requirements of the scenario.
        """

        def add(ask: Ask) -> Scenario:
            scenario = Scenario(
                name=ask.__name__,
                area=self.area,
                rows=tuple((self.area, row) if isinstance(row, str) else row for row in rows),
                needs=frozenset(needs),
                ask=ask,
                summary=(ask.__doc__ or "").partition("\n")[0],
            )
            self.all.append(scenario)
            return scenario

        return add
