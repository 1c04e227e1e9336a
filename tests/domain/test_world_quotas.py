"""Quotas for outstanding requests and for active connections of a VPC."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.errors import (
    ActiveVpcPeeringConnectionPerVpcLimitExceeded,
    PendingVpcPeeringConnectionLimitExceeded,
)
from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Status
from peermock._domain.quotas import Quotas
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
MICROSECOND = timedelta(microseconds=1)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


@pytest.fixture
def vpcs(vpc_in: Callable[..., Vpc]) -> list[Vpc]:
    """VPCs of two places in turn, none of which overlap."""
    return [vpc_in([HERE, THERE][number % 2], f"10.{number}.0.0/16") for number in range(8)]


@pytest.mark.parametrize("quota", [0, 1, 2])
def test_a_request_beyond_the_quota_is_refused(
    world: World, vpcs: list[Vpc], asked: Callable[..., Peering], quota: int
) -> None:
    """Exactly as many requests as the quota may be outstanding, from any VPCs."""
    world.quotas = Quotas(outstanding_requests=quota)
    for number in range(quota):
        asked(vpcs[number * 2], vpcs[number * 2 + 1], NOW)
    with pytest.raises(PendingVpcPeeringConnectionLimitExceeded):
        asked(vpcs[6], vpcs[7], NOW)
    assert len(list(world.peerings.at(HERE))) == quota


def test_by_default_twenty_five_requests_may_wait(
    vpc_in: Callable[..., Vpc], asked: Callable[..., Peering]
) -> None:
    """The twenty-sixth request is rejected."""
    vpcs = [vpc_in(HERE, f"10.{number}.0.0/16") for number in range(27)]
    for vpc in vpcs[1:26]:
        asked(vpcs[0], vpc, NOW)
    with pytest.raises(PendingVpcPeeringConnectionLimitExceeded):
        asked(vpcs[0], vpcs[26], NOW)


def test_asking_again_at_the_quota_gives_the_one_there_is(
    world: World, vpcs: list[Vpc], asked: Callable[..., Peering]
) -> None:
    """A repeated request does not count as another."""
    world.quotas = Quotas(outstanding_requests=1)
    assert asked(vpcs[0], vpcs[1], NOW) == asked(vpcs[0], vpcs[1], NOW)


@pytest.mark.parametrize("status", [Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE])
def test_what_waits_is_outstanding(
    world: World,
    vpcs: list[Vpc],
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """A request counts even before it reaches the other party."""
    world.quotas = Quotas(outstanding_requests=1)
    planted(status, vpcs[0], vpcs[1], NOW)
    with pytest.raises(PendingVpcPeeringConnectionLimitExceeded):
        asked(vpcs[0], vpcs[3], NOW)


@pytest.mark.parametrize(
    "status",
    [
        Status.PROVISIONING,
        Status.ACTIVE,
        Status.DELETING,
        Status.DELETED,
        Status.REJECTED,
        Status.FAILED,
        Status.EXPIRED,
    ],
)
def test_what_does_not_wait_makes_room(
    world: World,
    vpcs: list[Vpc],
    asked: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """An answer, a deletion, a failure or the expiry frees the quota."""
    world.quotas = Quotas(outstanding_requests=1)
    planted(status, vpcs[0], vpcs[1], NOW)
    assert asked(vpcs[0], vpcs[3], NOW).status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_that_expires_makes_room_at_that_moment(
    world: World, vpcs: list[Vpc], asked: Callable[..., Peering]
) -> None:
    """A microsecond earlier, the request still counts."""
    world.quotas = Quotas(outstanding_requests=1)
    asked(vpcs[0], vpcs[1], NOW)
    with pytest.raises(PendingVpcPeeringConnectionLimitExceeded):
        asked(vpcs[0], vpcs[3], NOW + WEEK - MICROSECOND)
    assert asked(vpcs[0], vpcs[3], NOW + WEEK).requested_at == NOW + WEEK


def test_requests_from_others_do_not_count(
    world: World, vpcs: list[Vpc], asked: Callable[..., Peering]
) -> None:
    """Requests to an account do not count towards its quota."""
    world.quotas = Quotas(outstanding_requests=1)
    asked(vpcs[1], vpcs[0], NOW)
    assert asked(vpcs[0], vpcs[1], NOW).status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_vpc_may_not_be_joined_at_all(
    world: World, vpcs: list[Vpc], joined: Callable[..., Peering]
) -> None:
    """A quota of zero rejects the first connection and names a VPC."""
    world.quotas = Quotas(active_per_vpc=0)
    with pytest.raises(ActiveVpcPeeringConnectionPerVpcLimitExceeded) as caught:
        joined(vpcs[0], vpcs[1], NOW)
    assert caught.value.vpc_id == vpcs[0].id


@pytest.mark.parametrize("full", [0, 1], ids=["requester", "accepter"])
def test_a_full_vpc_refuses_one_more(
    world: World,
    vpcs: list[Vpc],
    asked: Callable[..., Peering],
    joined: Callable[..., Peering],
    full: int,
) -> None:
    """Either VPC's quota can prevent the acceptance, and connections in both roles count."""
    peering = asked(vpcs[0], vpcs[1], NOW)
    joined(vpcs[full], vpcs[2], NOW)
    joined(vpcs[3], vpcs[full], NOW)
    world.quotas = Quotas(active_per_vpc=2)
    with pytest.raises(ActiveVpcPeeringConnectionPerVpcLimitExceeded) as caught:
        world.accept(peering, THERE, NOW)
    assert caught.value.vpc_id == vpcs[full].id
    world.quotas = Quotas(active_per_vpc=3)
    assert world.accept(peering, THERE, NOW).status(NOW) is Status.ACTIVE


def test_by_default_a_vpc_has_fifty_active_connections(
    vpc_in: Callable[..., Vpc], joined: Callable[..., Peering]
) -> None:
    """The fifty-first connection is rejected."""
    hub, *spokes = (vpc_in(THERE, f"10.{number}.0.0/16") for number in range(52))
    for spoke in spokes[:50]:
        joined(spoke, hub, NOW)
    with pytest.raises(ActiveVpcPeeringConnectionPerVpcLimitExceeded):
        joined(spokes[50], hub, NOW)


def test_what_is_provisioning_counts_as_active(
    world: World, vpcs: list[Vpc], joined: Callable[..., Peering], planted: Callable[..., Peering]
) -> None:
    """A provisioning connection counts towards the quota."""
    world.quotas = Quotas(active_per_vpc=1)
    planted(Status.PROVISIONING, vpcs[0], vpcs[1], NOW)
    with pytest.raises(ActiveVpcPeeringConnectionPerVpcLimitExceeded):
        joined(vpcs[0], vpcs[3], NOW)


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
def test_what_is_not_active_does_not_count(
    world: World,
    vpcs: list[Vpc],
    joined: Callable[..., Peering],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """Requests may outnumber the quota, and a deletion makes room for another connection."""
    world.quotas = Quotas(active_per_vpc=1)
    planted(status, vpcs[0], vpcs[1], NOW)
    assert joined(vpcs[0], vpcs[3], NOW).status(NOW) is Status.ACTIVE
