"""The default VPC of every account and Region, and its resources."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

DEFAULT = [{"Name": "is-default", "Values": ["true"]}]


@pytest.fixture(params=["ours", "theirs", "abroad"])
def anybody(request: pytest.FixtureRequest) -> Party:
    """Each of several accounts and Regions."""
    return request.getfixturevalue(request.param)


def default_vpc(owner: Party) -> dict[str, Any]:
    """Return an owner's default VPC."""
    (vpc,) = owner.ec2.describe_vpcs(Filters=DEFAULT)["Vpcs"]
    return vpc


def within(owner: Party, kind: str) -> list[dict[str, Any]]:
    """Return the resources of a kind in an owner's default VPC."""
    filters = [{"Name": "vpc-id", "Values": [default_vpc(owner)["VpcId"]]}]
    answer = getattr(owner.ec2, f"describe_{kind}")(Filters=filters)
    return next(value for value in answer.values() if isinstance(value, list))


def remove_default_vpc(owner: Party) -> None:
    """Delete an owner's default VPC, after its subnets and its gateway."""
    vpc_id = default_vpc(owner)["VpcId"]
    for subnet in within(owner, "subnets"):
        owner.ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    filters = [{"Name": "attachment.vpc-id", "Values": [vpc_id]}]
    (gateway,) = owner.ec2.describe_internet_gateways(Filters=filters)["InternetGateways"]
    gateway_id = gateway["InternetGatewayId"]
    owner.ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
    owner.ec2.delete_internet_gateway(InternetGatewayId=gateway_id)
    owner.ec2.delete_vpc(VpcId=vpc_id)


def test_a_default_vpc_has_a_subnet_in_every_zone(anybody: Party) -> None:
    """The subnets are default ones, public, and each has a /20."""
    zones = anybody.ec2.describe_availability_zones()["AvailabilityZones"]
    subnets = within(anybody, "subnets")
    assert [s["AvailabilityZone"] for s in subnets] == [zone["ZoneName"] for zone in zones]
    assert [s["CidrBlock"] for s in subnets] == [f"172.31.{n * 16}.0/20" for n in range(len(zones))]
    assert all(s["DefaultForAz"] and s["MapPublicIpOnLaunch"] for s in subnets)


def test_a_default_vpc_has_a_main_table(anybody: Party) -> None:
    """The main table has the local route and one to the internet gateway."""
    (table,) = within(anybody, "route_tables")
    assert [association["Main"] for association in table["Associations"]] == [True]
    local, _ = table["Routes"]
    assert local == {
        "DestinationCidrBlock": "172.31.0.0/16",
        "GatewayId": "local",
        "Origin": "CreateRouteTable",
        "State": "active",
    }


def test_a_default_vpc_has_a_default_group(anybody: Party) -> None:
    """The group allows inbound traffic from itself and all outbound traffic."""
    (group,) = within(anybody, "security_groups")
    assert (group["GroupName"], group["Description"]) == ("default", "default VPC security group")
    (inward,), (outward,) = group["IpPermissions"], group["IpPermissionsEgress"]
    itself = {"GroupId": group["GroupId"], "UserId": anybody.account_id}
    assert (inward["IpProtocol"], inward["UserIdGroupPairs"]) == ("-1", [itself])
    assert (outward["IpProtocol"], outward["IpRanges"]) == ("-1", [{"CidrIp": "0.0.0.0/0"}])


def test_default_vpcs_have_dns_hostnames(anybody: Party) -> None:
    """Other VPCs start without them."""
    for vpc_id, value in ((default_vpc(anybody)["VpcId"], True), (anybody.vpc_id, False)):
        answer = anybody.ec2.describe_vpc_attribute(VpcId=vpc_id, Attribute="enableDnsHostnames")
        assert answer["EnableDnsHostnames"] == {"Value": value}


def test_default_vpcs_have_nothing_in_common(ours: Party, theirs: Party, abroad: Party) -> None:
    """Their resources differ by account and Region."""
    for kind, name in (
        ("vpcs", "VpcId"),
        ("subnets", "SubnetId"),
        ("route_tables", "RouteTableId"),
        ("security_groups", "GroupId"),
    ):
        ids = [each[name] for owner in (ours, theirs, abroad) for each in within(owner, kind)]
        assert len(set(ids)) == len(ids)


def test_there_is_one_default_vpc_at_most(ours: Party, refused: Refused) -> None:
    """A second one is rejected."""
    text = "A Default VPC already exists for this account in this region."
    with refused("DefaultVpcAlreadyExists", text):
        ours.ec2.create_default_vpc()


def test_a_default_vpc_goes_after_what_is_in_it(ours: Party, refused: Refused) -> None:
    """Like any VPC, it must be empty to be deleted."""
    vpc_id = default_vpc(ours)["VpcId"]
    with refused(
        "DependencyViolation", f"The vpc '{vpc_id}' has dependencies and cannot be deleted."
    ):
        ours.ec2.delete_vpc(VpcId=vpc_id)
    remove_default_vpc(ours)
    assert ours.ec2.describe_vpcs(Filters=DEFAULT)["Vpcs"] == []


def test_a_deleted_default_vpc_can_be_recreated(ours: Party) -> None:
    """The new one is complete: subnets, main table, default group."""
    old = default_vpc(ours)["VpcId"]
    remove_default_vpc(ours)
    created = ours.ec2.create_default_vpc()["Vpc"]
    assert created["VpcId"] != old
    shown_at_first = {"State": "pending", "Ipv6CidrBlockAssociationSet": []}
    described = default_vpc(ours)
    del described["BlockPublicAccessStates"]
    assert created == described | shown_at_first
    sizes = [len(within(ours, kind)) for kind in ("subnets", "route_tables", "security_groups")]
    assert sizes == [3, 1, 1]
    assert len(ours.ec2.describe_internet_gateways()["InternetGateways"]) == 1


def test_a_default_vpc_elsewhere_is_another_matter(ours: Party, abroad: Party) -> None:
    """Deleting the default VPC of a Region does not affect other Regions."""
    remove_default_vpc(ours)
    assert default_vpc(abroad)["CidrBlock"] == "172.31.0.0/16"


def test_groups_are_made_in_the_default_vpc_if_no_other_is_named(ours: Party) -> None:
    """CreateSecurityGroup without VpcId uses the default VPC, where names work."""
    created = ours.ec2.create_security_group(GroupName="web", Description="for tests")
    (found,) = ours.ec2.describe_security_groups(GroupNames=["web"])["SecurityGroups"]
    assert (found["GroupId"], found["VpcId"]) == (created["GroupId"], default_vpc(ours)["VpcId"])
    ours.ec2.delete_security_group(GroupName="web")
    assert [group["GroupName"] for group in within(ours, "security_groups")] == ["default"]


def test_rules_are_made_in_the_default_vpc_by_the_name_of_a_group(ours: Party) -> None:
    """Inbound rules can be authorized and revoked by GroupName."""
    ours.ec2.create_security_group(GroupName="web", Description="for tests")
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "10.0.0.0/8"}
    ours.ec2.authorize_security_group_ingress(GroupName="web", **rule)
    (found,) = ours.ec2.describe_security_groups(GroupNames=["web"])["SecurityGroups"]
    assert found["IpPermissions"][0]["IpRanges"] == [{"CidrIp": "10.0.0.0/8"}]
    ours.ec2.revoke_security_group_ingress(GroupName="web", **rule)
    (found,) = ours.ec2.describe_security_groups(GroupNames=["web"])["SecurityGroups"]
    assert found["IpPermissions"] == []


@pytest.mark.parametrize("operation", ["describe_security_groups", "delete_security_group"])
def test_a_name_must_be_one_of_the_default_vpc(
    ours: Party, operation: str, refused: Refused
) -> None:
    """Groups of other VPCs are not found by name."""
    ours.new_group("web")
    names = {"GroupNames": ["web"]} if "describe" in operation else {"GroupName": "web"}
    vpc_id = default_vpc(ours)["VpcId"]
    text = f"The security group 'web' does not exist in default VPC '{vpc_id}'"
    with refused("InvalidGroup.NotFound", text):
        getattr(ours.ec2, operation)(**names)


def test_without_a_default_vpc_no_name_is_found(ours: Party, refused: Refused) -> None:
    """Creating a group without a VPC is then an error."""
    remove_default_vpc(ours)
    text = "No default VPC for this user. "
    text += "GroupName is only supported for EC2-Classic and default VPC."
    with refused("VPCIdNotSpecified", text):
        ours.ec2.create_security_group(GroupName="web", Description="for tests")
    with refused("VPCIdNotSpecified", text):
        ours.ec2.delete_security_group(GroupName="web")
