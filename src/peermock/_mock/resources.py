"""What a test has arranged: values with IDs, and with views to compare answers with."""

from dataclasses import dataclass, field
from typing import Any

from peermock.domain.identity import Place, owner_principal
from peermock.domain.peering import Peering
from peermock.domain.world import World
from peermock.gateway import present
from peermock.operations import Call
from peermock.operations.views import peering_view, vpc_view

View = dict[str, Any]

_GONE = "{} is not there any more: it was deleted, or the world was put back to before it"


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC that a test has arranged.

    Attributes:
        id: The VPC's ID.
        account_id: Its owner.
        region_name: Its Region.
        cidr_block: Its primary range.
    """

    id: str
    account_id: str
    region_name: str
    cidr_block: str
    _world: World = field(repr=False, compare=False)

    @property
    def view(self) -> View:
        """The VPC as `describe_vpcs` answers its owner now; a LookupError when it is gone."""
        call = call_from(Place(self.account_id, self.region_name))
        vpc = self._world.store(call.place).vpcs.get(self.id)
        if vpc is None:
            raise LookupError(_GONE.format(self.id))
        return dict(vpc_view(self._world, call, vpc))

    def is_of(self, world: World) -> bool:
        """Tell whether it was arranged in this world."""
        return self._world is world


@dataclass(frozen=True, slots=True)
class VpcPeeringConnection:
    """A connection that a test has arranged.

    Attributes:
        id: The connection's ID.
        requester: The VPC that asked.
        accepter: The VPC that was asked.
    """

    id: str
    requester: Vpc
    accepter: Vpc
    _world: World = field(repr=False, compare=False)

    @property
    def status(self) -> str:
        """The status code of now; a LookupError when the world was put back to before it."""
        peering = self._peering
        if peering is None:
            raise LookupError(_GONE.format(self.id))
        return peering.status(present()).value

    @property
    def requester_view(self) -> View | None:
        """The connection as its requester describes it now, or None when it is not seen."""
        return self._seen_by(self.requester)

    @property
    def accepter_view(self) -> View | None:
        """The connection as its accepter describes it now, or None when it is not seen."""
        return self._seen_by(self.accepter)

    @property
    def _peering(self) -> Peering | None:
        return self._world.peerings.get(self.id)

    def _seen_by(self, vpc: Vpc) -> View | None:
        call = call_from(Place(vpc.account_id, vpc.region_name))
        peering = self._peering
        if peering is None or not peering.is_visible_to(call.place, call.at):
            return None
        return dict(peering_view(self._world, call, peering))


def call_from(place: Place, operation: str = "", **params: object) -> Call:
    """Return a call that an account makes now, which no client sends."""
    return Call(
        service_name="ec2",
        operation=operation,
        params=params,
        place=place,
        principal=owner_principal(place.account_id),
        at=present(),
        default_account_id=place.account_id,
    )
