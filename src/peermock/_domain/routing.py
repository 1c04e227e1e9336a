"""Route tables, their routes and their associations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from peermock._domain.cidr import contains
from peermock._domain.errors import (
    CannotRemoveLocalRoute,
    RouteAlreadyExists,
    RouteNotFound,
    RouteNotThere,
    RouteTableIdMalformed,
    RouteTableNotFound,
    RouteWithinVpc,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.targets import (
    LOCAL,
    InterfaceTarget,
    Local,
    NatGatewayTarget,
    PeeringTarget,
    Target,
)


@dataclass(frozen=True, slots=True)
class Route:
    """A route: a destination and a target.

    Attributes:
        destination: An IPv4 or IPv6 CIDR block in canonical form, or a prefix list ID.
        target: The target.
    """

    destination: str
    target: Target

    @property
    def is_local(self) -> bool:
        """Whether it is a local route."""
        return isinstance(self.target, Local)

    @property
    def peering_id(self) -> str | None:
        """The peering connection that it targets; None for another target."""
        return self.target.id if isinstance(self.target, PeeringTarget) else None

    @property
    def cidr_block(self) -> str | None:
        """The destination CIDR block; None if the destination is a prefix list."""
        is_id = "-" in self.destination  # no CIDR block has one
        return None if is_id else self.destination

    def covers(self, route: "Route") -> bool:
        """Return whether the other route's destination is the same or a part of this one's."""
        here, there = self.cidr_block, route.cidr_block
        return here is not None and there is not None and contains(here, there)


class Routes:
    """The routes of a table in order, each with a destination of its own. They never change.

    Args:
        routes: The routes.
    """

    __slots__ = ("_by_destination",)

    def __init__(self, routes: Iterable[Route] = ()) -> None:
        self._by_destination = {route.destination: route for route in routes}

    def get(self, destination: str) -> Route | None:
        """Return the route with exactly this destination, or None."""
        return self._by_destination.get(destination)

    def with_route(self, route: Route) -> "Routes":
        """Return the routes with another one: last, or in place of that with its destination."""
        other = self._copy()
        other._by_destination[route.destination] = route
        return other

    def without(self, destination: str) -> "Routes":
        """Return the routes without the one with this destination."""
        other = self._copy()
        del other._by_destination[destination]
        return other

    def locals(self) -> Iterator[Route]:
        """Yield the local routes, which come first."""
        return takewhile(lambda route: route.is_local, self)

    def _copy(self) -> "Routes":
        other = Routes()
        other._by_destination = self._by_destination.copy()
        return other

    def __iter__(self) -> Iterator[Route]:
        return iter(self._by_destination.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Routes) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Routes({[*self]!r})"


class Association(NamedTuple):
    """The association of a route table with a subnet, or as the main route table.

    Attributes:
        id: The association's ID.
        subnet_id: The subnet; None for the main table's association.
    """

    id: str
    subnet_id: str | None = None

    @property
    def is_main(self) -> bool:
        """Whether it makes the table the main route table of its VPC."""
        return self.subnet_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table of a VPC.

    Attributes:
        id: The table's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC to which it belongs.
        routes: The routes, local ones first.
        associations: The associations, the main one first.
    """

    id: str
    place: Place
    vpc_id: str
    routes: Routes
    associations: tuple[Association, ...] = ()

    @property
    def is_main(self) -> bool:
        """Whether it is the main route table of its VPC."""
        return any(association.is_main for association in self.associations)

    def route_to(self, destination: str) -> Route | None:
        """Return the route with exactly this destination, or None."""
        return self.routes.get(destination)

    def with_locals(self, destinations: tuple[str, ...]) -> "RouteTable":
        """Return the table with local routes to exactly these ranges, those of its VPC."""
        others = [r for r in self.routes if not r.is_local]
        return replace(self, routes=Routes([*local_routes(destinations), *others]))

    def with_route(self, route: Route) -> "RouteTable":
        """Return the table with an additional route.

        Raises:
            RouteAlreadyExists: It has a route with the same destination, possibly the local one.
            RouteWithinVpc: The destination is within the VPC, and the target is neither an
                interface nor a NAT gateway.
        """
        if self.route_to(route.destination) is not None:
            raise RouteAlreadyExists(route.destination)
        is_within = any(local.covers(route) for local in self.routes.locals())
        if is_within and not isinstance(route.target, InterfaceTarget | NatGatewayTarget):
            raise RouteWithinVpc(route.destination)
        return replace(self, routes=self.routes.with_route(route))

    def with_replaced(self, route: Route) -> "RouteTable":
        """Return the table with another target for an existing route.

        Raises:
            RouteNotThere: It has no such route, or only the local one.
        """
        old = self.route_to(route.destination)
        if old is None or old.is_local:
            raise RouteNotThere(route.destination)
        return replace(self, routes=self.routes.with_route(route))

    def without_route(self, destination: str) -> "RouteTable":
        """Return the table without its route to a destination.

        Raises:
            RouteNotFound: It has no such route.
            CannotRemoveLocalRoute: The route is the local one.
        """
        old = self.route_to(destination)
        if old is None:
            raise RouteNotFound(destination, self.id)
        if old.is_local:
            raise CannotRemoveLocalRoute(destination, self.id)
        return replace(self, routes=self.routes.without(destination))

    def with_association(self, association: Association) -> "RouteTable":
        """Return the table with an additional association, the main one first."""
        both = (*self.associations, association)
        return replace(self, associations=tuple(sorted(both, key=lambda a: not a.is_main)))

    def without_association(self, association_id: str) -> "RouteTable":
        """Return the table without one of its associations."""
        kept = tuple(a for a in self.associations if a.id != association_id)
        return replace(self, associations=kept)

    def without_subnet(self, subnet_id: str) -> "RouteTable":
        """Return the table without its association with a subnet."""
        kept = tuple(a for a in self.associations if a.subnet_id != subnet_id)
        return replace(self, associations=kept)


def local_routes(cidr_blocks: tuple[str, ...]) -> Routes:
    """Return the local routes for the CIDR blocks of a VPC."""
    return Routes(Route(block, LOCAL) for block in cidr_blocks)


ROUTE_TABLE: Kind[RouteTable] = Kind(
    prefix="rtb",
    type_name="route-table",
    noun="routeTable",
    malformed=RouteTableIdMalformed,
    not_found=RouteTableNotFound,
    names=lambda table: (
        table.vpc_id,
        *(each.subnet_id for each in table.associations if each.subnet_id),
    ),
    needs=lambda table, _: () if table.is_main else (table.vpc_id,),
    comes_with=lambda table: table.vpc_id if table.is_main else None,
    parts=lambda table: table.associations,
)
