"""The one mutable thing: every account, Region and connection, and the rules that join them."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import cached_property

from peermock.domain.errors import (
    ActiveVpcPeeringConnectionPerVpcLimitExceeded,
    PendingVpcPeeringConnectionLimitExceeded,
    VpcNotFound,
    VpcPeeringConnectionAlreadyExists,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock.domain.identity import Place, Principal, owner_of, owner_principal
from peermock.domain.ids import IdSource, is_resource_id
from peermock.domain.network import add_default_vpc
from peermock.domain.peering import LIVE, Peering, Side, Status
from peermock.domain.peering_store import PeeringStore
from peermock.domain.quotas import Quotas
from peermock.domain.region_store import RegionStore
from peermock.domain.settle import Settle
from peermock.domain.vpc import Vpc

_ACTIVE = frozenset({Status.PROVISIONING, Status.ACTIVE})
_OUTSTANDING = frozenset({Status.INITIATING_REQUEST, Status.PENDING_ACCEPTANCE})


class World:
    """All that the mock knows.

    Attributes:
        ids: Where new identifiers come from.
        quotas: What an account may have at most.
        settle: How long transitional states last.
        region_names: Tells the names of all of AWS's Regions.
        peerings: The connections, each stored once.
        sessions: For each access key that STS handed out, who holds it.
        denied: The calls that an account may not make, as (account ID, operation).
    """

    def __init__(
        self,
        *,
        ids: IdSource,
        quotas: Quotas = Quotas(),
        settle: Settle = Settle(),
        region_names: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self.ids = ids
        self.quotas = quotas
        self.settle = settle
        self.region_names = region_names
        self.peerings = PeeringStore()
        self.sessions: dict[str, Principal] = {}
        self.denied: set[tuple[str, str]] = set()
        self._stores: dict[Place, RegionStore] = {}

    @cached_property
    def seal(self) -> bytes:
        """The key that tokens of pages are sealed with."""
        return self.ids.derive("seal").random_bytes(16)

    def snapshot(self) -> "World":
        """Return a copy of the world as it is now."""
        copy = World(
            ids=self.ids, quotas=self.quotas, settle=self.settle, region_names=self.region_names
        )
        copy.restore(self)
        return copy

    def restore(self, snapshot: "World") -> None:
        """Become as another world is, without following its changes."""
        self.ids = snapshot.ids.copy()
        self.peerings = snapshot.peerings.copy()
        self.sessions = snapshot.sessions.copy()
        self.denied = snapshot.denied.copy()
        self._stores = {place: store.copy() for place, store in snapshot._stores.items()}

    def stores(self) -> list[RegionStore]:
        """Return what all accounts have in all Regions that anybody has looked at, in order."""
        return [self._stores[place] for place in sorted(self._stores)]

    def store(self, place: Place) -> RegionStore:
        """Return what an account has in a Region."""
        store = self._stores.get(place)
        if store is None:
            ids = self.ids.derive(":".join(place))
            store = self._stores[place] = RegionStore(place, ids.resource_id("dopt"))
            add_default_vpc(store, ids)
        return store

    def known_store(self, place: Place) -> RegionStore | None:
        """Return what an account has in a Region, if anybody has looked there yet."""
        return self._stores.get(place)

    def holder(self, key_id: str, default_account_id: str) -> Principal:
        """Return who holds an access key.

        Keys that were handed out carry their account; any other means the default account.
        """
        if key_id in self.sessions:
            return self.sessions[key_id]
        return owner_principal(owner_of(key_id) or default_account_id)

    def vpc(self, vpc_id: str, place: Place) -> Vpc:
        """Return a VPC of a place.

        Raises:
            VpcNotFound: The place has none with this ID.
        """
        vpc = self.store(place).vpcs.get(vpc_id)
        if vpc is None:
            raise VpcNotFound(vpc_id)
        return vpc

    def vpc_of(self, side: Side) -> Vpc | None:
        """Return the VPC of a side of a connection, or None when there is no such VPC."""
        store = self._stores.get(side.place)
        return store.vpcs.get(side.vpc_id) if store else None

    def peering(self, peering_id: str, *, seen_by: Place, now: datetime) -> Peering:
        """Return a connection that a place takes part in and still sees.

        Raises:
            VpcPeeringConnectionIdMalformed: The text is no such ID.
            VpcPeeringConnectionNotFound: The place does not see any with this ID.
        """
        if not is_resource_id(peering_id, "pcx"):
            raise VpcPeeringConnectionIdMalformed(peering_id)
        peering = self.peerings.get(peering_id)
        if peering is None or not peering.is_visible_to(seen_by, now):
            raise VpcPeeringConnectionNotFound(peering_id)
        return peering

    def request(
        self, requester: Side, accepter: Side, now: datetime, settle: Settle | None = None
    ) -> Peering:
        """Return a request from one VPC to another: the one there is, or a new one, not yet saved.

        A request to a VPC that does not exist where it is said to be, or whose ranges overlap,
        is made all the same and fails (Amazon VPC Peering Guide).

        Raises:
            PendingVpcPeeringConnectionLimitExceeded: The requester has too many outstanding.
        """
        for peering in self.peerings.between(requester.vpc_id, accepter.vpc_id):
            if self._is_same_request(peering, requester, accepter, now):
                return peering
        self._check_outstanding(requester.place, now)
        peering = Peering.request(
            self.ids.resource_id("pcx"),
            requester,
            accepter,
            now=now,
            settle=settle or self.settle,
        )
        return peering if self._can_join(requester, accepter) else peering.fail(now)

    def accept(
        self, peering: Peering, by: Place, now: datetime, settle: Settle | None = None
    ) -> Peering:
        """Return a connection as accepted, not yet saved.

        Raises:
            AwsError: As `Peering.accept`, and where another connection or a quota is in the way.
        """
        accepted = peering.accept(by, now, settle or self.settle)
        if accepted is not peering:
            self._check_alone(peering, now)
            self._check_active(peering, now)
        return accepted

    def look(self, place: Place, peering_ids: Collection[str] | None, now: datetime) -> None:
        """Count a Describe by a place, of some connections or all, for those that settle by it."""
        for peering in self.peerings.settling():
            if peering.concerns(place) and (not peering_ids or peering.id in peering_ids):
                self.peerings.save(peering.looked_at(now))

    def joining(self, vpc_id: str, other_id: str, now: datetime) -> Peering | None:
        """Return the active connection between two VPCs, or None."""
        pair = self.peerings.between(vpc_id, other_id)
        return next((p for p in pair if p.status(now) is Status.ACTIVE), None)

    def is_bound(self, vpc: Vpc, now: datetime) -> bool:
        """Tell whether a VPC takes part in a connection that has not ended."""
        return any(peering.status(now) in LIVE for peering in self.peerings_of(vpc))

    def peerings_of(self, vpc: Vpc) -> Iterator[Peering]:
        """Yield the connections of a VPC; one that names a wrong owner of it is none."""
        end = (vpc.place, vpc.id)
        for peering in self.peerings.of_vpc(vpc.id):
            if end in [(side.place, side.vpc_id) for side in peering.sides]:
                yield peering

    def _is_same_request(
        self, peering: Peering, requester: Side, accepter: Side, now: datetime
    ) -> bool:
        return (
            peering.requester.vpc_id == requester.vpc_id
            and peering.accepter.place == accepter.place
            and peering.status(now) in _ACTIVE | _OUTSTANDING
        )

    def _can_join(self, requester: Side, accepter: Side) -> bool:
        ours, theirs = self.vpc_of(requester), self.vpc_of(accepter)
        return ours is not None and theirs is not None and not ours.overlaps(theirs)

    def _check_outstanding(self, place: Place, now: datetime) -> None:
        requests, most = self.peerings.unanswered(place), self.quotas.outstanding_requests
        # Not to count while there is room for all makes it as quick as it mostly can be.
        if len(requests) >= most and sum(p.status(now) in _OUTSTANDING for p in requests) >= most:
            raise PendingVpcPeeringConnectionLimitExceeded

    def _check_alone(self, peering: Peering, now: datetime) -> None:
        pair = self.peerings.between(peering.requester.vpc_id, peering.accepter.vpc_id)
        if any(p.status(now) in _ACTIVE for p in pair):
            raise VpcPeeringConnectionAlreadyExists(peering.id)

    def _check_active(self, peering: Peering, now: datetime) -> None:
        for side in peering.sides:
            active = sum(p.status(now) in _ACTIVE for p in self.peerings.of_vpc(side.vpc_id))
            if active >= self.quotas.active_per_vpc:
                raise ActiveVpcPeeringConnectionPerVpcLimitExceeded(side.vpc_id)
