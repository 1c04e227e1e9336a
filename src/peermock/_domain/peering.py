"""VPC peering connections: their life cycle, as a pure function of past actions and the time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from peermock._domain.errors import (
    IncorrectRegion,
    InvalidStateTransition,
    PeeringNotActive,
    UserCannot,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.settle import Settle, Settling

REQUEST_LIFETIME = timedelta(days=7)
SEEN_BY_WHO_ENDED_IT = timedelta(hours=2)
SEEN_BY_OTHERS = timedelta(days=2)


class Status(StrEnum):
    """The nine status codes of a connection, as AWS spells them."""

    INITIATING_REQUEST = "initiating-request"
    PENDING_ACCEPTANCE = "pending-acceptance"
    ACTIVE = "active"
    DELETED = "deleted"
    REJECTED = "rejected"
    FAILED = "failed"
    EXPIRED = "expired"
    PROVISIONING = "provisioning"
    DELETING = "deleting"


ENDED = frozenset({Status.DELETED, Status.REJECTED, Status.FAILED, Status.EXPIRED})
"""The final statuses."""

LIVE = frozenset(Status) - ENDED
"""The statuses in which a connection prevents its VPCs from being deleted."""


class Step(StrEnum):
    """The last action on a connection. Its status follows from the step and the time."""

    REQUESTED = "requested"
    FAILED = "failed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DELETED = "deleted"


_COURSE = {
    Step.REQUESTED: (Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE),
    Step.FAILED: (Status.INITIATING_REQUEST, Status.FAILED),
    Step.ACCEPTED: (Status.PROVISIONING, Status.ACTIVE),
    Step.REJECTED: (Status.REJECTED, Status.REJECTED),
    Step.DELETED: (Status.DELETING, Status.DELETED),
}
"""For each step, the status while it settles and the status afterwards."""


class PeeringOptions(NamedTuple):
    """The options of one side, all off by default."""

    allow_dns_resolution_from_remote_vpc: bool = False
    allow_egress_from_local_classic_link_to_remote_vpc: bool = False
    allow_egress_from_local_vpc_to_remote_classic_link: bool = False
    allow_multipath_resilience: bool = False


class Side(NamedTuple):
    """One of the two VPCs of a connection, with its owner, Region and options."""

    place: Place
    vpc_id: str
    options: PeeringOptions = PeeringOptions()


@lru_cache(maxsize=4096)
def side_of(place: Place, vpc_id: str) -> Side:
    """Return a side without options: the same object each time, as many connections keep it."""
    return Side(place, vpc_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peering:
    """A VPC peering connection, stored once but visible to each party differently.

    Attributes:
        id: The connection's ID.
        requester: The side that made the request.
        accepter: The other side, whose VPC need not exist.
        requested_at: When the request was made, truncated to the second like AWS's times.
        step: The last action.
        settling: How long the transitional status lasts.
        ended_by: The account that rejected or deleted it.
    """

    id: str
    requester: Side
    accepter: Side
    requested_at: datetime
    step: Step
    settling: Settling
    ended_by: str | None = None

    @classmethod
    def request(
        cls, peering_id: str, requester: Side, accepter: Side, *, now: datetime, settle: Settle
    ) -> "Peering":
        """Return a new request, whose seven days begin now."""
        at = now.replace(microsecond=0)
        return cls(
            id=peering_id,
            requester=requester,
            accepter=accepter,
            requested_at=at,
            step=Step.REQUESTED,
            settling=settle.start(now),
        )

    @property
    def expires_at(self) -> datetime:
        """When a pending request expires: seven days after it was made."""
        return self.requested_at + REQUEST_LIFETIME

    @property
    def sides(self) -> tuple[Side, Side]:
        """The requester's side and the accepter's side."""
        return self.requester, self.accepter

    @property
    def crosses_regions(self) -> bool:
        """Whether the two VPCs are in different Regions."""
        return self.requester.place.region_name != self.accepter.place.region_name

    @property
    def multipath_resilience(self) -> str:
        """Whether both sides allow multipath resilience: `enabled`, `pending` or `disabled`."""
        allowed = sum(side.options.allow_multipath_resilience for side in self.sides)
        return ("disabled", "pending", "enabled")[allowed]

    def status(self, now: datetime) -> Status:
        """Return the status at a moment."""
        if self.step is Step.REQUESTED and now >= self.expires_at:
            return Status.EXPIRED
        transitional, settled = _COURSE[self.step]
        return settled if self.settling.is_over(now) else transitional

    def is_visible_to(self, place: Place, now: datetime) -> bool:
        """Return whether an account in a Region sees the connection at a moment.

        Both parties see it in both Regions. A failed request is visible only where it was made; one
        that is still settling is not yet visible anywhere else. A connection that has ended stays
        visible for two hours to the account that ended it, and for two days to the other (Amazon
        VPC Peering Guide, "VPC peering connection lifecycle").
        """
        return self.seen_by(place, now) is not None

    def seen_by(self, place: Place, now: datetime) -> Status | None:
        """Return the status that an account in a Region sees at a moment, or None if it sees none.

        See `is_visible_to`.
        """
        if not self.concerns(place):
            return None
        status = self.status(now)
        if place != self.requester.place and not self._has_arrived(status):
            return None
        if status in ENDED and now >= self._ended_at(status) + self._window(status, place):
            return None
        return status

    def concerns(self, place: Place) -> bool:
        """Return whether both the account and the Region belong to the connection."""
        parties = (self.requester.place, self.accepter.place)
        if place in parties:
            return True
        return place.account_id in [party.account_id for party in parties] and (
            place.region_name in [party.region_name for party in parties]
        )

    def _has_arrived(self, status: Status) -> bool:
        if status is Status.EXPIRED:
            return self.settling.is_over(self.expires_at)
        return status not in (Status.INITIATING_REQUEST, Status.FAILED)

    def _ended_at(self, status: Status) -> datetime:
        return self.expires_at if status is Status.EXPIRED else self.settling.until

    def _window(self, status: Status, place: Place) -> timedelta:
        if status is Status.FAILED or place.account_id == self.ended_by:
            return SEEN_BY_WHO_ENDED_IT
        return SEEN_BY_OTHERS

    def fail(self, now: datetime) -> "Peering":
        """Return the request as failed. A settling request shows it only once settled."""
        settling = Settling(max(now, self.settling.until), self.settling.looks)
        return replace(self, step=Step.FAILED, settling=settling)

    def accept(
        self, by: Place, now: datetime, settle: Settle, status: Status | None = None
    ) -> "Peering":
        """Return the connection as accepted. An accepted connection is returned unchanged.

        Args:
            by: The account that accepts, and the Region of the call.
            now: The time of the call.
            settle: How long the connection stays `provisioning`.
            status: The current status, if the caller has already computed it.

        Raises:
            UserCannot: The caller's account does not own the accepter VPC.
            IncorrectRegion: The caller is not in the accepter VPC's Region.
            InvalidStateTransition: The request is no longer, or not yet, pending.
        """
        self._must_be_answerable_by(by, "accept", "accepted")
        status = status or self.status(now)
        if status in (Status.PROVISIONING, Status.ACTIVE):
            return self
        self._must_be_pending(status, Status.PROVISIONING)
        accepter = self.accepter
        if self.requester.options.allow_multipath_resilience:
            # Acceptance takes over the requester's choice (CreateVpcPeeringConnection).
            options = accepter.options._replace(allow_multipath_resilience=True)
            accepter = accepter._replace(options=options)
        return replace(self, step=Step.ACCEPTED, settling=settle.start(now), accepter=accepter)

    def reject(self, by: Place, now: datetime) -> "Peering":
        """Return the connection as rejected. A rejected connection is returned unchanged.

        Raises:
            UserCannot: The caller's account does not own the accepter VPC.
            IncorrectRegion: The caller is not in the accepter VPC's Region.
            InvalidStateTransition: The request is no longer, or not yet, pending.
        """
        self._must_be_answerable_by(by, "reject", "accepted or rejected")
        status = self.status(now)
        if status is Status.REJECTED:
            return self
        self._must_be_pending(status, Status.REJECTED)
        return self._end(Step.REJECTED, by, Settling(now, 0))

    def delete(self, by: Place, now: datetime, settle: Settle) -> "Peering":
        """Return the connection as deleted. A deleted connection is returned unchanged.

        Raises:
            UserCannot: The accepter's account tries to delete a pending request.
            InvalidStateTransition: The connection is neither active nor pending.
        """
        status = self.status(now)
        if status in (Status.DELETING, Status.DELETED):
            return self
        if status is Status.PENDING_ACCEPTANCE:
            if by.account_id != self.requester.place.account_id:
                raise UserCannot(by.account_id, "delete", self.id)
        elif status is not Status.ACTIVE:
            raise InvalidStateTransition(self.id, status, Status.DELETING)
        return self._end(Step.DELETED, by, settle.start(now))

    def is_open_to(self, _vpc_id: str, now: datetime) -> bool:
        """Return whether traffic gets through, from either VPC."""
        return self.status(now) is Status.ACTIVE

    def must_be_active(self, now: datetime) -> None:
        """Check that the connection is active.

        Raises:
            PeeringNotActive: It has another status.
        """
        if self.status(now) is not Status.ACTIVE:
            raise PeeringNotActive(self.id)

    def looked_at(self, now: datetime) -> "Peering":
        """Return the connection after another Describe."""
        return replace(self, settling=self.settling.looked_at(now))

    def _must_be_answerable_by(self, by: Place, verb: str, participle: str) -> None:
        if by.account_id != self.accepter.place.account_id:
            raise UserCannot(by.account_id, verb, self.id)
        if by != self.accepter.place:
            required = self.accepter.place.region_name
            raise IncorrectRegion(by.region_name, self.id, participle, required)

    def _must_be_pending(self, status: Status, target: Status) -> None:
        if status is not Status.PENDING_ACCEPTANCE:
            raise InvalidStateTransition(self.id, status, target)

    def _end(self, step: Step, by: Place, settling: Settling) -> "Peering":
        return replace(self, step=step, settling=settling, ended_by=by.account_id)


PEERING: Kind[Peering] = Kind(
    prefix="pcx",
    type_name="vpc-peering-connection",
    noun="vpcPeeringConnection",
    malformed=VpcPeeringConnectionIdMalformed,
    not_found=VpcPeeringConnectionNotFound,
)
"""The kind of connections. The world stores them, since no single place owns them."""
