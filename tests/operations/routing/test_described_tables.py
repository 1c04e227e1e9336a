"""DescribeRouteTables: lookup by ID, and visibility."""

import pytest

from tests.operations.parties import Party, Refused


def test_tables_are_found_by_their_ids(requester: Party, neighbour: Party) -> None:
    """Each requested ID is returned."""
    ids = [requester.main_table_id(), neighbour.main_table_id()]
    tables = requester.ec2.describe_route_tables(RouteTableIds=ids)["RouteTables"]
    assert sorted(table["RouteTableId"] for table in tables) == sorted(ids)


@pytest.mark.parametrize("whose", ["accepter", "abroad"])
def test_a_table_is_its_owners(
    requester: Party, whose: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Other accounts, and the owner in another Region, do not find the table."""
    table_id = requester.main_table_id()
    text = f"The routeTable ID '{table_id}' does not exist"
    with refused("InvalidRouteTableID.NotFound", text):
        request.getfixturevalue(whose).ec2.describe_route_tables(RouteTableIds=[table_id])


@pytest.mark.parametrize(
    ("table_id", "code", "message"),
    [
        (
            "rtb-1a2b3c4d",
            "InvalidRouteTableID.NotFound",
            "The routeTable ID 'rtb-1a2b3c4d' does not exist",
        ),
        (
            "vpc-1a2b3c4d",
            "InvalidRouteTableId.Malformed",
            'Invalid id: "vpc-1a2b3c4d" (expecting "rtb-...")',
        ),
        ("", "InvalidRouteTableId.Malformed", 'Invalid id: "" (expecting "rtb-...")'),
    ],
)
def test_a_table_must_be_there(
    requester: Party, table_id: str, code: str, message: str, refused: Refused
) -> None:
    """Describe and CreateRoute distinguish unknown from malformed IDs."""
    with refused(code, message):
        requester.ec2.describe_route_tables(RouteTableIds=[table_id])
    with refused(code, message):
        requester.ec2.create_route(
            RouteTableId=table_id,
            DestinationCidrBlock="10.1.0.0/16",
            VpcPeeringConnectionId="pcx-1a2b3c4d",
        )


def test_several_unknown_tables_are_named_together(requester: Party, refused: Refused) -> None:
    """The message uses the plural."""
    text = "The routeTable IDs 'rtb-1a2b3c4d, rtb-5e6f7a8b' do not exist"
    with refused("InvalidRouteTableID.NotFound", text):
        requester.ec2.describe_route_tables(RouteTableIds=["rtb-1a2b3c4d", "rtb-5e6f7a8b"])


def test_tables_go_with_their_vpc(requester: Party) -> None:
    """The main table is deleted with its VPC."""
    table_id = requester.main_table_id()
    requester.ec2.delete_vpc(VpcId=requester.vpc_id)
    tables = requester.ec2.describe_route_tables()["RouteTables"]
    assert table_id not in [table["RouteTableId"] for table in tables]
