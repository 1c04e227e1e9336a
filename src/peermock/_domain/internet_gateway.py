"""Internet gateways and egress-only internet gateways."""

from dataclasses import dataclass
from datetime import datetime

from peermock._domain.errors import (
    EgressOnlyGatewayIdMalformed,
    EgressOnlyGatewayNotFound,
    InternetGatewayIdMalformed,
    InternetGatewayNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetGateway:
    """An internet gateway of an account.

    Attributes:
        id: The gateway's ID.
        place: The owner's account and the Region.
        vpc_id: The attached VPC; None while detached.
    """

    id: str
    place: Place
    vpc_id: str | None = None

    def is_open_to(self, vpc_id: str, _now: datetime) -> bool:
        """Return whether traffic from a VPC gets through: the gateway is attached to it."""
        return self.vpc_id == vpc_id


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressOnlyGateway:
    """An egress-only internet gateway of a VPC.

    Attributes:
        id: The gateway's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC, which never changes.
    """

    id: str
    place: Place
    vpc_id: str

    def is_open_to(self, vpc_id: str, _now: datetime) -> bool:
        """Return whether traffic from a VPC gets through: the gateway belongs to it."""
        return self.vpc_id == vpc_id


INTERNET_GATEWAY: Kind[InternetGateway] = Kind(
    prefix="igw",
    type_name="internet-gateway",
    noun="internetGateway",
    malformed=InternetGatewayIdMalformed,
    not_found=InternetGatewayNotFound,
    names=lambda gateway: (gateway.vpc_id,) if gateway.vpc_id else (),
    needs=lambda gateway, _: (gateway.vpc_id,) if gateway.vpc_id else (),
)

EGRESS_ONLY_GATEWAY: Kind[EgressOnlyGateway] = Kind(
    prefix="eigw",
    type_name="egress-only-internet-gateway",
    noun="eigw",
    malformed=EgressOnlyGatewayIdMalformed,
    not_found=EgressOnlyGatewayNotFound,
    names=lambda gateway: (gateway.vpc_id,),
    needs=lambda gateway, _: (gateway.vpc_id,),
)
