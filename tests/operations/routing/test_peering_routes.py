"""Route tables, and routes to peering connections."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Bring, Party, Refused

DESTINATION = "10.1.0.0/16"


def add(party: Party, peering_id: str, **destination: str) -> bool:
    """Add a route to the main table of a party's VPC, and return the result."""
    answer = party.ec2.create_route(
        RouteTableId=party.main_table_id(),
        VpcPeeringConnectionId=peering_id,
        **destination or {"DestinationCidrBlock": DESTINATION},
    )
    return answer["Return"]


def routes(party: Party) -> list[dict[str, Any]]:
    """Return the routes of the main table of a party's VPC that are not local."""
    (table,) = party.ec2.describe_route_tables(RouteTableIds=[party.main_table_id()])["RouteTables"]
    return [route for route in table["Routes"] if route.get("GatewayId") != "local"]


def test_a_new_vpc_has_a_main_table(requester: Party) -> None:
    """The main table is created with the VPC and has the local route."""
    table_id = requester.main_table_id()
    (table,) = requester.ec2.describe_route_tables(RouteTableIds=[table_id])["RouteTables"]
    (association,) = table.pop("Associations")
    assert (association["Main"], association["RouteTableId"]) == (True, table_id)
    local = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}
    assert table == {
        "RouteTableId": table_id,
        "VpcId": requester.vpc_id,
        "OwnerId": requester.account_id,
        "PropagatingVgws": [],
        "Routes": [local | {"Origin": "CreateRouteTable", "State": "active"}],
        "Tags": [],
    }


def test_a_route_through_a_connection_has_these_members(requester: Party, accepter: Party) -> None:
    """A route names the connection, not a gateway."""
    peering_id = requester.peer(accepter)
    assert add(requester, peering_id) is True
    assert routes(requester) == [
        {
            "DestinationCidrBlock": DESTINATION,
            "Origin": "CreateRoute",
            "State": "active",
            "VpcPeeringConnectionId": peering_id,
        }
    ]


def test_a_route_is_a_blackhole_until_the_connection_is_active(
    requester: Party, accepter: Party
) -> None:
    """A route to a pending request can be created, and becomes active on acceptance."""
    peering_id = requester.request(accepter)
    add(requester, peering_id)
    assert [route["State"] for route in routes(requester)] == ["blackhole"]
    accepter.accept(peering_id)
    assert [route["State"] for route in routes(requester)] == ["active"]


def test_routes_outlive_their_connection(requester: Party, accepter: Party) -> None:
    """Routes to a deleted connection remain as blackholes."""
    peering_id = requester.peer(accepter)
    add(requester, peering_id)
    accepter.delete(peering_id)
    (route,) = routes(requester)
    assert (route["State"], route["VpcPeeringConnectionId"]) == ("blackhole", peering_id)


def test_both_sides_have_routes_of_their_own(requester: Party, accepter: Party) -> None:
    """Each side adds a route in its own account."""
    peering_id = requester.peer(accepter)
    add(requester, peering_id)
    assert routes(accepter) == []
    add(accepter, peering_id, DestinationCidrBlock="10.0.0.0/16")
    assert [route["State"] for route in routes(accepter)] == ["active"]


@pytest.mark.parametrize(
    ("destination", "kept"),
    [
        ({"DestinationCidrBlock": "100.68.0.18/18"}, {"DestinationCidrBlock": "100.68.0.0/18"}),
        ({"DestinationCidrBlock": "0.0.0.0/0"}, {"DestinationCidrBlock": "0.0.0.0/0"}),
        (
            {"DestinationIpv6CidrBlock": "2001:DB8:0::1/56"},
            {"DestinationIpv6CidrBlock": "2001:db8::/56"},
        ),
        ({"DestinationIpv6CidrBlock": "::/0"}, {"DestinationIpv6CidrBlock": "::/0"}),
    ],
)
def test_destinations_are_kept_in_canonical_form(
    requester: Party, accepter: Party, destination: dict[str, str], kept: dict[str, str]
) -> None:
    """Host bits are cleared, as on AWS."""
    add(requester, requester.peer(accepter), **destination)
    (route,) = routes(requester)
    assert kept.items() <= route.items()


def test_a_destination_is_routed_once(
    requester: Party, accepter: Party, neighbour: Party, refused: Refused
) -> None:
    """A second route to the same destination is rejected, over any connection."""
    add(requester, requester.peer(accepter))
    text = f"The route identified by {DESTINATION} already exists."
    with refused("RouteAlreadyExists", text):
        add(requester, requester.peer(neighbour))


@pytest.mark.parametrize("destination", ["10.0.0.0/16", "10.0.77.1/16"])
def test_the_vpcs_own_range_is_not_routed_through_a_connection(
    requester: Party, accepter: Party, destination: str, refused: Refused
) -> None:
    """The local route already exists."""
    text = "The route identified by 10.0.0.0/16 already exists."
    with refused("RouteAlreadyExists", text):
        add(requester, requester.peer(accepter), DestinationCidrBlock=destination)


@pytest.mark.parametrize("text", ["", "::/0", "10.1.0.0", "10.1.0.0/33", "x", "10.1.0.0/16 "])
def test_a_destination_is_a_range(
    requester: Party, accepter: Party, text: str, refused: Refused
) -> None:
    """A text that is not an IPv4 CIDR block is rejected."""
    message = f"Value ({text}) for parameter destinationCidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{message}This is not a valid CIDR block."):
        add(requester, requester.peer(accepter), DestinationCidrBlock=text)


@pytest.mark.parametrize("text", ["10.1.0.0/16", "2001:db8::", "fe80::%eth0/64"])
def test_an_ipv6_destination_is_an_ipv6_range(
    requester: Party, accepter: Party, text: str, refused: Refused
) -> None:
    """A text that is not an IPv6 CIDR block is rejected."""
    message = f"Value ({text}) for parameter destinationIpv6CidrBlock is invalid. "
    with refused("InvalidParameterValue", f"{message}This is not a valid CIDR block."):
        add(requester, requester.peer(accepter), DestinationIpv6CidrBlock=text)


def test_a_route_has_a_destination(requester: Party, accepter: Party, refused: Refused) -> None:
    """The message names both possible parameters."""
    text = "The request must contain the parameter "
    text += "destinationCidrBlock or destinationIpv6CidrBlock"
    with refused("MissingParameter", text):
        requester.ec2.create_route(
            RouteTableId=requester.main_table_id(),
            VpcPeeringConnectionId=requester.peer(accepter),
        )


def test_a_route_has_one_destination(requester: Party, accepter: Party) -> None:
    """Two destinations in one call are rejected."""
    peering_id = requester.peer(accepter)
    both = {"DestinationCidrBlock": DESTINATION, "DestinationIpv6CidrBlock": "::/0"}
    with pytest.raises(ClientError):
        add(requester, peering_id, **both)
    assert routes(requester) == []


def test_a_route_has_a_target(requester: Party) -> None:
    """A destination without a target is rejected."""
    with pytest.raises(ClientError, match="MissingParameter"):
        requester.ec2.create_route(
            RouteTableId=requester.main_table_id(), DestinationCidrBlock=DESTINATION
        )


def test_a_connection_must_join_the_tables_vpc(
    requester: Party, accepter: Party, neighbour: Party, refused: Refused
) -> None:
    """A connection of another VPC of the account is rejected."""
    peering_id = neighbour.peer(accepter)
    text = f"route table {requester.main_table_id()} and network gateway {peering_id} "
    with refused("InvalidParameterValue", f"{text}belong to different networks"):
        add(requester, peering_id)


@pytest.mark.parametrize(
    ("peering_id", "code", "message"),
    [
        (
            "pcx-1a2b3c4d",
            "InvalidVpcPeeringConnectionID.NotFound",
            "The vpcPeeringConnection ID 'pcx-1a2b3c4d' does not exist",
        ),
        (
            "x",
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "x" (expecting "pcx-...")',
        ),
    ],
)
def test_a_target_must_be_there(
    requester: Party, peering_id: str, code: str, message: str, refused: Refused
) -> None:
    """An unknown connection is rejected."""
    with refused(code, message):
        add(requester, peering_id)


@pytest.mark.parametrize("status", ["failed", "rejected", "expired", "deleted"])
def test_an_ended_connection_cannot_be_a_target(
    requester: Party, accepter: Party, bring: Bring, status: str
) -> None:
    """A new route to a connection that has ended is rejected."""
    peering_id = bring(requester, accepter, status)
    with pytest.raises(ClientError):
        add(requester, peering_id)
    assert routes(requester) == []
