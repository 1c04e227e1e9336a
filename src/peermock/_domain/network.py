"""Resources created and deleted together: a VPC, its main route table and default group."""

from dataclasses import replace

from peermock._domain.cidr import network
from peermock._domain.ids import IdSource
from peermock._domain.internet_gateway import INTERNET_GATEWAY, InternetGateway
from peermock._domain.kinds import STORED
from peermock._domain.region_store import RegionStore
from peermock._domain.routing import ROUTE_TABLE, Association, Route, RouteTable, local_routes
from peermock._domain.security import (
    ALL_PROTOCOLS,
    ANY_IPV4,
    ANY_IPV6,
    DEFAULT_GROUP_NAME,
    RULE,
    SECURITY_GROUP,
    GroupReference,
    Rule,
    SecurityGroup,
    Traffic,
)
from peermock._domain.subnet import SUBNET, LaunchOptions, Subnet
from peermock._domain.targets import GatewayTarget
from peermock._domain.vpc import DHCP_OPTIONS_PREFIX, VPC, CidrAssociation, Vpc
from peermock._domain.zones import zone_names

DEFAULT_CIDR_BLOCK = "172.31.0.0/16"
DEFAULT_SUBNET_PREFIX = 20


def new_vpc(store: RegionStore, ids: IdSource, cidr_block: str, tenancy: str = "default") -> Vpc:
    """Return a new VPC, not yet stored. DHCP options that were deleted are recreated."""
    if store.dhcp_options_id is None:
        store.dhcp_options_id = ids.resource_id(DHCP_OPTIONS_PREFIX)
    return Vpc(
        id=ids.resource_id(VPC.prefix),
        place=store.place,
        ipv4=(CidrAssociation(ids.resource_id("vpc-cidr-assoc"), cidr_block),),
        dhcp_options_id=store.dhcp_options_id,
        instance_tenancy=tenancy,
    )


def add_vpc(store: RegionStore, ids: IdSource, vpc: Vpc) -> Vpc:
    """Store a new VPC with its main route table and default security group, and return it."""
    store.put(VPC, vpc)
    table = new_route_table(store, ids, vpc)
    main = Association(ids.resource_id("rtbassoc"))
    store.put(ROUTE_TABLE, table.with_association(main))
    group = new_group(store, ids, vpc, DEFAULT_GROUP_NAME, "default VPC security group")
    itself = GroupReference(store.place.account_id, group.id)
    inward = Rule(
        id=ids.resource_id(RULE.prefix),
        is_egress=False,
        traffic=Traffic(ALL_PROTOCOLS, None, None, itself),
    )
    store.put(SECURITY_GROUP, group.with_rules(inward))
    return vpc


def new_route_table(store: RegionStore, ids: IdSource, vpc: Vpc) -> RouteTable:
    """Return a new route table with the local routes of a VPC, not yet stored."""
    return RouteTable(
        id=ids.resource_id(ROUTE_TABLE.prefix),
        place=store.place,
        vpc_id=vpc.id,
        routes=local_routes(vpc.cidr_blocks),
    )


def new_group(
    store: RegionStore, ids: IdSource, vpc: Vpc, name: str, description: str
) -> SecurityGroup:
    """Return a new security group that allows all outbound traffic, not yet stored."""
    group_id = ids.resource_id(SECURITY_GROUP.prefix)
    ranges = [ANY_IPV4, ANY_IPV6] if vpc.ipv6 else [ANY_IPV4]
    return SecurityGroup(
        id=group_id,
        place=store.place,
        vpc_id=vpc.id,
        name=name,
        description=description,
        rules=tuple(
            Rule(
                id=ids.resource_id(RULE.prefix),
                is_egress=True,
                traffic=Traffic(ALL_PROTOCOLS, None, None, block),
            )
            for block in ranges
        ),
    )


def add_default_vpc(store: RegionStore, ids: IdSource) -> Vpc:
    """Store the default VPC of an account in a Region, and return it.

    The VPC has a subnet in each zone, an internet gateway and a route to the gateway.
    """
    vpc = new_vpc(store, ids, DEFAULT_CIDR_BLOCK)
    vpc = add_vpc(store, ids, replace(vpc, is_default=True, enable_dns_hostnames=True))
    blocks = network(DEFAULT_CIDR_BLOCK).subnets(new_prefix=DEFAULT_SUBNET_PREFIX)
    for zone_name, block in zip(zone_names(store.place.region_name), blocks, strict=False):
        subnet = Subnet(
            id=ids.resource_id(SUBNET.prefix),
            place=store.place,
            vpc_id=vpc.id,
            cidr_block=str(block),
            zone_name=zone_name,
            is_default=True,
            launch=LaunchOptions(map_public_ip=True),
        )
        store.put(SUBNET, subnet)
    gateway = InternetGateway(
        id=ids.resource_id(INTERNET_GATEWAY.prefix), place=store.place, vpc_id=vpc.id
    )
    store.put(INTERNET_GATEWAY, gateway)
    (main,) = store.tables_of(vpc.id)
    store.put(ROUTE_TABLE, main.with_route(Route(ANY_IPV4, GatewayTarget(gateway.id))))
    return vpc


def save_vpc(store: RegionStore, vpc: Vpc) -> Vpc:
    """Store a changed VPC, and update the local routes of its route tables."""
    store.put(VPC, vpc)
    for table in store.tables_of(vpc.id):
        store.put(ROUTE_TABLE, table.with_locals(vpc.cidr_blocks))
    return vpc


def remove_vpc(store: RegionStore, vpc_id: str) -> None:
    """Delete a VPC along with the resources that were created with it."""
    for kind in STORED.values():
        for resource in store.of(kind).naming(vpc_id):
            if kind.comes_with(resource) == vpc_id:
                store.forget(kind, resource.id)
    store.forget(VPC, vpc_id)
