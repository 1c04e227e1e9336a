"""Arranging a test in one line: VPCs, and connections in any status."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from peermock._domain.errors import AwsError
from peermock._domain.identity import Place
from peermock._domain.peering import REQUEST_LIFETIME, Peering, Status
from peermock._domain.ranges import vpc_range
from peermock._domain.routing import ROUTE_TABLE, Route
from peermock._domain.settle import Settle
from peermock._domain.tags import NO_TAGS, add_tags, read_tags
from peermock._domain.targets import PeeringTarget
from peermock._domain.world import Party, World
from peermock._gateway import Gateway, present
from peermock._mock.resources import Vpc, VpcPeeringConnection
from peermock._operations.call import Call, call_from
from peermock._operations.tags import put_tags
from peermock._operations.vpcs import create_vpc
from peermock._protocol.regions import is_region

_AT_ONCE = Settle()


def arrange_vpc(gateway: Gateway, place: Place, cidr_block: str, tags: Mapping[str, str]) -> Vpc:
    """Create a VPC and return a handle to it.

    Reserved `aws:` tags are allowed, because AWS services set them.

    Raises:
        ValueError: AWS would reject the request.
    """
    if not is_region(place.region_name):
        raise ValueError(f"vpc(region_name={place.region_name!r}): AWS has no such Region")
    call = call_from(place, present(), "CreateVpc", CidrBlock=cidr_block)
    try:
        kept = add_tags(NO_TAGS, read_tags(tags.items()))
        with gateway.locked() as world:
            vpc_id, block = _create_vpc(world, call)
            put_tags(world, call, vpc_id, kept)
    except AwsError as error:
        raise ValueError(f"vpc({cidr_block!r}): AWS rejects it: {error.message}") from None
    return Vpc(vpc_id, *place, block, gateway)


def _create_vpc(world: World, call: Call) -> tuple[str, str]:
    """Create a VPC, in moto if the network is moto's, and return its ID and CIDR block."""
    made = world.network.new_vpc(call.place, vpc_range(call.params["CidrBlock"]))
    if made is not None:
        return made.id, made.cidr_block
    created = create_vpc(world, call)["Vpc"]
    return created["VpcId"], created["CidrBlock"]


def arrange_peering(
    gateway: Gateway, requester: Vpc, accepter: Vpc, status: str, *, routes: bool
) -> VpcPeeringConnection:
    """Create a connection with a status, by way of the calls that would lead to it.

    Raises:
        ValueError: The status does not exist, or is impossible for these VPCs.
        TypeError: A VPC is not a `Vpc` of a mock.
    """
    course = _COURSES.get(status)
    if course is None:
        raise ValueError(f"peer(status={status!r}): expected one of {', '.join(sorted(_COURSES))}")
    with gateway.locked() as world:
        parties = (_party(world, requester), _party(world, accepter))
        try:
            peering = course(world, *parties, present())
        except AwsError as error:
            raise ValueError(f"peer(status={status!r}): AWS rejects it: {error.message}") from None
        world.peerings.save(peering)
        if routes:
            _add_routes(world, peering)
    return VpcPeeringConnection(peering.id, requester, accepter, gateway)


def _add_routes(world: World, peering: Peering) -> None:
    """Add routes through the connection to all route tables of both VPCs.

    The routes cover every CIDR block of the other VPC.

    Raises:
        ValueError: The network is moto's.
    """
    if world.network.is_foreign:
        raise ValueError(
            "peer(routes=True): the network is moto's; create the routes with a client"
        )
    for side, other in zip(peering.sides, peering.sides[::-1], strict=True):
        vpc = world.vpc_of(other)
        for table in world.at(side.place).tables_of(side.vpc_id):
            for block in vpc.cidr_blocks if vpc else ():
                # PLW2901: the table gains a route for each range.
                table = table.with_route(Route(block, PeeringTarget(peering.id)))  # noqa: PLW2901
            world.store(side.place).put(ROUTE_TABLE, table)


def _party(world: World, vpc: Vpc) -> Party:
    if not isinstance(vpc, Vpc):
        raise TypeError(f"peer({vpc!r}): expected a VPC returned by vpc(...)")
    if vpc._gateway.world is not world:  # noqa: SLF001  # equal seeds repeat IDs
        raise ValueError(f"peer(): {vpc.id} was arranged in another mock")
    party = world.party(Place(vpc.account_id, vpc.region_name), vpc.id)
    if party.vpc is None:
        raise ValueError(f"peer(): {vpc.id} no longer exists")
    return party


def _ask(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    """Create a request, which may fail as on AWS."""
    peering, is_new, _ = world.request(requester, accepter, now, _AT_ONCE)
    if not is_new:
        raise ValueError(f"peer(): {peering.id} already connects these VPCs")
    return peering


def _request(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    peering = _ask(world, requester, accepter, now)
    if peering.status(now) is Status.FAILED:
        raise ValueError(
            f"peer(): the ranges of {requester.side.vpc_id} and {accepter.side.vpc_id} overlap, so "
            "AWS would fail this request; pass status='failed'"
        )
    return peering


def _accept(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    peering = _request(world, requester, accepter, now)
    return world.accept(peering, accepter.side.place, now, settle=_AT_ONCE)


def _reject(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    return _request(world, requester, accepter, now).reject(accepter.side.place, now)


def _delete(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    return _accept(world, requester, accepter, now).delete(requester.side.place, now, _AT_ONCE)


def _expire(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    peering = _request(world, requester, accepter, now)
    return replace(
        peering,
        requested_at=peering.requested_at - REQUEST_LIFETIME,
        settling=_AT_ONCE.start(now - REQUEST_LIFETIME),
    )


def _fail(world: World, requester: Party, accepter: Party, now: datetime) -> Peering:
    return _ask(world, requester, accepter, now).fail(now)


_COURSES: Mapping[str, Callable[[World, Party, Party, datetime], Peering]] = {
    Status.ACTIVE: _accept,
    Status.DELETED: _delete,
    Status.EXPIRED: _expire,
    Status.FAILED: _fail,
    Status.PENDING_ACCEPTANCE: _request,
    Status.REJECTED: _reject,
}
"""For each lasting status, the function that creates a connection in it."""
