"""What a diagram shows: VPCs, the connections between them, and the routes over each."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from peermock.domain.identity import Place
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.routing import RouteTable
from peermock.domain.vpc import Vpc
from peermock.domain.world import World


@dataclass(frozen=True, slots=True)
class Node:
    """A VPC, or what a request names although it is not there.

    Attributes:
        place: Its account and Region.
        vpc_id: Its ID.
        vpc: The VPC; None when there is no such VPC.
        name: Its tag `Name`; empty without one.
    """

    place: Place
    vpc_id: str
    vpc: Vpc | None
    name: str

    @property
    def is_as_found(self) -> bool:
        """Whether it is a default VPC that nobody has named or given another range."""
        vpc = self.vpc
        return vpc is not None and vpc.is_default and not self.name and len(vpc.cidr_blocks) == 1


@dataclass(frozen=True, slots=True)
class Way:
    """The routes of one side of a connection that lead over it.

    Attributes:
        source: The VPC that the route tables belong to.
        tables: How many route tables it has.
        uses: Each destination, with the number of tables that have a route to it.
    """

    source: Node
    tables: int
    uses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A connection.

    Attributes:
        peering_id: Its ID.
        status: Its status.
        there: The routes of the requester.
        back: The routes of the accepter.
    """

    peering_id: str
    status: Status
    there: Way
    back: Way

    @property
    def ends(self) -> tuple[Node, Node]:
        """The requester's VPC and the accepter's."""
        return self.there.source, self.back.source


@dataclass(frozen=True, slots=True)
class Topology:
    """All that a diagram shows, in an order that is the same from run to run.

    Attributes:
        nodes: The VPCs by account and Region, then as they were made.
        links: The connections as they were requested.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def survey(world: World, now: datetime, *, defaults: bool) -> Topology:
    """Return what there is to show.

    A connection that has ended is shown as long as one of its parties finds it, or has a route
    over it.

    Args:
        world: Where it is.
        now: When.
        defaults: Whether to show default VPCs that are as AWS made them and have no connection.
    """
    links = tuple(_link(world, p, now) for p in world.peerings if _is_shown(world, p, now))
    ends = dict.fromkeys(end for link in links for end in link.ends)
    sides = (Side(store.place, vpc.id) for store in world.stores() for vpc in store.vpcs)
    shown = [
        node
        for node in (_node(world, side) for side in sides)
        if defaults or node in ends or not node.is_as_found
    ]
    shown += [end for end in ends if end.vpc is None]
    return Topology(tuple(sorted(shown, key=lambda node: node.place)), links)


def _is_shown(world: World, peering: Peering, now: datetime) -> bool:
    return any(
        peering.is_visible_to(side.place, now) or _uses(world, side, peering.id)
        for side in peering.sides
    )


def _link(world: World, peering: Peering, now: datetime) -> Link:
    there, back = (_way(world, side, peering.id) for side in peering.sides)
    return Link(peering.id, peering.status(now), there, back)


def _way(world: World, side: Side, peering_id: str) -> Way:
    tables = len(_tables(world, side))
    return Way(_node(world, side), tables, _uses(world, side, peering_id))


def _uses(world: World, side: Side, peering_id: str) -> tuple[tuple[str, int], ...]:
    routes = (route for table in _tables(world, side) for route in table.routes)
    return tuple(Counter(r.destination for r in routes if r.peering_id == peering_id).items())


def _tables(world: World, side: Side) -> list[RouteTable]:
    store = world.known_store(side.place)  # to look at a place that is not known would make it
    return store.tables_of(side.vpc_id) if store else []


def _node(world: World, side: Side) -> Node:
    store = world.known_store(side.place)
    name = store.tags_of(side.vpc_id).get("Name", "") if store else ""
    return Node(side.place, side.vpc_id, world.vpc_of(side), name)
