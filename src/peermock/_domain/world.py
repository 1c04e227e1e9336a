"""The world: all accounts, Regions and connections, and the rules between them. It is mutable."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from peermock._domain.errors import (
    ActiveVpcPeeringConnectionPerVpcLimitExceeded,
    PendingVpcPeeringConnectionLimitExceeded,
    VpcNotFound,
    VpcPeeringConnectionAlreadyExists,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock._domain.holdings import Holdings
from peermock._domain.identity import (
    Place,
    Principal,
    owner_of,
    owner_principal,
)
from peermock._domain.ids import IdSource, is_resource_id
from peermock._domain.network_port import Network
from peermock._domain.peering import LIVE, PEERING, Peering, Side, Status, side_of
from peermock._domain.peering_store import PeeringStore
from peermock._domain.quotas import Quotas
from peermock._domain.region_store import RegionStore
from peermock._domain.settle import Settle
from peermock._domain.stores import Stores
from peermock._domain.vpc import VPC, Vpc

if TYPE_CHECKING:
    from peermock._domain.targets import Way

_ACTIVE = frozenset({Status.PROVISIONING, Status.ACTIVE})
_OUTSTANDING = frozenset({Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE})
_ASKED = _ACTIVE | _OUTSTANDING
"""The statuses in which the same request returns the connection that exists."""

FindHolder = Callable[[str, str], Principal | None]


class Party(NamedTuple):
    """A side of a connection with its VPC, or None if that VPC does not exist."""

    side: Side
    vpc: Vpc | None

    def can_join(self, other: "Party") -> bool:
        """Return whether both VPCs exist and do not overlap."""
        if self.vpc is None or other.vpc is None:
            return False
        return not self.vpc.overlaps(other.vpc)


class Requested(NamedTuple):
    """The result of a request: a connection, whether it is new, and the status to show."""

    peering: Peering
    is_new: bool
    status: Status


Roles = Mapping[str, frozenset[str] | None]
"""Roles by name, each with the accounts that may assume it, or None for all accounts."""


class World:
    """The state of a mock.

    Attributes:
        ids: The source of new identifiers.
        quotas: The quotas of every account.
        settle: How long transitional statuses last.
        regions: Returns all AWS Regions with their descriptions, by name.
        network: The VPCs, subnets, route tables, security groups and tags of all places.
        peerings: The connections, each stored once.
        sessions: The holder of each access key that STS has issued.
        denied: The forbidden calls, as (account ID, operation).
        roles: The roles by account. An account that is not listed has every role.
        expires_sessions: Whether role credentials expire on the mock's clock.
        is_used: Whether the world has been used. Until then it can be put on another network.
        find_holder: Returns the holder of another program's access key. It gets the key and the
            default account. None without another program.
    """

    def __init__(
        self,
        *,
        ids: IdSource,
        quotas: Quotas = Quotas(),
        settle: Settle = Settle(),
        regions: Callable[[], Mapping[str, str]] = dict,
        network: Network | None = None,
    ) -> None:
        self.ids = ids
        self.quotas = quotas
        self.settle = settle
        self.regions = regions
        self.peerings = PeeringStore()
        self.sessions: dict[str, Principal] = {}
        self.denied: set[tuple[str, str]] = set()
        self.roles: dict[str, Roles] = {}
        self.expires_sessions = False
        self.network = Stores(ids) if network is None else network
        self.is_used = False
        self.find_holder: FindHolder | None = None

    @cached_property
    def seal(self) -> bytes:
        """The key that signs pagination tokens."""
        return self.ids.derive("seal").random_bytes(16)

    def snapshot(self) -> "World":
        """Return a copy of the world.

        Raises:
            Exception: The network belongs to another program, so it cannot be copied.
        """
        copy = World(ids=self.ids, settle=self.settle, regions=self.regions)
        copy._take_over(self, self.network.snapshot())
        return copy

    def restore(self, snapshot: "World") -> None:
        """Take over the state of a snapshot, which can be restored again."""
        self._take_over(snapshot, snapshot.network.put_back())

    def _take_over(self, snapshot: "World", network: Network) -> None:
        self.ids = snapshot.ids.copy()
        self.quotas = snapshot.quotas
        self.peerings = snapshot.peerings.copy()
        self.sessions = snapshot.sessions.copy()
        self.denied = snapshot.denied.copy()
        self.roles = snapshot.roles.copy()
        self.expires_sessions = snapshot.expires_sessions
        self.is_used = snapshot.is_used
        self.network = network

    def begin_again(self) -> None:
        """Become unused, without connections and on a network of its own."""
        self.peerings = PeeringStore()
        self.network = Stores(self.ids)
        self.is_used = False

    def at(self, place: Place) -> Holdings:
        """Return read-only access to the resources of an account in a Region. Creates nothing."""
        return self.network.at(place)

    def store(self, place: Place) -> RegionStore:
        """Return the resources of an account in a Region, to change them.

        Raises:
            Exception: The network belongs to another program, so the world cannot change it.
        """
        return self.network.store(place)

    def holder(self, key_id: str, default_account_id: str) -> Principal:
        """Return the holder of an access key.

        Keys that a mock has issued encode their account, even keys of roles from another world. Any
        other key belongs to the default account.
        """
        if key_id in self.sessions:
            return self.sessions[key_id]
        found = self.find_holder(key_id, default_account_id) if self.find_holder else None
        return found or owner_principal(owner_of(key_id) or default_account_id)

    def vpc(self, vpc_id: str, place: Place) -> Vpc:
        """Return a VPC of a place.

        Raises:
            VpcNotFound: The place has no VPC with this ID.
        """
        vpc = self.at(place).of(VPC).get(vpc_id)
        if vpc is None:
            raise VpcNotFound(vpc_id)
        return vpc

    def vpc_of(self, side: Side) -> Vpc | None:
        """Return the VPC of a side of a connection, or None if it does not exist."""
        return self.network.at(side.place).of(VPC).get(side.vpc_id)

    def has_vpc(self, vpc_id: str, account_id: str) -> bool:
        """Return whether an account has a VPC with this ID, in whichever Region."""
        places = {place for place in self.network.places() if place.account_id == account_id}
        places |= {Place(account_id, region_name) for region_name in self.regions()}
        return any(vpc_id in self.at(place).of(VPC) for place in places)

    def party(self, place: Place, vpc_id: str) -> Party:
        """Return a VPC as a side of a connection, even if it does not exist."""
        side = side_of(place, vpc_id)
        return Party(side, self.vpc_of(side))

    def peering(self, peering_id: str, *, seen_by: Place, now: datetime) -> Peering:
        """Return a connection that a place takes part in and still sees.

        Raises:
            VpcPeeringConnectionIdMalformed: The text is not a well-formed ID.
            VpcPeeringConnectionNotFound: The place does not see a connection with this ID.
        """
        return self.seen_peering(peering_id, seen_by, now)[0]

    def seen_peering(self, peering_id: str, place: Place, now: datetime) -> tuple[Peering, Status]:
        """Return a connection that a place takes part in and still sees, and its status.

        Raises:
            VpcPeeringConnectionIdMalformed: The text is not a well-formed ID.
            VpcPeeringConnectionNotFound: The place does not see a connection with this ID.
        """
        if not is_resource_id(peering_id, PEERING.prefix):
            raise VpcPeeringConnectionIdMalformed(peering_id)
        peering = self.peerings.get(peering_id)
        status = None if peering is None else peering.seen_by(place, now)
        if peering is None or status is None:
            raise VpcPeeringConnectionNotFound(peering_id)
        return peering, status

    def way(self, place: Place, target_id: str) -> "Way | None":
        """Return the target of a route by its ID, or None."""
        peering = self.peerings.get(target_id)
        return self.network.way(place, target_id) if peering is None else peering

    def request(
        self, requester: Party, accepter: Party, now: datetime, settle: Settle | None = None
    ) -> Requested:
        """Return a request from one VPC to another: the existing one, or a new one not yet stored.

        If the other VPC does not exist or overlaps, the request is created and fails (Amazon VPC
        Peering Guide).

        Raises:
            PendingVpcPeeringConnectionLimitExceeded: The requester's quota is reached.
        """
        ours, theirs = requester.side, accepter.side
        for peering in self.peerings.between(ours.vpc_id, theirs.vpc_id):
            status = self._status_if_same(peering, ours, theirs, now)
            if status in _ASKED:
                return Requested(peering, is_new=False, status=status)
        self._check_outstanding(ours.place, now)
        peering = Peering.request(
            self.ids.resource_id(PEERING.prefix),
            ours,
            theirs,
            now=now,
            settle=settle or self.settle,
        )
        if not requester.can_join(accepter):
            peering = peering.fail(now)
        return Requested(peering, is_new=True, status=Status.INITIATING_REQUEST)

    def accept(
        self,
        peering: Peering,
        by: Place,
        now: datetime,
        *,
        settle: Settle | None = None,
        status: Status | None = None,
    ) -> Peering:
        """Return a connection as accepted, not yet stored.

        Args:
            peering: The connection.
            by: The account that accepts, and the Region of the call.
            now: The time of the call.
            settle: How long the connection stays `provisioning`; the world's value by default.
            status: The current status, if the caller has already computed it.

        Raises:
            AwsError: As for `Peering.accept`, or an active connection or a quota prevents it.
        """
        accepted = peering.accept(by, now, settle or self.settle, status)
        if accepted is not peering:
            self._check_alone(peering, now)
            self._check_active(peering, now)
        return accepted

    def look(self, place: Place, peering_ids: Collection[str] | None, now: datetime) -> None:
        """Record a Describe call by a place, of some connections or all.

        The call advances connections that settle after a number of Describes.
        """
        for peering in self.peerings.settling():
            if peering.concerns(place) and (not peering_ids or peering.id in peering_ids):
                self.peerings.save(peering.looked_at(now))

    def joining(self, vpc_id: str, other_id: str, now: datetime) -> Peering | None:
        """Return the active connection between two VPCs, or None."""
        pair = self.peerings.between(vpc_id, other_id)
        return next((p for p in pair if p.status(now) is Status.ACTIVE), None)

    def is_bound(self, vpc: Vpc, now: datetime) -> bool:
        """Return whether a VPC takes part in a connection that has not ended."""
        return any(peering.status(now) in LIVE for peering in self.peerings_of(vpc))

    def peerings_of(self, vpc: Vpc) -> Iterator[Peering]:
        """Yield a VPC's connections, skipping those that name the wrong owner for it."""
        end = (vpc.place, vpc.id)
        for peering in self.peerings.of_vpc(vpc.id):
            if end in [(side.place, side.vpc_id) for side in peering.sides]:
                yield peering

    def _status_if_same(
        self, peering: Peering, requester: Side, accepter: Side, now: datetime
    ) -> Status | None:
        """Return the status of a connection if the same request made it, else None."""
        if peering.requester.vpc_id != requester.vpc_id or peering.accepter.place != accepter.place:
            return None
        return peering.status(now)

    def _check_outstanding(self, place: Place, now: datetime) -> None:
        requests, most = self.peerings.unanswered(place), self.quotas.outstanding_requests
        # Fast path: below the quota there is no need to count.
        if len(requests) >= most and sum(p.status(now) in _OUTSTANDING for p in requests) >= most:
            raise PendingVpcPeeringConnectionLimitExceeded

    def _check_alone(self, peering: Peering, now: datetime) -> None:
        pair = self.peerings.between(peering.requester.vpc_id, peering.accepter.vpc_id)
        if any(p is not peering and p.status(now) in _ACTIVE for p in pair):
            raise VpcPeeringConnectionAlreadyExists(peering.id)

    def _check_active(self, peering: Peering, now: datetime) -> None:
        for side in peering.sides:
            # Fast path: with so few connections there is no need to count the active ones.
            if self.peerings.number_of_vpc(side.vpc_id) < self.quotas.active_per_vpc:
                continue
            others = (p for p in self.peerings.of_vpc(side.vpc_id) if p is not peering)
            active = sum(p.status(now) in _ACTIVE for p in others)
            if active >= self.quotas.active_per_vpc:
                raise ActiveVpcPeeringConnectionPerVpcLimitExceeded(side.vpc_id)
