"""The use of a connection: routes over it, and rules that refer to a peer's group."""

from collections.abc import Iterator

from peermock._domain.cidr import overlap
from peermock._domain.holdings import Holdings
from peermock._domain.peering import Peering, Side
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.world import World
from peermock._report.columns import wrap_text


def usage_lines(world: World, peering: Peering, *, ended: bool) -> Iterator[str]:
    """Yield lines for the routes of each side, if any side has some, and for group references.

    Args:
        world: The world with the routes.
        peering: The connection.
        ended: Whether the connection has ended, so that its routes are black holes.
    """
    both = [(side, other) for side, other in zip(peering.sides, peering.sides[::-1], strict=True)]
    found = [_routes(world, peering, side, other, ended=ended) for side, other in both]
    if any(found):
        for word, routes in zip(("requester", "accepter"), found, strict=True):
            yield from wrap_text(f"routes of the {word}: {', '.join(routes) or 'none'}", margin=4)
    for side, other in both:
        yield from _group_lines(world, side, other, ended=ended)


def _routes(world: World, peering: Peering, side: Side, other: Side, *, ended: bool) -> list[str]:
    peer = world.vpc_of(other)
    routes = []
    for table in world.at(side.place).tables_of(side.vpc_id):
        for route in table.routes:
            if route.peering_id == peering.id:
                block = route.cidr_block
                missed = peer and block and not overlap([block], peer.cidr_blocks)
                odd = "blackhole" if ended else "not a range of the peer" if missed else ""
                note = f" ({odd})" if odd else ""
                routes.append(f"{route.destination} in {table.id}{note}")
    return routes


def _group_lines(world: World, side: Side, other: Side, *, ended: bool) -> Iterator[str]:
    groups = world.at(other.place).of(SECURITY_GROUP)
    for group_id, referred in _references(world.at(side.place), side, other):
        stale = " (stale)" if ended or referred not in groups else ""
        yield from wrap_text(f"group {group_id} refers to {referred}{stale}", margin=4)


def _references(store: Holdings, side: Side, other: Side) -> Iterator[tuple[str, str]]:
    """Yield each group of a side with the other VPC's groups that its rules refer to."""
    for group in store.groups_of(side.vpc_id):
        referred = (rule.traffic.group for rule in group.rules if rule.traffic.group)
        there = [g.group_id for g in referred if g.vpc_id == other.vpc_id]
        yield from ((group.id, group_id) for group_id in dict.fromkeys(there))
