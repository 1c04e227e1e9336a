"""Resources that are created and deleted with a VPC, and those that prevent its deletion."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused


def of_vpc(owner: Party, kind: str) -> list[dict[str, Any]]:
    """Return the resources of a kind in an owner's VPC."""
    filters = [{"Name": "vpc-id", "Values": [owner.vpc_id]}]
    answer = getattr(owner.ec2, f"describe_{kind}")(Filters=filters)
    return next(value for value in answer.values() if isinstance(value, list))


def test_a_new_vpc_has_a_main_table_and_a_default_group_and_no_subnet(ours: Party) -> None:
    """Unlike a default VPC, a new VPC has no subnets."""
    assert of_vpc(ours, "subnets") == []
    (table,) = of_vpc(ours, "route_tables")
    assert [association["Main"] for association in table["Associations"]] == [True]
    (group,) = of_vpc(ours, "security_groups")
    assert group["GroupName"] == "default"


def test_the_groups_of_a_vpc_with_ipv6_let_everything_out(ours: Party) -> None:
    """With IPv6, a new group has a rule for it too."""
    created = ours.ec2.create_vpc(CidrBlock="10.9.0.0/16", AmazonProvidedIpv6CidrBlock=True)
    group = ours.group(ours.new_group(VpcId=created["Vpc"]["VpcId"]))
    (outward,) = group["IpPermissionsEgress"]
    assert outward["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
    assert outward["Ipv6Ranges"] == [{"CidrIpv6": "::/0"}]


@pytest.mark.parametrize("kind", ["subnet", "table", "group"])
def test_a_vpc_stays_while_something_is_in_it(ours: Party, kind: str, refused: Refused) -> None:
    """A subnet, an additional table or an additional group prevents the deletion."""
    made = ours.new_subnet("10.0.1.0/24") if kind == "subnet" else getattr(ours, f"new_{kind}")()
    with refused(
        "DependencyViolation", f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    ):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    {
        "subnet": lambda: ours.ec2.delete_subnet(SubnetId=made),
        "table": lambda: ours.ec2.delete_route_table(RouteTableId=made),
        "group": lambda: ours.ec2.delete_security_group(GroupId=made),
    }[kind]()
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)


def test_a_vpc_stays_while_it_is_peered(ours: Party, peer: Party, refused: Refused) -> None:
    """Both VPCs are kept from the request to the deletion of the connection."""
    peering_id = ours.request(peer)
    for accept in (True, False):
        for owner in (ours, peer):
            text = f"The vpc '{owner.vpc_id}' has dependencies and cannot be deleted."
            with refused("DependencyViolation", text):
                owner.ec2.delete_vpc(VpcId=owner.vpc_id)
        if accept:
            peer.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    ours.delete(peering_id)
    for owner in (ours, peer):
        owner.ec2.delete_vpc(VpcId=owner.vpc_id)


def test_a_deleted_vpc_takes_its_main_table_and_default_group_along(ours: Party) -> None:
    """Their rules and all their tags are deleted too."""
    (group,) = of_vpc(ours, "security_groups")
    rules = ours.ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group["GroupId"]]}]
    )["SecurityGroupRules"]
    tagged = [ours.vpc_id, ours.main_table_id(), group["GroupId"]]
    tagged += [rule["SecurityGroupRuleId"] for rule in rules]
    ours.ec2.create_tags(Resources=tagged, Tags=[{"Key": "Name", "Value": "ours"}])
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    for kind in ("route_tables", "security_groups"):
        assert of_vpc(ours, kind) == []
    assert ours.ec2.describe_tags()["Tags"] == []
    left = ours.ec2.describe_security_group_rules()["SecurityGroupRules"]
    assert group["GroupId"] not in [rule["GroupId"] for rule in left]


def test_a_table_that_became_the_main_one_goes_with_the_vpc(ours: Party, refused: Refused) -> None:
    """The former main table must be deleted first."""
    (main,) = ours.main_table()["Associations"]
    ours.ec2.replace_route_table_association(
        AssociationId=main["RouteTableAssociationId"], RouteTableId=ours.new_table()
    )
    with refused(
        "DependencyViolation", f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    ):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    ours.ec2.delete_route_table(RouteTableId=main["RouteTableId"])
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    assert of_vpc(ours, "route_tables") == []


def test_a_peers_rules_do_not_keep_a_vpc(ours: Party, peer: Party) -> None:
    """A former peer's rule that refers to the VPC's group only becomes stale."""
    peering_id = ours.peer(peer)
    (group,) = of_vpc(ours, "security_groups")
    pair = {"UserId": ours.account_id, "GroupId": group["GroupId"]}
    peer.allow(peer.new_group(), UserIdGroupPairs=[pair])
    ours.delete(peering_id)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    (stale,) = peer.stale()
    assert stale["StaleIpPermissions"][0]["UserIdGroupPairs"] == [
        {
            "GroupId": group["GroupId"],
            "VpcId": ours.vpc_id,
            "VpcPeeringConnectionId": peering_id,
            "PeeringStatus": "deleted",
        }
    ]
