"""moto's network, as the world reads it. Nothing is copied, and reading creates nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, Generic, TypeVar, cast

from peermock._domain.holdings import Holdings, Resources
from peermock._domain.identity import Place
from peermock._domain.kind import Identified, Kind
from peermock._domain.network_acl import NETWORK_ACL
from peermock._domain.network_port import Network
from peermock._domain.region_store import RegionStore
from peermock._domain.routing import ROUTE_TABLE, RouteTable
from peermock._domain.security import SECURITY_GROUP, SecurityGroup
from peermock._domain.subnet import SUBNET
from peermock._domain.tags import NO_TAGS, Tags
from peermock._domain.vpc import VPC, Vpc
from peermock._transport.moto import acls, names, values
from peermock.exceptions import MockStateError

T = TypeVar("T", bound=Identified)

Objects = Callable[[Any], Mapping[str, Any]]
"""Returns a moto backend's objects of one kind, by ID."""


def _acls(backend: Any) -> Mapping[str, Any]:
    """Return the ACLs of existing VPCs: moto keeps default ACLs of deleted ones."""
    return {key: acl for key, acl in backend.network_acls.items() if acl.vpc_id in backend.vpcs}


SOURCES: Mapping[Kind[Any], tuple[Objects, Callable[[Any, Place], Any]]] = {
    VPC: (lambda backend: backend.vpcs, values.vpc_from),
    SUBNET: (lambda backend: _flat(backend.subnets), values.subnet_from),
    ROUTE_TABLE: (lambda backend: backend.route_tables, values.route_table_from),
    SECURITY_GROUP: (lambda backend: _flat(backend.groups), values.group_from),
    NETWORK_ACL: (_acls, acls.network_acl_from),
}
"""For each kind, where moto keeps its objects and how to convert one. Others are empty."""


def _flat(groups: Mapping[object, Mapping[str, Any]]) -> Mapping[str, Any]:
    return dict(chain.from_iterable(each.items() for each in list(groups.values())))


class MotoResources(Resources[T], Generic[T]):
    """The resources of one kind that moto has in one account and Region."""

    def __init__(self, kind: Kind[T], place: Place, backend: Any) -> None:
        self._kind = kind
        self._place = place
        self._backend = backend

    @property
    def _objects(self) -> Mapping[str, Any]:
        if self._backend is None or self._kind not in SOURCES:
            return {}
        return SOURCES[self._kind][0](self._backend)

    def _value(self, found: object) -> T:
        return cast("T", SOURCES[self._kind][1](found, self._place))

    def get(self, key: str) -> T | None:
        """Return the resource with an ID, or None."""
        found = self._objects.get(key)
        return None if found is None else self._value(found)

    def part(self, part_id: str) -> tuple[T, int] | None:
        """Return the resource that has a part with an ID, and the part's position; or None."""
        for resource in self:
            for number, part in enumerate(self._kind.parts(resource)):
                if part.id == part_id:
                    return resource, number
        return None

    def naming(self, *names: str) -> list[T]:
        """Return the resources that name any of these, in order."""
        return [each for each in self if not set(names).isdisjoint(self._kind.names(each))]

    def scan(self, start: int) -> Iterator[tuple[int, T]]:
        """Yield positions and resources, starting at a position."""
        for position, found in enumerate(list(self._objects.values())):
            if position >= start:
                yield position, self._value(found)

    def __getitem__(self, key: str) -> T:
        return self._value(self._objects[key])

    def __contains__(self, key: str) -> bool:
        return key in self._objects

    def __iter__(self) -> Iterator[T]:
        return (resource for _, resource in self.scan(0))

    def __len__(self) -> int:
        return len(self._objects)


class MotoHoldings(Holdings):
    """moto's resources of an account in a Region; empty if moto has no backend there."""

    def __init__(self, place: Place, backend: Any) -> None:
        self._place = place
        self._backend = backend

    @property
    def place(self) -> Place:
        """The account and Region."""
        return self._place

    def of(self, kind: Kind[T]) -> MotoResources[T]:
        """Return the resources of a kind."""
        return MotoResources(kind, self._place, self._backend)

    def tags_of(self, resource_id: str) -> Tags:
        """Return the account's tags of a resource here."""
        return self._tags.get(resource_id, NO_TAGS)

    def tagged(self, start: int) -> Iterator[tuple[int, str, Tags]]:
        """Yield positions, IDs and tags of tagged resources, starting at a position."""
        for position, (resource_id, tags) in enumerate(list(self._tags.items())):
            if position >= start and tags:
                yield position, resource_id, tags

    @property
    def _tags(self) -> Mapping[str, Tags]:
        return self._backend.tags if self._backend is not None else {}


class OpenWay:
    """A gateway or network interface in moto, which treats every route to one as active."""

    def is_open_to(self, _vpc_id: str, _now: datetime) -> bool:
        """Return True."""
        return True


class MotoNetwork(Network):
    """The network in moto's backends, for as long as moto keeps it.

    Args:
        remember: Creates the snapshot of the network.
    """

    is_foreign = True

    def __init__(self, remember: "Callable[[MotoNetwork], Network]") -> None:
        self._remember = remember

    def at(self, place: Place) -> MotoHoldings:
        """Return the resources of an account in a Region, read-only."""
        account = _backends().get(place.account_id)
        backend = dict.get(account, place.region_name) if account is not None else None
        return MotoHoldings(place, backend)

    def way(self, _place: Place, _target_id: str) -> OpenWay:
        """Return a route target other than a peering connection: anything in moto."""
        return OpenWay()

    def places(self) -> list[Place]:
        """Return the accounts and Regions in which moto has resources."""
        return sorted(
            Place(account_id, region_name)
            for account_id, regions in list(_backends().items())
            for region_name in list(regions)
        )

    def home_of(self, resource_id: str) -> MotoHoldings | None:
        """Return the holdings that contain a VPC or subnet, or None."""
        for place in self.places():
            found = self.at(place)
            if resource_id in found.of(VPC) or resource_id in found.of(SUBNET):
                return found
        return None

    def store(self, place: Place) -> RegionStore:
        """Refuse: only moto changes its network.

        Raises:
            MockStateError: Always.
        """
        raise MockStateError(
            f"The network of {place.account_id} in {place.region_name} is moto's, and peermock "
            "only reads it. Create what the test needs with a client, as with moto alone."
        )

    def put_tags(self, place: Place, resource_id: str, tags: Tags) -> None:
        """Store an account's tags of a connection, in moto's backend."""
        backend_at(place).tags[resource_id] = dict(tags)

    def new_vpc(self, place: Place, cidr_block: str) -> Vpc:
        """Create a VPC in moto."""
        return values.vpc_from(backend_at(place).create_vpc(cidr_block), place)

    def snapshot(self) -> Network:
        """Return a snapshot of the current network, restorable as far as moto allows."""
        return self._remember(self)


def backend_at(place: Place) -> Any:
    """Return moto's EC2 backend of an account in a Region; moto creates it if necessary."""
    return _backends()[place.account_id][place.region_name]


def _backends() -> Any:
    return names.look_up(names.EC2, "ec2_backends")


def list_created_with(place: Place) -> frozenset[str]:
    """Return the IDs of what moto creates in a place on its first use, unless it has changed.

    That is the default VPC with its subnets, main route table, network ACL and security group.
    """
    found = MotoHoldings(place, backend_at(place))
    vpc_ids = {vpc.id for vpc in found.of(VPC) if vpc.is_default}
    made = {each.id for each in found.of(SUBNET) if each.is_default}
    made |= {each.id for each in found.of(ROUTE_TABLE) if _is_as_made(each, vpc_ids)}
    acls_as_made = (each for each in found.of(NETWORK_ACL) if each.is_as_made)
    made |= {each.id for each in acls_as_made if each.vpc_id in vpc_ids}
    made |= {each.id for each in found.of(SECURITY_GROUP) if _is_first_group(each, vpc_ids)}
    return frozenset(vpc_ids | made)


def _is_as_made(table: RouteTable, vpc_ids: set[str]) -> bool:
    return table.vpc_id in vpc_ids and all(route.is_local for route in table.routes)


def _is_first_group(group: SecurityGroup, vpc_ids: set[str]) -> bool:
    is_default = group.name == "default" and group.vpc_id in vpc_ids
    return is_default and all(rule.is_egress for rule in group.rules)
