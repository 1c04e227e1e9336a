"""The ends of a path: what stands for a VPC or a subnet that traffic comes from and goes to."""

from dataclasses import dataclass

from peermock.domain.region_store import RegionStore
from peermock.domain.routing import RouteTable
from peermock.domain.security import SecurityGroup
from peermock.domain.subnet import Subnet
from peermock.domain.vpc import Vpc

IPV4, IPV6 = "IPv4", "IPv6"


@dataclass(frozen=True, slots=True)
class Station:
    """A subnet with the table that it uses; or a VPC that has none, with its main table.

    Attributes:
        id: The subnet's ID, or the VPC's.
        table: Where its traffic finds its way.
        cidr_blocks: Its ranges of one address family.
    """

    id: str
    table: RouteTable
    cidr_blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a path: a subnet, or a VPC, which stands for all its subnets.

    Attributes:
        id: The subnet's ID, or the VPC's.
        vpc: The VPC.
        family: `IPv4` or `IPv6`.
        stations: The subnets; for a VPC without any, the VPC itself.
        groups: The security groups of which one shall let the traffic through.
    """

    id: str
    vpc: Vpc
    family: str
    stations: tuple[Station, ...]
    groups: tuple[SecurityGroup, ...] = ()

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """The ranges of all its stations."""
        return tuple(block for station in self.stations for block in station.cidr_blocks)


def end_at(store: RegionStore, vpc: Vpc, subnet: Subnet | None, family: str) -> End:
    """Return a subnet, or without one its VPC, as an end of a path for an address family."""
    subnets = [subnet] if subnet else [s for s in store.subnets if s.vpc_id == vpc.id]
    stations = [_station(store, each, each.id, family) for each in subnets]
    return End(
        id=subnet.id if subnet else vpc.id,
        vpc=vpc,
        family=family,
        stations=tuple(stations or [_station(store, vpc, "", family)]),
        groups=tuple(store.groups_of(vpc.id)),
    )


def _station(store: RegionStore, owner: Vpc | Subnet, subnet_id: str, family: str) -> Station:
    vpc_id = owner.id if isinstance(owner, Vpc) else owner.vpc_id
    used = {a.subnet_id: table for table in store.tables_of(vpc_id) for a in table.associations}
    blocks = tuple(b for b in owner.cidr_blocks if (":" in b) == (family == IPV6))
    return Station(owner.id, used.get(subnet_id, used[""]), blocks)
