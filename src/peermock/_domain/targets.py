"""The targets of routes: the VPC itself, connections, gateways and network interfaces."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from peermock._domain.identity import Place


class Way(Protocol):
    """The target of a route: a peering connection, a gateway, an interface."""

    def is_open_to(self, vpc_id: str, now: datetime) -> bool:
        """Return whether traffic from a VPC gets through at a moment."""
        ...


class Ways(Protocol):
    """Looks up route targets by ID. The world is one."""

    def way(self, place: Place, target_id: str) -> Way | None:
        """Return the target with an ID, as seen from a place, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Local:
    """The VPC itself."""

    def is_open(self, _place: Place, _vpc_id: str, _ways: Ways, _now: datetime) -> bool:
        """Return True: the VPC always exists."""
        return True


@dataclass(frozen=True, slots=True)
class _Outward:
    """A target outside the VPC's own ranges, by its ID."""

    id: str

    def is_open(self, place: Place, vpc_id: str, ways: Ways, now: datetime) -> bool:
        """Return whether the target works for a VPC. If not, a route to it is a blackhole."""
        way = ways.way(place, self.id)
        return way is not None and way.is_open_to(vpc_id, now)


class PeeringTarget(_Outward):
    """A peering connection."""

    __slots__ = ()


class GatewayTarget(_Outward):
    """An internet gateway or a gateway endpoint."""

    __slots__ = ()


class NatGatewayTarget(_Outward):
    """A NAT gateway."""

    __slots__ = ()


class EgressOnlyGatewayTarget(_Outward):
    """An egress-only internet gateway."""

    __slots__ = ()


class InterfaceTarget(_Outward):
    """A network interface."""

    __slots__ = ()


LOCAL = Local()

Target = (
    Local
    | PeeringTarget
    | GatewayTarget
    | NatGatewayTarget
    | EgressOnlyGatewayTarget
    | InterfaceTarget
)
