"""What comes, changes and goes together with a VPC."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from peermock.domain.identity import Place
from peermock.domain.ids import IdSource, is_resource_id
from peermock.domain.network import add_default_vpc, add_vpc, new_vpc, remove_vpc, save_vpc
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import Route, RouteTable
from peermock.domain.vpc import CidrAssociation, Vpc

HERE = Place("111111111111", "us-east-1")


@pytest.fixture
def store() -> RegionStore:
    """A place with nothing in it."""
    return RegionStore(HERE)


@pytest.fixture
def vpc(store: RegionStore) -> Vpc:
    """A VPC of the place, with both families of ranges."""
    store.dhcp_options_id = "dopt-1a2b3c4d"
    made = new_vpc(store, IdSource(0), "10.0.0.0/16", "dedicated")
    association = CidrAssociation("vpc-cidr-assoc-1a2b3c4d", "2001:db8::/56", "Amazon")
    return add_vpc(store, IdSource(1), made.with_ipv6(association))


@pytest.fixture
def table_of(store: RegionStore) -> Callable[[str], RouteTable]:
    """Finds the main table of a VPC."""
    return lambda vpc_id: store.tables_of(vpc_id)[0]


def test_a_new_vpc_is_as_it_was_asked_for(vpc: Vpc) -> None:
    """It belongs to the place and uses the place's DHCP options."""
    assert (vpc.place, vpc.cidr_block) == (HERE, "10.0.0.0/16")
    assert (vpc.instance_tenancy, vpc.dhcp_options_id) == ("dedicated", "dopt-1a2b3c4d")
    assert is_resource_id(vpc.id, "vpc")
    assert is_resource_id(vpc.ipv4[0].id, "vpc-cidr-assoc")


def test_a_vpc_is_not_there_before_it_is_added(store: RegionStore) -> None:
    """Making one leaves the place alone."""
    new_vpc(store, IdSource(0), "10.0.0.0/16")
    assert len(store.vpcs) == 0
    assert len(store.route_tables) == 0


def test_a_vpc_comes_with_its_main_table(
    store: RegionStore, vpc: Vpc, table_of: Callable[[str], RouteTable]
) -> None:
    """The table has a local route to each of the VPC's ranges."""
    assert list(store.vpcs) == [vpc]
    table = table_of(vpc.id)
    assert table.routes == (Route("10.0.0.0/16"), Route("2001:db8::/56"))
    assert table.place == HERE
    assert is_resource_id(table.id, "rtb")
    assert is_resource_id(table.main_association_id, "rtbassoc")


def test_the_default_vpc(store: RegionStore, table_of: Callable[[str], RouteTable]) -> None:
    """It has AWS's range, DNS hostnames, and gives the place its DHCP options."""
    vpc = add_default_vpc(store, IdSource(0))
    assert list(store.vpcs) == [vpc]
    assert (vpc.is_default, vpc.cidr_block) == (True, "172.31.0.0/16")
    assert vpc.resolves_hostnames
    assert is_resource_id(store.dhcp_options_id, "dopt")
    assert vpc.dhcp_options_id == store.dhcp_options_id
    assert table_of(vpc.id).routes == (Route("172.31.0.0/16"),)


def test_a_new_range_is_routed_locally_in_every_table_of_the_vpc(
    store: RegionStore, vpc: Vpc, table_of: Callable[[str], RouteTable]
) -> None:
    """Each table gets the route once, before those to elsewhere, however often it is saved."""
    main = table_of(vpc.id)
    other = replace(main, id="rtb-5e6f7a8b", main_association_id="")
    to_peer = Route("10.9.0.0/16", "pcx-1a2b3c4d")
    for table in (main, other):
        store.route_tables.put(table.id, table.with_route(to_peer))
    extended = vpc.with_ipv4(CidrAssociation("vpc-cidr-assoc-5e6f7a8b", "10.1.0.0/16"))
    assert save_vpc(store, extended) is extended
    save_vpc(store, extended)
    assert store.vpcs.get(vpc.id) == extended
    local = (Route("10.0.0.0/16"), Route("2001:db8::/56"), Route("10.1.0.0/16"))
    assert [table.routes for table in store.tables_of(vpc.id)] == [(*local, to_peer)] * 2


def test_a_new_range_is_not_routed_in_tables_of_other_vpcs(
    store: RegionStore, vpc: Vpc, table_of: Callable[[str], RouteTable]
) -> None:
    """They are left as they were."""
    other = add_vpc(store, IdSource(2), new_vpc(store, IdSource(2), "10.7.0.0/16"))
    save_vpc(store, vpc.with_ipv4(CidrAssociation("vpc-cidr-assoc-5e6f7a8b", "10.1.0.0/16")))
    assert table_of(other.id).routes == (Route("10.7.0.0/16"),)


def test_a_removed_vpc_takes_its_tables_and_tags_with_it(store: RegionStore, vpc: Vpc) -> None:
    """Another VPC keeps its own."""
    other = add_vpc(store, IdSource(2), new_vpc(store, IdSource(2), "10.7.0.0/16"))
    for resource_id in (vpc.id, other.id, store.tables_of(vpc.id)[0].id):
        store.tags.put(resource_id, {"Name": resource_id})
    remove_vpc(store, vpc.id)
    assert list(store.vpcs) == [other]
    assert [table.vpc_id for table in store.route_tables] == [other.id]
    assert [resource_id for _, resource_id, _ in store.tags.items()] == [other.id]
