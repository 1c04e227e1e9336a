"""Route tables: which routes they take, and in which order they stand."""

import pytest

from peermock.domain.errors import (
    CannotRemoveLocalRoute,
    RouteAlreadyExists,
    RouteNotFound,
    RouteNotThere,
    RouteWithinVpc,
)
from peermock.domain.identity import Place
from peermock.domain.routing import Association, Route, RouteTable

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


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0"])
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


@pytest.mark.parametrize("destination", ["10.0.0.0/17", "10.0.0.0/24", "10.0.255.255/32"])
def test_a_part_of_the_vpcs_own_range_is_not_led_elsewhere(
    table: RouteTable, destination: str
) -> None:
    """The local route stands above every connection."""
    with pytest.raises(RouteWithinVpc) as caught:
        table.with_route(Route(destination, "pcx-1a2b3c4d"))
    assert caught.value.destination == destination


@pytest.mark.parametrize("destination", ["10.1.0.0/16", "2001:db8::/56"])
def test_a_replaced_route_stays_where_it_was(table: RouteTable, destination: str) -> None:
    """It leads through another connection."""
    route = Route(destination, "pcx-5e6f7a8b")
    changed = table.with_replaced(route)
    assert changed.route_to(destination) == route
    assert [r.destination for r in changed.routes] == [r.destination for r in table.routes]


@pytest.mark.parametrize("destination", ["10.0.0.0/16", "10.1.0.0/24", "0.0.0.0/0"])
def test_what_is_not_there_cannot_be_replaced(table: RouteTable, destination: str) -> None:
    """Neither a route to another range nor, for a connection, the local one."""
    with pytest.raises(RouteNotThere) as caught:
        table.with_replaced(Route(destination, "pcx-5e6f7a8b"))
    assert caught.value.destination == destination


@pytest.mark.parametrize("route", [TO_PEER, TO_PEER_BY_IPV6])
def test_a_route_is_removed(table: RouteTable, route: Route) -> None:
    """The others stay."""
    rest = table.without_route(route.destination).routes
    assert rest == tuple(r for r in table.routes if r != route)


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0"])
def test_what_is_not_there_cannot_be_removed(table: RouteTable, destination: str) -> None:
    """The error names range and table."""
    with pytest.raises(RouteNotFound) as caught:
        table.without_route(destination)
    assert (caught.value.destination, caught.value.route_table_id) == (destination, table.id)


def test_a_local_route_cannot_be_removed(table: RouteTable) -> None:
    """The error names range and table."""
    with pytest.raises(CannotRemoveLocalRoute) as caught:
        table.without_route("10.0.0.0/16")
    assert (caught.value.destination, caught.value.route_table_id) == ("10.0.0.0/16", table.id)


def test_local_routes_are_those_to_the_ranges_of_the_vpc(table: RouteTable) -> None:
    """They stand before those to elsewhere; a range that is gone has none."""
    changed = table.with_locals(("10.2.0.0/16", "2001:db9::/56"))
    assert changed.routes == (
        Route("10.2.0.0/16"),
        Route("2001:db9::/56"),
        TO_PEER,
        TO_PEER_BY_IPV6,
    )


def test_a_table_is_main_by_an_association_without_a_subnet(table: RouteTable) -> None:
    """It comes first, whenever it was made, and goes like any other."""
    main, other = Association("rtbassoc-1"), Association("rtbassoc-2", "subnet-2")
    used = table.with_association(other)
    assert not table.is_main
    assert not used.is_main
    both = used.with_association(main)
    assert both.is_main
    assert both.associations == (main, other)
    assert both.without_association("rtbassoc-1").associations == (other,)
    assert both.without_association("rtbassoc-9") == both
