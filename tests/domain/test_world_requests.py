"""Requests: which are new, and which fail."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.settle import Settle
from peermock._domain.vpc import VPC, Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


@pytest.fixture
def ours(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC that makes requests."""
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
    """The accepter's place."""
    place: Place = request.param
    return place


def test_a_new_request_is_pending(ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]) -> None:
    """The request has the two VPCs and the current time."""
    peering = asked(ours, theirs, NOW)
    assert peering.sides == (Side(HERE, ours.id), Side(THERE, theirs.id))
    assert peering.requested_at == NOW
    assert peering.status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_settles_as_the_world_does(
    world: World, ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]
) -> None:
    """The request is initiating for as long as the world's settings say."""
    world.settle = Settle(duration=timedelta(minutes=5))
    peering = asked(ours, theirs, NOW)
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    assert peering.status(NOW + timedelta(minutes=5)) is Status.PENDING_ACCEPTANCE


def test_a_request_may_settle_in_its_own_way(world: World, ours: Vpc, theirs: Vpc) -> None:
    """A value for one request takes precedence over the world's."""
    parties = world.party(HERE, ours.id), world.party(THERE, theirs.id)
    peering = world.request(*parties, NOW, Settle(duration=timedelta(minutes=5))).peering
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    world.settle = Settle(duration=timedelta(minutes=5))
    assert world.request(*parties, NOW, Settle()).peering.status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_is_not_there_before_it_is_saved(world: World, ours: Vpc, theirs: Vpc) -> None:
    """Creating a request does not change the world."""
    peering = world.request(world.party(HERE, ours.id), world.party(THERE, theirs.id), NOW).peering
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
    """Any block counts, of either IP version, across accounts and Regions."""
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
    """Neighbouring blocks do not overlap."""
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
    """AWS creates the request all the same."""
    peering = world.request(world.party(HERE, ours.id), world.party(said, theirs.id), NOW).peering
    assert peering.status(NOW) is Status.FAILED
    assert peering.accepter.place == said


def test_a_request_to_an_unknown_vpc_fails(world: World, ours: Vpc) -> None:
    """The requester does not learn that the VPC does not exist."""
    peering = world.request(
        world.party(HERE, ours.id), world.party(THERE, "vpc-1a2b3c4d"), NOW
    ).peering
    assert peering.status(NOW) is Status.FAILED


def test_a_request_from_a_vpc_that_is_gone_fails(world: World, ours: Vpc, theirs: Vpc) -> None:
    """The requester VPC has been deleted."""
    world.store(HERE).forget(VPC, ours.id)
    peering = world.request(world.party(HERE, ours.id), world.party(THERE, theirs.id), NOW).peering
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
    """Repeating a live request returns it unchanged."""
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
    """The new request has its own ID and is pending."""
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
    """The reverse request is pending, whatever the status of the first."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(there, "10.1.0.0/16")
    old = planted(status, ours, theirs, NOW)
    new = asked(theirs, ours, NOW)
    assert new.id != old.id
    assert new.status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_to_the_right_owner_follows_one_to_the_wrong(
    world: World, ours: Vpc, theirs: Vpc, asked: Callable[..., Peering]
) -> None:
    """The requests are distinct, even while the first one has not yet failed."""
    world.settle = Settle(duration=timedelta(hours=1))
    wrong = world.party(Place("333333333333", "eu-west-1"), theirs.id)
    first = world.peerings.save(world.request(world.party(HERE, ours.id), wrong, NOW).peering)
    assert asked(ours, theirs, NOW).id != first.id
