"""Handles to resources that the code under test created, found by ID."""

from peermock._domain.peering import Peering, Side
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._gateway import Gateway
from peermock._mock.resources import Vpc, VpcPeeringConnection


def find_vpc(gateway: Gateway, vpc_id: str) -> Vpc:
    """Return a handle to a VPC of any account and Region.

    Raises:
        LookupError: There is no resource with this ID.
    """
    with gateway.held() as world:
        home = world.network.home_of(vpc_id)
        vpc = home.of(VPC).get(vpc_id) if home else None
    if vpc is None:
        raise LookupError(f"no VPC has the ID {vpc_id!r}, in any account or Region")
    return Vpc(vpc.id, *vpc.place, vpc.cidr_block, gateway)


def find_connection(gateway: Gateway, peering_id: str) -> VpcPeeringConnection:
    """Return a handle to a connection, even if neither party sees it.

    Raises:
        LookupError: There is no resource with this ID.
    """
    with gateway.held() as world:
        peering = world.peerings.get(peering_id)
        if peering is None:
            made = ", ".join(each.id for each in world.peerings) or "none"
            raise LookupError(
                f"no connection has the ID {peering_id!r}; existing connections: {made}"
            )
        return _connection(gateway, world, peering)


def all_connections(gateway: Gateway) -> list[VpcPeeringConnection]:
    """Return handles to all connections ever created, in order."""
    with gateway.held() as world:
        return [_connection(gateway, world, peering) for peering in world.peerings]


def _connection(gateway: Gateway, world: World, peering: Peering) -> VpcPeeringConnection:
    ours, theirs = (_side(gateway, world, side) for side in peering.sides)
    return VpcPeeringConnection(peering.id, ours, theirs, gateway)


def _side(gateway: Gateway, world: World, side: Side) -> Vpc:
    """Return a handle to a side's VPC. A VPC that does not exist has an empty CIDR block."""
    vpc = world.vpc_of(side)
    return Vpc(side.vpc_id, *side.place, vpc.cidr_block if vpc else "", gateway)
