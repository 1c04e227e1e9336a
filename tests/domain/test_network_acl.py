"""Network ACLs: entries, associations and the packets that they allow."""

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermock._domain import network_acl
from peermock._domain.errors.network_acls import (
    NetworkAclEntryAlreadyExists,
    NetworkAclEntryNotFound,
)
from peermock._domain.identity import Place
from peermock._domain.network_acl import (
    NETWORK_ACL,
    AclAssociation,
    AclEntry,
    NetworkAcl,
    default_entries,
    default_id,
)
from peermock._domain.reachability.packets import Packets, denial_of
from peermock._domain.region_store import RegionStore
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.vpc import VPC, CidrAssociation, Vpc

HERE = Place("111111111111", "us-east-1")
EVERYTHING = Packets("-1", range(65536), "10.0.0.0/8")
DENIALS = default_entries(with_ipv6=False, allows=False)


def entry(number: int = 100, **more: object) -> AclEntry:
    """Return an entry that allows inbound HTTPS."""
    values: dict[str, object] = {
        "number": number,
        "is_egress": False,
        "protocol": "6",
        "allows": True,
        "cidr_block": "0.0.0.0/0",
        "first": 443,
        "last": 443,
    }
    return AclEntry(**values | more)  # type: ignore[arg-type]  # any of them may be replaced


@pytest.fixture
def acl() -> NetworkAcl:
    """An ACL with an entry in each direction, followed by those that deny the rest."""
    entries = (entry(), entry(is_egress=True), *DENIALS)
    acl = NetworkAcl(id="acl-1", place=HERE, vpc_id="vpc-1", entries=DENIALS)
    for each in entries[:2]:
        acl = acl.with_entry(each)
    return acl


@pytest.fixture
def store() -> RegionStore:
    """A place with a VPC and a subnet."""
    store = RegionStore(HERE, "dopt-1a2b3c4d")
    ipv4 = (CidrAssociation("vpc-cidr-assoc-1", "10.0.0.0/16"),)
    store.put(VPC, Vpc(id="vpc-1", place=HERE, ipv4=ipv4, dhcp_options_id=""))
    store.put(SUBNET, subnet("subnet-1"))
    return store


def subnet(subnet_id: str) -> Subnet:
    """Return a subnet of the VPC."""
    return Subnet(
        id=subnet_id, place=HERE, vpc_id="vpc-1", cidr_block="10.0.1.0/24", zone_name="us-east-1a"
    )


def numbers(acl: NetworkAcl) -> list[tuple[bool, int]]:
    """Return the directions and numbers of entries."""
    return [(each.is_egress, each.number) for each in acl.entries]


def test_entries_stand_in_the_order_of_evaluation(acl: NetworkAcl) -> None:
    """Entries are sorted, outbound before inbound, whatever order they were added in."""
    changed = acl.with_entry(entry(90)).with_entry(entry(200, is_egress=True))
    egress = [(True, 100), (True, 200), (True, 32767)]
    assert numbers(changed) == [*egress, (False, 90), (False, 100), (False, 32767)]


def test_a_number_is_used_once_in_a_direction(acl: NetworkAcl) -> None:
    """Inbound and outbound entries are numbered independently."""
    with pytest.raises(NetworkAclEntryAlreadyExists, match="identified by 100 already exists"):
        acl.with_entry(entry())


def test_an_entry_is_replaced_in_place(acl: NetworkAcl) -> None:
    """The entry of the other direction does not change."""
    changed = acl.with_replaced(entry(allows=False))
    assert numbers(changed) == numbers(acl)
    assert changed.entry(100, is_egress=False) == entry(allows=False)
    assert changed.entry(100, is_egress=True) == entry(is_egress=True)


@pytest.mark.parametrize(("is_egress", "word"), [(True, "egress"), (False, "ingress")])
def test_an_absent_entry_is_not_found(acl: NetworkAcl, is_egress: bool, word: str) -> None:
    """The message names the direction and the number."""
    text = f"no {word} entry with number 7 in network ACL acl-1"
    with pytest.raises(NetworkAclEntryNotFound, match=text):
        acl.without_entry(7, is_egress=is_egress)
    with pytest.raises(NetworkAclEntryNotFound, match=text):
        acl.with_replaced(entry(7, is_egress=is_egress))


def test_an_association_is_removed_by_its_id(acl: NetworkAcl) -> None:
    """The other associations remain."""
    one, other = AclAssociation("aclassoc-1", "subnet-1"), AclAssociation("aclassoc-2", "subnet-2")
    both = acl.with_association(one).with_association(other)
    assert both.without_association("aclassoc-1").associations == (other,)


def test_a_default_acl_is_as_made_until_it_changes(store: RegionStore, acl: NetworkAcl) -> None:
    """An ACL that a user created is never "as made"."""
    default = store.of(NETWORK_ACL)[default_id("vpc-1")]
    assert default.is_as_made
    assert not default.with_entry(entry(90)).is_as_made
    assert not acl.is_as_made


def test_a_vpc_has_a_default_acl_that_subnets_join(store: RegionStore) -> None:
    """New subnets are associated with the default ACL, and deleted ones are removed from it."""
    (acl,) = store.of(NETWORK_ACL)
    assert (acl.is_default, [each.subnet_id for each in acl.associations]) == (True, ["subnet-1"])
    store.put(SUBNET, subnet("subnet-2"))
    (acl,) = store.of(NETWORK_ACL)
    assert [each.subnet_id for each in acl.associations] == ["subnet-1", "subnet-2"]
    store.forget(SUBNET, "subnet-1")
    (acl,) = store.of(NETWORK_ACL)
    assert [each.subnet_id for each in acl.associations] == ["subnet-2"]


def test_a_subnet_that_changes_keeps_its_acl(store: RegionStore, acl: NetworkAcl) -> None:
    """Only a subnet without an ACL joins the default one."""
    (default,) = store.of(NETWORK_ACL)
    store.put(NETWORK_ACL, replace(acl, associations=default.associations))
    store.put(NETWORK_ACL, replace(default, associations=()))
    store.put(SUBNET, replace(subnet("subnet-1"), is_default=True))
    assert [len(each.associations) for each in store.of(NETWORK_ACL)] == [0, 1]


def test_a_default_acl_is_the_same_whenever_it_is_looked_at(store: RegionStore) -> None:
    """The IDs of the ACL and its associations are derived from the VPC and the subnets."""
    early = store.copy({})
    assert len(early.of(NETWORK_ACL)) == 1
    for each in (early, store):
        each.put(SUBNET, subnet("subnet-2"))
    assert list(early.of(NETWORK_ACL)) == list(store.of(NETWORK_ACL))


def test_an_acl_that_stays_the_same_is_not_made_again(
    store: RegionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adding a VPC with a subnet costs the ACLs of other VPCs next to nothing."""
    (before,) = store.of(NETWORK_ACL)
    made: list[str] = []
    make = network_acl._default_acl
    monkeypatch.setattr(
        network_acl, "_default_acl", lambda vpc: [made.append(vpc.id), make(vpc)][1]
    )
    store.put(VPC, replace(store.of(VPC)["vpc-1"], id="vpc-2"))
    store.put(SUBNET, replace(subnet("subnet-2"), vpc_id="vpc-2"))
    kept, new = store.of(NETWORK_ACL)
    assert made == ["vpc-2"]
    assert kept is before
    assert (new.vpc_id, new.is_default) == ("vpc-2", True)
    assert [each.subnet_id for each in new.associations] == ["subnet-2"]


def test_an_acl_follows_the_first_ipv6_range_of_its_vpc(
    store: RegionStore, acl: NetworkAcl
) -> None:
    """A default ACL then allows IPv6 and denies the rest; another ACL denies IPv6."""
    store.put(NETWORK_ACL, acl)
    ipv6 = CidrAssociation("vpc-cidr-assoc-2", "2001:db8::/56", "Amazon")
    store.put(VPC, store.of(VPC)["vpc-1"].with_ipv6(ipv6))
    own, default = sorted(store.of(NETWORK_ACL), key=lambda each: each.is_default)
    one_way = [100, 101, 32767, 32768]
    assert numbers(default) == [(way, number) for way in (True, False) for number in one_way]
    assert default.is_as_made
    assert (False, 101) not in numbers(own)
    assert (False, 32768) in numbers(own)


def test_an_entry_for_ipv6_that_was_deleted_stays_away(store: RegionStore) -> None:
    """IPv6 entries are added with the first IPv6 range only."""
    vpc = store.of(VPC)["vpc-1"].with_ipv6(CidrAssociation("a-2", "2001:db8::/56", "Amazon"))
    store.put(VPC, vpc)
    (acl,) = store.of(NETWORK_ACL)
    store.put(NETWORK_ACL, acl.without_entry(101, is_egress=False))
    store.put(VPC, replace(vpc, enable_dns_hostnames=True))
    (acl,) = store.of(NETWORK_ACL)
    assert (False, 101) not in numbers(acl)


@pytest.mark.parametrize("with_ipv6", [False, True])
def test_a_new_acl_denies_everything(with_ipv6: bool) -> None:
    """An ACL that a user creates has no allowing entries."""
    entries = default_entries(with_ipv6=with_ipv6, allows=False)
    assert [each.allows for each in entries] == [False] * len(entries)
    denial = denial_of(EVERYTHING, (each for each in entries if each.is_egress))
    assert denial is not None
    assert denial.number == 32767


@pytest.mark.parametrize(
    ("protocol", "ports", "code", "passes"),
    [
        ("1", range(8, 9), 0, True),
        ("1", range(8, 9), -1, True),
        ("1", range(8, 9), 3, False),
        ("1", range(256), -1, False),
        ("6", range(8, 9), 0, False),
    ],
)
def test_an_entry_for_a_type_of_icmp(protocol: str, ports: range, code: int, passes: bool) -> None:
    """The entry matches code 0 of its type if it is for code 0 or for all codes."""
    allowing = entry(protocol="1", first=8, last=code)
    packets = Packets(protocol, ports, "10.0.0.0/16")
    assert (denial_of(packets, [allowing, *DENIALS[1:]]) is None) == passes


def test_an_entry_for_all_types_of_icmp_allows_all() -> None:
    """The type -1 matches every ICMP type."""
    allowing = entry(protocol="1", first=-1, last=-1)
    assert denial_of(Packets("1", range(65536), "10.0.0.0/16"), [allowing, *DENIALS[1:]]) is None


BLOCKS = ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.1/32", "10.0.0.4/31", "::/0"]
ENTRIES = st.lists(
    st.builds(
        lambda protocol, allows, block, first, size: entry(
            protocol=protocol, allows=allows, cidr_block=block, first=first, last=first + size
        ),
        st.sampled_from(["6", "17", "-1"]),
        st.booleans(),
        st.sampled_from(BLOCKS),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=6,
)


@given(entries=ENTRIES, block=st.sampled_from(BLOCKS[:5]), first=st.integers(0, 4))
def test_packets_pass_if_each_of_them_does(entries: list[AclEntry], block: str, first: int) -> None:
    """A set of packets passes exactly if each of its packets passes."""
    ports = range(first, first + 3)

    def passes(address: str, port: int) -> bool:
        """Return whether a single packet passes."""
        for each in entries:
            is_near = ip_address(address) in ip_network(each.cidr_block)
            is_asked = each.protocol == "6" and port in range(each.first or 0, (each.last or 0) + 1)
            if is_near and (is_asked or each.protocol == "-1"):
                return each.allows
        return False

    expected = all(passes(str(a), port) for a in ip_network(block) for port in ports)
    ordered = [replace(each, number=number) for number, each in enumerate(entries, 1)]
    plain = [replace(e, first=None, last=None) if e.protocol == "-1" else e for e in ordered]
    assert (denial_of(Packets("6", ports, block), [*plain, DENIALS[1]]) is None) == expected
