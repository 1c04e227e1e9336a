"""Route tables: which routes they take, and in which order they stand."""

import pytest

from peermock.domain.errors import RouteAlreadyExists
from peermock.domain.identity import Place
from peermock.domain.routing import Route, RouteTable

LOCAL = Route("10.0.0.0/16")
TO_PEER = Route("10.1.0.0/16", "pcx-1a2b3c4d")
TO_PEER_BY_IPV6 = Route("2001:db8::/56", "pcx-1a2b3c4d")


@pytest.fixture
def table() -> RouteTable:
    """A table with a local route and two through a peering connection."""
    return RouteTable(
        id="rtb-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        routes=(LOCAL, TO_PEER, TO_PEER_BY_IPV6),
    )


def test_a_route_without_a_target_is_local() -> None:
    """It leads to the VPC itself."""
    assert LOCAL.is_local
    assert not TO_PEER.is_local


@pytest.mark.parametrize("route", [LOCAL, TO_PEER, TO_PEER_BY_IPV6])
def test_a_route_is_found_by_its_range(table: RouteTable, route: Route) -> None:
    """Local ones are found, too."""
    assert table.route_to(route.destination) == route


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0"])
def test_a_route_is_not_found_by_another_range(table: RouteTable, destination: str) -> None:
    """A part of a range or a range around it is another one."""
    assert table.route_to(destination) is None


@pytest.mark.parametrize(
    "destination", ["10.1.0.0/24", "10.0.0.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0"]
)
def test_a_route_to_another_range_comes_last(table: RouteTable, destination: str) -> None:
    """Routes may lead to parts of each other's ranges."""
    route = Route(destination, "pcx-9z")
    assert table.with_route(route).routes == (*table.routes, route)
    assert table.route_to(destination) is None


@pytest.mark.parametrize("destination", ["10.0.0.0/16", "10.1.0.0/16", "2001:db8::/56"])
@pytest.mark.parametrize("peering_id", ["pcx-1a2b3c4d", "pcx-5e6f7a8b"])
def test_a_second_route_to_a_range_is_refused(
    table: RouteTable, destination: str, peering_id: str
) -> None:
    """Also where the local route leads, and whatever the target."""
    with pytest.raises(RouteAlreadyExists) as caught:
        table.with_route(Route(destination, peering_id))
    assert caught.value.destination == destination


def test_a_local_route_stands_after_the_local_ones(table: RouteTable) -> None:
    """What the user added stays behind them."""
    extended = table.with_local("10.2.0.0/16").with_local("2001:db9::/56")
    assert extended.routes == (
        LOCAL,
        Route("10.2.0.0/16"),
        Route("2001:db9::/56"),
        TO_PEER,
        TO_PEER_BY_IPV6,
    )
