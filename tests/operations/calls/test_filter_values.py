"""Filter values: each finds exactly the resources that have the value."""

from typing import Any

import pytest

from tests.operations.parties import Party

IPV6 = "2001:db8:1234:1a00::/56"
TAGS = [{"Key": "Name", "Value": "wanted"}]
DNS = {"IpProtocol": "udp", "FromPort": 53, "ToPort": 54, "IpRanges": [{"CidrIp": "10.8.0.0/16"}]}


def routed(owner: Party, peering_id: str, subnet_id: str) -> str:
    """Create a table for a subnet, with routes of both IP versions, and return its ID."""
    table_id = owner.new_table()
    owner.associate(table_id, subnet_id)
    for each in ({"DestinationCidrBlock": "10.1.0.0/16"}, {"DestinationIpv6CidrBlock": "::/0"}):
        owner.ec2.create_route(RouteTableId=table_id, VpcPeeringConnectionId=peering_id, **each)
    return table_id


def opened(owner: Party, peer: Party) -> tuple[str, str]:
    """Create a group with rules of every kind, and return its ID and that of the peer's rule."""
    group_id = owner.new_group("web", Description="let them in")
    pair = {"UserId": peer.account_id, "GroupId": peer.new_group()}
    (rule,) = owner.allow(group_id, UserIdGroupPairs=[pair])
    owner.allow(group_id, IpRanges=[{"CidrIp": "10.7.0.0/16"}])
    owner.allow(group_id, Ipv6Ranges=[{"CidrIpv6": "2001:db9::/56"}])
    outward = DNS | {"UserIdGroupPairs": [{"GroupId": group_id}]}
    owner.ec2.authorize_security_group_egress(GroupId=group_id, IpPermissions=[outward])
    return group_id, rule["SecurityGroupRuleId"]


@pytest.fixture
def network(ours: Party, theirs: Party) -> dict[str, dict[str, Any]]:
    """One distinctive resource of each kind, as described."""
    ours.ec2.associate_vpc_cidr_block(
        VpcId=ours.vpc_id, Ipv6CidrBlock=IPV6, Ipv6Pool="ipv6pool-ec2-0123456789abcdef0"
    )
    subnet_id = ours.new_subnet(
        "10.0.1.0/28", Ipv6CidrBlock="2001:db8:1234:1a01::/64", AvailabilityZone="us-east-1c"
    )
    table_id = routed(ours, ours.peer(theirs), subnet_id)
    group_id, rule_id = opened(ours, theirs)
    ours.ec2.create_tags(Resources=[subnet_id, table_id, group_id, rule_id], Tags=TAGS)
    rules = ours.ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule_id])
    return {
        "subnets": ours.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"][0],
        "route_tables": ours.table(table_id),
        "security_groups": ours.group(group_id),
        "security_group_rules": rules["SecurityGroupRules"][0],
    }


def find(owner: Party, kind: str, name: str, *values: str) -> list[dict[str, Any]]:
    """Return the resources of a kind that a filter finds."""
    filters = [{"Name": name, "Values": list(values)}]
    answer = getattr(owner.ec2, f"describe_{kind}")(Filters=filters)
    return next(value for value in answer.values() if isinstance(value, list))


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("subnets", "available-ip-address-count", "11"),
        ("subnets", "cidr", "10.0.1.0/28"),
        ("subnets", "cidr-block", "10.0.1.*"),
        ("subnets", "cidrBlock", "10.0.1.0/2?"),
        ("subnets", "default-for-az", "false"),
        ("subnets", "ipv6-cidr-block-association.ipv6-cidr-block", "2001:db8:1234:1a01::/64"),
        ("subnets", "ipv6-cidr-block-association.state", "associated"),
        ("subnets", "map-public-ip-on-launch", "false"),
        ("subnets", "tag:Name", "wanted"),
        ("subnets", "tag-key", "Name"),
        ("route_tables", "association.main", "false"),
        ("route_tables", "route.destination-cidr-block", "10.1.0.0/16"),
        ("route_tables", "route.destination-ipv6-cidr-block", "::/0"),
        ("route_tables", "route.vpc-peering-connection-id", "pcx-*"),
        ("route_tables", "tag:Name", "wanted"),
        ("security_groups", "description", "let them in"),
        ("security_groups", "group-name", "web"),
        ("security_groups", "ip-permission.cidr", "10.7.0.0/16"),
        ("security_groups", "ip-permission.from-port", "443"),
        ("security_groups", "ip-permission.ipv6-cidr", "2001:db9::/56"),
        ("security_groups", "ip-permission.protocol", "tcp"),
        ("security_groups", "ip-permission.to-port", "443"),
        ("security_groups", "ip-permission.user-id", "222222222222"),
        ("security_groups", "egress.ip-permission.cidr", "10.8.0.0/16"),
        ("security_groups", "egress.ip-permission.from-port", "53"),
        ("security_groups", "egress.ip-permission.protocol", "udp"),
        ("security_groups", "egress.ip-permission.to-port", "54"),
        ("security_groups", "egress.ip-permission.user-id", "123456789012"),
        ("security_groups", "tag-key", "Na*"),
        ("security_group_rules", "tag:Name", "wanted"),
    ],
)
def test_the_one_with_the_value_is_found(
    ours: Party, network: dict[str, dict[str, Any]], kind: str, name: str, value: str
) -> None:
    """Only that resource has the value, and another value finds nothing."""
    assert find(ours, kind, name, value, "not this") == [network[kind]]
    assert find(ours, kind, name, "not this") == []


@pytest.mark.parametrize(
    ("kind", "name", "member"),
    [
        ("subnets", "subnet-arn", "SubnetArn"),
        ("subnets", "subnet-id", "SubnetId"),
        ("route_tables", "route-table-id", "RouteTableId"),
        ("security_groups", "group-id", "GroupId"),
        ("security_group_rules", "security-group-rule-id", "SecurityGroupRuleId"),
    ],
)
def test_the_one_with_the_id_is_found(
    ours: Party, network: dict[str, dict[str, Any]], kind: str, name: str, member: str
) -> None:
    """A filter can name IDs, and an unknown one is then not an error."""
    assert find(ours, kind, name, network[kind][member]) == [network[kind]]
    unknown = network[kind][member][:-8] + "1a2b3c4d"
    assert find(ours, kind, name, unknown) == []


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("association.route-table-association-id", "RouteTableAssociationId"),
        ("association.route-table-id", "RouteTableId"),
        ("association.subnet-id", "SubnetId"),
    ],
)
def test_a_table_is_found_by_its_association(
    ours: Party, network: dict[str, dict[str, Any]], name: str, member: str
) -> None:
    """The members of any association match."""
    (association,) = network["route_tables"]["Associations"]
    assert find(ours, "route_tables", name, association[member]) == [network["route_tables"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("availability-zone", "us-east-1c"),
        ("availabilityZone", "us-east-1c"),
        ("availability-zone-id", "use1-az3"),
        ("availabilityZoneId", "use1-az3"),
    ],
)
def test_subnets_are_found_by_their_zone(
    ours: Party, network: dict[str, dict[str, Any]], name: str, value: str
) -> None:
    """Subnets of the default VPC are found, too."""
    found = find(ours, "subnets", name, value)
    assert [subnet["DefaultForAz"] for subnet in found] == [True, False]
    assert found[1] == network["subnets"]


@pytest.mark.parametrize("kind", ["subnets", "route_tables", "security_groups"])
def test_what_is_in_a_vpc_is_found(
    ours: Party, network: dict[str, dict[str, Any]], kind: str
) -> None:
    """The filter finds resources of that VPC only."""
    found = find(ours, kind, "vpc-id", ours.vpc_id)
    assert network[kind] in found
    assert {each["VpcId"] for each in found} == {ours.vpc_id}


@pytest.mark.parametrize("kind", ["subnets", "route_tables", "security_groups"])
def test_the_owner_is_always_the_caller(ours: Party, kind: str) -> None:
    """A filter for another owner finds nothing."""
    everything = getattr(ours.ec2, f"describe_{kind}")()
    assert find(ours, kind, "owner-id", ours.account_id) in everything.values()
    assert find(ours, kind, "owner-id", "222222222222") == []


def test_the_rules_of_groups_are_found(ours: Party, network: dict[str, dict[str, Any]]) -> None:
    """The filter takes several group IDs."""
    group_id = network["security_groups"]["GroupId"]
    found = find(ours, "security_group_rules", "group-id", group_id, "sg-1a2b3c4d")
    assert len(found) == 7
    assert {rule["GroupId"] for rule in found} == {group_id}


def test_ids_and_filters_go_together(ours: Party, network: dict[str, dict[str, Any]]) -> None:
    """A resource must have one of the IDs and match the filters."""
    ids = [network["subnets"]["SubnetId"], ours.new_subnet("10.0.2.0/24")]
    filters = [{"Name": "tag:Name", "Values": ["wanted"]}]
    answer = ours.ec2.describe_subnets(SubnetIds=ids, Filters=filters)
    assert answer["Subnets"] == [network["subnets"]]


@pytest.mark.parametrize(
    "kind", ["subnets", "route_tables", "security_groups", "security_group_rules"]
)
def test_a_filter_without_values_finds_nothing(ours: Party, kind: str) -> None:
    """An empty filter is not an error (recorded for DescribeSubnets)."""
    assert find(ours, kind, "tag:Name") == []
