"""Trace the path between two VPCs or subnets, hop by hop and in both directions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from peermock._domain.peering import Status
from peermock._domain.reachability.acls import Borders
from peermock._domain.reachability.ends import End
from peermock._domain.reachability.groups import Flow, Guard
from peermock._domain.reachability.hops import EndHop, GroupHop, Hop, PeeringHop
from peermock._domain.reachability.routes import Walk
from peermock._domain.world import World


@dataclass(frozen=True, slots=True, repr=False)
class Reachability:
    """The result of a reachability check.

    The result is true if the target is reachable and the return traffic arrives. `str` shows every
    hop up to the first problem, which is marked; `repr` shows the reason alone.

    Attributes:
        source: The ID of the VPC or subnet at which the path starts.
        target: The ID of the VPC or subnet that it should reach.
        hops: The steps. Each has a `problem`, which is None except in the last step of a path that
            ends early.
    """

    source: str
    target: str
    hops: tuple[Hop, ...]

    def __bool__(self) -> bool:
        return self.hops[-1].problem is None

    @property
    def reason(self) -> str:
        """The reason for the result, in one sentence without a full stop."""
        problem = self.hops[-1].problem
        if problem is not None:
            return problem
        over = [f" over {hop.peering_id}" for hop in self.hops if isinstance(hop, PeeringHop)]
        groups = [hop for hop in self.hops if isinstance(hop, GroupHop)]
        text = f"the routes lead there{''.join(over)} and back"
        return f"{text}, and security groups let {groups[0].traffic} through" if groups else text

    def __str__(self) -> str:
        verb = "reaches" if self else "does not reach"
        lines = [f"{self.source} {verb} {self.target}: {self.reason}"]
        lines += [f"{'>' if hop.problem else ' '} {hop}" for hop in self.hops]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Reachability {'yes' if self else 'no'}: {self.reason}>"


def trace(
    world: World, source: End, target: End, now: datetime, flow: Flow | None = None
) -> Reachability:
    """Trace the path between two ends, there and back.

    Args:
        world: The world with the connections.
        source: The end at which the path starts.
        target: The end that it should reach.
        now: The moment.
        flow: The traffic that security groups and network ACLs have to allow. They are not checked
            if it is omitted.
    """
    hops: dict[Hop, None] = {}
    for hop in _hops(world, source, target, now, flow):
        hops[hop] = None
        if hop.problem:
            break
    return Reachability(source.id, target.id, tuple(hops))


def _hops(
    world: World, source: End, target: End, now: datetime, flow: Flow | None
) -> Iterator[Hop]:
    """Yield the steps of a path in order. The caller stops at the first problem."""
    connection = _connection(world, source, target, now)
    unjoined = connection if connection and connection.problem else None
    arrival = _end_hop(target, is_target=True)
    yield _end_hop(source, is_target=False)
    if arrival.problem:
        yield arrival
    for hop in Walk(world, source, target, now, is_back=False).hops():
        yield hop if hop.peering_id else unjoined or hop
    if connection:
        yield connection
    yield arrival
    yield from Walk(world, target, source, now, is_back=True).hops()
    if flow:
        yield from Guard(source, target, flow).hops()
        yield from Borders(source, target, flow).hops()


def _connection(world: World, source: End, target: End, now: datetime) -> PeeringHop | None:
    """Return the connection between two VPCs: the active one, or else the latest."""
    ours, theirs = source.vpc.id, target.vpc.id
    if ours == theirs:
        return None
    between = list(world.peerings.between(ours, theirs))
    if not between:
        return PeeringHop(problem=f"no peering connection joins {ours} and {theirs}")
    peering = world.joining(ours, theirs, now) or between[-1]
    status = peering.status(now)
    problem = f"{peering.id} between {ours} and {theirs} is {status}"
    return PeeringHop(
        peering_id=peering.id,
        status=status,
        problem=None if status is Status.ACTIVE else problem,
    )


def _end_hop(end: End, *, is_target: bool) -> EndHop:
    without = [station.id for station in end.stations if not station.cidr_blocks]
    account_id, region_name = end.vpc.place
    return EndHop(
        is_target=is_target,
        id=end.id,
        vpc_id=end.vpc.id,
        account_id=account_id,
        region_name=region_name,
        cidr_blocks=end.cidr_blocks,
        problem=f"{without[0]} has no {end.family} range" if without else None,
    )
