"""Route tables: valid routes and their order."""

from datetime import UTC, datetime

import pytest

from peermock._domain.errors import (
    CannotRemoveLocalRoute,
    RouteAlreadyExists,
    RouteNotFound,
    RouteNotThere,
    RouteWithinVpc,
)
from peermock._domain.identity import Place
from peermock._domain.routing import Association, Route, Routes, RouteTable
from peermock._domain.targets import (
    LOCAL,
    GatewayTarget,
    NatGatewayTarget,
    PeeringTarget,
    Target,
    Way,
)

TO_ITSELF = Route("10.0.0.0/16", LOCAL)
TO_PEER = Route("10.1.0.0/16", PeeringTarget("pcx-1a2b3c4d"))
TO_PEER_BY_IPV6 = Route("2001:db8::/56", PeeringTarget("pcx-1a2b3c4d"))


@pytest.fixture
def table() -> RouteTable:
    """A table with a local route and two routes to a peering connection."""
    return RouteTable(
        id="rtb-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        routes=Routes([TO_ITSELF, TO_PEER, TO_PEER_BY_IPV6]),
    )


def test_a_route_without_a_target_is_local() -> None:
    """A route to the VPC itself is local."""
    assert TO_ITSELF.is_local
    assert not TO_PEER.is_local


@pytest.mark.parametrize("route", [TO_ITSELF, TO_PEER, TO_PEER_BY_IPV6])
def test_a_route_is_found_by_its_range(table: RouteTable, route: Route) -> None:
    """Local routes are found, too."""
    assert table.route_to(route.destination) == route


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0"])
def test_a_route_is_not_found_by_another_range(table: RouteTable, destination: str) -> None:
    """A narrower or wider range is a different destination."""
    assert table.route_to(destination) is None


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0"])
def test_a_route_to_another_range_comes_last(table: RouteTable, destination: str) -> None:
    """Destinations may overlap."""
    route = Route(destination, PeeringTarget("pcx-9z"))
    assert [*table.with_route(route).routes] == [*table.routes, route]
    assert table.route_to(destination) is None


@pytest.mark.parametrize("destination", ["10.0.0.0/16", "10.1.0.0/16", "2001:db8::/56"])
@pytest.mark.parametrize("peering_id", ["pcx-1a2b3c4d", "pcx-5e6f7a8b"])
def test_a_second_route_to_a_range_is_refused(
    table: RouteTable, destination: str, peering_id: str
) -> None:
    """The destination must be new, whatever the target; the local one counts."""
    with pytest.raises(RouteAlreadyExists) as caught:
        table.with_route(Route(destination, PeeringTarget(peering_id)))
    assert caught.value.destination == destination


@pytest.mark.parametrize("destination", ["10.0.0.0/17", "10.0.0.0/24", "10.0.255.255/32"])
def test_a_part_of_the_vpcs_own_range_is_not_led_elsewhere(
    table: RouteTable, destination: str
) -> None:
    """The local route takes precedence over every connection."""
    with pytest.raises(RouteWithinVpc) as caught:
        table.with_route(Route(destination, PeeringTarget("pcx-1a2b3c4d")))
    assert caught.value.destination == destination


@pytest.mark.parametrize("destination", ["10.1.0.0/16", "2001:db8::/56"])
def test_a_replaced_route_stays_where_it_was(table: RouteTable, destination: str) -> None:
    """The route gets another connection and keeps its position."""
    route = Route(destination, PeeringTarget("pcx-5e6f7a8b"))
    changed = table.with_replaced(route)
    assert changed.route_to(destination) == route
    assert [r.destination for r in changed.routes] == [r.destination for r in table.routes]


@pytest.mark.parametrize("destination", ["10.0.0.0/16", "10.1.0.0/24", "0.0.0.0/0"])
def test_what_is_not_there_cannot_be_replaced(table: RouteTable, destination: str) -> None:
    """An unknown destination cannot be replaced, nor the local route by a connection."""
    with pytest.raises(RouteNotThere) as caught:
        table.with_replaced(Route(destination, PeeringTarget("pcx-5e6f7a8b")))
    assert caught.value.destination == destination


@pytest.mark.parametrize("route", [TO_PEER, TO_PEER_BY_IPV6])
def test_a_route_is_removed(table: RouteTable, route: Route) -> None:
    """The other routes remain."""
    rest = table.without_route(route.destination).routes
    assert rest == Routes(r for r in table.routes if r != route)


@pytest.mark.parametrize("destination", ["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0"])
def test_what_is_not_there_cannot_be_removed(table: RouteTable, destination: str) -> None:
    """The error names the destination and the table."""
    with pytest.raises(RouteNotFound) as caught:
        table.without_route(destination)
    assert (caught.value.destination, caught.value.route_table_id) == (destination, table.id)


def test_a_local_route_cannot_be_removed(table: RouteTable) -> None:
    """The error names the destination and the table."""
    with pytest.raises(CannotRemoveLocalRoute) as caught:
        table.without_route("10.0.0.0/16")
    assert (caught.value.destination, caught.value.route_table_id) == ("10.0.0.0/16", table.id)


def test_local_routes_are_those_to_the_ranges_of_the_vpc(table: RouteTable) -> None:
    """Local routes come first, and a removed range has none."""
    changed = table.with_locals(("10.2.0.0/16", "2001:db9::/56"))
    assert tuple(changed.routes) == (
        Route("10.2.0.0/16", LOCAL),
        Route("2001:db9::/56", LOCAL),
        TO_PEER,
        TO_PEER_BY_IPV6,
    )


def test_a_table_is_main_by_an_association_without_a_subnet(table: RouteTable) -> None:
    """The main association comes first, whenever it was added, and can be removed."""
    main, other = Association("rtbassoc-1"), Association("rtbassoc-2", "subnet-2")
    used = table.with_association(other)
    assert not table.is_main
    assert not used.is_main
    both = used.with_association(main)
    assert both.is_main
    assert both.associations == (main, other)
    assert both.without_association("rtbassoc-1").associations == (other,)
    assert both.without_association("rtbassoc-9") == both
    assert both.without_subnet("subnet-2").associations == (main,)
    assert both.without_subnet("subnet-9") == both


class Here:
    """A route target that is open to one VPC."""

    def is_open_to(self, vpc_id: str, _now: datetime) -> bool:
        """Return whether the VPC is that one."""
        return vpc_id == "vpc-1a2b3c4d"


class Ways:
    """Route targets by ID. There is one, open to the VPC of the tests."""

    def way(self, place: Place, target_id: str) -> Way | None:
        """Return the target for its own ID and place."""
        known = place == Place("111111111111", "us-east-1") and target_id == "igw-1a2b3c4d"
        return Here() if known else None


@pytest.mark.parametrize(
    ("target", "vpc_id", "is_open"),
    [
        (LOCAL, "vpc-1a2b3c4d", True),
        (GatewayTarget("igw-1a2b3c4d"), "vpc-1a2b3c4d", True),
        (GatewayTarget("igw-1a2b3c4d"), "vpc-5e6f7a8b", False),
        (GatewayTarget("igw-5e6f7a8b"), "vpc-1a2b3c4d", False),
    ],
)
def test_a_target_is_open_as_what_it_names_is(
    table: RouteTable, target: Target, vpc_id: str, *, is_open: bool
) -> None:
    """A target that does not exist is closed, and the VPC itself is always open."""
    now = datetime(2024, 5, 1, tzinfo=UTC)
    assert target.is_open(table.place, vpc_id, Ways(), now) is is_open


def test_a_route_can_be_for_a_prefix_list(table: RouteTable) -> None:
    """A route to a prefix list has no CIDR block and never conflicts with other routes."""
    route = Route("pl-1a2b3c4d", GatewayTarget("vpce-1a2b3c4d"))
    assert (route.cidr_block, TO_PEER.cidr_block) == (None, "10.1.0.0/16")
    assert table.with_route(route).route_to("pl-1a2b3c4d") == route
    *_, last = table.with_route(route).with_locals(("10.0.0.0/8",)).routes
    assert last == route
    assert (route.peering_id, TO_PEER.peering_id) == (None, "pcx-1a2b3c4d")


def test_targets_of_two_kinds_are_two() -> None:
    """Targets of different kinds differ, even with equal IDs."""
    assert NatGatewayTarget("nat-1a2b3c4d") != GatewayTarget("nat-1a2b3c4d")


def test_routes_are_values(table: RouteTable) -> None:
    """Equal routes in the same order are equal, and changes leave the originals as they are."""
    routes, last = table.routes, Route("10.9.0.0/16", PeeringTarget("pcx-9z"))
    again = routes.with_route(last).without(last.destination)
    assert (again, hash(again), repr(again)) == (routes, hash(routes), repr(routes))
    assert repr(Routes([last])) == f"Routes([{last!r}])"
    assert routes != Routes([*routes][::-1])
    assert routes != tuple(routes)
    assert [*routes] == [TO_ITSELF, TO_PEER, TO_PEER_BY_IPV6]
    assert [*routes.locals()] == [TO_ITSELF]
