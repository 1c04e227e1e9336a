"""Route tables: creating, describing and deleting them."""

import re

from tests.operations.parties import Party, Refused

TAGS = [{"Key": "Name", "Value": "private"}]


def test_a_new_table_has_these_members(ours: Party) -> None:
    """A new table has the local route and no associations."""
    table = ours.ec2.create_route_table(VpcId=ours.vpc_id)["RouteTable"]
    table_id = table["RouteTableId"]
    assert re.fullmatch("rtb-0[0-9a-f]{16}", table_id)
    assert table == {
        "Associations": [],
        "OwnerId": "123456789012",
        "PropagatingVgws": [],
        "RouteTableId": table_id,
        "Routes": [
            {
                "DestinationCidrBlock": "10.0.0.0/16",
                "GatewayId": "local",
                "Origin": "CreateRouteTable",
                "State": "active",
            }
        ],
        "Tags": [],
        "VpcId": ours.vpc_id,
    }
    assert ours.table(table_id) == table


def test_tags_on_create_are_the_tables(ours: Party) -> None:
    """The tags exist as long as the table."""
    specifications = [{"ResourceType": "route-table", "Tags": TAGS}]
    table_id = ours.new_table(TagSpecifications=specifications)
    assert ours.table(table_id)["Tags"] == TAGS
    ours.ec2.delete_route_table(RouteTableId=table_id)
    assert ours.ec2.describe_tags()["Tags"] == []


def test_the_same_token_gives_the_same_table(ours: Party) -> None:
    """Repeating a call returns the same table, with the token."""
    answers = [ours.ec2.create_route_table(VpcId=ours.vpc_id, ClientToken="one") for _ in range(2)]
    one, other = (answer["RouteTable"] for answer in answers)
    assert one == other
    assert [answer["ClientToken"] for answer in answers] == ["one"] * 2
    assert ours.new_table(ClientToken="two") != one["RouteTableId"]


def test_a_token_is_for_one_vpc(ours: Party, neighbour: Party, refused: Refused) -> None:
    """The same token for another VPC is rejected."""
    ours.new_table(ClientToken="one")
    text = "Arguments on this idempotent request are inconsistent with arguments used in "
    with refused("IdempotentParameterMismatch", f"{text}previous request(s)."):
        neighbour.new_table(ClientToken="one")


def test_tokens_are_the_callers_own(ours: Party, theirs: Party) -> None:
    """Another account may use the same token."""
    assert ours.new_table(ClientToken="one") != theirs.new_table(ClientToken="one")


def test_a_token_outlives_no_table(ours: Party) -> None:
    """After the table is deleted, its token creates another."""
    first = ours.new_table(ClientToken="one")
    ours.ec2.delete_route_table(RouteTableId=first)
    assert ours.new_table(ClientToken="one") != first


def test_a_client_that_sends_no_token_is_answered_none(ours: Party) -> None:
    """Botocore generates a token unless an empty one is given."""
    answer = ours.ec2.create_route_table(VpcId=ours.vpc_id, ClientToken="")
    assert "ClientToken" not in answer


def test_the_vpc_of_a_table_must_be_there(ours: Party, theirs: Party, refused: Refused) -> None:
    """A VPC of another account is unknown."""
    text = f"The vpc ID '{theirs.vpc_id}' does not exist"
    with refused("InvalidVpcID.NotFound", text):
        ours.new_table(VpcId=theirs.vpc_id)


def test_a_deleted_table_is_gone(ours: Party, refused: Refused) -> None:
    """Deleting the table again is an error."""
    table_id = ours.new_table()
    ours.ec2.delete_route_table(RouteTableId=table_id)
    text = f"The routeTable ID '{table_id}' does not exist"
    with refused("InvalidRouteTableID.NotFound", text):
        ours.ec2.delete_route_table(RouteTableId=table_id)


def test_a_table_with_a_route_can_be_deleted(ours: Party, peer: Party) -> None:
    """Routes do not prevent the deletion."""
    table_id = ours.new_table()
    ours.ec2.create_route(
        RouteTableId=table_id,
        DestinationCidrBlock=peer.cidr_block,
        VpcPeeringConnectionId=ours.peer(peer),
    )
    ours.ec2.delete_route_table(RouteTableId=table_id)


def test_a_table_in_use_stays(ours: Party, refused: Refused) -> None:
    """The table can be deleted after its last subnet."""
    table_id, subnet_id = ours.new_table(), ours.new_subnet("10.0.1.0/24")
    association_id = ours.associate(table_id, subnet_id)
    text = f"The routeTable '{table_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_route_table(RouteTableId=table_id)
    ours.ec2.disassociate_route_table(AssociationId=association_id)
    ours.ec2.delete_route_table(RouteTableId=table_id)


def test_the_main_table_stays(ours: Party, refused: Refused) -> None:
    """The main table is deleted only with its VPC."""
    table_id = ours.main_table_id()
    text = f"The routeTable '{table_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_route_table(RouteTableId=table_id)
