"""The ends of a path: the VPC or subnet from which traffic comes, and the one to which it goes."""

from dataclasses import dataclass

from peermock._domain.holdings import Holdings
from peermock._domain.network_acl import NETWORK_ACL, NetworkAcl
from peermock._domain.reachability.expansion import expand_group, expand_table
from peermock._domain.routing import RouteTable
from peermock._domain.security import SecurityGroup
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.vpc import Vpc

IPV4, IPV6 = "IPv4", "IPv6"


@dataclass(frozen=True, slots=True)
class Station:
    """A subnet with its route table, or a VPC without subnets with its main route table.

    Attributes:
        id: The subnet's ID, or the VPC's.
        table: The route table that its traffic uses.
        cidr_blocks: Its CIDR blocks of one address family.
        acl: The network ACL that its packets pass; None if the network has no ACLs.
    """

    id: str
    table: RouteTable
    cidr_blocks: tuple[str, ...]
    acl: NetworkAcl | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a path: a subnet, or a VPC with all its subnets.

    Attributes:
        id: The subnet's ID, or the VPC's.
        vpc: The VPC.
        family: `IPv4` or `IPv6`.
        stations: The subnets, or the VPC itself if it has none.
        groups: The security groups, one of which has to allow the traffic.
    """

    id: str
    vpc: Vpc
    family: str
    stations: tuple[Station, ...]
    groups: tuple[SecurityGroup, ...] = ()

    @property
    def cidr_blocks(self) -> tuple[str, ...]:
        """The CIDR blocks of all stations."""
        return tuple(block for station in self.stations for block in station.cidr_blocks)


def end_at(holdings: Holdings, vpc: Vpc, subnet: Subnet | None, family: str) -> End:
    """Return a subnet, or a VPC if no subnet is given, as an end of a path."""
    subnets = [subnet] if subnet else holdings.of(SUBNET).naming(vpc.id)
    stations = [_station(holdings, each, each.id, family) for each in subnets]
    return End(
        id=subnet.id if subnet else vpc.id,
        vpc=vpc,
        family=family,
        stations=tuple(stations or [_station(holdings, vpc, None, family)]),
        groups=tuple(expand_group(holdings, group) for group in holdings.groups_of(vpc.id)),
    )


def _station(
    holdings: Holdings, owner: Vpc | Subnet, subnet_id: str | None, family: str
) -> Station:
    vpc_id = owner.id if isinstance(owner, Vpc) else owner.vpc_id
    used = {a.subnet_id: table for table in holdings.tables_of(vpc_id) for a in table.associations}
    blocks = tuple(b for b in owner.cidr_blocks if (":" in b) == (family == IPV6))
    table = expand_table(holdings, used.get(subnet_id, used[None]))
    return Station(owner.id, table, blocks, _acl(holdings, vpc_id, subnet_id))


def _acl(holdings: Holdings, vpc_id: str, subnet_id: str | None) -> NetworkAcl | None:
    """Return the ACL of a subnet, or the VPC's default ACL if there is no subnet."""
    acls = holdings.of(NETWORK_ACL).naming(vpc_id)
    used = {each.subnet_id: acl for acl in acls for each in acl.associations}
    return used.get(subnet_id or "", next((acl for acl in acls if acl.is_default), None))
