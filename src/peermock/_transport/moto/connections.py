"""Peering connections for moto: it sees the world's connections instead of its own.

moto keeps connections in a dictionary in each EC2 backend, used by its routes, tags and stacks.
While the network is moto's, a view of the world replaces that dictionary.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peermock._domain.identity import Place
from peermock._domain.peering import ENDED, LIVE, Peering, PeeringOptions, Side, Status, Step
from peermock._domain.settle import Settle
from peermock._domain.world import World
from peermock._gateway import Gateway, present
from peermock._operations.views import OPTION_FIELDS, options_view, status_message
from peermock._transport.moto import names
from peermock._transport.moto.network import MotoNetwork
from peermock.exceptions import PeermockError

_STEPS = {
    "pending-acceptance": Step.REQUESTED,
    "initiating-request": Step.REQUESTED,
    "active": Step.ACCEPTED,
    "rejected": Step.REJECTED,
    "deleted": Step.DELETED,
}
"""The last step of a connection, for each status in moto."""


class ConnectionsOfPlace(Mapping[str, Any]):
    """The connections visible in a place now, as moto's objects by ID."""

    def __init__(self, gateway: Gateway, backend: Any) -> None:
        self._gateway = gateway
        self._backend = backend
        self._place = Place(backend.account_id, backend.region_name)

    def __getitem__(self, peering_id: str) -> Any:
        with self._gateway.held() as world:
            peering = world.peerings.get(peering_id)
            if peering is None or not peering.is_visible_to(self._place, present()):
                raise KeyError(peering_id)
            return object_of(self._backend, peering, present())

    def __iter__(self) -> Iterator[str]:
        with self._gateway.held() as world:
            seen = [
                peering.id
                for _, peering in world.peerings.at(self._place)
                if peering.is_visible_to(self._place, present())
            ]
        return iter(seen)

    def __len__(self) -> int:
        return len(list(iter(self)))


@dataclass(frozen=True)
class MissingVpc:
    """The attributes of moto's VPCs that its connections read, for a VPC that does not exist."""

    id: str
    owner_id: str
    region: str
    cidr_block: None = None


def object_of(backend: Any, peering: Peering, now: datetime) -> Any:
    """Return a connection as moto's own object, in its current status."""
    vpcs = [_vpc_object(side) for side in peering.sides]
    made = names.look_up(names.CONNECTIONS, "VPCPeeringConnection")(backend, peering.id, *vpcs)
    status = peering.status(now)
    made._status.code, made._status.message = status.value, status_message(peering, status)
    made.requester_options.update(options_view(peering.requester.options))
    made.accepter_options.update(options_view(peering.accepter.options))
    return made


def _vpc_object(side: Side) -> Any:
    """Return moto's VPC of a side, or a placeholder if it does not exist."""
    regions = names.look_up(names.EC2, "ec2_backends").get(side.place.account_id)
    backend = dict.get(regions, side.place.region_name) if regions is not None else None
    if backend is not None and side.vpc_id in backend.vpcs:
        return backend.vpcs[side.vpc_id]
    return MissingVpc(side.vpc_id, side.place.account_id, side.place.region_name)


def take_over(world: World, network: MotoNetwork) -> None:
    """Move connections that moto created before the mock began into the world.

    Raises:
        PeermockError: A connection could not exist on AWS.
    """
    now = present()
    for found in _list_made_by_moto(network):
        peering = _peering_from(found, now)
        _check(world, peering, now)
        world.peerings.save(peering)


def _list_made_by_moto(network: MotoNetwork) -> list[Any]:
    """Return the connections that moto keeps itself, each once."""
    backends = names.look_up(names.EC2, "ec2_backends")
    found = {
        peering_id: made
        for place in network.places()
        for peering_id, made in vars(backends[place.account_id][place.region_name])
        .get("vpc_pcxs", {})
        .items()
    }
    return list(found.values())


def _peering_from(found: Any, now: datetime) -> Peering:
    requester, accepter = (
        Side(Place(vpc.owner_id, vpc.region), vpc.id, _options(options))
        for vpc, options in (
            (found.vpc, found.requester_options),
            (found.peer_vpc, found.accepter_options),
        )
    )
    peering = Peering.request(found.id, requester, accepter, now=now, settle=Settle())
    step = _STEPS[found._status.code]
    if step is Step.REJECTED:
        return replace(peering, step=step, ended_by=accepter.place.account_id)
    if step is Step.DELETED:
        return replace(peering, step=step, ended_by=found._status.message.rpartition(" ")[2])
    return replace(peering, step=step)


def _options(options: Mapping[str, object]) -> PeeringOptions:
    switches = {OPTION_FIELDS[name]: str(on).lower() == "true" for name, on in options.items()}
    return PeeringOptions(**switches)


def _check(world: World, peering: Peering, now: datetime) -> None:
    if peering.status(now) in ENDED:
        return
    sides = [world.vpc_of(side) for side in peering.sides]
    pair = world.peerings.between(peering.requester.vpc_id, peering.accepter.vpc_id)
    reason = ""
    if peering.requester.vpc_id == peering.accepter.vpc_id:
        reason = "it connects a VPC with itself"
    elif sides[0] is None or sides[1] is None:
        reason = "one of its VPCs no longer exists"
    elif sides[0].overlaps(sides[1]):
        reason = "the ranges of its VPCs overlap"
    elif any(_rules_out(other, peering, now) for other in pair):
        reason = "the same two VPCs are already connected"
    if reason:
        raise PeermockError(
            f"moto created {peering.id} before mock_peering started, but on AWS it could not "
            f"exist: {reason}. Start mock_peering before the connection is created, so that the "
            "call "
            'is answered as AWS would, or keep the two apart with mock_peering(network="peermock").'
        )


def _rules_out(other: Peering, peering: Peering, now: datetime) -> bool:
    """Return whether an existing connection of the same VPCs rules a second one out."""
    both = {other.status(now), peering.status(now)}
    same_way = other.requester.vpc_id == peering.requester.vpc_id
    return both == {Status.ACTIVE} or (same_way and both <= LIVE)
