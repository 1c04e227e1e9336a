"""A run that is killed at any point leaves only what `--clean-up` finds."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from peermock import PeeringMock
from peermock._verify import command, target
from peermock._verify.plan import Plan, rehearse
from peermock._verify.scenario import Scenario
from tests.verify.conftest import Hooks, Killed, Verify

Standing = Callable[[], list[str]]
Account = tuple[Verify, Standing]
Rehearse = Callable[[Sequence[Scenario], tuple[str, ...]], Plan]

SCENARIOS = [
    "acl_associations",
    "associations",
    "group_of_a_peer",
    "new_versions",
    "routes_to_a_detached_gateway",
]
"""Scenarios that together create every kind of resource."""


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_run_killed_at_any_call_can_be_cleaned_up(
    account: Account, run_file: Path, asked: Hooks, scenario: str, *, after: bool
) -> None:
    """Cleaning up deletes exactly what the run created."""
    verify, standing = account
    own = standing()
    died = 0
    while True:
        asked.calls, asked.number, asked.after = 0, died + 1, after
        with suppress(Killed):
            verify("--only", scenario)
        if asked.calls < asked.number:
            break
        died, asked.number = died + 1, 0
        if run_file.exists():
            assert verify("--clean-up", run_file, begin=False)[0] == 0
            run_file.unlink()
        assert standing() == own
    assert died > 15


def rehearse_once() -> Rehearse:
    """Return a function that rehearses the same scenarios only once."""
    plans: dict[tuple[str, ...], Plan] = {}

    def look_up(scenarios: Sequence[Scenario], regions: tuple[str, ...]) -> Plan:
        names = tuple(each.name for each in scenarios)
        if names not in plans:
            plans[names] = rehearse(scenarios, regions)
        return plans[names]

    return look_up


@pytest.fixture
def account(
    peering: PeeringMock, verify: Verify, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> Account:
    """The command, and a function that lists an account with a VPC of its own."""
    # Both take a third of a run's time, and are the same for each.
    monkeypatch.setattr(target, "_session", cache(target._session))
    monkeypatch.setattr(command, "rehearse", rehearse_once())
    peering.account("111111111111").vpc("10.0.0.0/16")
    return verify, standing
