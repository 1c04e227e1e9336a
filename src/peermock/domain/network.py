"""What comes into being, and goes, together: a VPC with its main route table and default group."""

from dataclasses import replace

from peermock.domain.cidr import network
from peermock.domain.ids import IdSource
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import Association, Route, RouteTable
from peermock.domain.security import (
    ALL_PROTOCOLS,
    ANY_IPV4,
    ANY_IPV6,
    DEFAULT_GROUP_NAME,
    GroupReference,
    Rule,
    SecurityGroup,
    Traffic,
)
from peermock.domain.subnet import Subnet
from peermock.domain.vpc import CidrAssociation, Vpc
from peermock.domain.zones import zone_names

DEFAULT_CIDR_BLOCK = "172.31.0.0/16"
DEFAULT_SUBNET_PREFIX = 20


def new_vpc(store: RegionStore, ids: IdSource, cidr_block: str, tenancy: str = "default") -> Vpc:
    """Return a new VPC, not yet saved."""
    return Vpc(
        id=ids.resource_id("vpc"),
        place=store.place,
        ipv4=(CidrAssociation(ids.resource_id("vpc-cidr-assoc"), cidr_block),),
        dhcp_options_id=store.dhcp_options_id,
        instance_tenancy=tenancy,
    )


def add_vpc(store: RegionStore, ids: IdSource, vpc: Vpc) -> Vpc:
    """Keep a new VPC, with its main route table and its default group, and return it."""
    store.vpcs.put(vpc.id, vpc)
    table = new_route_table(store, ids, vpc)
    main = Association(ids.resource_id("rtbassoc"))
    store.route_tables.put(table.id, table.with_association(main))
    group = new_group(store, ids, vpc, DEFAULT_GROUP_NAME, "default VPC security group")
    itself = GroupReference(store.place.account_id, group.id)
    inward = Rule(
        id=ids.resource_id("sgr"),
        is_egress=False,
        traffic=Traffic(ALL_PROTOCOLS, None, None, itself),
    )
    store.security_groups.put(group.id, group.with_rules(inward))
    return vpc


def new_route_table(store: RegionStore, ids: IdSource, vpc: Vpc) -> RouteTable:
    """Return a new route table with the local routes of a VPC, not yet saved."""
    return RouteTable(
        id=ids.resource_id("rtb"),
        place=store.place,
        vpc_id=vpc.id,
        routes=tuple(map(Route, vpc.cidr_blocks)),
    )


def new_group(
    store: RegionStore, ids: IdSource, vpc: Vpc, name: str, description: str
) -> SecurityGroup:
    """Return a new group, which lets everything out, not yet saved."""
    group_id = ids.resource_id("sg")
    ranges = [ANY_IPV4, ANY_IPV6] if vpc.ipv6 else [ANY_IPV4]
    return SecurityGroup(
        id=group_id,
        place=store.place,
        vpc_id=vpc.id,
        name=name,
        description=description,
        rules=tuple(
            Rule(
                id=ids.resource_id("sgr"),
                is_egress=True,
                traffic=Traffic(ALL_PROTOCOLS, None, None, block),
            )
            for block in ranges
        ),
    )


def add_default_vpc(store: RegionStore, ids: IdSource) -> Vpc:
    """Keep the VPC that every account has in every Region, with its subnets, and return it."""
    vpc = new_vpc(store, ids, DEFAULT_CIDR_BLOCK)
    vpc = add_vpc(store, ids, replace(vpc, is_default=True, enable_dns_hostnames=True))
    blocks = network(DEFAULT_CIDR_BLOCK).subnets(new_prefix=DEFAULT_SUBNET_PREFIX)
    for zone_name, block in zip(zone_names(store.place.region_name), blocks, strict=False):
        subnet = Subnet(
            id=ids.resource_id("subnet"),
            place=store.place,
            vpc_id=vpc.id,
            cidr_block=str(block),
            zone_name=zone_name,
            is_default=True,
        )
        store.subnets.put(subnet.id, subnet)
    return vpc


def save_vpc(store: RegionStore, vpc: Vpc) -> Vpc:
    """Keep a new state of a VPC, with local routes to its ranges in all its tables."""
    store.vpcs.put(vpc.id, vpc)
    for table in store.tables_of(vpc.id):
        store.route_tables.put(table.id, table.with_locals(vpc.cidr_blocks))
    return vpc


def remove_vpc(store: RegionStore, vpc_id: str) -> None:
    """Forget a VPC with what came into being with it."""
    for table in store.tables_of(vpc_id):
        store.forget(table.id, store.route_tables)
    for group in store.groups_of(vpc_id):
        store.forget_group(group)
    store.forget(vpc_id, store.vpcs)


def has_dependents(store: RegionStore, vpc_id: str) -> bool:
    """Tell whether a VPC has more than came into being with it."""
    return (
        any(subnet.vpc_id == vpc_id for subnet in store.subnets)
        or any(not table.is_main for table in store.tables_of(vpc_id))
        or any(not group.is_default for group in store.groups_of(vpc_id))
    )
