"""Performing scenarios, on the target and on peermock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from peermock._verify.conversation import Caller, Conversation, OutOfReachError, Pace, StoppedError
from peermock._verify.ledger import Ledger
from peermock._verify.likeness import Likeness
from peermock._verify.scenario import Need, Scenario

if TYPE_CHECKING:
    from botocore.client import BaseClient

    from peermock import PeeringMock

Places = Mapping[str, tuple[str, str]]
"""The account and Region of each party, by name."""

AT_ONCE = Pace(pause=0, patience=0)
"""The pace for peermock, which responds at once."""

UNCHECKED = Config(parameter_validation=False, retries={"mode": "standard", "max_attempts": 8})
"""The configuration of clients that skip botocore's validation and retry when throttled."""


@dataclass(slots=True)
class Performance:
    """The result of performing a scenario on one side.

    Attributes:
        transcript: The exchanges in comparable form.
        memory: Values passed between the parts.
        due: When the next part is due; None after the last part.
        part: The number of the next part.
        unasked: Why the scenario was skipped; empty if it ran.
    """

    transcript: list[dict[str, Any]] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    part: int = 0
    unasked: str = ""


def missing(scenario: Scenario, parties: Mapping[str, Caller]) -> str:
    """Return what a scenario needs that these parties lack, or ""."""
    if Need.TWO_ACCOUNTS in scenario.needs and _same(parties, "account_id", "accepter"):
        return f"needs {Need.TWO_ACCOUNTS.value}"
    if Need.TWO_REGIONS in scenario.needs and _same(parties, "region_name", "abroad"):
        return f"needs {Need.TWO_REGIONS.value}"
    return ""


def perform(
    scenario: Scenario,
    ledger: Ledger,
    parties: Mapping[str, Caller],
    *,
    pace: Pace,
    before: Performance | None = None,
) -> Performance:
    """Perform the next part of a scenario.

    Args:
        scenario: The scenario.
        ledger: The ledger of created resources.
        parties: The caller of each party, by the party's name.
        pace: The speed of the calls.
        before: The result of the previous part; None for the first part.
    """
    done = before or Performance()
    talk = Conversation(scenario.name, ledger, parties, pace, memory=done.memory)
    talk.known = list(done.memory.get("known", ()))
    stopped = ""
    try:
        scenario.parts[done.part](talk)
    except OutOfReachError as error:
        return Performance(unasked=str(error))
    except (StoppedError, LookupError, TypeError) as error:
        stopped = str(error)
    alike = Likeness(_accounts(parties), talk.known)
    transcript = [*done.transcript, *_comparable(talk, alike)]
    if stopped:
        transcript.append({"Call": "(goes no further)", "Answer": alike.of(stopped)})
        return Performance(transcript)
    talk.memory["known"] = talk.known
    part = done.part + 1
    due = None
    if part < len(scenario.parts):
        due = _now() + scenario.later[part - 1].after
    return Performance(transcript, talk.memory, due, part)


@contextmanager
def mocked(places: Places) -> Iterator[tuple["PeeringMock", dict[str, Caller]]]:
    """Yield a mock and callers of peermock, in a world of their own."""
    from peermock import mock_peering  # noqa: PLC0415  # imported on first use

    account_id, region_name = places["requester"]
    with mock_peering(
        account_id=account_id, region_name=region_name, isolated=True, network="peermock"
    ) as aws:
        yield aws, {name: _connect_mock(aws, name, *place) for name, place in places.items()}


def perform_all(scenario: Scenario, ledger: Ledger, places: Places, parts: int) -> Performance:
    """Perform the first parts of a scenario on peermock, shifting its clock in between.

    Args:
        scenario: The scenario.
        ledger: The ledger of created resources; not the run's own.
        places: The account and Region of each party.
        parts: The number of parts to perform.
    """
    with mocked(places) as (aws, ours):
        done = perform(scenario, ledger, ours, pace=AT_ONCE)
        while done.part < parts and done.due is not None:
            aws.shift(scenario.later[done.part - 1].after)
            done = perform(scenario, ledger, ours, pace=AT_ONCE, before=done)
    return done


def _connect_mock(aws: "PeeringMock", name: str, account_id: str, region_name: str) -> Caller:
    clients = []
    for service_name in ("ec2", "sts"):
        key = (service_name, account_id, region_name)
        if key not in _clients:
            account = aws.account(account_id)
            _clients[key] = account.client(service_name, region_name, config=UNCHECKED)
        clients.append(_clients[key])
    return Caller(name, account_id, region_name, *clients)


_clients: dict[tuple[str, str, str], "BaseClient"] = {}
"""The clients that call peermock, cached across mocks."""


def _comparable(talk: Conversation, alike: Likeness) -> Iterator[dict[str, Any]]:
    for exchange in talk.exchanges:
        params = alike.of(exchange.params)
        yield {
            "Call": f"{exchange.party} {exchange.operation_name}",
            "Params": params,
            "Answer": alike.of(exchange.answer),
        }


def _accounts(parties: Mapping[str, Caller]) -> dict[str, str]:
    """Return a placeholder for each account, named after its first party."""
    accounts: dict[str, str] = {}
    for name, caller in parties.items():
        accounts.setdefault(caller.account_id, f"<account of {name}>")
    return accounts


def _same(parties: Mapping[str, Caller], attribute: str, other: str) -> bool:
    first = getattr(parties["requester"], attribute)
    return bool(first == getattr(parties[other], attribute))


def _now() -> datetime:
    return datetime.now().astimezone()
