"""Associations of route tables with subnets, and the main route table."""

import re
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

UNKNOWN = "rtbassoc-02082ff9ee5b78c6c"


@pytest.fixture
def subnet_id(ours: Party) -> str:
    """A subnet of ours that uses the main table."""
    return ours.new_subnet("10.0.1.0/24")


def uses(owner: Party, table_id: str) -> list[tuple[str, bool]]:
    """Return the subnet of each association of a table, and whether it is the main one."""
    associations: list[dict[str, Any]] = owner.table(table_id)["Associations"]
    return [(each.get("SubnetId", ""), each["Main"]) for each in associations]


def replace(owner: Party, association_id: str, table_id: str) -> str:
    """Associate another table, and return the new association's ID."""
    answer = owner.ec2.replace_route_table_association(
        AssociationId=association_id, RouteTableId=table_id
    )
    assert answer["AssociationState"] == {"State": "associated"}
    assert re.fullmatch("rtbassoc-0[0-9a-f]{16}", answer["NewAssociationId"])
    return answer["NewAssociationId"]


def test_a_subnet_is_associated(ours: Party, subnet_id: str) -> None:
    """The response has the association's ID and state, and so does the table."""
    table_id = ours.new_table()
    answer = ours.ec2.associate_route_table(RouteTableId=table_id, SubnetId=subnet_id)
    association_id = answer["AssociationId"]
    assert re.fullmatch("rtbassoc-0[0-9a-f]{16}", association_id)
    assert answer["AssociationState"] == {"State": "associated"}
    assert ours.table(table_id)["Associations"] == [
        {
            "AssociationState": {"State": "associated"},
            "Main": False,
            "RouteTableAssociationId": association_id,
            "RouteTableId": table_id,
            "SubnetId": subnet_id,
        }
    ]


def test_a_table_is_used_for_many_subnets(ours: Party, subnet_id: str) -> None:
    """The main table can be associated with a subnet too; the main association comes first."""
    table_id = ours.main_table_id()
    other_id = ours.new_subnet("10.0.2.0/24")
    for each in (subnet_id, other_id):
        ours.associate(table_id, each)
    assert uses(ours, table_id) == [("", True), (subnet_id, False), (other_id, False)]


@pytest.mark.parametrize("again", [True, False])
def test_a_subnet_has_one_table(ours: Party, subnet_id: str, again: bool, refused: Refused) -> None:
    """The message names the table of the call, even if it is the same."""
    table_id = ours.new_table()
    ours.associate(table_id, subnet_id)
    wanted = table_id if again else ours.new_table()
    text = f"the specified association for route table {wanted} conflicts with an existing "
    with refused("Resource.AlreadyAssociated", f"{text}association"):
        ours.associate(wanted, subnet_id)


def test_table_and_subnet_are_of_one_vpc(
    ours: Party, neighbour: Party, subnet_id: str, refused: Refused
) -> None:
    """A table of another VPC is rejected."""
    table_id = neighbour.new_table()
    text = f"Route table {table_id} and subnet {subnet_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.associate(table_id, subnet_id)


def test_the_subnet_must_be_named(ours: Party, refused: Refused) -> None:
    """Botocore does not require SubnetId, but AWS does."""
    with refused("MissingParameter", "The request must contain the parameter subnetId"):
        ours.ec2.associate_route_table(RouteTableId=ours.new_table())


def test_the_subnet_must_be_there(ours: Party, theirs: Party, refused: Refused) -> None:
    """A subnet of another account is unknown."""
    subnet_id = theirs.new_subnet("10.1.1.0/24")
    text = f"The subnet ID '{subnet_id}' does not exist"
    with refused("InvalidSubnetID.NotFound", text):
        ours.associate(ours.new_table(), subnet_id)


def test_a_disassociated_subnet_uses_the_main_table_again(ours: Party, subnet_id: str) -> None:
    """The subnet can then be associated again."""
    table_id = ours.new_table()
    association_id = ours.associate(table_id, subnet_id)
    ours.ec2.disassociate_route_table(AssociationId=association_id)
    assert uses(ours, table_id) == []
    assert ours.associate(table_id, subnet_id) != association_id


def test_a_vpc_keeps_its_main_table(ours: Party, refused: Refused) -> None:
    """The main association can be replaced but not deleted."""
    (main,) = ours.main_table()["Associations"]
    association_id = main["RouteTableAssociationId"]
    text = f"cannot disassociate the main route table association {association_id}"
    with refused("InvalidParameterValue", text):
        ours.ec2.disassociate_route_table(AssociationId=association_id)


@pytest.mark.parametrize("verb", ["disassociate", "replace"])
@pytest.mark.parametrize("whose", ["nobody", "theirs"])
def test_an_association_must_be_there(
    ours: Party, theirs: Party, verb: str, whose: str, refused: Refused
) -> None:
    """An association of another account is unknown."""
    association_id = UNKNOWN
    if whose == "theirs":
        association_id = theirs.associate(theirs.new_table(), theirs.new_subnet("10.1.1.0/24"))
    text = f"The association ID '{association_id}' does not exist"
    with refused("InvalidAssociationID.NotFound", text):
        if verb == "replace":
            replace(ours, association_id, ours.new_table())
        ours.ec2.disassociate_route_table(AssociationId=association_id)


@pytest.mark.parametrize("same", [True, False])
def test_a_subnet_gets_another_table(ours: Party, subnet_id: str, same: bool) -> None:
    """The association gets a new ID, even for the same table."""
    old = ours.new_table()
    new = old if same else ours.new_table()
    association_id = ours.associate(old, subnet_id)
    assert replace(ours, association_id, new) != association_id
    assert uses(ours, new) == [(subnet_id, False)]
    assert uses(ours, old) == uses(ours, new) if same else uses(ours, old) == []


def test_a_vpc_gets_another_main_table(ours: Party, subnet_id: str) -> None:
    """Replacing the main association makes another table the main one."""
    (main,) = ours.main_table()["Associations"]
    new = ours.new_table()
    ours.associate(new, subnet_id)
    replaced = replace(ours, main["RouteTableAssociationId"], new)
    assert ours.main_table_id() == new
    assert ours.main_table()["Associations"][0]["RouteTableAssociationId"] == replaced
    assert uses(ours, new) == [("", True), (subnet_id, False)]
    assert uses(ours, main["RouteTableId"]) == []


def test_a_former_main_table_can_be_deleted(ours: Party, refused: Refused) -> None:
    """The new main table cannot be deleted."""
    (main,) = ours.main_table()["Associations"]
    new = ours.new_table()
    replace(ours, main["RouteTableAssociationId"], new)
    ours.ec2.delete_route_table(RouteTableId=main["RouteTableId"])
    text = f"The routeTable '{new}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_route_table(RouteTableId=new)


@pytest.mark.parametrize("main", [True, False])
def test_a_table_of_another_vpc_is_refused(
    ours: Party, neighbour: Party, subnet_id: str, main: bool, refused: Refused
) -> None:
    """Such a table is rejected for a subnet and as main table, and nothing changes."""
    association_id = ours.associate(ours.new_table(), subnet_id)
    if main:
        association_id = ours.main_table()["Associations"][0]["RouteTableAssociationId"]
    table_id, what = neighbour.new_table(), ours.vpc_id if main else subnet_id
    before = ours.everything()
    text = f"Route table {table_id} and subnet {what} belong to different networks"
    with refused("InvalidParameterValue", text):
        replace(ours, association_id, table_id)
    assert ours.everything() == before


def test_the_replacement_must_be_there(ours: Party, subnet_id: str, refused: Refused) -> None:
    """An unknown table is rejected, and the subnet keeps its table."""
    association_id = ours.associate(ours.new_table(), subnet_id)
    text = "The routeTable ID 'rtb-1a2b3c4d' does not exist"
    with refused("InvalidRouteTableID.NotFound", text):
        replace(ours, association_id, "rtb-1a2b3c4d")
