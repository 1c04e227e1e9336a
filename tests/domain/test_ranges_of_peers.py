"""What one more range of a VPC does to its connections."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from peermock.domain.errors import CidrConflict
from peermock.domain.identity import Place
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.ranges import add_range
from peermock.domain.settle import Settle
from peermock.domain.vpc import Vpc
from peermock.domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")

NOT_ACCEPTED = [Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE]
ACCEPTED = [Status.PROVISIONING, Status.ACTIVE]
OVER = [Status.DELETING, Status.DELETED, Status.REJECTED, Status.FAILED, Status.EXPIRED]


@pytest.fixture
def extend(world: World, ours: Vpc) -> Callable[[str], list[Peering]]:
    """Gives the VPC a range, or would, and tells which requests fail."""
    return lambda block: add_range(world, ours, block, NOW)


@pytest.fixture
def connect(ours: Vpc, peer: Vpc, planted: Callable[..., Peering]) -> Callable[..., Peering]:
    """Brings the VPC and its peer into a status, the VPC in a role."""

    def make(status: Status, role: str) -> Peering:
        """Return the connection."""
        pair = (ours, peer) if role == "requester" else (peer, ours)
        return planted(status, *pair, NOW)

    return make


@pytest.fixture
def ours(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC that gets one more range."""
    return vpc_in(HERE, "10.8.0.0/16", "2001:db8::/56")


@pytest.fixture
def peer(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC of another account in another Region."""
    return vpc_in(THERE, "10.9.0.0/16", "10.10.0.0/16", "2001:db9::/56")


@pytest.mark.parametrize("block", ["10.9.3.0/24", "10.10.0.0/16", "2001:db9::/64"])
@pytest.mark.parametrize("status", ACCEPTED)
@pytest.mark.parametrize("role", ["requester", "accepter"])
def test_a_range_must_not_overlap_an_accepted_peer(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    role: str,
    status: Status,
    block: str,
) -> None:
    """Whoever asked, and whichever of the peer's ranges it is."""
    peering = connect(status, role)
    with pytest.raises(CidrConflict, match=peering.id) as caught:
        extend(block)
    assert caught.value.cidr_block == block
    assert caught.value.vpc_id == getattr(peering, role).vpc_id


@pytest.mark.parametrize("block", ["10.20.0.0/16", "2001:dba::/56"])
@pytest.mark.parametrize("status", ACCEPTED)
@pytest.mark.parametrize("role", ["requester", "accepter"])
def test_another_range_does_not_bother_an_accepted_peer(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    role: str,
    status: Status,
    block: str,
) -> None:
    """The connection lives on."""
    connect(status, role)
    assert extend(block) == []


@pytest.mark.parametrize("block", ["10.9.3.0/24", "10.20.0.0/16", "2001:dba::/56"])
@pytest.mark.parametrize("status", NOT_ACCEPTED)
def test_a_vpc_that_waits_for_an_answer_gets_no_range(
    ours: Vpc,
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    status: Status,
    block: str,
) -> None:
    """Whether it overlaps or not; the error names the request."""
    peering = connect(status, "requester")
    with pytest.raises(CidrConflict, match=peering.id) as caught:
        extend(block)
    assert (caught.value.cidr_block, caught.value.vpc_id) == (block, ours.id)


@pytest.mark.parametrize("block", ["10.9.3.0/24", "10.10.0.0/16", "2001:db9::/64"])
@pytest.mark.parametrize("status", NOT_ACCEPTED)
def test_a_request_fails_when_who_was_asked_gets_an_overlapping_range(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    status: Status,
    block: str,
) -> None:
    """It can never be accepted; what was still initiating shows it when that is over."""
    peering = connect(status, "accepter")
    (failed,) = extend(block)
    assert failed.id == peering.id
    assert failed.status(failed.settling.until) is Status.FAILED


@pytest.mark.parametrize("block", ["10.20.0.0/16", "2001:dba::/56"])
@pytest.mark.parametrize("status", NOT_ACCEPTED)
def test_a_request_waits_on_when_who_was_asked_gets_another_range(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    status: Status,
    block: str,
) -> None:
    """Only the requester is held back by a request."""
    connect(status, "accepter")
    assert extend(block) == []


@pytest.mark.parametrize("block", ["10.9.3.0/24", "10.20.0.0/16"])
@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("role", ["requester", "accepter"])
def test_a_connection_that_is_over_stands_in_no_ranges_way(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    role: str,
    status: Status,
    block: str,
) -> None:
    """Even an overlapping one may be added."""
    connect(status, role)
    assert extend(block) == []


def test_one_range_fails_every_request_that_it_overlaps(
    ours: Vpc,
    extend: Callable[[str], list[Peering]],
    vpc_in: Callable[..., Vpc],
    asked: Callable[..., Peering],
) -> None:
    """Requests of others to the same VPC wait on."""
    blocks = ["10.9.0.0/16", "10.10.0.0/16", "10.9.3.0/24"]
    first, _, third = (asked(vpc_in(THERE, block), ours, NOW) for block in blocks)
    assert [peering.id for peering in extend("10.9.3.0/28")] == [first.id, third.id]


def test_a_refused_range_fails_no_request(
    world: World,
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    joined: Callable[..., Peering],
    vpc_in: Callable[..., Vpc],
) -> None:
    """One peer that refuses it is enough for nothing to change."""
    pending = connect(Status.PENDING_ACCEPTANCE, "accepter")
    ours = world.vpc(pending.accepter.vpc_id, HERE)
    joined(ours, vpc_in(HERE, "10.9.3.0/24"), NOW)
    with pytest.raises(CidrConflict):
        extend("10.9.3.0/24")
    assert world.peerings[pending.id].status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_that_named_the_vpc_elsewhere_has_nothing_to_fail_for(
    world: World, ours: Vpc, peer: Vpc, extend: Callable[[str], list[Peering]]
) -> None:
    """It fails anyway, while it settles, for its wrong owner; a range is not held back by it."""
    world.settle = Settle(describes=1)
    wrong = Side(Place("333333333333", "us-east-1"), ours.id)
    peering = world.peerings.save(world.request(Side(THERE, peer.id), wrong, NOW))
    extend("10.20.0.0/16")
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    assert peering.looked_at(NOW).status(NOW) is Status.FAILED
