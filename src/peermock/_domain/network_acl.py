"""Network ACLs: numbered entries that allow or deny packets entering and leaving a subnet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from peermock._domain.errors.network_acls import (
    NetworkAclEntryAlreadyExists,
    NetworkAclEntryNotFound,
    NetworkAclIdMalformed,
    NetworkAclNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.ids import id_beside
from peermock._domain.kind import Keeper, Kind, Origin, State
from peermock._domain.security import ALL_PROTOCOLS, ALL_TYPES
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC, Vpc

PORTS = range(65536)
NUMBERS_WITH_PORTS = ("6", "17")
NUMBERS_WITH_TYPES = ("1", "58")
PROTOCOL_NUMBERS = {"icmp": "1", "tcp": "6", "udp": "17", "icmpv6": "58"}

FIRST_NUMBER, LAST_NUMBER = 1, 32766
"""The range of rule numbers that an owner can use."""

DENIAL_NUMBER = 32767
"""The final entry of each direction, which denies the rest. The IPv6 entry has the next number."""

ALLOWANCE_NUMBER = 100
"""The entry of a default ACL that allows everything. The IPv6 entry has the next number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AclEntry:
    """An entry of a network ACL.

    Attributes:
        number: The rule number. Entries are evaluated in ascending order.
        is_egress: Whether it applies to packets that leave the subnet.
        protocol: A protocol number, or `-1` for all.
        allows: Whether it allows the packets rather than denying them.
        cidr_block: The source of inbound packets, or the destination of outbound ones.
        first: The first port, or an ICMP type; None if the protocol has neither.
        last: The last port, or an ICMP code.
    """

    number: int
    is_egress: bool
    protocol: str
    allows: bool
    cidr_block: str
    first: int | None = None
    last: int | None = None

    @property
    def ports(self) -> range:
        """The ports or ICMP types that the entry covers; all of them if it names none."""
        if self.first is None or self.last is None or self.first == ALL_TYPES:
            return PORTS
        if self.protocol in NUMBERS_WITH_TYPES:
            return range(self.first, self.first + 1)
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class AclAssociation:
    """The association of an ACL with a subnet. Each subnet has exactly one."""

    id: str
    subnet_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAcl:
    """A network ACL of a VPC.

    Attributes:
        id: The ACL's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC to which it belongs.
        is_default: Whether it was created with its VPC.
        entries: The entries in order of evaluation, outbound before inbound.
        associations: The subnets that use it.
    """

    id: str
    place: Place
    vpc_id: str
    is_default: bool = False
    entries: tuple[AclEntry, ...]
    associations: tuple[AclAssociation, ...] = ()

    @property
    def is_as_made(self) -> bool:
        """Whether it is a default ACL with its original entries, which allow everything."""
        made = (default_entries(with_ipv6=with_ipv6, allows=True) for with_ipv6 in (False, True))
        return self.is_default and self.entries in made

    def entry(self, number: int, *, is_egress: bool) -> AclEntry | None:
        """Return the entry with a number in a direction, or None."""
        for entry in self.entries:
            if (entry.number, entry.is_egress) == (number, is_egress):
                return entry
        return None

    def with_entry(self, entry: AclEntry) -> "NetworkAcl":
        """Return the ACL with an additional entry.

        Raises:
            NetworkAclEntryAlreadyExists: The direction already has an entry with this number.
        """
        if self.entry(entry.number, is_egress=entry.is_egress):
            raise NetworkAclEntryAlreadyExists(entry.number)
        return replace(self, entries=_in_order((*self.entries, entry)))

    def with_replaced(self, entry: AclEntry) -> "NetworkAcl":
        """Return the ACL with the entry of the same number and direction replaced.

        Raises:
            NetworkAclEntryNotFound: The direction has no entry with this number.
        """
        return self.without_entry(entry.number, is_egress=entry.is_egress).with_entry(entry)

    def without_entry(self, number: int, *, is_egress: bool) -> "NetworkAcl":
        """Return the ACL without an entry.

        Raises:
            NetworkAclEntryNotFound: The direction has no entry with this number.
        """
        old = self.entry(number, is_egress=is_egress)
        if old is None:
            raise NetworkAclEntryNotFound("egress" if is_egress else "ingress", number, self.id)
        return replace(self, entries=tuple(entry for entry in self.entries if entry is not old))

    def with_association(self, association: AclAssociation) -> "NetworkAcl":
        """Return the ACL with an additional subnet."""
        return replace(self, associations=(*self.associations, association))

    def without_association(self, association_id: str) -> "NetworkAcl":
        """Return the ACL without one of its subnets."""
        kept = tuple(each for each in self.associations if each.id != association_id)
        return replace(self, associations=kept)


def default_entries(*, with_ipv6: bool, allows: bool) -> tuple[AclEntry, ...]:
    """Return the initial entries of an ACL.

    Args:
        with_ipv6: Whether its VPC has an IPv6 range.
        allows: Whether it is a default ACL, which allows everything.
    """
    blocks = ["0.0.0.0/0", "::/0"] if with_ipv6 else ["0.0.0.0/0"]
    numbers = (
        [(ALLOWANCE_NUMBER, True), (DENIAL_NUMBER, False)] if allows else [(DENIAL_NUMBER, False)]
    )
    return _in_order(
        AclEntry(
            number=number + offset,
            is_egress=is_egress,
            protocol=ALL_PROTOCOLS,
            allows=allowing,
            cidr_block=block,
        )
        for is_egress in (True, False)
        for number, allowing in numbers
        for offset, block in enumerate(blocks)
    )


def _in_order(entries: Iterable[AclEntry]) -> tuple[AclEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (not entry.is_egress, entry.number)))


def _make_acls(store: Keeper, before: State) -> Iterator[NetworkAcl]:
    """Yield the ACLs that AWS creates or updates as VPCs, their ranges and their subnets change."""
    vpcs_seen, subnets_seen = before if isinstance(before, tuple) else (0, 0)
    vpcs, subnets, acls = store.of(VPC), store.of(SUBNET), store.of(NETWORK_ACL)
    vpc_ids, subnet_ids = vpcs.changed_since(vpcs_seen), subnets.changed_since(subnets_seen)
    affected = {acl.id: acl for acl in acls.naming(*vpc_ids, *subnet_ids)}
    for vpc in filter(None, map(vpcs.get, vpc_ids)):
        if default_id(vpc.id) not in acls:
            affected[default_id(vpc.id)] = _default_acl(vpc)
    joining: dict[str, list[AclAssociation]] = {}
    for subnet in filter(None, map(subnets.get, subnet_ids)):
        if not acls.naming(subnet.id):
            acl_id = default_id(subnet.vpc_id)
            if acl_id not in affected:
                affected[acl_id] = acls[acl_id]
            association = AclAssociation(id_beside(subnet.id, "aclassoc"), subnet.id)
            joining.setdefault(acl_id, []).append(association)
    for acl in affected.values():
        kept = [each for each in acl.associations if each.subnet_id in subnets]
        associations = (*kept, *joining.get(acl.id, ()))
        entries = _entries(acl, vpcs[acl.vpc_id])
        if acl.id not in acls or (associations, entries) != (acl.associations, acl.entries):
            yield replace(acl, associations=associations, entries=entries)


def default_id(vpc_id: str) -> str:
    """Return the ID of the default ACL of a VPC."""
    return id_beside(vpc_id, NETWORK_ACL.prefix)


def _default_acl(vpc: Vpc) -> NetworkAcl:
    entries = default_entries(with_ipv6=bool(vpc.ipv6), allows=True)
    return NetworkAcl(
        id=default_id(vpc.id), place=vpc.place, vpc_id=vpc.id, is_default=True, entries=entries
    )


def _entries(acl: NetworkAcl, vpc: Vpc) -> tuple[AclEntry, ...]:
    """Return an ACL's entries, adding the IPv6 ones if its VPC now has an IPv6 range."""
    if not vpc.ipv6 or acl.entry(DENIAL_NUMBER + 1, is_egress=True):
        return acl.entries
    numbers = {(entry.number, entry.is_egress) for entry in acl.entries}
    initial = default_entries(with_ipv6=True, allows=acl.is_default)
    new = (e for e in initial if ":" in e.cidr_block and (e.number, e.is_egress) not in numbers)
    return _in_order((*acl.entries, *new))


NETWORK_ACL: Kind[NetworkAcl] = Kind(
    prefix="acl",
    type_name="network-acl",
    noun="networkAcl",
    malformed=NetworkAclIdMalformed,
    not_found=NetworkAclNotFound,
    names=lambda acl: (acl.vpc_id, *(each.subnet_id for each in acl.associations)),
    needs=lambda acl, _: () if acl.is_default else (acl.vpc_id,),
    comes_with=lambda acl: acl.vpc_id if acl.is_default else None,
    parts=lambda acl: acl.associations,
    origin=Origin(lambda store: (store.of(VPC).changes, store.of(SUBNET).changes), _make_acls),
)
