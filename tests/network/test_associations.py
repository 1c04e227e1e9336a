"""What route tables are used for: subnets, and as main table every other subnet of a VPC."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]

UNKNOWN = "rtbassoc-02082ff9ee5b78c6c"


@pytest.fixture
def subnet_id(ours: Owner) -> str:
    """A subnet of ours, which uses the main table."""
    return ours.new_subnet("10.0.1.0/24")


def uses(owner: Owner, table_id: str) -> list[tuple[str, bool]]:
    """Return for each association of a table its subnet, and whether it is the main one."""
    associations: list[dict[str, Any]] = owner.table(table_id)["Associations"]
    return [(each.get("SubnetId", ""), each["Main"]) for each in associations]


def replace(owner: Owner, association_id: str, table_id: str) -> str:
    """Use another table, and return the new association's ID."""
    answer = owner.ec2.replace_route_table_association(
        AssociationId=association_id, RouteTableId=table_id
    )
    assert answer["AssociationState"] == {"State": "associated"}
    assert re.fullmatch("rtbassoc-0[0-9a-f]{16}", answer["NewAssociationId"])
    return answer["NewAssociationId"]


def test_a_subnet_is_associated(ours: Owner, subnet_id: str) -> None:
    """The answer has the association's ID and state, and the table shows both."""
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


def test_a_table_is_used_for_many_subnets(ours: Owner, subnet_id: str) -> None:
    """Also the main one may be named for a subnet; the main association comes first."""
    table_id = ours.main_table_id()
    other_id = ours.new_subnet("10.0.2.0/24")
    for each in (subnet_id, other_id):
        ours.associate(table_id, each)
    assert uses(ours, table_id) == [("", True), (subnet_id, False), (other_id, False)]


@pytest.mark.parametrize("again", [True, False])
def test_a_subnet_has_one_table(ours: Owner, subnet_id: str, again: bool, refused: Refused) -> None:
    """The text names the table of the call, be it another one or the same."""
    table_id = ours.new_table()
    ours.associate(table_id, subnet_id)
    wanted = table_id if again else ours.new_table()
    text = f"the specified association for route table {wanted} conflicts with an existing "
    with refused("Resource.AlreadyAssociated", f"{text}association"):
        ours.associate(wanted, subnet_id)


def test_table_and_subnet_are_of_one_vpc(
    ours: Owner, neighbour: Owner, subnet_id: str, refused: Refused
) -> None:
    """A table of another VPC is of another network."""
    table_id = neighbour.new_table()
    text = f"Route table {table_id} and subnet {subnet_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.associate(table_id, subnet_id)


def test_the_subnet_must_be_named(ours: Owner, refused: Refused) -> None:
    """Botocore lets SubnetId be left out."""
    with refused("MissingParameter", "The request must contain the parameter subnetId"):
        ours.ec2.associate_route_table(RouteTableId=ours.new_table())


def test_the_subnet_must_be_there(ours: Owner, theirs: Owner, refused: Refused) -> None:
    """A subnet of another account is unknown."""
    subnet_id = theirs.new_subnet("10.1.1.0/24")
    text = f"The subnet ID '{subnet_id}' does not exist"
    with refused("InvalidSubnetID.NotFound", text):
        ours.associate(ours.new_table(), subnet_id)


def test_a_disassociated_subnet_uses_the_main_table_again(ours: Owner, subnet_id: str) -> None:
    """It can then be associated anew."""
    table_id = ours.new_table()
    association_id = ours.associate(table_id, subnet_id)
    ours.ec2.disassociate_route_table(AssociationId=association_id)
    assert uses(ours, table_id) == []
    assert ours.associate(table_id, subnet_id) != association_id


def test_a_vpc_keeps_its_main_table(ours: Owner, refused: Refused) -> None:
    """The main association can be replaced and not taken away."""
    (main,) = ours.main_table()["Associations"]
    association_id = main["RouteTableAssociationId"]
    text = f"cannot disassociate the main route table association {association_id}"
    with refused("InvalidParameterValue", text):
        ours.ec2.disassociate_route_table(AssociationId=association_id)


@pytest.mark.parametrize("verb", ["disassociate", "replace"])
@pytest.mark.parametrize("whose", ["nobody", "theirs"])
def test_an_association_must_be_there(
    ours: Owner, theirs: Owner, verb: str, whose: str, refused: Refused
) -> None:
    """That of another account is unknown."""
    association_id = UNKNOWN
    if whose == "theirs":
        association_id = theirs.associate(theirs.new_table(), theirs.new_subnet("10.1.1.0/24"))
    text = f"The association ID '{association_id}' does not exist"
    with refused("InvalidAssociationID.NotFound", text):
        if verb == "replace":
            replace(ours, association_id, ours.new_table())
        ours.ec2.disassociate_route_table(AssociationId=association_id)


@pytest.mark.parametrize("same", [True, False])
def test_a_subnet_gets_another_table(ours: Owner, subnet_id: str, same: bool) -> None:
    """The association has a new ID then, even for the same table."""
    old = ours.new_table()
    new = old if same else ours.new_table()
    association_id = ours.associate(old, subnet_id)
    assert replace(ours, association_id, new) != association_id
    assert uses(ours, new) == [(subnet_id, False)]
    assert uses(ours, old) == uses(ours, new) if same else uses(ours, old) == []


def test_a_vpc_gets_another_main_table(ours: Owner, subnet_id: str) -> None:
    """Replacing the main association makes another table the main one, uses and all."""
    (main,) = ours.main_table()["Associations"]
    new = ours.new_table()
    ours.associate(new, subnet_id)
    replaced = replace(ours, main["RouteTableAssociationId"], new)
    assert ours.main_table_id() == new
    assert ours.main_table()["Associations"][0]["RouteTableAssociationId"] == replaced
    assert uses(ours, new) == [("", True), (subnet_id, False)]
    assert uses(ours, main["RouteTableId"]) == []


def test_a_former_main_table_can_be_deleted(ours: Owner, refused: Refused) -> None:
    """And the new one cannot."""
    (main,) = ours.main_table()["Associations"]
    new = ours.new_table()
    replace(ours, main["RouteTableAssociationId"], new)
    ours.ec2.delete_route_table(RouteTableId=main["RouteTableId"])
    text = f"The routeTable '{new}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_route_table(RouteTableId=new)


@pytest.mark.parametrize("main", [True, False])
def test_a_table_of_another_vpc_is_no_replacement(
    ours: Owner, neighbour: Owner, subnet_id: str, main: bool, refused: Refused
) -> None:
    """Neither for a subnet nor as main table; all stays as it was."""
    association_id = ours.associate(ours.new_table(), subnet_id)
    if main:
        association_id = ours.main_table()["Associations"][0]["RouteTableAssociationId"]
    table_id, what = neighbour.new_table(), ours.vpc_id if main else subnet_id
    before = ours.everything()
    text = f"Route table {table_id} and subnet {what} belong to different networks"
    with refused("InvalidParameterValue", text):
        replace(ours, association_id, table_id)
    assert ours.everything() == before


def test_the_replacement_must_be_there(ours: Owner, subnet_id: str, refused: Refused) -> None:
    """An unknown table is refused, and the subnet keeps the one that it has."""
    association_id = ours.associate(ours.new_table(), subnet_id)
    text = "The routeTable ID 'rtb-1a2b3c4d' does not exist"
    with refused("InvalidRouteTableID.NotFound", text):
        replace(ours, association_id, "rtb-1a2b3c4d")
