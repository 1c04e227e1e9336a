"""Cleaning up: dependencies that AWS enforces, step by step."""

from collections.abc import Callable

import pytest

from tests.operations.parties import Party, Refused

KEPT = "DependencyViolation"


@pytest.fixture
def parts(ours: Party, theirs: Party) -> dict[str, str]:
    """The IDs of a connection, a subnet with its table, and groups that refer to each other."""
    peering_id = ours.peer(theirs)
    table_id, subnet_id = ours.new_table(), ours.new_subnet("10.0.1.0/24")
    association_id = ours.associate(table_id, subnet_id)
    ours.ec2.create_route(
        RouteTableId=table_id,
        DestinationCidrBlock=theirs.cidr_block,
        VpcPeeringConnectionId=peering_id,
    )
    needed, needing = ours.new_group("needed"), ours.new_group("needing")
    ours.allow(needing, UserIdGroupPairs=[{"GroupId": needed}])
    theirs.allow(
        theirs.new_group(), UserIdGroupPairs=[{"UserId": ours.account_id, "GroupId": needed}]
    )
    return {
        "connection": peering_id,
        "subnet": subnet_id,
        "association": association_id,
        "table": table_id,
        "needed": needed,
        "needing": needing,
    }


def test_everything_goes_in_order(ours: Party, parts: dict[str, str], refused: Refused) -> None:
    """The VPC cannot be deleted until it is empty."""
    ec2 = ours.ec2
    steps: list[tuple[Callable[..., object], dict[str, str]]] = [
        (ec2.delete_vpc_peering_connection, {"VpcPeeringConnectionId": parts["connection"]}),
        (ec2.disassociate_route_table, {"AssociationId": parts["association"]}),
        (ec2.delete_route_table, {"RouteTableId": parts["table"]}),
        (ec2.delete_subnet, {"SubnetId": parts["subnet"]}),
        (ec2.delete_security_group, {"GroupId": parts["needing"]}),
        (ec2.delete_security_group, {"GroupId": parts["needed"]}),
    ]
    for step, params in steps:
        text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
        with refused(KEPT, text):
            ec2.delete_vpc(VpcId=ours.vpc_id)
        step(**params)
    ec2.delete_vpc(VpcId=ours.vpc_id)


def test_what_others_need_is_kept(ours: Party, parts: dict[str, str], refused: Refused) -> None:
    """Each error has its own message, and changes nothing."""
    before = ours.everything()
    table_id, group_id = parts["table"], parts["needed"]
    with refused(KEPT, f"The routeTable '{table_id}' has dependencies and cannot be deleted."):
        ours.ec2.delete_route_table(RouteTableId=table_id)
    with refused(KEPT, f"resource {group_id} has a dependent object"):
        ours.ec2.delete_security_group(GroupId=group_id)
    with refused(KEPT, f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    assert ours.everything() == before


def test_the_other_side_cleans_up_for_itself(
    ours: Party, theirs: Party, parts: dict[str, str]
) -> None:
    """The peer has a stale rule, which is deleted with its group."""
    theirs.delete(parts["connection"])
    ours.ec2.delete_security_group(GroupId=parts["needing"])
    ours.ec2.delete_security_group(GroupId=parts["needed"])
    (stale,) = theirs.stale()
    theirs.ec2.delete_security_group(GroupId=stale["GroupId"])
    theirs.ec2.delete_vpc(VpcId=theirs.vpc_id)


@pytest.mark.parametrize("order", [["subnet", "table"], ["association", "table", "subnet"]])
def test_a_subnet_lets_its_table_go(ours: Party, parts: dict[str, str], order: list[str]) -> None:
    """A table can be deleted after its subnet, or after its disassociation."""
    steps: dict[str, Callable[[], object]] = {
        "association": lambda: ours.ec2.disassociate_route_table(
            AssociationId=parts["association"]
        ),
        "subnet": lambda: ours.ec2.delete_subnet(SubnetId=parts["subnet"]),
        "table": lambda: ours.ec2.delete_route_table(RouteTableId=parts["table"]),
    }
    for name in order:
        steps[name]()
    assert [table["VpcId"] for table in ours.everything()["describe_route_tables"]].count(
        ours.vpc_id
    ) == 1
