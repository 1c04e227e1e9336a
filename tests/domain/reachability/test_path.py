"""Dividing ranges by longest prefix, and the routes of the parts."""

from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.identity import Place
from peermock._domain.reachability.routes import divide, routes_for
from peermock._domain.routing import Route, Routes, RouteTable
from peermock._domain.targets import PeeringTarget

WHOLE = "10.1.0.0/16"


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """Generate a range that may overlap 10.1.0.0/16."""
    prefix = draw(st.integers(0, 32))
    second, third = draw(st.tuples(st.integers(0, 2), st.integers(0, 255)))
    return str(ip_network((f"10.{second}.{third}.0", prefix), strict=False))


@given(blocks=st.lists(ranges(), max_size=6, unique=True))
@settings(deadline=None)
def test_the_parts_of_a_range_make_the_range(blocks: list[str]) -> None:
    """The parts are in order of address, without gaps or overlaps."""
    parts = [ip_network(part) for part, _ in divide(WHOLE, blocks)]
    whole = ip_network(WHOLE)
    ends = [int(part.broadcast_address) + 1 for part in parts]
    starts = [int(part.network_address) for part in parts]
    assert starts == [int(whole.network_address), *ends[:-1]]
    assert ends[-1] == int(whole.broadcast_address) + 1


@given(blocks=st.lists(ranges(), max_size=6, unique=True))
@settings(deadline=None)
def test_a_part_comes_with_the_longest_range_around_it(blocks: list[str]) -> None:
    """A part that no range contains comes with None."""
    for part, longest in divide(WHOLE, blocks):
        meeting = [block for block in blocks if ip_network(block).overlaps(ip_network(part))]
        assert longest == max(meeting, key=lambda b: ip_network(b).prefixlen, default=None)


@pytest.mark.parametrize("block", ["::/0", "2001:db8::/32"])
def test_ranges_of_the_other_family_do_not_divide(block: str) -> None:
    """An IPv6 range never divides an IPv4 range, or the other way round."""
    assert list(divide(WHOLE, [block])) == [(WHOLE, None)]
    assert list(divide("2001:db8::/56", ["0.0.0.0/0"])) == [("2001:db8::/56", None)]


@pytest.mark.parametrize(
    ("destinations", "expected"),
    [
        ([], [("10.1.0.0/16", None)]),
        (["10.1.0.0/16"], [("10.1.0.0/16", "10.1.0.0/16")]),
        (["0.0.0.0/0", "10.0.0.0/8"], [("10.1.0.0/16", "10.0.0.0/8")]),
        (["10.1.128.0/17"], [("10.1.0.0/17", None), ("10.1.128.0/17", "10.1.128.0/17")]),
        (
            ["10.0.0.0/8", "10.1.64.0/24"],
            [("10.1.0.0/16", "10.0.0.0/8"), ("10.1.64.0/24", "10.1.64.0/24")],
        ),
        (["10.2.0.0/16", "::/0"], [("10.1.0.0/16", None)]),
    ],
)
def test_a_range_takes_each_route_that_is_the_longest_for_a_part(
    destinations: list[str], expected: list[tuple[str, str | None]]
) -> None:
    """Each route comes with the part of the range that it covers."""
    table = RouteTable(
        id="rtb-a",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-a",
        routes=Routes(Route(each, PeeringTarget("pcx-ab")) for each in destinations),
    )
    taken = [(part, route and route.destination) for part, route in routes_for(table, WHOLE)]
    assert taken == expected
