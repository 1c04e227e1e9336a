"""Routes to peering connections: creating, replacing and deleting them, and errors."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

FAR = "10.9.0.0/16"
FAR_IPV6 = "2001:db8::/56"


def route(owner: Party, verb: str, table_id: str, **params: str) -> dict[str, Any]:
    """Create, replace or delete a route, by default to a far range."""
    given = {"DestinationCidrBlock": FAR} if "DestinationIpv6CidrBlock" not in params else {}
    answer = getattr(owner.ec2, f"{verb}_route")(RouteTableId=table_id, **given | params)
    del answer["ResponseMetadata"]
    return answer


def routes(owner: Party, table_id: str) -> list[dict[str, Any]]:
    """Return the routes of a table that are not local."""
    found = owner.table(table_id)["Routes"]
    return [each for each in found if each.get("GatewayId") != "local"]


@pytest.fixture
def table_id(ours: Party) -> str:
    """A table of ours with the local route only."""
    return ours.new_table()


@pytest.fixture
def triangle(ours: Party, theirs: Party, neighbour: Party, table_id: str) -> tuple[Party, str, str]:
    """Our account with a route to a neighbour, and the neighbour's connection to others."""
    route(ours, "create", table_id, VpcPeeringConnectionId=ours.peer(neighbour))
    return ours, table_id, neighbour.peer(theirs)


def test_both_sides_route_to_each_other(ours: Party, peer: Party) -> None:
    """Each owner adds routes to its own tables, old and new."""
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


def test_a_route_leads_abroad(ours: Party, abroad: Party) -> None:
    """An inter-Region connection is routed on both sides, each in its Region."""
    peering_id = ours.peer(abroad)
    for here in (ours, abroad):
        each = here.main_table_id()
        assert route(here, "create", each, VpcPeeringConnectionId=peering_id) == {"Return": True}
        assert [found["State"] for found in routes(here, each)] == ["active"]


def test_ranges_may_be_parts_of_each_other(ours: Party, peer: Party, table_id: str) -> None:
    """Overlapping destinations are separate routes, in the order of their creation."""
    peering_id = ours.peer(peer)
    destinations = ["0.0.0.0/0", "10.0.0.0/8", "10.9.0.0/16", "10.9.1.0/24", "10.9.1.7/32"]
    for each in destinations:
        params = {"DestinationCidrBlock": each, "VpcPeeringConnectionId": peering_id}
        route(ours, "create", table_id, **params)
    assert [each["DestinationCidrBlock"] for each in routes(ours, table_id)] == destinations


@pytest.mark.parametrize("destination", ["10.0.1.0/24", "10.0.0.1/32", "10.0.128.0/17"])
def test_a_part_of_the_vpcs_own_range_is_not_routed_through_a_connection(
    ours: Party, peer: Party, table_id: str, destination: str, refused: Refused
) -> None:
    """Only interfaces and instances can override the local route."""
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
    ours: Party, theirs: Party, neighbour: Party, table_id: str, destination: dict[str, str]
) -> None:
    """Only the target of the route changes."""
    one, other = ours.peer(theirs), ours.peer(neighbour)
    route(ours, "create", table_id, **destination, VpcPeeringConnectionId=one)
    (before,) = routes(ours, table_id)
    assert route(ours, "replace", table_id, **destination, VpcPeeringConnectionId=other) == {}
    assert routes(ours, table_id) == [before | {"VpcPeeringConnectionId": other}]


def test_a_blackhole_is_repaired_by_replacing_it(ours: Party, peer: Party, table_id: str) -> None:
    """After a new peering, the route can be moved to the new connection."""
    old = ours.peer(peer)
    route(ours, "create", table_id, VpcPeeringConnectionId=old)
    ours.delete(old)
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
    ours: Party, peer: Party, table_id: str, destination: dict[str, str], refused: Refused
) -> None:
    """AWS suggests CreateRoute; the local route cannot target a connection."""
    (cidr_block,) = destination.values()
    text = f"There is no route defined for '{cidr_block}' in the route table. "
    with refused("InvalidParameterValue", f"{text}Use CreateRoute instead."):
        route(ours, "replace", table_id, **destination, VpcPeeringConnectionId=ours.peer(peer))


@pytest.mark.parametrize(
    "destination", [{"DestinationCidrBlock": FAR}, {"DestinationIpv6CidrBlock": FAR_IPV6}]
)
def test_a_route_is_deleted_once(
    ours: Party, peer: Party, table_id: str, destination: dict[str, str], refused: Refused
) -> None:
    """Deleting the route again is an error."""
    route(ours, "create", table_id, **destination, VpcPeeringConnectionId=ours.peer(peer))
    assert route(ours, "delete", table_id, **destination) == {}
    assert routes(ours, table_id) == []
    (cidr_block,) = destination.values()
    text = f"no route with destination-cidr-block {cidr_block} in route table {table_id}"
    with refused("InvalidRoute.NotFound", text):
        route(ours, "delete", table_id, **destination)


def test_a_blackhole_is_deleted(ours: Party, peer: Party, table_id: str) -> None:
    """A route can be deleted whether or not its connection exists."""
    peering_id = ours.peer(peer)
    route(ours, "create", table_id, VpcPeeringConnectionId=peering_id)
    ours.delete(peering_id)
    route(ours, "delete", table_id)
    assert routes(ours, table_id) == []


def test_the_local_route_stays(ours: Party, table_id: str, refused: Refused) -> None:
    """The local route is deleted only with its CIDR block."""
    text = f"cannot remove local route 10.0.0.0/16 in route table {table_id}"
    with refused("InvalidParameterValue", text):
        route(ours, "delete", table_id, DestinationCidrBlock="10.0.0.0/16")


@pytest.mark.parametrize(("verb", "destination"), [("create", "10.8.0.0/16"), ("replace", FAR)])
def test_a_connection_must_join_the_tables_vpc(
    triangle: tuple[Party, str, str], verb: str, destination: str, refused: Refused
) -> None:
    """Peering is not transitive: a connection of a peer is rejected."""
    ours, table_id, peering_id = triangle
    before = routes(ours, table_id)
    target = {"DestinationCidrBlock": destination, "VpcPeeringConnectionId": peering_id}
    text = f"route table {table_id} and network gateway {peering_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        route(ours, verb, table_id, **target)
    assert routes(ours, table_id) == before


@pytest.mark.parametrize("verb", ["create", "replace"])
def test_a_connection_must_be_the_callers(
    ours: Party, theirs: Party, party: Callable[..., Party], verb: str, refused: Refused
) -> None:
    """A connection between others is unknown."""
    peering_id = theirs.peer(party("333333333333", cidr_block="10.4.0.0/16"))
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        route(ours, verb, ours.main_table_id(), VpcPeeringConnectionId=peering_id)


def test_an_ended_connection_cannot_be_a_target(
    ours: Party, peer: Party, table_id: str, refused: Refused
) -> None:
    """Existing routes remain, and new ones are rejected."""
    peering_id = ours.peer(peer)
    ours.delete(peering_id)
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    with refused("InvalidVpcPeeringConnectionID.NotFound", text):
        route(ours, "create", table_id, VpcPeeringConnectionId=peering_id)


@pytest.mark.parametrize("verb", ["create", "replace", "delete"])
def test_a_destination_is_a_range(ours: Party, table_id: str, verb: str, refused: Refused) -> None:
    """The destination is validated before the rest of the route."""
    target = {} if verb == "delete" else {"VpcPeeringConnectionId": "pcx-1a2b3c4d"}
    text = "Value (::/0) for parameter destinationCidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{text}This is not a valid CIDR block."):
        route(ours, verb, table_id, DestinationCidrBlock="::/0", **target)


@pytest.mark.parametrize("verb", ["replace", "delete"])
def test_a_table_is_its_owners(ours: Party, theirs: Party, verb: str, refused: Refused) -> None:
    """Other accounts cannot change its routes, not even a peer."""
    table_id = theirs.main_table_id()
    target = {} if verb == "delete" else {"VpcPeeringConnectionId": ours.peer(theirs)}
    with refused("InvalidRouteTableID.NotFound", f"The routeTable ID '{table_id}' does not exist"):
        route(ours, verb, table_id, **target)


def test_a_replaced_route_has_a_target(ours: Party, table_id: str, refused: Refused) -> None:
    """Exactly one of AWS's targets is required."""
    text = (
        "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, "
        "vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, localGatewayId "
        "or instanceId"
    )
    with refused("MissingParameter", text):
        route(ours, "replace", table_id)
