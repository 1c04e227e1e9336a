"""Acceptance: its effects, and what can prevent it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.errors import (
    ActiveVpcPeeringConnectionPerVpcLimitExceeded,
    InvalidStateTransition,
    UserCannot,
    VpcPeeringConnectionAlreadyExists,
)
from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.quotas import Quotas
from peermock._domain.settle import Settle
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


@pytest.fixture
def pair(vpc_in: Callable[..., Vpc]) -> tuple[Vpc, Vpc]:
    """A VPC that makes a request, and a VPC of another account in another Region."""
    return vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")


def test_an_accepted_request_is_active(
    world: World, pair: tuple[Vpc, Vpc], asked: Callable[..., Peering]
) -> None:
    """The world changes only when the connection is saved."""
    peering = asked(*pair, NOW)
    accepted = world.accept(peering, THERE, NOW)
    assert accepted.status(NOW) is Status.ACTIVE
    assert world.peerings.get(peering.id) == peering


def test_acceptance_settles_as_the_world_does(
    world: World, pair: tuple[Vpc, Vpc], asked: Callable[..., Peering]
) -> None:
    """The connection is provisioning for as long as the world's settings say."""
    peering = asked(*pair, NOW)
    world.settle = Settle(duration=timedelta(minutes=5))
    accepted = world.accept(peering, THERE, NOW)
    assert accepted.status(NOW) is Status.PROVISIONING
    assert accepted.status(NOW + timedelta(minutes=5)) is Status.ACTIVE


def test_an_acceptance_may_settle_in_its_own_way(
    world: World, pair: tuple[Vpc, Vpc], asked: Callable[..., Peering]
) -> None:
    """A value for one acceptance takes precedence over the world's."""
    peering = asked(*pair, NOW)
    slow = world.accept(peering, THERE, NOW, settle=Settle(duration=timedelta(minutes=5)))
    assert slow.status(NOW) is Status.PROVISIONING
    world.settle = Settle(duration=timedelta(minutes=5))
    assert world.accept(peering, THERE, NOW, settle=Settle()).status(NOW) is Status.ACTIVE


def test_the_requester_is_refused_before_anything_is_counted(
    world: World, pair: tuple[Vpc, Vpc], asked: Callable[..., Peering]
) -> None:
    """An account that may not accept does not learn about quotas."""
    peering = asked(*pair, NOW)
    world.quotas = Quotas(active_per_vpc=0)
    with pytest.raises(UserCannot):
        world.accept(peering, HERE, NOW)


@pytest.mark.parametrize("status", [Status.PROVISIONING, Status.ACTIVE])
def test_the_reverse_of_an_accepted_connection_cannot_be_accepted(
    world: World,
    pair: tuple[Vpc, Vpc],
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """Two VPCs have one connection; the error names the second (recorded)."""
    ours, theirs = pair
    planted(status, ours, theirs, NOW)
    second = asked(theirs, ours, NOW)
    with pytest.raises(VpcPeeringConnectionAlreadyExists) as caught:
        world.accept(second, HERE, NOW)
    assert caught.value.peering_id == second.id


@pytest.mark.parametrize(
    "status",
    [
        Status.INITIATING_REQUEST,
        Status.PENDING_ACCEPTANCE,
        Status.DELETED,
        Status.REJECTED,
        Status.FAILED,
        Status.EXPIRED,
    ],
)
def test_the_first_of_two_requests_to_be_accepted_wins(
    world: World,
    pair: tuple[Vpc, Vpc],
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """Of two requests, the first to be accepted wins."""
    ours, theirs = pair
    planted(status, ours, theirs, NOW)
    second = asked(theirs, ours, NOW)
    assert world.accept(second, HERE, NOW).status(NOW) is Status.ACTIVE


def test_an_accepted_connection_can_be_accepted_again(
    world: World, pair: tuple[Vpc, Vpc], joined: Callable[..., Peering]
) -> None:
    """A second acceptance is prevented neither by the connection itself nor by a quota."""
    peering = joined(*pair, NOW)
    world.quotas = Quotas(active_per_vpc=0)
    assert world.accept(peering, THERE, NOW) is peering


def test_a_failed_request_cannot_be_accepted(
    world: World, vpc_in: Callable[..., Vpc], asked: Callable[..., Peering]
) -> None:
    """The requester, who still sees the failed request, gets an InvalidStateTransition."""
    peering = asked(vpc_in(HERE, "10.0.0.0/16"), vpc_in(HERE, "10.0.0.0/24"), NOW)
    with pytest.raises(InvalidStateTransition, match="from failed to provisioning"):
        world.accept(peering, HERE, NOW)


def test_a_refused_request_stays_pending(
    world: World, pair: tuple[Vpc, Vpc], asked: Callable[..., Peering]
) -> None:
    """The request can be accepted once the quota allows it."""
    peering = asked(*pair, NOW)
    world.quotas = Quotas(active_per_vpc=0)
    with pytest.raises(ActiveVpcPeeringConnectionPerVpcLimitExceeded):
        world.accept(peering, THERE, NOW)
    world.quotas = Quotas(active_per_vpc=1)
    found = world.peering(peering.id, seen_by=THERE, now=NOW)
    assert world.accept(found, THERE, NOW).sides == tuple(Side(v.place, v.id) for v in pair)
