"""Whether one VPC or subnet reaches another and is answered, hop by hop, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from peermock.domain.admission import Flow, Guard
from peermock.domain.ends import End
from peermock.domain.hops import EndHop, GroupHop, Hop, PeeringHop
from peermock.domain.path import Walk
from peermock.domain.peering import Status
from peermock.domain.world import World


@dataclass(frozen=True, slots=True, repr=False)
class Reachability:
    """Whether one VPC or subnet reaches another and is answered; as text, hop by hop, why.

    It is true or false. `str` gives the whole path as far as it leads, with a mark where it ends
    too early, `repr` the reason alone.

    Attributes:
        source: The ID of the VPC or subnet that the path begins at.
        target: The ID of the VPC or subnet that it shall lead to.
        hops: The steps, each with its `problem`, which is empty but for the last one of a path
            that ends too early.
    """

    source: str
    target: str
    hops: tuple[Hop, ...]

    def __bool__(self) -> bool:
        return not self.hops[-1].problem

    @property
    def reason(self) -> str:
        """Why, in one sentence without its full stop."""
        if not self:
            return self.hops[-1].problem
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
    """Return how far the path between two ends leads, there and back.

    Args:
        world: Where the connections are.
        source: Where the path begins.
        target: Where it shall lead.
        now: When.
        flow: What security groups shall let through; without it, they are not asked.
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
    """Yield the steps of a path in order, to be followed no further than the first problem."""
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


def _connection(world: World, source: End, target: End, now: datetime) -> PeeringHop | None:
    """Return the connection between two VPCs, the active one or else the latest."""
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
        problem="" if status is Status.ACTIVE else problem,
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
        problem=f"{without[0]} has no {end.family} range" if without else "",
    )
