"""NAT gateways: their life cycle, as a pure function of past actions and the current time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from peermock._domain.errors import NatGatewayIdMalformed, NatGatewayNotFound
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.settle import Settle, Settling

SEEN_AFTER_THE_END = timedelta(hours=1)


class NatState(StrEnum):
    """The states of a NAT gateway, as AWS spells them."""

    PENDING = "pending"
    AVAILABLE = "available"
    FAILED = "failed"
    DELETING = "deleting"
    DELETED = "deleted"


_ENDED = frozenset({NatState.FAILED, NatState.DELETED})
"""The states in which a gateway no longer holds an address or interface."""


@dataclass(frozen=True, slots=True)
class NatFailure:
    """The reason for a failure, in AWS's words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NatGateway:
    """A NAT gateway in a subnet.

    Attributes:
        id: The gateway's ID.
        place: The owner's account and the Region.
        vpc_id: The subnet's VPC.
        subnet_id: The subnet.
        created_at: When it was created, to the second.
        settling: How long the last step stays transitional.
        allocation_id: The elastic address; None for a private gateway.
        interface_id: The network interface; None if the gateway fails.
        private_ip: The interface's address.
        association_id: The association of the elastic address with the interface.
        public_ip: The elastic address itself.
        failure: The reason for the failure; None if it does not fail.
        deleted_at: When it was deleted, to the second; None if it was not.
    """

    id: str
    place: Place
    vpc_id: str
    subnet_id: str
    created_at: datetime
    settling: Settling
    allocation_id: str | None = None
    interface_id: str | None = None
    private_ip: str | None = None
    association_id: str | None = None
    public_ip: str | None = None
    failure: NatFailure | None = None
    deleted_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        """Whether the gateway has an elastic address and so reaches the internet."""
        return self.allocation_id is not None

    def state(self, now: datetime) -> NatState:
        """Return the state at a moment."""
        is_over = self.settling.is_over(now)
        if self.deleted_at is not None:
            return NatState.DELETED if is_over else NatState.DELETING
        if not is_over:
            return NatState.PENDING
        return NatState.AVAILABLE if self.failure is None else NatState.FAILED

    def is_seen(self, now: datetime) -> bool:
        """Return whether the owner still sees it: for an hour after it failed or was deleted."""
        return self.state(now) not in _ENDED or now < self.settling.until + SEEN_AFTER_THE_END

    def is_open_to(self, vpc_id: str, now: datetime) -> bool:
        """Return whether traffic from a VPC gets through."""
        return self.vpc_id == vpc_id and self.state(now) is NatState.AVAILABLE

    def delete(self, now: datetime, settle: Settle) -> "NatGateway":
        """Return the gateway as deleted. A deleted gateway is returned unchanged."""
        if self.deleted_at is not None:
            return self
        at = now.replace(microsecond=0)
        return replace(self, deleted_at=at, settling=settle.start(now))

    def looked_at(self, now: datetime) -> "NatGateway":
        """Return the gateway after another Describe."""
        return replace(self, settling=self.settling.looked_at(now))


def _list_needs(gateway: NatGateway, now: datetime) -> Iterable[str]:
    return () if gateway.state(now) in _ENDED else (gateway.subnet_id, gateway.vpc_id)


NAT_GATEWAY: Kind[NatGateway] = Kind(
    prefix="nat",
    type_name="natgateway",
    noun="natGateway",
    malformed=NatGatewayIdMalformed,
    not_found=NatGatewayNotFound,
    names=lambda gateway: (gateway.subnet_id, gateway.vpc_id),
    needs=_list_needs,
    is_seen=NatGateway.is_seen,
)
