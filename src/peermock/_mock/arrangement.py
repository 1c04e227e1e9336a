"""Arranging the given part of a test in one line: VPCs, and connections in every status."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from peermock._mock.resources import Vpc, VpcPeeringConnection, call_from
from peermock.domain.errors import AwsError
from peermock.domain.identity import Place
from peermock.domain.peering import REQUEST_LIFETIME, Peering, Side, Status
from peermock.domain.settle import Settle
from peermock.domain.world import World
from peermock.gateway import present
from peermock.operations.vpcs import create_vpc
from peermock.protocol.regions import is_region

AT_ONCE = Settle()


def arrange_vpc(world: World, place: Place, cidr_block: str, tags: Mapping[str, str]) -> Vpc:
    """Return a new VPC.

    Raises:
        ValueError: AWS would refuse it.
    """
    if not is_region(place.region_name):
        raise ValueError(f"vpc(region_name={place.region_name!r}): AWS has no such Region")
    params: dict[str, object] = {"CidrBlock": cidr_block}
    if tags:
        sent = [{"Key": key, "Value": value} for key, value in tags.items()]
        params["TagSpecifications"] = [{"ResourceType": "vpc", "Tags": sent}]
    try:
        created = create_vpc(world, call_from(place, "CreateVpc", **params))["Vpc"]
    except AwsError as error:
        raise ValueError(f"vpc({cidr_block!r}): AWS refuses it: {error.message}") from None
    return Vpc(created["VpcId"], *place, created["CidrBlock"], world)


def arrange_peering(
    world: World, requester: Vpc, accepter: Vpc, status: str
) -> VpcPeeringConnection:
    """Return a new connection in a status, as if what leads there had been done.

    Raises:
        ValueError: There is no such status, or the two VPCs cannot be in it.
        TypeError: One of them is no VPC that a mock has arranged.
    """
    course = _COURSES.get(status)
    if course is None:
        raise ValueError(f"peer(status={status!r}): expected one of {', '.join(sorted(_COURSES))}")
    sides = (_side(world, requester), _side(world, accepter))
    try:
        peering = course(world, *sides, present())
    except AwsError as error:
        raise ValueError(f"peer(status={status!r}): AWS refuses it: {error.message}") from None
    world.peerings.save(peering)
    return VpcPeeringConnection(peering.id, requester, accepter, world)


def _side(world: World, vpc: Vpc) -> Side:
    if not isinstance(vpc, Vpc):
        raise TypeError(f"peer({vpc!r}): expected what vpc(...) returns")
    side = Side(Place(vpc.account_id, vpc.region_name), vpc.id)
    if not vpc.is_of(world):  # IDs do not tell: equal seeds make equal ones
        raise ValueError(f"peer(): {vpc.id} was arranged in another mock")
    if world.vpc_of(side) is None:
        raise ValueError(f"peer(): {vpc.id} is not there any more")
    return side


def _ask(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    """Return a new request, whether or not AWS lets it fail."""
    peering = world.request(requester, accepter, now, AT_ONCE)
    if world.peerings.get(peering.id) is not None:
        raise ValueError(f"peer(): {peering.id} joins these VPCs already")
    return peering


def _request(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    peering = _ask(world, requester, accepter, now)
    if peering.status(now) is Status.FAILED:
        raise ValueError(
            f"peer(): the ranges of {requester.vpc_id} and {accepter.vpc_id} overlap, so AWS lets "
            "a request only fail; say status='failed'"
        )
    return peering


def _accept(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    peering = _request(world, requester, accepter, now)
    return world.accept(peering, accepter.place, now, AT_ONCE)


def _reject(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    return _request(world, requester, accepter, now).reject(accepter.place, now)


def _delete(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    return _accept(world, requester, accepter, now).delete(requester.place, now, AT_ONCE)


def _expire(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    peering = _request(world, requester, accepter, now)
    return replace(
        peering,
        requested_at=peering.requested_at - REQUEST_LIFETIME,
        settling=AT_ONCE.start(now - REQUEST_LIFETIME),
    )


def _fail(world: World, requester: Side, accepter: Side, now: datetime) -> Peering:
    return _ask(world, requester, accepter, now).fail(now)


_COURSES: Mapping[str, Callable[[World, Side, Side, datetime], Peering]] = {
    Status.ACTIVE: _accept,
    Status.DELETED: _delete,
    Status.EXPIRED: _expire,
    Status.FAILED: _fail,
    Status.PENDING_ACCEPTANCE: _request,
    Status.REJECTED: _reject,
}
"""For each status that lasts what leads to it."""
