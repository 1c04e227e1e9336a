"""Following the routes from one end to another, by longest prefix, over active connections."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from peermock.domain.cidr import contains, network
from peermock.domain.ends import End, Station
from peermock.domain.hops import RouteHop
from peermock.domain.peering import Status
from peermock.domain.routing import Route, RouteTable
from peermock.domain.world import World


@dataclass(frozen=True, slots=True)
class Walk:
    """One direction of a path.

    Attributes:
        world: Where the connections are.
        start: Where it begins.
        finish: Where it shall lead.
        now: When.
        is_back: Whether it is the way back.
    """

    world: World
    start: End
    finish: End
    now: datetime
    is_back: bool

    def hops(self) -> Iterator[RouteHop]:
        """Yield the routes from each table at the start to each range at the finish."""
        stations: dict[str, Station] = {}
        for station in self.start.stations:
            stations.setdefault(station.table.id, station)
        for station in stations.values():
            for block in self.finish.cidr_blocks:
                for part, route in routes_for(station.table, block):
                    yield self._hop(station, part, route)

    def _hop(self, station: Station, part: str, route: Route | None) -> RouteHop:
        vpc_id = self._lead(station, route)
        problem = (
            "" if vpc_id == self.finish.vpc.id else self._problem(station, part, route, vpc_id)
        )
        return RouteHop(
            is_back=self.is_back,
            id=station.id,
            route_table_id=station.table.id,
            is_main=station.table.is_main,
            cidr_block=part,
            destination=route.destination if route else "",
            peering_id=route.peering_id if route else "",
            vpc_id=vpc_id,
            problem=f"on the way back {problem}" if problem and self.is_back else problem,
        )

    def _lead(self, station: Station, route: Route | None) -> str:
        """Return the VPC that a route leads to; empty where it leads nowhere."""
        here = station.table.vpc_id
        if route is None or route.is_local:
            return here if route else ""
        peering = self.world.peerings[route.peering_id]
        if peering.status(self.now) is not Status.ACTIVE:
            return ""
        requester, accepter = peering.sides
        return accepter.vpc_id if requester.vpc_id == here else requester.vpc_id

    def _problem(self, station: Station, part: str, route: Route | None, vpc_id: str) -> str:
        table = f"{station.table.id}{' (main)' if station.table.is_main else ''}"
        if route is None:
            return f"{station.id} has no route to {part} in {table}"
        takes = f"{station.id} takes the route {route.destination} of {table}"
        if part != route.destination:
            takes = f"for {part} {takes}"
        elsewhere = f"to {vpc_id}, not {self.finish.vpc.id}"
        if route.is_local:
            return f"{takes}, local {elsewhere}"
        if vpc_id:
            return f"{takes}, over {route.peering_id} {elsewhere}: peering is not transitive"
        status = self.world.peerings[route.peering_id].status(self.now)
        return f"{takes}, a blackhole: {route.peering_id} is {status}"


def routes_for(table: RouteTable, cidr_block: str) -> Iterator[tuple[str, Route | None]]:
    """Yield the routes that a range takes from a table, by longest prefix, in order of address.

    A more specific route counts for its part of the range.

    Yields:
        The part of the range and its route; None for a part that no route leads to.
    """
    routes = {route.destination: route for route in table.routes}
    seen = set()
    for part, block in divide(cidr_block, routes):
        if block not in seen:
            seen.add(block)
            whole = block and (block if contains(cidr_block, block) else cidr_block)
            yield whole or part, routes.get(block)


def divide(cidr_block: str, blocks: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a range, each with the longest of some ranges that it lies in.

    A part that lies in none comes with an empty text.

    Example:
        >>> list(divide("10.0.0.0/16", ["10.0.128.0/17", "10.0.0.0/8"]))
        [('10.0.0.0/17', '10.0.0.0/8'), ('10.0.128.0/17', '10.0.128.0/17')]
    """
    around = [block for block in blocks if contains(block, cidr_block)]
    longest = max(around, key=lambda block: network(block).prefixlen, default="")
    inside = [b for b in blocks if b not in around and contains(cidr_block, b)]
    if not inside:
        yield cidr_block, longest
        return
    for half in network(cidr_block).subnets():
        yield from divide(str(half), [*inside, longest] if longest else inside)
