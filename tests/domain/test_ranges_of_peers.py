"""The effect of an additional CIDR block on a VPC's connections."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from peermock._domain.errors import CidrConflict
from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Status
from peermock._domain.ranges import add_range
from peermock._domain.settle import Settle
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")

NOT_ACCEPTED = [Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE]
ACCEPTED = [Status.PROVISIONING, Status.ACTIVE]
OVER = [Status.DELETING, Status.DELETED, Status.REJECTED, Status.FAILED, Status.EXPIRED]


@pytest.fixture
def extend(world: World, ours: Vpc) -> Callable[[str], list[Peering]]:
    """Return a function that adds a block to the VPC and returns the requests that fail."""
    return lambda block: add_range(world, ours, block, NOW)


@pytest.fixture
def connect(ours: Vpc, peer: Vpc, planted: Callable[..., Peering]) -> Callable[..., Peering]:
    """Return a function that connects the VPC to its peer, in a given status and role."""

    def make(status: Status, role: str) -> Peering:
        """Return the connection."""
        pair = (ours, peer) if role == "requester" else (peer, ours)
        return planted(status, *pair, NOW)

    return make


@pytest.fixture
def ours(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC that gets an additional CIDR block."""
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
    """The roles do not matter, and every block of the peer counts."""
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
    """The connection remains."""
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
    """The error names the request, whether or not the blocks overlap."""
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
    """The request can no longer be accepted. One that is initiating shows it once settled."""
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
    """Only the requester cannot add blocks while a request is outstanding."""
    connect(status, "accepter")
    assert extend(block) == []


@pytest.mark.parametrize("block", ["10.9.3.0/24", "10.20.0.0/16"])
@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("role", ["requester", "accepter"])
def test_an_ended_connection_does_not_prevent_a_range(
    extend: Callable[[str], list[Peering]],
    connect: Callable[..., Peering],
    role: str,
    status: Status,
    block: str,
) -> None:
    """A block may overlap the peer of a connection that has ended."""
    connect(status, role)
    assert extend(block) == []


def test_one_range_fails_every_request_that_it_overlaps(
    ours: Vpc,
    extend: Callable[[str], list[Peering]],
    vpc_in: Callable[..., Vpc],
    asked: Callable[..., Peering],
) -> None:
    """Other requests to the same VPC remain pending."""
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
    """If one peer prevents the block, nothing changes."""
    pending = connect(Status.PENDING_ACCEPTANCE, "accepter")
    ours = world.vpc(pending.accepter.vpc_id, HERE)
    joined(ours, vpc_in(HERE, "10.9.3.0/24"), NOW)
    with pytest.raises(CidrConflict):
        extend("10.9.3.0/24")
    assert world.peerings[pending.id].status(NOW) is Status.PENDING_ACCEPTANCE


def test_a_request_that_named_the_vpc_elsewhere_has_nothing_to_fail_for(
    world: World, ours: Vpc, peer: Vpc, extend: Callable[[str], list[Peering]]
) -> None:
    """A request with the wrong owner fails for that reason, and does not prevent a block."""
    world.settle = Settle(describes=1)
    wrong = world.party(Place("333333333333", "us-east-1"), ours.id)
    peering = world.peerings.save(world.request(world.party(THERE, peer.id), wrong, NOW).peering)
    extend("10.20.0.0/16")
    assert peering.status(NOW) is Status.INITIATING_REQUEST
    assert peering.looked_at(NOW).status(NOW) is Status.FAILED
