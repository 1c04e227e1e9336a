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
        """The VPC as `describe_vpcs` answers its owner now."""
        call = call_from(Place(self.account_id, self.region_name))
        vpc = self._world.vpc(self.id, call.place)
        return dict(vpc_view(self._world, call, vpc))


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
        """The status code of now."""
        return self._peering.status(present()).value

    @property
    def requester_view(self) -> View | None:
        """The connection as its requester describes it now, or None when it is not seen."""
        return self._seen_by(self.requester)

    @property
    def accepter_view(self) -> View | None:
        """The connection as its accepter describes it now, or None when it is not seen."""
        return self._seen_by(self.accepter)

    @property
    def _peering(self) -> Peering:
        return self._world.peerings[self.id]

    def _seen_by(self, vpc: Vpc) -> View | None:
        call = call_from(Place(vpc.account_id, vpc.region_name))
        if not self._peering.is_visible_to(call.place, call.at):
            return None
        return dict(peering_view(self._world, call, self._peering))


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
