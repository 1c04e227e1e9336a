"""The state of the model's cloud, and look-ups in it."""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_network

from tests.model.peermodel import connections
from tests.model.peermodel.refusals import no_peering, no_vpc

Place = tuple[str, str]
"""An account and a Region."""


@dataclass
class State:
    """All resources, by ID.

    Attributes:
        vpcs: The VPCs: `place`, `blocks` (association ID and range, the primary first), `routes`
            of the main table (destination and connection), `dns` (hostnames are on).
        connections: The connections, in the order of their creation.
        tags: The tags by place and resource ID.
        outstanding: The quota of outstanding requests per place.
        active: The quota of active connections per VPC.
    """

    vpcs: dict[str, dict] = field(default_factory=dict)
    connections: dict[str, dict] = field(default_factory=dict)
    tags: dict[tuple[Place, str], dict[str, str]] = field(default_factory=dict)
    outstanding: int = 25
    active: int = 50


def vpc_at(state: State, place: Place, vpc_id: str) -> dict:
    """Return a VPC of a place.

    Raises:
        Refusal: The place has no VPC with this ID.
    """
    vpc = state.vpcs.get(vpc_id)
    if vpc is None or vpc["place"] != place:
        raise no_vpc(vpc_id)
    return vpc


def connection_at(state: State, place: Place, peering_id: str, now: datetime) -> dict:
    """Return a connection that a place sees.

    Raises:
        Refusal: The place sees no connection with this ID.
    """
    connection = state.connections.get(peering_id)
    if connection is None or not connections.is_seen(connection, *place, now):
        raise no_peering(peering_id)
    return connection


def connections_of(state: State, vpc_id: str, now: datetime) -> list[tuple[dict, str]]:
    """Return the connections that name a VPC, with their statuses."""
    return [
        (each, connections.status(each, now))
        for each in state.connections.values()
        if vpc_id in (each["requester"]["vpc"], each["accepter"]["vpc"])
    ]


def ranges(vpc: dict) -> list[str]:
    """Return the ranges of a VPC, the primary first."""
    return list(vpc["blocks"].values())


def overlap(some: list[str], others: list[str]) -> bool:
    """Return whether any range of one list overlaps any range of the other."""
    return any(ip_network(a).overlaps(ip_network(b)) for a in some for b in others)
