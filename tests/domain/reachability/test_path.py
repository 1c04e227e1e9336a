"""Ranges divided by longest prefix, and the routes that their parts take."""

from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock.domain.identity import Place
from peermock.domain.path import divide, routes_for
from peermock.domain.routing import Route, RouteTable

WHOLE = "10.1.0.0/16"


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """Draw a range that may meet 10.1.0.0/16."""
    prefix = draw(st.integers(0, 32))
    second, third = draw(st.tuples(st.integers(0, 2), st.integers(0, 255)))
    return str(ip_network((f"10.{second}.{third}.0", prefix), strict=False))


@given(blocks=st.lists(ranges(), max_size=6, unique=True))
@settings(deadline=None)
def test_the_parts_of_a_range_make_the_range(blocks: list[str]) -> None:
    """They stand in order of address, without gaps and without overlaps."""
    parts = [ip_network(part) for part, _ in divide(WHOLE, blocks)]
    whole = ip_network(WHOLE)
    ends = [int(part.broadcast_address) + 1 for part in parts]
    starts = [int(part.network_address) for part in parts]
    assert starts == [int(whole.network_address), *ends[:-1]]
    assert ends[-1] == int(whole.broadcast_address) + 1


@given(blocks=st.lists(ranges(), max_size=6, unique=True))
@settings(deadline=None)
def test_a_part_comes_with_the_longest_range_around_it(blocks: list[str]) -> None:
    """Or with none, where none has anything of it."""
    for part, longest in divide(WHOLE, blocks):
        meeting = [block for block in blocks if ip_network(block).overlaps(ip_network(part))]
        assert longest == max(meeting, key=lambda b: ip_network(b).prefixlen, default="")


@pytest.mark.parametrize("block", ["::/0", "2001:db8::/32"])
def test_ranges_of_the_other_family_do_not_divide(block: str) -> None:
    """An IPv6 range has no part of an IPv4 one, and the other way round."""
    assert list(divide(WHOLE, [block])) == [(WHOLE, "")]
    assert list(divide("2001:db8::/56", ["0.0.0.0/0"])) == [("2001:db8::/56", "")]


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
    """A wide route is named with the whole range, one inside with its own, a gap with its first."""
    table = RouteTable(
        id="rtb-a",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-a",
        routes=tuple(Route(destination, "pcx-ab") for destination in destinations),
    )
    taken = [(part, route and route.destination) for part, route in routes_for(table, WHOLE)]
    assert taken == expected
