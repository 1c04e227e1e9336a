"""The CIDR blocks that a VPC may have."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from peermock._domain.errors import (
    CidrConflict,
    CidrLimitExceeded,
    InvalidVpcRange,
    NotACidrBlock,
    RestrictedVpcRange,
)
from peermock._domain.identity import Place
from peermock._domain.network import new_route_table
from peermock._domain.ranges import add_range, vpc_ipv6_range, vpc_range
from peermock._domain.routing import ROUTE_TABLE, Route
from peermock._domain.targets import PeeringTarget
from peermock._domain.vpc import Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")


@pytest.fixture
def ours(vpc_in: Callable[..., Vpc]) -> Vpc:
    """A VPC that gets an additional CIDR block."""
    return vpc_in(HERE, "10.8.0.0/16", "2001:db8::/56")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("10.0.0.0/16", "10.0.0.0/16"),
        ("10.0.0.0/28", "10.0.0.0/28"),
        ("100.68.0.18/18", "100.68.0.0/18"),
        ("8.8.8.0/24", "8.8.8.0/24"),
    ],
)
def test_a_vpcs_range_is_made_canonical(text: str, canonical: str) -> None:
    """A block may be from /16 to /28, private or public."""
    assert vpc_range(text) == canonical


@pytest.mark.parametrize(
    "text", ["10.0.0.0/8", "10.0.0.0/15", "0.0.0.0/0", "10.1.0.0/29", "1.2.3.4/32"]
)
def test_a_vpcs_range_is_neither_too_large_nor_too_small(text: str) -> None:
    """The error shows the block as it was sent."""
    with pytest.raises(InvalidVpcRange) as caught:
        vpc_range(text)
    assert caught.value.message == f"The CIDR '{text}' is invalid."


@pytest.mark.parametrize("text", ["", "InvalidValue", "10.0.0.0", "10.0.0.0/33", "2001:db8::/56"])
def test_a_text_that_is_not_a_range_is_refused(text: str) -> None:
    """The error names the parameter."""
    with pytest.raises(NotACidrBlock) as caught:
        vpc_range(text)
    assert (caught.value.cidr_block, caught.value.parameter) == (text, "cidrBlock")


def test_a_vpcs_ipv6_range_is_made_canonical() -> None:
    """Every spelling of a block has the same canonical form."""
    assert vpc_ipv6_range("2001:DB8:0::1/56") == "2001:db8::/56"


@pytest.mark.parametrize("text", ["", "2001:db8::", "2001:db8::/129", "10.0.0.0/16"])
def test_a_text_that_is_not_an_ipv6_range_is_refused(text: str) -> None:
    """The error names the parameter."""
    with pytest.raises(NotACidrBlock) as caught:
        vpc_ipv6_range(text)
    assert (caught.value.cidr_block, caught.value.parameter) == (text, "ipv6CidrBlock")


@pytest.mark.parametrize(
    "block", ["10.8.0.0/16", "10.8.3.0/24", "10.8.255.240/28", "2001:db8::/56", "2001:db8::/64"]
)
def test_a_range_must_not_overlap_one_of_the_vpc(world: World, ours: Vpc, block: str) -> None:
    """A block must not overlap any other of the VPC, of either IP version."""
    with pytest.raises(CidrConflict) as caught:
        add_range(world, ours, block, NOW)
    assert (caught.value.cidr_block, caught.value.vpc_id) == (block, ours.id)
    assert caught.value.reason == "it overlaps a range of the VPC"


@pytest.mark.parametrize(
    ("blocks", "sixth"),
    [
        ([f"10.{number}.0.0/16" for number in range(2, 7)], "10.7.0.0/16"),
        (["10.2.0.0/16", *(f"2001:db{number}::/56" for number in range(5))], "2001:db9::/56"),
    ],
    ids=["IPv4", "IPv6"],
)
def test_a_vpc_has_at_most_five_ranges_of_a_family(
    world: World, vpc_in: Callable[..., Vpc], blocks: list[str], sixth: str
) -> None:
    """The fifth block is accepted and the sixth rejected."""
    assert add_range(world, vpc_in(HERE, *blocks[:-1]), blocks[-1], NOW) == []
    full = vpc_in(HERE, *blocks)
    with pytest.raises(CidrLimitExceeded) as caught:
        add_range(world, full, sixth, NOW)
    assert (caught.value.vpc_id, caught.value.limit) == (full.id, 5)


def test_the_families_of_ranges_are_counted_apart(world: World, vpc_in: Callable[..., Vpc]) -> None:
    """IPv4 and IPv6 blocks have separate quotas."""
    full = vpc_in(HERE, *(f"10.{number}.0.0/16" for number in range(2, 7)))
    assert add_range(world, full, "2001:db8::/56", NOW) == []


@pytest.mark.parametrize(
    ("primary", "block"),
    [
        ("10.8.0.0/16", "10.9.0.0/16"),
        ("10.8.0.0/16", "100.64.0.0/16"),
        ("10.8.0.0/16", "8.8.8.0/24"),
        ("172.20.0.0/16", "172.16.0.0/16"),
        ("172.31.0.0/16", "172.30.0.0/16"),
        ("192.168.0.0/24", "192.168.1.0/24"),
        ("198.19.0.0/24", "100.64.0.0/16"),
        ("100.64.0.0/16", "100.65.0.0/16"),
        ("100.64.0.0/16", "8.8.8.0/24"),
        ("8.8.8.0/24", "100.64.0.0/16"),
        ("10.8.0.0/16", "2001:db8::/56"),
    ],
)
def test_a_range_may_stand_beside_one_like_it_or_a_public_one(
    world: World, vpc_in: Callable[..., Vpc], primary: str, block: str
) -> None:
    """Without connections, no connection fails."""
    assert add_range(world, vpc_in(HERE, primary), block, NOW) == []


@pytest.mark.parametrize(
    ("primary", "block"),
    [
        ("10.8.0.0/16", "172.16.0.0/16"),
        ("10.8.0.0/16", "192.168.0.0/16"),
        ("10.8.0.0/16", "198.19.0.0/16"),
        ("172.20.0.0/16", "10.8.0.0/16"),
        ("172.20.0.0/16", "192.168.0.0/16"),
        ("172.20.0.0/16", "172.31.0.0/20"),
        ("172.20.0.0/16", "198.19.0.0/16"),
        ("192.168.0.0/16", "10.8.0.0/16"),
        ("192.168.0.0/16", "172.16.0.0/16"),
        ("192.168.0.0/16", "198.19.0.0/16"),
        ("198.19.0.0/16", "10.8.0.0/16"),
        ("198.19.0.0/16", "172.16.0.0/16"),
        ("198.19.0.0/16", "192.168.0.0/16"),
        ("100.64.0.0/16", "10.8.0.0/16"),
        ("100.64.0.0/16", "172.16.0.0/16"),
        ("8.8.8.0/24", "192.168.0.0/16"),
        ("8.8.8.0/24", "198.19.0.0/16"),
    ],
)
def test_a_range_may_not_stand_beside_one_of_another_family(
    world: World, vpc_in: Callable[..., Vpc], primary: str, block: str
) -> None:
    """AWS's table of association restrictions lists the allowed combinations."""
    with pytest.raises(RestrictedVpcRange) as caught:
        add_range(world, vpc_in(HERE, primary), block, NOW)
    assert caught.value.cidr_block == block


@pytest.mark.parametrize(
    ("destination", "block", "allowed"),
    [
        ("10.20.0.0/24", "10.20.0.0/16", False),
        ("10.20.0.0/24", "10.20.0.0/24", False),
        ("10.20.0.0/24", "10.20.0.0/25", True),
        ("10.20.0.0/24", "10.21.0.0/16", True),
        ("0.0.0.0/0", "10.20.0.0/16", True),
        ("2001:dba::/56", "2001:dba::/48", False),
        ("2001:dba::/56", "2001:dba::/56", False),
        ("2001:dba::/56", "2001:dba::/64", True),
        ("::/0", "10.20.0.0/16", True),
    ],
)
def test_a_range_must_be_smaller_than_what_is_routed_elsewhere(
    world: World, ours: Vpc, destination: str, block: str, *, allowed: bool
) -> None:
    """A block that equals or contains the destination of a route is rejected, in any table."""
    store = world.store(HERE)
    table = new_route_table(store, world.ids, ours).with_route(
        Route(destination, PeeringTarget("pcx-1a2b3c4d"))
    )
    store.put(ROUTE_TABLE, table)
    if allowed:
        assert add_range(world, ours, block, NOW) == []
    else:
        with pytest.raises(CidrConflict, match=destination) as caught:
            add_range(world, ours, block, NOW)
        assert (caught.value.cidr_block, caught.value.vpc_id) == (block, ours.id)


def test_routes_of_another_vpc_do_not_matter(
    world: World, ours: Vpc, vpc_in: Callable[..., Vpc]
) -> None:
    """Only the VPC's own route tables count."""
    store = world.store(HERE)
    (table,) = store.tables_of(vpc_in(HERE, "10.7.0.0/16").id)
    store.put(ROUTE_TABLE, table.with_route(Route("10.20.0.0/16", PeeringTarget("pcx-1a2b3c4d"))))
    assert add_range(world, ours, "10.20.0.0/16", NOW) == []
