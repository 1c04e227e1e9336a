"""VPCs: ranges, DNS and overlaps."""

from collections.abc import Callable

import pytest

from peermock._domain.identity import Place
from peermock._domain.vpc import CidrAssociation, Vpc

HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


@pytest.fixture
def vpc() -> Callable[..., Vpc]:
    """Return a function that makes VPCs."""

    def make(*ipv4: str, ipv6: tuple[str, ...] = (), place: Place = HERE, **rest: bool) -> Vpc:
        """Return a VPC with ranges."""
        return Vpc(
            id="vpc-1a2b3c4d",
            place=place,
            ipv4=tuple(CidrAssociation(f"four-{n}", block) for n, block in enumerate(ipv4)),
            ipv6=tuple(
                CidrAssociation(f"six-{n}", block, "Amazon") for n, block in enumerate(ipv6)
            ),
            dhcp_options_id="dopt-1a2b3c4d",
            **rest,
        )

    return make


def test_the_first_range_is_the_primary_one(vpc: Callable[..., Vpc]) -> None:
    """The primary block stays the same when others are added."""
    assert vpc("10.0.0.0/16", "10.1.0.0/16").cidr_block == "10.0.0.0/16"


def test_added_ranges_come_last_in_their_family(vpc: Callable[..., Vpc]) -> None:
    """IPv4 blocks come before IPv6 blocks, and the original VPC does not change."""
    old = vpc("10.0.0.0/16", ipv6=("2001:db8::/56",))
    new = old.with_ipv6(CidrAssociation("six-1", "2001:db9::/56", "Amazon")).with_ipv4(
        CidrAssociation("four-1", "10.1.0.0/16")
    )
    assert new == vpc("10.0.0.0/16", "10.1.0.0/16", ipv6=("2001:db8::/56", "2001:db9::/56"))
    assert new.cidr_blocks == ("10.0.0.0/16", "10.1.0.0/16", "2001:db8::/56", "2001:db9::/56")
    assert old == vpc("10.0.0.0/16", ipv6=("2001:db8::/56",))


def test_a_range_can_be_taken_away(vpc: Callable[..., Vpc]) -> None:
    """The other blocks of both IP versions keep their order."""
    old = vpc("10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", ipv6=("2001:db8::/56", "2001:db9::/56"))
    new = old.without(old.ipv4[1]).without(old.ipv6[0])
    assert new.cidr_blocks == ("10.0.0.0/16", "10.2.0.0/16", "2001:db9::/56")


@pytest.mark.parametrize(
    ("support", "hostnames", "resolves"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_hostnames_are_resolved_with_support_and_hostnames_on(
    vpc: Callable[..., Vpc], *, support: bool, hostnames: bool, resolves: bool
) -> None:
    """Both attributes are required."""
    made = vpc("10.0.0.0/16", enable_dns_support=support, enable_dns_hostnames=hostnames)
    assert made.resolves_hostnames is resolves


def test_a_new_vpc_has_dns_support_and_no_dns_hostnames(vpc: Callable[..., Vpc]) -> None:
    """AWS enables hostnames for default VPCs only."""
    made = vpc("10.0.0.0/16")
    assert (made.enable_dns_support, made.enable_dns_hostnames) == (True, False)
    assert not made.is_default


@pytest.mark.parametrize(
    ("ours", "theirs", "overlap"),
    [
        ({"4": ("10.0.0.0/16",)}, {"4": ("10.0.0.0/16",)}, True),
        ({"4": ("10.0.0.0/16",)}, {"4": ("10.1.0.0/16",)}, False),
        ({"4": ("10.0.0.0/16",)}, {"4": ("10.1.0.0/16", "10.0.9.0/24")}, True),
        ({"4": ("10.0.0.0/16", "10.2.0.0/16")}, {"4": ("10.1.0.0/16", "10.2.0.0/20")}, True),
        (
            {"4": ("10.0.0.0/16",), "6": ("2001:db8::/56",)},
            {"4": ("10.1.0.0/16",), "6": ("2001:db8::/56",)},
            True,
        ),
        (
            {"4": ("10.0.0.0/16",), "6": ("2001:db8::/56",)},
            {"4": ("10.1.0.0/16",), "6": ("2001:db8:0:100::/56",)},
            False,
        ),
        ({"4": ("10.0.0.0/16",), "6": ("2001:db8::/56",)}, {"4": ("10.1.0.0/16",)}, False),
    ],
)
def test_vpcs_overlap_by_any_range(
    vpc: Callable[..., Vpc],
    ours: dict[str, tuple[str, ...]],
    theirs: dict[str, tuple[str, ...]],
    *,
    overlap: bool,
) -> None:
    """Any block counts, of either IP version, across accounts and Regions."""
    one = vpc(*ours["4"], ipv6=ours.get("6", ()))
    other = vpc(*theirs["4"], ipv6=theirs.get("6", ()), place=THERE)
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap
