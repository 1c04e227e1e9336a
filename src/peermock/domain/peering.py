"""A VPC peering connection: its life, as a pure function of what was done and the present."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from peermock.domain.errors import (
    IncorrectRegion,
    InvalidStateTransition,
    PeeringNotActive,
    UserCannot,
)
from peermock.domain.identity import Place
from peermock.domain.settle import Settle, Settling

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
"""The statuses that no connection leaves."""

LIVE = frozenset(Status) - ENDED
"""The statuses in which a connection binds its VPCs."""


class Step(StrEnum):
    """What was last done to a connection; its status follows from it and from the time."""

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
"""For each step the status while it settles and the one after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeeringOptions:
    """The options of one side, all off at first."""

    allow_dns_resolution_from_remote_vpc: bool = False
    allow_egress_from_local_classic_link_to_remote_vpc: bool = False
    allow_egress_from_local_vpc_to_remote_classic_link: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two VPCs of a connection, with its owner, its Region and its options."""

    place: Place
    vpc_id: str
    options: PeeringOptions = PeeringOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peering:
    """A VPC peering connection, stored once and seen differently by each party.

    Attributes:
        id: The connection's ID.
        requester: The side that asked.
        accepter: The side that was asked, which need not exist.
        requested_at: When, to the second, as AWS's times are.
        step: What was last done.
        settling: How long the step stays transitional.
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
        """Return a new request, which begins its seven days now."""
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
        """When the request expires unless it is accepted: seven days after it was made."""
        return self.requested_at + REQUEST_LIFETIME

    @property
    def sides(self) -> tuple[Side, Side]:
        """The requester's side and the accepter's."""
        return self.requester, self.accepter

    @property
    def crosses_regions(self) -> bool:
        """Whether the two VPCs are in different Regions."""
        return self.requester.place.region_name != self.accepter.place.region_name

    def status(self, now: datetime) -> Status:
        """Return the status at a moment."""
        if self.step is Step.REQUESTED and now >= self.expires_at:
            return Status.EXPIRED
        transitional, settled = _COURSE[self.step]
        return settled if self.settling.is_over(now) else transitional

    def is_visible_to(self, place: Place, now: datetime) -> bool:
        """Tell whether an account in a Region finds the connection at a moment.

        Both parties see it in both Regions. A failed request is known where it was made alone,
        a settling one elsewhere not yet. What has ended is seen for two hours by who ended it and
        for two days by others (Amazon VPC Peering Guide, "VPC peering connection lifecycle").
        """
        if not self.concerns(place):
            return False
        status = self.status(now)
        if place != self.requester.place and not self._has_arrived(status):
            return False
        return status not in ENDED or now < self._ended_at(status) + self._window(status, place)

    def concerns(self, place: Place) -> bool:
        """Tell whether an account in a Region is a party in a Region of the connection."""
        parties = [side.place for side in self.sides]
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
        """Return the request as failed; one that is still initiating shows it once settled."""
        settling = Settling(max(now, self.settling.until), self.settling.looks)
        return replace(self, step=Step.FAILED, settling=settling)

    def accept(self, by: Place, now: datetime, settle: Settle) -> "Peering":
        """Return the connection as accepted; an accepted one unchanged.

        Raises:
            UserCannot: The caller's account does not own the accepter VPC.
            IncorrectRegion: The caller is not in the accepter VPC's Region.
            InvalidStateTransition: The request is no longer, or not yet, pending.
        """
        status = self._answerable_by(by, now, "accept", "accepted")
        if status in (Status.PROVISIONING, Status.ACTIVE):
            return self
        self._must_be_pending(status, Status.PROVISIONING)
        return replace(self, step=Step.ACCEPTED, settling=settle.start(now))

    def reject(self, by: Place, now: datetime) -> "Peering":
        """Return the connection as rejected; a rejected one unchanged.

        Raises:
            UserCannot: The caller's account does not own the accepter VPC.
            IncorrectRegion: The caller is not in the accepter VPC's Region.
            InvalidStateTransition: The request is no longer, or not yet, pending.
        """
        status = self._answerable_by(by, now, "reject", "accepted or rejected")
        if status is Status.REJECTED:
            return self
        self._must_be_pending(status, Status.REJECTED)
        return self._end(Step.REJECTED, by, Settling(now, 0))

    def delete(self, by: Place, now: datetime, settle: Settle) -> "Peering":
        """Return the connection as deleted; a deleted one unchanged.

        Raises:
            UserCannot: A pending request is deleted by the other party.
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

    def must_be_active(self, now: datetime) -> None:
        """Let only an active connection pass.

        Raises:
            PeeringNotActive: It has another status.
        """
        if self.status(now) is not Status.ACTIVE:
            raise PeeringNotActive(self.id)

    def looked_at(self, now: datetime) -> "Peering":
        """Return the connection after one more Describe."""
        return replace(self, settling=self.settling.looked_at(now))

    def _answerable_by(self, by: Place, now: datetime, verb: str, participle: str) -> Status:
        if by.account_id != self.accepter.place.account_id:
            raise UserCannot(by.account_id, verb, self.id)
        if by != self.accepter.place:
            required = self.accepter.place.region_name
            raise IncorrectRegion(by.region_name, self.id, participle, required)
        return self.status(now)

    def _must_be_pending(self, status: Status, target: Status) -> None:
        if status is not Status.PENDING_ACCEPTANCE:
            raise InvalidStateTransition(self.id, status, target)

    def _end(self, step: Step, by: Place, settling: Settling) -> "Peering":
        return replace(self, step=step, settling=settling, ended_by=by.account_id)
