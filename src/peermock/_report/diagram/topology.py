"""The contents of a diagram: VPCs, the connections between them, and the routes over each."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.routing import ROUTE_TABLE, RouteTable
from peermock._domain.vpc import VPC, Vpc
from peermock._domain.world import World


@dataclass(frozen=True, slots=True)
class Node:
    """A VPC, or a VPC that a request names but that does not exist.

    Attributes:
        place: The account and Region.
        vpc_id: The VPC's ID.
        vpc: The VPC; None if it does not exist.
        name: The value of its `Name` tag, or an empty string.
    """

    place: Place
    vpc_id: str
    vpc: Vpc | None = field(hash=False)
    name: str = field(hash=False)

    @property
    def is_as_found(self) -> bool:
        """Whether it is a default VPC without a name or an additional range."""
        vpc = self.vpc
        return vpc is not None and vpc.is_default and not self.name and len(vpc.cidr_blocks) == 1


@dataclass(frozen=True, slots=True)
class SideRoutes:
    """The routes over a connection in one side's route tables.

    Attributes:
        source: The VPC that the route tables belong to.
        tables: The number of route tables of this VPC.
        uses: Each destination, with the number of tables that route it over the connection.
    """

    source: Node
    tables: int
    uses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A connection.

    Attributes:
        peering_id: The connection's ID.
        status: The connection's status.
        there: The requester's routes.
        back: The accepter's routes.
    """

    peering_id: str
    status: Status
    there: SideRoutes
    back: SideRoutes

    @property
    def ends(self) -> tuple[Node, Node]:
        """The requester's VPC and the accepter's."""
        return self.there.source, self.back.source


@dataclass(frozen=True, slots=True)
class Topology:
    """Everything that a diagram shows, in an order that is the same in every run.

    Attributes:
        nodes: The VPCs by account and Region, then in order of creation.
        links: The connections in order of their requests.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def survey(world: World, now: datetime, *, defaults: bool) -> Topology:
    """Return the topology of a world.

    A connection that has ended is shown as long as one of its parties sees it or has a route over
    it.

    Args:
        world: The world.
        now: The time of the picture.
        defaults: Whether to show unchanged default VPCs without connections.
    """
    routes = _Routes(world)
    links = tuple(_link(world, routes, p, now) for p in world.peerings if _is_shown(routes, p, now))
    ends = dict.fromkeys(end for link in links for end in link.ends)
    sides = (
        Side(place, vpc.id) for place in world.network.places() for vpc in world.at(place).of(VPC)
    )
    shown = [
        node
        for node in (_node(world, side) for side in sides)
        if defaults or node in ends or not node.is_as_found
    ]
    shown += [end for end in ends if end.vpc is None]
    return Topology(tuple(sorted(shown, key=lambda node: node.place)), links)


@dataclass(slots=True)
class _OfVpc:
    """The number of a VPC's route tables, and for each connection its destinations there."""

    tables: int = 0
    uses: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, table: RouteTable) -> None:
        """Count a table, and its routes over connections."""
        self.tables += 1
        for route in table.routes:
            if route.peering_id is not None:
                self.uses[route.peering_id][route.destination] += 1


class _Routes:
    """The routes over connections, read once for each place, however many lead from a VPC."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._places: dict[Place, defaultdict[str, _OfVpc]] = {}

    def of(self, side: Side) -> _OfVpc:
        """Return the routes of a side's VPC."""
        if side.place not in self._places:
            vpcs = self._places[side.place] = defaultdict(_OfVpc)
            for table in self._world.at(side.place).of(ROUTE_TABLE):
                vpcs[table.vpc_id].add(table)
        return self._places[side.place][side.vpc_id]

    def uses(self, side: Side, peering_id: str) -> tuple[tuple[str, int], ...]:
        """Return each destination that is routed over a connection, with the number of tables."""
        return tuple(self.of(side).uses[peering_id].items())


def _is_shown(routes: _Routes, peering: Peering, now: datetime) -> bool:
    return any(
        peering.is_visible_to(side.place, now) or routes.uses(side, peering.id)
        for side in peering.sides
    )


def _link(world: World, routes: _Routes, peering: Peering, now: datetime) -> Link:
    there, back = (
        SideRoutes(_node(world, side), routes.of(side).tables, routes.uses(side, peering.id))
        for side in peering.sides
    )
    return Link(peering.id, peering.status(now), there, back)


def _node(world: World, side: Side) -> Node:
    name = world.at(side.place).tags_of(side.vpc_id).get("Name", "")
    return Node(side.place, side.vpc_id, world.vpc_of(side), name)
