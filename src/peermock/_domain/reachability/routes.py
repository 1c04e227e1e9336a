"""Follow routes from one end to the other, by longest prefix, over active connections."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from peermock._domain.cidr import contains, network
from peermock._domain.peering import Status
from peermock._domain.reachability.ends import End, Station
from peermock._domain.reachability.hops import RouteHop
from peermock._domain.routing import Route, RouteTable
from peermock._domain.targets import (
    EgressOnlyGatewayTarget,
    GatewayTarget,
    InterfaceTarget,
    Local,
    NatGatewayTarget,
    PeeringTarget,
    Target,
)
from peermock._domain.world import World

_OUTSIDE: Mapping[type[Target], str] = {
    EgressOnlyGatewayTarget: "the egress-only internet gateway",
    GatewayTarget: "the gateway",
    InterfaceTarget: "the network interface",
    NatGatewayTarget: "the NAT gateway",
}
"""Targets outside the peered VPCs, in words."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One direction of a path.

    Attributes:
        world: The world with the connections.
        start: The end at which it starts.
        finish: The end that it should reach.
        now: The moment.
        is_back: Whether this is the return direction.
    """

    world: World
    start: End
    finish: End
    now: datetime
    is_back: bool

    def hops(self) -> Iterator[RouteHop]:
        """Yield the routes from each table at the start to each CIDR block at the finish."""
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
            None if vpc_id == self.finish.vpc.id else self._problem(station, part, route, vpc_id)
        )
        return RouteHop(
            is_back=self.is_back,
            id=station.id,
            route_table_id=station.table.id,
            is_main=station.table.is_main,
            cidr_block=part,
            destination=route.destination if route else None,
            peering_id=route.peering_id if route else None,
            gateway_id=_gateway_id(route),
            vpc_id=vpc_id,
            problem=f"on the way back {problem}" if problem and self.is_back else problem,
        )

    def _lead(self, station: Station, route: Route | None) -> str | None:
        """Return the VPC that a route leads to; None if it leads to none."""
        here = station.table.vpc_id
        if route and route.is_local:
            return here
        if route is None or route.peering_id is None:
            return None
        peering = self.world.peerings[route.peering_id]
        if peering.status(self.now) is not Status.ACTIVE:
            return None
        requester, accepter = peering.sides
        return accepter.vpc_id if requester.vpc_id == here else requester.vpc_id

    def _problem(self, station: Station, part: str, route: Route | None, vpc_id: str | None) -> str:
        table = f"{station.table.id}{' (main)' if station.table.is_main else ''}"
        if route is None:
            return f"{station.id} has no route to {part} in {table}"
        takes = f"{station.id} takes the route {route.destination} of {table}"
        if part != route.destination:
            takes = f"for {part} {takes}"
        elsewhere = f"to {vpc_id}, not {self.finish.vpc.id}"
        if isinstance(route.target, Local):
            return f"{takes}, local {elsewhere}"
        if route.peering_id is None:
            place, through = station.table.place, station.table.vpc_id
            is_open = route.target.is_open(place, through, self.world, self.now)
            way = (
                f"to {_OUTSIDE[type(route.target)]} {route.target.id}" if is_open else "a blackhole"
            )
            return f"{takes}, {way}, which does not lead to {self.finish.vpc.id}"
        if vpc_id:
            return f"{takes}, over {route.peering_id} {elsewhere}: peering is not transitive"
        status = self.world.peerings[route.peering_id].status(self.now)
        return f"{takes}, a blackhole: {route.peering_id} is {status}"


def _gateway_id(route: Route | None) -> str | None:
    if route is None or isinstance(route.target, Local | PeeringTarget):
        return None
    return route.target.id


def routes_for(table: RouteTable, cidr_block: str) -> Iterator[tuple[str, Route | None]]:
    """Yield the routes that apply to a range, by longest prefix, in order of address.

    A more specific route applies to its part of the range.

    Yields:
        The part of the range and its route; None for a part that no route leads to.
    """
    routes = {route.cidr_block: route for route in table.routes if route.cidr_block}
    seen = set()
    for part, block in divide(cidr_block, routes):
        if block not in seen:
            seen.add(block)
            if block is None:
                yield part, None
            else:
                whole = block if contains(cidr_block, block) else cidr_block
                yield whole, routes[block]


def divide(cidr_block: str, blocks: Collection[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a range, each with the longest of the given ranges that contains it.

    A part that is in none of them comes with None.

    Example:
        >>> list(divide("10.0.0.0/16", ["10.0.128.0/17", "10.0.0.0/8"]))
        [('10.0.0.0/17', '10.0.0.0/8'), ('10.0.128.0/17', '10.0.128.0/17')]
    """
    around = [block for block in blocks if contains(block, cidr_block)]
    longest = max(around, key=lambda block: network(block).prefixlen, default=None)
    inside = [b for b in blocks if b not in around and contains(cidr_block, b)]
    if not inside:
        yield cidr_block, longest
        return
    for half in network(cidr_block).subnets():
        yield from divide(str(half), [*inside, longest] if longest else inside)
