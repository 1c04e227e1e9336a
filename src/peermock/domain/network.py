"""What comes into being together: a VPC with its main route table, an account's default VPC."""

from dataclasses import replace

from peermock.domain.ids import IdSource
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import Route, RouteTable
from peermock.domain.vpc import CidrAssociation, Vpc

DEFAULT_CIDR_BLOCK = "172.31.0.0/16"


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
    """Keep a new VPC, with its main route table, and return it."""
    store.vpcs.put(vpc.id, vpc)
    table = RouteTable(
        id=ids.resource_id("rtb"),
        place=store.place,
        vpc_id=vpc.id,
        routes=tuple(Route(block) for block in vpc.cidr_blocks),
        main_association_id=ids.resource_id("rtbassoc"),
    )
    store.route_tables.put(table.id, table)
    return vpc


def add_default_vpc(store: RegionStore, ids: IdSource) -> Vpc:
    """Keep the VPC that every account has in every Region, and return it."""
    store.dhcp_options_id = ids.resource_id("dopt")
    vpc = new_vpc(store, ids, DEFAULT_CIDR_BLOCK)
    return add_vpc(store, ids, replace(vpc, is_default=True, enable_dns_hostnames=True))


def save_vpc(store: RegionStore, vpc: Vpc) -> Vpc:
    """Keep a new state of a VPC, with a local route to each of its ranges, and return it."""
    store.vpcs.put(vpc.id, vpc)
    for table in store.tables_of(vpc.id):
        for block in vpc.cidr_blocks:
            if table.route_to(block) is None:
                table = table.with_local(block)  # noqa: PLW2901
        store.route_tables.put(table.id, table)
    return vpc


def remove_vpc(store: RegionStore, vpc_id: str) -> None:
    """Forget a VPC with what came into being with it."""
    for table in store.tables_of(vpc_id):
        store.forget(table.id, store.route_tables)
    store.forget(vpc_id, store.vpcs)
