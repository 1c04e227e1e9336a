"""Route tables and their routes."""

from dataclasses import dataclass, replace

from peermock.domain.errors import RouteAlreadyExists
from peermock.domain.identity import Place


@dataclass(frozen=True, slots=True)
class Route:
    """A way out of a table: to the VPC itself or through a peering connection.

    Attributes:
        destination: A CIDR string, IPv4 or IPv6, in canonical form.
        peering_id: The connection that the route leads through; empty for the local route.
    """

    destination: str
    peering_id: str = ""

    @property
    def is_local(self) -> bool:
        """Whether the route leads to the VPC itself."""
        return not self.peering_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table of a VPC.

    Attributes:
        id: The table's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC that it belongs to.
        routes: Its routes, the local ones first.
        main_association_id: The ID of its association as the VPC's main table; empty for others.
    """

    id: str
    place: Place
    vpc_id: str
    routes: tuple[Route, ...]
    main_association_id: str = ""

    def route_to(self, destination: str) -> Route | None:
        """Return the route to exactly this range, or None."""
        return next((r for r in self.routes if r.destination == destination), None)

    def with_local(self, destination: str) -> "RouteTable":
        """Return the table with a local route to one more range of its VPC."""
        local = [r for r in self.routes if r.is_local]
        others = [r for r in self.routes if not r.is_local]
        return replace(self, routes=(*local, Route(destination), *others))

    def with_route(self, route: Route) -> "RouteTable":
        """Return the table with one more route.

        Raises:
            RouteAlreadyExists: It has one to the same range, be it the local one.
        """
        if self.route_to(route.destination) is not None:
            raise RouteAlreadyExists(route.destination)
        return replace(self, routes=(*self.routes, route))
