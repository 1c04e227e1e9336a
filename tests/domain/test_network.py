"""Resources that are created, changed and deleted with a VPC."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from peermock._domain.identity import Place
from peermock._domain.ids import IdSource, is_resource_id
from peermock._domain.internet_gateway import INTERNET_GATEWAY
from peermock._domain.network import (
    add_default_vpc,
    add_vpc,
    new_group,
    new_route_table,
    new_vpc,
    remove_vpc,
    save_vpc,
)
from peermock._domain.region_store import RegionStore
from peermock._domain.routing import ROUTE_TABLE, Route, local_routes
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.targets import LOCAL, GatewayTarget, PeeringTarget
from peermock._domain.vpc import VPC, CidrAssociation, Vpc

HERE = Place("111111111111", "us-east-1")
NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def store() -> RegionStore:
    """A place without resources."""
    return RegionStore(HERE, "dopt-1a2b3c4d")


@pytest.fixture
def vpc(store: RegionStore) -> Vpc:
    """A VPC with ranges of both IP versions."""
    made = new_vpc(store, IdSource(0), "10.0.0.0/16", "dedicated")
    association = CidrAssociation("vpc-cidr-assoc-1a2b3c4d", "2001:db8::/56", "Amazon")
    return add_vpc(store, IdSource(1), made.with_ipv6(association))


@pytest.fixture
def other(store: RegionStore, vpc: Vpc) -> Vpc:
    """Another VPC of the place, with an IPv4 range only."""
    return add_vpc(store, IdSource(2), new_vpc(store, IdSource(2), "10.7.0.0/16"))


def test_a_new_vpc_is_as_it_was_asked_for(vpc: Vpc) -> None:
    """The VPC belongs to the place and uses the place's DHCP options."""
    assert (vpc.place, vpc.cidr_block) == (HERE, "10.0.0.0/16")
    assert (vpc.instance_tenancy, vpc.dhcp_options_id) == ("dedicated", "dopt-1a2b3c4d")
    assert is_resource_id(vpc.id, "vpc")
    assert is_resource_id(vpc.ipv4[0].id, "vpc-cidr-assoc")


def test_a_vpc_shares_its_hardware_unless_it_is_asked_not_to(vpc: Vpc, other: Vpc) -> None:
    """The tenancy is `default` unless it is given."""
    assert (vpc.instance_tenancy, other.instance_tenancy) == ("dedicated", "default")


def test_a_vpc_is_not_there_before_it_is_added(store: RegionStore) -> None:
    """`new_vpc` does not change the place."""
    new_vpc(store, IdSource(0), "10.0.0.0/16")
    assert not any(len(store.of(kind)) for kind in (VPC, ROUTE_TABLE, SECURITY_GROUP))


def test_a_vpc_comes_with_its_main_table(store: RegionStore, vpc: Vpc) -> None:
    """The table has a local route for each range of the VPC."""
    assert list(store.of(VPC)) == [vpc]
    (table,) = store.tables_of(vpc.id)
    assert table.is_main
    assert tuple(table.routes) == (Route("10.0.0.0/16", LOCAL), Route("2001:db8::/56", LOCAL))
    assert table.place == HERE
    assert is_resource_id(table.id, "rtb")
    assert is_resource_id(table.associations[0].id, "rtbassoc")


def test_a_vpc_comes_with_its_default_group(store: RegionStore, vpc: Vpc, other: Vpc) -> None:
    """The group allows all outbound traffic, IPv6 too if the VPC has it, and its own members in."""
    (group,) = store.groups_of(vpc.id)
    assert (group.name, group.description) == ("default", "default VPC security group")
    assert group.is_default
    assert group.id in SECURITY_GROUP.names(group)
    egress = [rule.traffic.cidr_block for rule in group.rules if rule.is_egress]
    assert egress == ["0.0.0.0/0", "::/0"]
    (group,) = store.groups_of(other.id)
    egress = [rule.traffic.cidr_block for rule in group.rules if rule.is_egress]
    assert egress == ["0.0.0.0/0"]


def test_rules_that_come_with_a_group_have_ids(store: RegionStore, vpc: Vpc) -> None:
    """The initial rules of the default group and of other groups have IDs."""
    (default,) = store.groups_of(vpc.id)
    rules = default.rules + new_group(store, IdSource(3), vpc, "web", "Web servers").rules
    assert all(is_resource_id(rule.id, "sgr") for rule in rules)


def test_a_group_of_ones_own_lets_nothing_in(store: RegionStore, vpc: Vpc) -> None:
    """A new group has outbound rules only and is not yet stored."""
    group = new_group(store, IdSource(3), vpc, "web", "Web servers")
    assert (group.name, group.description, group.vpc_id) == ("web", "Web servers", vpc.id)
    assert not group.is_default
    assert all(rule.is_egress for rule in group.rules)
    assert group.id not in store.of(SECURITY_GROUP)


def test_the_default_vpc(store: RegionStore) -> None:
    """The default VPC has AWS's range, DNS hostnames, a subnet per zone and an internet gateway."""
    vpc = add_default_vpc(store, IdSource(0))
    assert list(store.of(VPC)) == [vpc]
    assert (vpc.is_default, vpc.cidr_block) == (True, "172.31.0.0/16")
    assert vpc.resolves_hostnames
    assert [(subnet.zone_name, subnet.cidr_block) for subnet in store.of(SUBNET)] == [
        ("us-east-1a", "172.31.0.0/20"),
        ("us-east-1b", "172.31.16.0/20"),
        ("us-east-1c", "172.31.32.0/20"),
    ]
    assert all(subnet.is_default and subnet.vpc_id == vpc.id for subnet in store.of(SUBNET))
    (gateway,) = store.of(INTERNET_GATEWAY)
    assert gateway.vpc_id == vpc.id
    ways = (Route("172.31.0.0/16", LOCAL), Route("0.0.0.0/0", GatewayTarget(gateway.id)))
    assert [tuple(table.routes) for table in store.tables_of(vpc.id)] == [ways]


def test_ranges_are_routed_locally_in_every_table_of_the_vpc(
    store: RegionStore, vpc: Vpc, other: Vpc
) -> None:
    """Every table gets one local route per range, before other routes; removed ranges have none."""
    (main,) = store.tables_of(vpc.id)
    second = replace(main, id="rtb-5e6f7a8b", associations=())
    to_peer = Route("10.9.0.0/16", PeeringTarget("pcx-1a2b3c4d"))
    for table in (main, second):
        store.put(ROUTE_TABLE, table.with_route(to_peer))
    extended = vpc.with_ipv4(CidrAssociation("vpc-cidr-assoc-5e6f7a8b", "10.1.0.0/16"))
    for changed in (extended, extended, extended.without(vpc.ipv6[0])):
        assert save_vpc(store, changed) is changed
        assert store.of(VPC)[vpc.id] == changed
        local = local_routes(changed.cidr_blocks)
        assert [[*table.routes] for table in store.tables_of(vpc.id)] == [[*local, to_peer]] * 2
    (table,) = store.tables_of(other.id)
    assert [*table.routes] == [Route("10.7.0.0/16", LOCAL)]


def test_a_removed_vpc_takes_all_that_came_with_it(
    store: RegionStore, vpc: Vpc, other: Vpc
) -> None:
    """Another VPC keeps its resources."""
    for resource_id in (vpc.id, other.id, store.tables_of(vpc.id)[0].id):
        store.put_tags(resource_id, {"Name": resource_id})
    remove_vpc(store, vpc.id)
    assert list(store.of(VPC)) == [other]
    assert [table.vpc_id for table in store.of(ROUTE_TABLE)] == [other.id]
    assert [group.vpc_id for group in store.of(SECURITY_GROUP)] == [other.id]
    assert [resource_id for _, resource_id, _ in store.tags.items()] == [other.id]


def test_a_new_vpc_has_no_dependents(store: RegionStore, vpc: Vpc) -> None:
    """Resources that were created with the VPC are deleted with it."""
    assert not store.is_needed(vpc.id, NOW)


@pytest.mark.parametrize("kind", ["subnet", "table", "group"])
def test_what_was_added_to_a_vpc_depends_on_it(
    store: RegionStore, vpc: Vpc, other: Vpc, kind: str
) -> None:
    """Resources added to the VPC prevent its deletion, but not that of another VPC."""
    subnet = Subnet(
        id="subnet-1", place=HERE, vpc_id=vpc.id, cidr_block="10.0.0.0/24", zone_name="us-east-1a"
    )
    table = new_route_table(store, IdSource(3), vpc)
    group = new_group(store, IdSource(3), vpc, "web", "Web servers")
    {
        "subnet": lambda: store.put(SUBNET, subnet),
        "table": lambda: store.put(ROUTE_TABLE, table),
        "group": lambda: store.put(SECURITY_GROUP, group),
    }[kind]()
    assert store.is_needed(vpc.id, NOW)
    assert not store.is_needed(other.id, NOW)
