"""Requests: which one is new, and which fails."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock.domain.identity import Place
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.settle import Settle
from peermock.domain.vpc import Vpc
from peermock.domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


@pytest.fixture
def ours(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC that requests."""
    return vpc_in(HERE, "10.0.0.0/16")


@pytest.fixture
def theirs(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC of another account in another Region."""
    return vpc_in(THERE, "10.1.0.0/16")


@pytest.fixture(
    params=[HERE, Place("222222222222", "us-east-1"), Place("111111111111", "eu-west-1"), THERE],
    ids=["same place", "other account", "other Region", "other account and Region"],
)
def there(request: pytest.FixtureRequest) -> Place:
    """Wherever an accepter may be."""
    place: Place = request.param
    return place


def test_a_new_request_is_pending(ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]) -> None:
    """It joins the two VPCs that it names, and waits from now on."""
    peering = asked(ours, theirs, NOW)
    assert peering.sides == (Side(HERE, ours.id), Side(THERE, theirs.id))
    assert peering.requested_at == NOW
    assert peering.status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_settles_as_the_world_does(
    world: World, ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]
) -> None:
    """It is initiating for as long as the test asked for."""
    world.settle = Settle(duration=timedelta(minutes=5))
    peering = asked(ours, theirs, NOW)
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    assert peering.status(NOW + timedelta(minutes=5)) is Status.PENDING_ACCEPTANCE


def test_a_request_may_settle_in_its_own_way(world: World, ours: Vpc, theirs: Vpc) -> None:
    """What is said for one request goes before what the world does."""
    sides = Side(HERE, ours.id), Side(THERE, theirs.id)
    peering = world.request(*sides, NOW, Settle(duration=timedelta(minutes=5)))
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    world.settle = Settle(duration=timedelta(minutes=5))
    assert world.request(*sides, NOW, Settle()).status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_is_not_there_before_it_is_saved(world: World, ours: Vpc, theirs: Vpc) -> None:
    """Asking the world what a request would be leaves it alone."""
    peering = world.request(Side(HERE, ours.id), Side(THERE, theirs.id), NOW)
    assert world.peerings.get(peering.id) is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["10.0.0.0/16"], ["10.0.0.0/16"]),
        (["10.0.0.0/16"], ["10.0.255.0/24"]),
        (["10.0.255.0/24"], ["10.0.0.0/16"]),
        (["10.0.0.0/16", "10.2.0.0/16"], ["10.1.0.0/16", "10.2.3.0/24"]),
        (["10.0.0.0/16"], ["10.1.0.0/16", "10.0.3.0/24"]),
        (["10.0.0.0/16", "10.1.3.0/24"], ["10.1.0.0/16"]),
        (["10.0.0.0/16", "2001:db8::/56"], ["10.1.0.0/16", "2001:db8::/56"]),
    ],
)
def test_a_request_between_overlapping_vpcs_fails(
    vpc_in: Callable[..., Vpc],
    asked: Callable[..., Peering],
    there: Place,
    ours: list[str],
    theirs: list[str],
) -> None:
    """Any range counts, of either family, and also across accounts and Regions."""
    peering = asked(vpc_in(HERE, *ours), vpc_in(there, *theirs), NOW)
    assert peering.status(NOW) is Status.FAILED


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["10.0.0.0/16"], ["10.1.0.0/16"]),
        (["10.0.0.0/25"], ["10.0.0.128/25"]),
        (["10.0.0.0/16", "10.2.0.0/16"], ["10.1.0.0/16", "10.3.0.0/16"]),
        (["10.0.0.0/16", "2001:db8::/56"], ["10.1.0.0/16", "2001:db8:0:100::/56"]),
    ],
)
def test_a_request_between_vpcs_apart_is_pending(
    vpc_in: Callable[..., Vpc],
    asked: Callable[..., Peering],
    there: Place,
    ours: list[str],
    theirs: list[str],
) -> None:
    """Neighbouring ranges do not overlap."""
    peering = asked(vpc_in(HERE, *ours), vpc_in(there, *theirs), NOW)
    assert peering.status(NOW) is Status.PENDING_ACCEPTANCE


@pytest.mark.parametrize(
    "said",
    [
        Place("333333333333", "eu-west-1"),
        Place("222222222222", "us-east-1"),
        Place("abc", "eu-west-1"),
        HERE,
    ],
    ids=["wrong account", "wrong Region", "no account", "neither said"],
)
def test_a_request_to_where_the_vpc_is_not_fails(
    world: World, ours: Vpc, theirs: Vpc, said: Place
) -> None:
    """AWS makes it all the same."""
    peering = world.request(Side(HERE, ours.id), Side(said, theirs.id), NOW)
    assert peering.status(NOW) is Status.FAILED
    assert peering.accepter.place == said


def test_a_request_to_an_unknown_vpc_fails(world: World, ours: Vpc) -> None:
    """Nobody says that there is no such VPC."""
    peering = world.request(Side(HERE, ours.id), Side(THERE, "vpc-1a2b3c4d"), NOW)
    assert peering.status(NOW) is Status.FAILED


def test_a_request_from_a_vpc_that_is_gone_fails(world: World, ours: Vpc, theirs: Vpc) -> None:
    """There is nothing to join."""
    world.store(HERE).vpcs.remove(ours.id)
    peering = world.request(Side(HERE, ours.id), Side(THERE, theirs.id), NOW)
    assert peering.status(NOW) is Status.FAILED


@pytest.mark.parametrize(
    "status",
    [
        Status.INITIATING_REQUEST,
        Status.PENDING_ACCEPTANCE,
        Status.PROVISIONING,
        Status.ACTIVE,
    ],
)
def test_the_same_request_again_is_the_one_there_is(
    ours: Vpc,
    theirs: Vpc,
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """It comes back as it is."""
    assert planted(status, ours, theirs, NOW) == asked(ours, theirs, NOW)


@pytest.mark.parametrize(
    "status",
    [
        Status.DELETING,
        Status.DELETED,
        Status.REJECTED,
        Status.FAILED,
        Status.EXPIRED,
    ],
)
def test_after_its_end_the_same_request_is_a_new_one(
    ours: Vpc,
    theirs: Vpc,
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """It waits for acceptance, with an ID of its own."""
    old = planted(status, ours, theirs, NOW)
    new = asked(ours, theirs, NOW)
    assert new.id != old.id
    assert new.status(NOW) is Status.PENDING_ACCEPTANCE


@pytest.mark.parametrize("status", Status)
def test_the_reverse_of_a_request_is_a_new_one(
    vpc_in: Callable[..., Vpc],
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    there: Place,
    status: Status,
) -> None:
    """It waits for acceptance, whatever has become of the first and whoever owns the two."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(there, "10.1.0.0/16")
    old = planted(status, ours, theirs, NOW)
    new = asked(theirs, ours, NOW)
    assert new.id != old.id
    assert new.status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_to_the_right_owner_follows_one_to_the_wrong(
    world: World, ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]
) -> None:
    """They are two, even while the first one is not known to have failed."""
    world.settle = Settle(duration=timedelta(hours=1))
    wrong = Side(Place("333333333333", "eu-west-1"), theirs.id)
    first = world.peerings.save(world.request(Side(HERE, ours.id), wrong, NOW))
    assert asked(ours, theirs, NOW).id != first.id
