"""What an account has in a Region."""

import pytest

from peermock.domain.identity import Place
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import RouteTable

HERE = Place("111111111111", "us-east-1")


@pytest.fixture
def store() -> RegionStore:
    """A place with two route tables of one VPC, the main one made later, and one of another."""
    store = RegionStore(HERE)
    for table_id, vpc_id, association in (
        ("rtb-1", "vpc-1", ""),
        ("rtb-2", "vpc-2", "rtbassoc-2"),
        ("rtb-3", "vpc-1", "rtbassoc-3"),
    ):
        table = RouteTable(
            id=table_id, place=HERE, vpc_id=vpc_id, routes=(), main_association_id=association
        )
        store.route_tables.put(table_id, table)
    return store


@pytest.mark.parametrize(
    ("vpc_id", "table_ids"), [("vpc-1", ["rtb-3", "rtb-1"]), ("vpc-2", ["rtb-2"]), ("vpc-3", [])]
)
def test_the_tables_of_a_vpc_begin_with_its_main_one(
    store: RegionStore, vpc_id: str, table_ids: list[str]
) -> None:
    """Those of other VPCs are left out."""
    assert [table.id for table in store.tables_of(vpc_id)] == table_ids


def test_an_untagged_resource_has_no_tags(store: RegionStore) -> None:
    """Neither has one that does not exist."""
    assert store.tags_of("rtb-1") == {}
    assert store.tags_of("rtb-unknown") == {}


def test_a_forgotten_resource_takes_its_tags_with_it(store: RegionStore) -> None:
    """Those of others stay."""
    store.tags.put("rtb-1", {"Name": "one"})
    store.tags.put("rtb-2", {"Name": "two"})
    store.forget("rtb-1", store.route_tables)
    assert "rtb-1" not in store.route_tables
    assert store.tags_of("rtb-1") == {}
    assert store.tags_of("rtb-2") == {"Name": "two"}
