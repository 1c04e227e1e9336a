"""Routes through peering connections: made, replaced, removed, refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]

FAR = "10.9.0.0/16"
FAR_IPV6 = "2001:db8::/56"


def route(owner: Owner, verb: str, table_id: str, **params: str) -> dict[str, Any]:
    """Create, replace or delete a route to a far range, or the one that is said."""
    given = {"DestinationCidrBlock": FAR} if "DestinationIpv6CidrBlock" not in params else {}
    answer = getattr(owner.ec2, f"{verb}_route")(RouteTableId=table_id, **given | params)
    del answer["ResponseMetadata"]
    return answer


def routes(owner: Owner, table_id: str) -> list[dict[str, Any]]:
    """Return the routes of a table that are not local."""
    found = owner.table(table_id)["Routes"]
    return [each for each in found if each.get("GatewayId") != "local"]


@pytest.fixture
def table_id(ours: Owner) -> str:
    """A table of ours, with the local route alone."""
    return ours.new_table()


@pytest.fixture
def triangle(ours: Owner, theirs: Owner, neighbour: Owner, table_id: str) -> tuple[Owner, str, str]:
    """We with a route to a neighbour, and the connection from there to others."""
    route(ours, "create", table_id, VpcPeeringConnectionId=ours.peer(neighbour))
    return ours, table_id, neighbour.peer(theirs)


def test_both_sides_route_to_each_other(ours: Owner, peer: Owner) -> None:
    """Each owner adds routes to tables of its own, old and new."""
    peering_id = ours.peer(peer)
    for here, there in ((ours, peer), (peer, ours)):
        for each in (here.main_table_id(), here.new_table()):
            route(
                here,
                "create",
                each,
                DestinationCidrBlock=there.cidr_block,
                VpcPeeringConnectionId=peering_id,
            )
            assert routes(here, each) == [
                {
                    "DestinationCidrBlock": there.cidr_block,
                    "Origin": "CreateRoute",
                    "State": "active",
                    "VpcPeeringConnectionId": peering_id,
                }
            ]


def test_a_route_leads_abroad(ours: Owner, abroad: Owner) -> None:
    """A connection across Regions is routed on both sides, in each Region."""
    peering_id = ours.peer(abroad)
    for here in (ours, abroad):
        each = here.main_table_id()
        assert route(here, "create", each, VpcPeeringConnectionId=peering_id) == {"Return": True}
        assert [found["State"] for found in routes(here, each)] == ["active"]


def test_ranges_may_be_parts_of_each_other(ours: Owner, peer: Owner, table_id: str) -> None:
    """Each destination is a route of its own, in the order in which they were made."""
    peering_id = ours.peer(peer)
    destinations = ["0.0.0.0/0", "10.0.0.0/8", "10.9.0.0/16", "10.9.1.0/24", "10.9.1.7/32"]
    for each in destinations:
        params = {"DestinationCidrBlock": each, "VpcPeeringConnectionId": peering_id}
        route(ours, "create", table_id, **params)
    assert [each["DestinationCidrBlock"] for each in routes(ours, table_id)] == destinations


@pytest.mark.parametrize("destination", ["10.0.1.0/24", "10.0.0.1/32", "10.0.128.0/17"])
def test_a_part_of_the_vpcs_own_range_is_not_routed_through_a_connection(
    ours: Owner, peer: Owner, table_id: str, destination: str, refused: Refused
) -> None:
    """Only interfaces and instances may stand before the local route."""
    peering_id = ours.peer(peer)
    text = f"The destination CIDR block {destination} is equal to or more specific than one of "
    text += "this VPC's CIDR blocks. This route can target only an interface or an instance."
    with refused("InvalidParameterValue", text):
        route(
            ours,
            "create",
            table_id,
            DestinationCidrBlock=destination,
            VpcPeeringConnectionId=peering_id,
        )


@pytest.mark.parametrize(
    "destination", [{"DestinationCidrBlock": FAR}, {"DestinationIpv6CidrBlock": FAR_IPV6}]
)
def test_a_replaced_route_leads_through_another_connection(
    ours: Owner, theirs: Owner, neighbour: Owner, table_id: str, destination: dict[str, str]
) -> None:
    """The route is as before, apart from where it leads."""
    one, other = ours.peer(theirs), ours.peer(neighbour)
    route(ours, "create", table_id, **destination, VpcPeeringConnectionId=one)
    (before,) = routes(ours, table_id)
    assert route(ours, "replace", table_id, **destination, VpcPeeringConnectionId=other) == {}
    assert routes(ours, table_id) == [before | {"VpcPeeringConnectionId": other}]


def test_a_blackhole_is_repaired_by_replacing_it(ours: Owner, peer: Owner, table_id: str) -> None:
    """After the VPCs are peered anew the route is led through the new connection."""
    old = ours.peer(peer)
    route(ours, "create", table_id, VpcPeeringConnectionId=old)
    ours.unpeer(old)
    new = peer.peer(ours)
    assert [each["State"] for each in routes(ours, table_id)] == ["blackhole"]
    route(ours, "replace", table_id, VpcPeeringConnectionId=new)
    (found,) = routes(ours, table_id)
    assert (found["State"], found["VpcPeeringConnectionId"]) == ("active", new)


@pytest.mark.parametrize(
    "destination",
    [
        {"DestinationCidrBlock": FAR},
        {"DestinationCidrBlock": "10.0.0.0/16"},
        {"DestinationIpv6CidrBlock": FAR_IPV6},
    ],
)
def test_what_is_not_there_is_not_replaced(
    ours: Owner, peer: Owner, table_id: str, destination: dict[str, str], refused: Refused
) -> None:
    """AWS points to CreateRoute; the local route is none for a connection."""
    (cidr_block,) = destination.values()
    text = f"There is no route defined for '{cidr_block}' in the route table. "
    with refused("InvalidParameterValue", f"{text}Use CreateRoute instead."):
        route(ours, "replace", table_id, **destination, VpcPeeringConnectionId=ours.peer(peer))


@pytest.mark.parametrize(
    "destination", [{"DestinationCidrBlock": FAR}, {"DestinationIpv6CidrBlock": FAR_IPV6}]
)
def test_a_route_is_deleted_once(
    ours: Owner, peer: Owner, table_id: str, destination: dict[str, str], refused: Refused
) -> None:
    """The second time there is none."""
    route(ours, "create", table_id, **destination, VpcPeeringConnectionId=ours.peer(peer))
    assert route(ours, "delete", table_id, **destination) == {}
    assert routes(ours, table_id) == []
    (cidr_block,) = destination.values()
    text = f"no route with destination-cidr-block {cidr_block} in route table {table_id}"
    with refused("InvalidRoute.NotFound", text):
        route(ours, "delete", table_id, **destination)


def test_a_blackhole_is_deleted(ours: Owner, peer: Owner, table_id: str) -> None:
    """A route goes whether its connection is there or not."""
    peering_id = ours.peer(peer)
    route(ours, "create", table_id, VpcPeeringConnectionId=peering_id)
    ours.unpeer(peering_id)
    route(ours, "delete", table_id)
    assert routes(ours, table_id) == []


def test_the_local_route_stays(ours: Owner, table_id: str, refused: Refused) -> None:
    """It goes with its range only."""
    text = f"cannot remove local route 10.0.0.0/16 in route table {table_id}"
    with refused("InvalidParameterValue", text):
        route(ours, "delete", table_id, DestinationCidrBlock="10.0.0.0/16")


@pytest.mark.parametrize(("verb", "destination"), [("create", "10.8.0.0/16"), ("replace", FAR)])
def test_a_connection_must_join_the_tables_vpc(
    triangle: tuple[Owner, str, str], verb: str, destination: str, refused: Refused
) -> None:
    """Peering is not transitive: the connection of a peer is of another network."""
    ours, table_id, peering_id = triangle
    before = routes(ours, table_id)
    target = {"DestinationCidrBlock": destination, "VpcPeeringConnectionId": peering_id}
    text = f"route table {table_id} and network gateway {peering_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        route(ours, verb, table_id, **target)
    assert routes(ours, table_id) == before


@pytest.mark.parametrize("verb", ["create", "replace"])
def test_a_connection_must_be_the_callers(
    ours: Owner, theirs: Owner, owner: Callable[..., Owner], verb: str, refused: Refused
) -> None:
    """One between others is unknown."""
    peering_id = theirs.peer(owner("333333333333", cidr_block="10.4.0.0/16"))
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        route(ours, verb, ours.main_table_id(), VpcPeeringConnectionId=peering_id)


def test_a_connection_that_is_over_is_no_target(
    ours: Owner, peer: Owner, table_id: str, refused: Refused
) -> None:
    """Routes through it stay, and no new one is made."""
    peering_id = ours.peer(peer)
    ours.unpeer(peering_id)
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        route(ours, "create", table_id, VpcPeeringConnectionId=peering_id)


@pytest.mark.parametrize("verb", ["create", "replace", "delete"])
def test_a_destination_is_a_range(ours: Owner, table_id: str, verb: str, refused: Refused) -> None:
    """What is no range is refused before anything else about the route."""
    target = {} if verb == "delete" else {"VpcPeeringConnectionId": "pcx-1a2b3c4d"}
    text = "Value (::/0) for parameter destinationCidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        route(ours, verb, table_id, DestinationCidrBlock="::/0", **target)


@pytest.mark.parametrize("verb", ["replace", "delete"])
def test_a_table_is_its_owners(ours: Owner, theirs: Owner, verb: str, refused: Refused) -> None:
    """Nobody changes the routes of another, not even of a peer."""
    table_id = theirs.main_table_id()
    target = {} if verb == "delete" else {"VpcPeeringConnectionId": ours.peer(theirs)}
    with refused("InvalidRouteTableID.NotFound", f"The routeTable ID '{table_id}' does not exist"):
        route(ours, verb, table_id, **target)


def test_a_replaced_route_has_a_target(ours: Owner, table_id: str, refused: Refused) -> None:
    """The one target that peermock has must be named."""
    text = "The request must contain the parameter vpcPeeringConnectionId"
    with refused("MissingParameter", text):
        route(ours, "replace", table_id)
