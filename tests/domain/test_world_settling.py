"""Settling by Describes: whose Describes advance which connections."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.peering import Peering, Status
from peermock._domain.settle import Settle
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")
STRANGER = Place("333333333333", "us-east-1")


@pytest.fixture
def world() -> World:
    """A world in which two Describes see each transitional status."""
    return World(ids=IdSource(0), settle=Settle(describes=2))


@pytest.fixture
def pair(vpc_in: Callable[..., Vpc], asked: Callable[..., Peering]) -> tuple[Peering, Peering]:
    """Two requests of one VPC, both still initiating."""
    ours, theirs, others = (
        vpc_in(place, f"10.{number}.0.0/16") for number, place in enumerate((HERE, THERE, THERE))
    )
    return asked(ours, theirs, NOW), asked(ours, others, NOW)


@pytest.fixture
def statuses(world: World, pair: tuple[Peering, Peering]) -> Callable[[], list[str]]:
    """Return a function that returns the current statuses of both requests."""
    return lambda: [world.peerings[peering.id].status(NOW).value for peering in pair]


@pytest.mark.parametrize("place", [HERE, THERE])
@pytest.mark.parametrize("peering_ids", [None, []])
def test_a_look_at_everything_counts_for_every_connection(
    world: World, statuses: Callable[[], list[str]], place: Place, peering_ids: list[str] | None
) -> None:
    """Describes by the other party count, even while it finds nothing."""
    world.look(place, peering_ids, NOW)
    assert statuses() == ["initiating-request"] * 2
    world.look(place, peering_ids, NOW)
    assert statuses() == ["pending-acceptance"] * 2


def test_a_look_at_some_counts_for_those(
    world: World, pair: tuple[Peering, Peering], statuses: Callable[[], list[str]]
) -> None:
    """The other connections do not change."""
    for _ in range(2):
        world.look(HERE, [pair[1].id], NOW)
    assert statuses() == ["initiating-request", "pending-acceptance"]


def test_a_look_does_not_keep_a_rejected_request(
    world: World, pair: tuple[Peering, Peering]
) -> None:
    """The requester sees a rejected request for two days, whatever it describes."""
    for _ in range(2):
        world.look(HERE, None, NOW)
    world.peerings.save(world.peerings[pair[0].id].reject(THERE, NOW))
    world.look(HERE, None, NOW + timedelta(days=1))
    assert not world.peerings[pair[0].id].is_visible_to(HERE, NOW + timedelta(days=2))


@pytest.mark.parametrize("peering_ids", [None, ["pcx-1a2b3c4d"]])
def test_a_strangers_look_does_not_count(
    world: World, statuses: Callable[[], list[str]], peering_ids: list[str] | None
) -> None:
    """A Describe of another connection does not count either."""
    for _ in range(9):
        world.look(STRANGER, peering_ids, NOW)
        world.look(HERE, ["pcx-1a2b3c4d"], NOW)
    assert statuses() == ["initiating-request"] * 2


def test_a_stranger_who_knows_the_id_does_not_hasten_anything(
    world: World, pair: tuple[Peering, Peering], statuses: Callable[[], list[str]]
) -> None:
    """A Describe by an account that is not a party does not count."""
    for _ in range(9):
        world.look(STRANGER, [pair[0].id], NOW)
    assert statuses() == ["initiating-request"] * 2


def test_looks_do_not_hurry_what_settles_by_time(
    world: World, vpc_in: Callable[..., Vpc], asked: Callable[..., Peering]
) -> None:
    """Only the clock advances a connection that settles by time."""
    world.settle = Settle(duration=timedelta(hours=1))
    peering = asked(vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16"), NOW)
    for _ in range(9):
        world.look(HERE, None, NOW)
    assert world.peerings[peering.id] == peering
    assert peering.status(NOW + timedelta(hours=1)) is Status.PENDING_ACCEPTANCE


def test_a_request_that_must_fail_shows_it_after_its_looks(
    world: World, vpc_in: Callable[..., Vpc], asked: Callable[..., Peering]
) -> None:
    """Until then the request looks like any other."""
    ours, theirs = (vpc_in(place, "10.0.0.0/16") for place in (HERE, THERE))
    peering = asked(ours, theirs, NOW)
    seen = []
    for _ in range(3):
        found = world.peering(peering.id, seen_by=HERE, now=NOW)
        seen.append(found.status(NOW).value)
        world.look(HERE, None, NOW)
    assert seen == ["initiating-request", "initiating-request", "failed"]
