"""What an account has in a Region."""

import pytest

from peermock.domain.identity import Place
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import RouteTable
from peermock.domain.security import Rule, SecurityGroup, Traffic

HERE = Place("111111111111", "us-east-1")


@pytest.fixture
def store() -> RegionStore:
    """A place with three route tables and three groups, two of each in one VPC."""
    store = RegionStore(HERE, "dopt-1a2b3c4d")
    for number, vpc_id in enumerate(("vpc-1", "vpc-2", "vpc-1")):
        table = RouteTable(id=f"rtb-{number}", place=HERE, vpc_id=vpc_id, routes=())
        store.route_tables.put(table.id, table)
        rules = tuple(
            Rule(id=f"sgr-{number}{n}", is_egress=True, traffic=Traffic("-1", None, None, "::/0"))
            for n in range(2)
        )
        group = SecurityGroup(
            id=f"sg-{number}", place=HERE, vpc_id=vpc_id, name="a", description="b", rules=rules
        )
        store.security_groups.put(group.id, group)
    return store


@pytest.mark.parametrize(
    ("vpc_id", "numbers"), [("vpc-1", ["0", "2"]), ("vpc-2", ["1"]), ("vpc-3", [])]
)
def test_the_tables_and_groups_of_a_vpc(
    store: RegionStore, vpc_id: str, numbers: list[str]
) -> None:
    """Those of other VPCs are left out."""
    assert [table.id for table in store.tables_of(vpc_id)] == [f"rtb-{n}" for n in numbers]
    assert [group.id for group in store.groups_of(vpc_id)] == [f"sg-{n}" for n in numbers]


def test_a_rule_is_found_with_its_group(store: RegionStore) -> None:
    """Whichever group it is in."""
    found = store.rule("sgr-11")
    assert found is not None
    group, rule = found
    assert (group.id, rule) == ("sg-1", group.rules[1])
    assert store.rule("sgr-99") is None


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


def test_a_forgotten_group_takes_its_rules_tags_with_it(store: RegionStore) -> None:
    """Rules are resources of their own, but live in their group."""
    for resource_id in ("sg-0", "sgr-00", "sgr-01", "sgr-10"):
        store.tags.put(resource_id, {"Name": resource_id})
    store.forget_group(store.security_groups["sg-0"])
    assert "sg-0" not in store.security_groups
    assert [resource_id for _, resource_id, _ in store.tags.items()] == ["sgr-10"]


def test_a_copy_changes_on_its_own(store: RegionStore) -> None:
    """Resources, tags and tokens are the same at first."""
    store.tags.put("rtb-1", {"Name": "one"})
    store.client_tokens["token"] = "rtb-1"
    copy = store.copy()
    assert (copy.place, copy.dhcp_options_id) == (HERE, "dopt-1a2b3c4d")
    assert list(copy.route_tables.items()) == list(store.route_tables.items())
    copy.forget("rtb-1", copy.route_tables)
    copy.client_tokens.clear()
    store.forget("rtb-2", store.route_tables)
    assert [table.id for table in copy.route_tables] == ["rtb-0", "rtb-2"]
    assert [table.id for table in store.route_tables] == ["rtb-0", "rtb-1"]
    assert store.tags_of("rtb-1") == {"Name": "one"}
    assert store.client_tokens == {"token": "rtb-1"}
