"""peermock against a naive model of AWS, over histories that Hypothesis makes up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from peermock.domain.peering import Peering, Status
from peermock.domain.world import World
from peermodel.machine import Agreement, PeeringMachine
from peermodel.stage import Stage

STEPS = 10_000
STEPS_OF_A_HISTORY = 50


def run_machine(stage: Stage, histories: int, **more: object) -> int:
    """Run histories, the same ones each time, and return how many steps they took."""
    agreement = Agreement(stage)
    run_state_machine_as_test(
        lambda: PeeringMachine(agreement),
        settings=settings(
            max_examples=histories,
            stateful_step_count=STEPS_OF_A_HISTORY,
            derandomize=True,
            database=None,
            **more,
        ),
    )
    return agreement.steps


def test_peermock_agrees_with_a_naive_model_for_10000_steps(stage: Stage) -> None:
    """Each answer has the members, and each refusal the code and the text, that the model says."""
    assert run_machine(stage, STEPS // STEPS_OF_A_HISTORY) >= STEPS


def expire_after_eight_days(peering: Peering, now: object) -> Status:
    """The request is answered for a day too long, whatever its ExpirationTime says."""
    late = replace(peering, requested_at=peering.requested_at + timedelta(days=1))
    return STATUS(late, now)


def expire_a_second_late(peering: Peering, now: object) -> Status:
    """The request is pending for one second too long."""
    late = replace(peering, requested_at=peering.requested_at + timedelta(seconds=1))
    return STATUS(late, now)


def let_the_requester_answer(peering: Peering, by: object, now: object, *_: str) -> Status:
    """Whoever sees a request may accept or reject it."""
    return peering.status(now)


def show_for_two_days(*_: object) -> timedelta:
    """Whatever has ended is seen for two days by both."""
    return timedelta(days=2)


def delete_anything(peering: Peering, by: object, now: object, settle: object) -> Peering:
    """What was rejected can be deleted."""
    if peering.status(now) is Status.REJECTED:
        return replace(peering, step="deleted")
    return DELETE(peering, by, now, settle)


STATUS, DELETE = Peering.status, Peering.delete
FAULTS = {
    "expires after eight days": (Peering, "status", expire_after_eight_days),
    "expires a second late": (Peering, "status", expire_a_second_late),
    "the requester accepts": (Peering, "_answerable_by", let_the_requester_answer),
    "the accepter sees a rejected one for two days": (Peering, "_window", show_for_two_days),
    "the accepter sees a failed one": (Peering, "_has_arrived", lambda *_: True),
    "a rejected one is deleted": (Peering, "delete", delete_anything),
    "overlapping ranges are joined": (World, "_can_join", lambda *_: True),
    "two connections join two VPCs": (World, "_check_alone", lambda *_: None),
    "the same request is made twice": (World, "_is_same_request", lambda *_: False),
}


@pytest.mark.parametrize(("owner", "name", "fault"), FAULTS.values(), ids=FAULTS)
def test_the_machine_finds_a_fault(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    name: str,
    fault: Callable[..., object],
) -> None:
    """One wrong transition, and the model disagrees."""
    monkeypatch.setattr(owner, name, fault)
    with pytest.raises(AssertionError, match="model: "):
        run_machine(stage, 50, phases=[Phase.generate])
