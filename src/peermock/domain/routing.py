"""Route tables, their routes, and what they are associated with."""

from dataclasses import dataclass, replace

from peermock.domain.cidr import contains
from peermock.domain.errors import (
    CannotRemoveLocalRoute,
    RouteAlreadyExists,
    RouteNotFound,
    RouteNotThere,
    RouteWithinVpc,
)
from peermock.domain.identity import Place


@dataclass(frozen=True, slots=True)
class Route:
    """A way out of a table: to the VPC itself or through a peering connection.

    Attributes:
        destination: A CIDR string, IPv4 or IPv6, in canonical form.
        peering_id: The connection that the route leads through; empty for a local route.
    """

    destination: str
    peering_id: str = ""

    @property
    def is_local(self) -> bool:
        """Whether the route leads to the VPC itself."""
        return not self.peering_id


@dataclass(frozen=True, slots=True)
class Association:
    """What a table is used for: a subnet, or as main table every subnet that has no other.

    Attributes:
        id: The association's ID.
        subnet_id: The subnet; empty for the main table's association.
    """

    id: str
    subnet_id: str = ""

    @property
    def is_main(self) -> bool:
        """Whether it makes the table the main one of its VPC."""
        return not self.subnet_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table of a VPC.

    Attributes:
        id: The table's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC that it belongs to.
        routes: Its routes, the local ones first.
        associations: What it is used for.
    """

    id: str
    place: Place
    vpc_id: str
    routes: tuple[Route, ...]
    associations: tuple[Association, ...] = ()

    @property
    def is_main(self) -> bool:
        """Whether it is the main table of its VPC."""
        return any(association.is_main for association in self.associations)

    def route_to(self, destination: str) -> Route | None:
        """Return the route to exactly this range, or None."""
        return next((r for r in self.routes if r.destination == destination), None)

    def with_locals(self, destinations: tuple[str, ...]) -> "RouteTable":
        """Return the table with local routes to these ranges, the ranges of its VPC, alone."""
        others = [r for r in self.routes if not r.is_local]
        return replace(self, routes=(*map(Route, destinations), *others))

    def with_route(self, route: Route) -> "RouteTable":
        """Return the table with one more route.

        Raises:
            RouteAlreadyExists: It has one to the same range, be it the local one.
            RouteWithinVpc: The range is a part of one where a local route leads.
        """
        if self.route_to(route.destination) is not None:
            raise RouteAlreadyExists(route.destination)
        if any(r.is_local and contains(r.destination, route.destination) for r in self.routes):
            raise RouteWithinVpc(route.destination)
        return replace(self, routes=(*self.routes, route))

    def with_replaced(self, route: Route) -> "RouteTable":
        """Return the table with another way to a range that it has a route to.

        Raises:
            RouteNotThere: It has none, or only the local one.
        """
        old = self.route_to(route.destination)
        if old is None or old.is_local:
            raise RouteNotThere(route.destination)
        return replace(self, routes=tuple(route if r is old else r for r in self.routes))

    def without_route(self, destination: str) -> "RouteTable":
        """Return the table without its route to a range.

        Raises:
            RouteNotFound: It has none.
            CannotRemoveLocalRoute: It is the local one.
        """
        old = self.route_to(destination)
        if old is None:
            raise RouteNotFound(destination, self.id)
        if old.is_local:
            raise CannotRemoveLocalRoute(destination, self.id)
        return replace(self, routes=tuple(r for r in self.routes if r is not old))

    def with_association(self, association: Association) -> "RouteTable":
        """Return the table with one more use, the main one first."""
        both = (*self.associations, association)
        return replace(self, associations=tuple(sorted(both, key=lambda a: not a.is_main)))

    def without_association(self, association_id: str) -> "RouteTable":
        """Return the table without one of its uses."""
        kept = tuple(a for a in self.associations if a.id != association_id)
        return replace(self, associations=kept)
