"""Connections in every status, and a world with VPCs to connect."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.network import add_vpc, new_vpc
from peermock._domain.peering import REQUEST_LIFETIME, Peering, Side, Status
from peermock._domain.settle import Settle
from peermock._domain.vpc import CidrAssociation, Vpc
from peermock._domain.world import World

AT_ONCE = Settle()
AN_HOUR = Settle(duration=timedelta(hours=1))


@pytest.fixture
def requested() -> Callable[..., Peering]:
    """Return a function that makes requests from a VPC of one place to a VPC of another."""

    def make(requester: Place, accepter: Place, now: datetime, settle: Settle = AT_ONCE) -> Peering:
        """Return a request, made now."""
        return Peering.request(
            "pcx-0123456789abcdef0",
            Side(requester, "vpc-0aaaaaaaaaaaaaaaa"),
            Side(accepter, "vpc-0bbbbbbbbbbbbbbbb"),
            now=now,
            settle=settle,
        )

    return make


@pytest.fixture
def peering_in(requested: Callable[..., Peering]) -> Callable[..., Peering]:
    """Return a function that makes connections with a given status."""

    def make(status: Status, requester: Place, accepter: Place, now: datetime) -> Peering:
        """Return a connection that has reached the status now; a transitional one lasts an hour."""

        def pending() -> Peering:
            return requested(requester, accepter, now)

        def active() -> Peering:
            return pending().accept(accepter, now, AT_ONCE)

        ways = {
            Status.INITIATING_REQUEST: lambda: requested(requester, accepter, now, AN_HOUR),
            Status.PENDING_ACCEPTANCE: pending,
            Status.FAILED: lambda: pending().fail(now),
            Status.EXPIRED: lambda: requested(requester, accepter, now - REQUEST_LIFETIME),
            Status.REJECTED: lambda: pending().reject(accepter, now),
            Status.PROVISIONING: lambda: pending().accept(accepter, now, AN_HOUR),
            Status.ACTIVE: active,
            Status.DELETING: lambda: active().delete(requester, now, AN_HOUR),
            Status.DELETED: lambda: active().delete(requester, now, AT_ONCE),
        }
        return ways[status]()

    return make


@pytest.fixture
def world() -> World:
    """A world with AWS's quotas in which transitional statuses last no time."""
    return World(ids=IdSource(0))


@pytest.fixture
def vpc_in(world: World) -> Callable[..., Vpc]:
    """Return a function that adds VPCs to the world."""

    def make(place: Place, *cidr_blocks: str) -> Vpc:
        """Return a new VPC of a place, with a primary range and others of either IP version."""
        store = world.store(place)
        vpc = new_vpc(store, world.ids, cidr_blocks[0])
        for block in cidr_blocks[1:]:
            association = CidrAssociation(world.ids.resource_id("vpc-cidr-assoc"), block)
            vpc = vpc.with_ipv6(association) if ":" in block else vpc.with_ipv4(association)
        return add_vpc(store, world.ids, vpc)

    return make


@pytest.fixture
def asked(world: World) -> Callable[..., Peering]:
    """Return a function that makes requests in the world."""

    def make(requester: Vpc, accepter: Vpc, now: datetime) -> Peering:
        """Return a stored request from one VPC to another."""
        parties = (world.party(vpc.place, vpc.id) for vpc in (requester, accepter))
        return world.peerings.save(world.request(*parties, now).peering)

    return make


@pytest.fixture
def joined(world: World, asked: Callable[..., Peering]) -> Callable[..., Peering]:
    """Return a function that makes accepted connections in the world."""

    def make(requester: Vpc, accepter: Vpc, now: datetime) -> Peering:
        """Return a stored connection between two VPCs, accepted as soon as it was requested."""
        peering = asked(requester, accepter, now)
        return world.peerings.save(world.accept(peering, accepter.place, now))

    return make


@pytest.fixture
def planted(world: World, peering_in: Callable[..., Peering]) -> Callable[..., Peering]:
    """Return a function that makes connections of any status in the world."""

    def make(status: Status, requester: Vpc, accepter: Vpc, now: datetime) -> Peering:
        """Return a stored connection between two VPCs that has reached a status now."""
        peering = replace(
            peering_in(status, requester.place, accepter.place, now),
            id=world.ids.resource_id("pcx"),
            requester=Side(requester.place, requester.id),
            accepter=Side(accepter.place, accepter.id),
        )
        return world.peerings.save(peering)

    return make
