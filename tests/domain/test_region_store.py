"""The resources of an account in a Region."""

import pytest

from peermock._domain.identity import Place
from peermock._domain.network_acl import NETWORK_ACL
from peermock._domain.region_store import RegionStore
from peermock._domain.routing import ROUTE_TABLE, Routes, RouteTable
from peermock._domain.security import SECURITY_GROUP, Rule, SecurityGroup, Traffic
from peermock._domain.vpc import VPC, CidrAssociation, Vpc

HERE = Place("111111111111", "us-east-1")


@pytest.fixture
def store() -> RegionStore:
    """A place with three route tables and three groups, two of each in the same VPC."""
    store = RegionStore(HERE, "dopt-1a2b3c4d")
    for number, vpc_id in enumerate(("vpc-1", "vpc-2", "vpc-1")):
        table = RouteTable(id=f"rtb-{number}", place=HERE, vpc_id=vpc_id, routes=Routes())
        store.put(ROUTE_TABLE, table)
        rules = tuple(
            Rule(id=f"sgr-{number}{n}", is_egress=True, traffic=Traffic("-1", None, None, "::/0"))
            for n in range(2)
        )
        group = SecurityGroup(
            id=f"sg-{number}", place=HERE, vpc_id=vpc_id, name="a", description="b", rules=rules
        )
        store.put(SECURITY_GROUP, group)
    return store


@pytest.mark.parametrize(
    ("vpc_id", "numbers"), [("vpc-1", ["0", "2"]), ("vpc-2", ["1"]), ("vpc-3", [])]
)
def test_the_tables_and_groups_of_a_vpc(
    store: RegionStore, vpc_id: str, numbers: list[str]
) -> None:
    """Those of other VPCs are skipped."""
    assert [table.id for table in store.tables_of(vpc_id)] == [f"rtb-{n}" for n in numbers]
    assert [group.id for group in store.groups_of(vpc_id)] == [f"sg-{n}" for n in numbers]


def test_a_rule_is_found_with_its_group(store: RegionStore) -> None:
    """A rule is found in any group."""
    groups = store.of(SECURITY_GROUP)
    assert groups.part("sgr-11") == (groups["sg-1"], 1)
    assert groups.part("sgr-99") is None


def test_an_untagged_resource_has_no_tags(store: RegionStore) -> None:
    """An unknown resource has no tags either."""
    assert store.tags_of("rtb-1") == {}
    assert store.tags_of("rtb-unknown") == {}


def test_a_forgotten_resource_takes_its_tags_with_it(store: RegionStore) -> None:
    """The tags of other resources remain."""
    store.put_tags("rtb-1", {"Name": "one"})
    store.put_tags("rtb-2", {"Name": "two"})
    store.forget(ROUTE_TABLE, "rtb-1")
    assert "rtb-1" not in store.of(ROUTE_TABLE)
    assert store.tags_of("rtb-1") == {}
    assert store.tags_of("rtb-2") == {"Name": "two"}


def test_a_forgotten_group_takes_its_rules_tags_with_it(store: RegionStore) -> None:
    """Rules are resources with tags, but are stored in their group."""
    for resource_id in ("sg-0", "sgr-00", "sgr-01", "sgr-10"):
        store.put_tags(resource_id, {"Name": resource_id})
    store.forget(SECURITY_GROUP, "sg-0")
    assert "sg-0" not in store.of(SECURITY_GROUP)
    assert [resource_id for _, resource_id, _ in store.tags.items()] == ["sgr-10"]


def test_a_copy_changes_on_its_own(store: RegionStore) -> None:
    """Resources, tags and tokens are copied, and then change independently."""
    store.put_tags("rtb-1", {"Name": "one"})
    store.client_tokens["token"] = "rtb-1"
    copy = store.copy({})
    assert (copy.place, copy.dhcp_options_id) == (HERE, "dopt-1a2b3c4d")
    assert list(copy.of(ROUTE_TABLE).items()) == list(store.of(ROUTE_TABLE).items())
    copy.forget(ROUTE_TABLE, "rtb-1")
    copy.client_tokens.clear()
    store.forget(ROUTE_TABLE, "rtb-2")
    assert [table.id for table in copy.of(ROUTE_TABLE)] == ["rtb-0", "rtb-2"]
    assert [table.id for table in store.of(ROUTE_TABLE)] == ["rtb-0", "rtb-1"]
    assert store.tags_of("rtb-1") == {"Name": "one"}
    assert store.client_tokens == {"token": "rtb-1"}


def test_a_collection_is_copied_before_it_changes(store: RegionStore) -> None:
    """A copy of a store costs little: the two have the same collections until one changes."""
    copy = store.copy({})
    assert copy.of(ROUTE_TABLE) is store.of(ROUTE_TABLE)
    copy.forget(ROUTE_TABLE, "rtb-1")
    changed = copy.of(ROUTE_TABLE)
    assert changed is not store.of(ROUTE_TABLE)
    copy.forget(ROUTE_TABLE, "rtb-2")
    assert copy.of(ROUTE_TABLE) is changed
    assert copy.of(SECURITY_GROUP) is store.of(SECURITY_GROUP)


def test_the_original_changes_on_its_own_too(store: RegionStore) -> None:
    """A snapshot stays as it was, tags and created resources included."""
    store.put_tags("rtb-1", {"Name": "one"})
    copy = store.copy({})
    assert len(copy.of(NETWORK_ACL)) == 0
    store.remove_tags("rtb-1")
    store.put(VPC, vpc("vpc-9"))
    assert (len(store.of(NETWORK_ACL)), len(copy.of(NETWORK_ACL))) == (1, 0)
    assert (copy.tags_of("rtb-1"), store.tags_of("rtb-1")) == ({"Name": "one"}, {})


def vpc(vpc_id: str) -> Vpc:
    """Return a VPC."""
    ipv4 = (CidrAssociation("vpc-cidr-assoc-1", "10.0.0.0/16"),)
    return Vpc(id=vpc_id, place=HERE, ipv4=ipv4, dhcp_options_id="dopt-1a2b3c4d")


def test_the_homes_of_vpcs_are_kept(store: RegionStore) -> None:
    """A deleted VPC has none, and other resources are not listed."""
    store.put(VPC, vpc("vpc-9"))
    assert store.homes == {"vpc-9": HERE}
    store.forget(VPC, "vpc-9")
    assert store.homes == {}
