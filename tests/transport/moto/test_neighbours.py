"""Routes, groups and tags in moto follow AWS's rules where peering is involved."""

import pytest

from peermock import PeeringMock
from tests.transport.moto.network import OTHER, THEIRS, UNKNOWN, Network, pair


def test_a_route_is_a_blackhole_until_the_connection_is_active(network: Network) -> None:
    """After the connection's end, the route is a blackhole again."""
    peering_id = network.request()
    network.route(peering_id)
    states = [network.routes()[0]["State"]]
    network.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    states.append(network.routes()[0]["State"])
    network.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    states.append(network.routes()[0]["State"])
    assert states == ["blackhole", "active", "blackhole"]
    assert network.routes()[0] == {
        "DestinationCidrBlock": THEIRS,
        "Origin": "CreateRoute",
        "State": "blackhole",
        "VpcPeeringConnectionId": peering_id,
    }


@pytest.mark.parametrize(
    ("destination", "code"),
    [
        (THEIRS, "RouteAlreadyExists"),
        ("10.0.0.0/16", "RouteAlreadyExists"),
        ("nonsense", "InvalidParameterValue"),
    ],
)
def test_routes_that_cannot_be(network: Network, destination: str, code: str) -> None:
    """The destination must be a CIDR block that has no route yet."""
    peering_id = network.peer()
    network.route(peering_id)
    assert (
        network.code(
            "create_route",
            RouteTableId=network.table(),
            DestinationCidrBlock=destination,
            VpcPeeringConnectionId=peering_id,
        )
        == code
    )


@pytest.mark.parametrize("method", ["create_route", "replace_route"])
def test_routes_to_connections_of_others(network: Network, method: str) -> None:
    """The connection must exist and join the table's VPC."""
    peering_id = network.peer()
    elsewhere = network.table(network.new_vpc("10.2.0.0/16"))
    asked = {"DestinationCidrBlock": THEIRS, "VpcPeeringConnectionId": peering_id}
    assert network.error(method, RouteTableId=elsewhere, **asked) == (
        f"route table {elsewhere} and network gateway {peering_id} belong to different networks"
    )
    asked["VpcPeeringConnectionId"] = UNKNOWN
    assert network.code(method, RouteTableId=network.table(), **asked) == (
        "InvalidVpcPeeringConnectionID.NotFound"
    )


def test_a_route_is_replaced(network: Network) -> None:
    """A route to a gateway can be replaced by one to a connection; the route must exist."""
    peering_id, table = network.peer(), network.table()
    gateway = network.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    network.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.ours)
    network.ec2.create_route(RouteTableId=table, DestinationCidrBlock=THEIRS, GatewayId=gateway)
    asked = {"RouteTableId": table, "VpcPeeringConnectionId": peering_id}
    network.ec2.replace_route(DestinationCidrBlock=THEIRS, **asked)
    assert network.routes()[0]["VpcPeeringConnectionId"] == peering_id
    assert "There is no route defined" in network.error(
        "replace_route", DestinationCidrBlock="10.9.0.0/16", **asked
    )
    network.ec2.delete_route(RouteTableId=table, DestinationCidrBlock=THEIRS)
    assert network.routes() == []


def test_ipv6_and_prefix_lists(network: Network) -> None:
    """Routes to IPv6 ranges work, and those to prefix lists are left to moto."""
    peering_id = network.peer()
    asked = {"RouteTableId": network.table(), "VpcPeeringConnectionId": peering_id}
    network.ec2.create_route(DestinationIpv6CidrBlock="2001:db8::/56", **asked)
    listed = network.ec2.describe_managed_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    network.ec2.create_route(DestinationPrefixListId=listed, **asked)
    assert {route["State"] for route in network.routes()} == {"active"}


def test_a_peers_group_needs_an_active_connection(network: Network) -> None:
    """A rule may refer to a group of a peer, in the same account or another."""
    ours, theirs = network.group(network.ours), network.group(network.theirs, "db")
    asked = {"GroupId": ours, "IpPermissions": pair(theirs)}
    assert network.error("authorize_security_group_ingress", **asked) == (
        "You have specified two resources that belong to different networks."
    )
    peering_id = network.peer()
    rules = network.ec2.authorize_security_group_ingress(**asked)["SecurityGroupRules"]
    info = {
        "GroupId": theirs,
        "UserId": "123456789012",
        "VpcId": network.theirs,
        "VpcPeeringConnectionId": peering_id,
        "PeeringStatus": "active",
    }
    assert rules[0]["ReferencedGroupInfo"] == info
    group = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"][0]
    assert group["IpPermissions"][0]["UserIdGroupPairs"] == [info]
    of_group = [{"Name": "group-id", "Values": [ours]}]
    found = network.ec2.describe_security_group_rules(Filters=of_group)["SecurityGroupRules"]
    assert info in [rule.get("ReferencedGroupInfo") for rule in found]


def test_references_and_stale_groups(network: Network) -> None:
    """References to a group are listed, and stale rules once the connection has ended."""
    peering_id = network.peer()
    ours, theirs = network.group(network.ours), network.group(network.theirs, "db")
    network.ec2.authorize_security_group_egress(GroupId=ours, IpPermissions=pair(theirs))
    references = network.ec2.describe_security_group_references(GroupId=[theirs])
    assert references["SecurityGroupReferenceSet"] == [
        {
            "GroupId": theirs,
            "ReferencingVpcId": network.ours,
            "VpcPeeringConnectionId": peering_id,
        }
    ]
    network.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    stale = network.ec2.describe_stale_security_groups(VpcId=network.ours)
    permission = stale["StaleSecurityGroupSet"][0]["StaleIpPermissionsEgress"][0]
    assert permission["UserIdGroupPairs"][0]["PeeringStatus"] == "deleted"
    group = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"][0]
    assert group["IpPermissionsEgress"][-1]["UserIdGroupPairs"][0]["PeeringStatus"] == "deleted"


def test_a_rule_for_a_peers_group_is_revoked(network: Network) -> None:
    """The rule is found by the group's ID alone, and revoking it twice is an error."""
    network.peer()
    ours, theirs = network.group(network.ours), network.group(network.theirs, "db")
    asked = {"GroupId": ours, "IpPermissions": pair(theirs)}
    network.ec2.authorize_security_group_ingress(**asked)
    assert network.code("authorize_security_group_ingress", **asked) == (
        "InvalidPermission.Duplicate"
    )
    network.ec2.revoke_security_group_ingress(
        GroupId=ours, IpPermissions=pair(theirs, UserId="123456789012")
    )
    group = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"][0]
    assert group["IpPermissions"] == []


def test_groups_of_another_account(aws: PeeringMock, network: Network) -> None:
    """A rule may refer to another account's group over an active connection in the Region."""
    theirs = aws.account(OTHER).client("ec2")
    vpc_id = network.new_vpc("10.2.0.0/16", theirs)
    group_id = network.group(vpc_id, "db", theirs)
    peering_id = network.request(PeerVpcId=vpc_id, PeerOwnerId=OTHER)
    theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    ours = network.group(network.ours)
    network.ec2.authorize_security_group_ingress(
        GroupId=ours, IpPermissions=pair(group_id, UserId=OTHER)
    )
    group = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"][0]
    assert group["IpPermissions"][0]["UserIdGroupPairs"][0]["UserId"] == OTHER
    theirs.delete_security_group(GroupId=group_id)
    group = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"][0]
    assert "UserId" not in group["IpPermissions"][0]["UserIdGroupPairs"][0]


def test_groups_of_the_same_vpc_are_motos(network: Network) -> None:
    """References within a VPC are left to moto; an unknown group is rejected."""
    one, other = network.group(network.ours), network.group(network.ours, "db")
    network.ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=pair(other))
    network.ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=pair(one))
    asked = {"GroupId": one, "IpPermissions": pair("sg-0123456789abcdef0")}
    assert network.code("authorize_security_group_ingress", **asked) == "InvalidGroup.NotFound"
    assert network.code(
        "authorize_security_group_ingress",
        GroupId="sg-0123456789abcdef0",
        IpPermissions=pair(one),
    ) == ("InvalidGroup.NotFound")


def test_tags_of_connections(aws: PeeringMock, network: Network) -> None:
    """CreateTags, DeleteTags and DescribeTags follow AWS's rules for connections."""
    specification = {"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "a", "Value": "1"}]}
    peering_id = network.request(TagSpecifications=[specification])
    network.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "b", "Value": "2"}])
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert found["Tags"] == [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    of_it = [{"Name": "resource-id", "Values": [peering_id]}]
    assert len(network.ec2.describe_tags(Filters=of_it)["Tags"]) == 2
    network.ec2.delete_tags(Resources=[peering_id], Tags=[{"Key": "a"}])
    assert len(network.ec2.describe_tags(Filters=of_it)["Tags"]) == 1
    reserved = {"Resources": [peering_id], "Tags": [{"Key": "aws:x", "Value": "1"}]}
    assert network.code("create_tags", **reserved) == "InvalidParameterValue"
    reserved["Tags"] = [{"Key": "aws:x"}]
    assert network.code("delete_tags", **reserved) == "InvalidParameterValue"
    many = [{"Key": str(number), "Value": ""} for number in range(50)]
    assert network.code("create_tags", Resources=[peering_id], Tags=many) == "TagLimitExceeded"
    assert network.code("create_tags", Resources=[UNKNOWN], Tags=many[:1]) == (
        "InvalidVpcPeeringConnectionID.NotFound"
    )


def test_each_party_has_tags_of_its_own(aws: PeeringMock, network: Network) -> None:
    """Tags belong to an account in its Region."""
    theirs = aws.account(OTHER).client("ec2", "eu-west-1")
    vpc_id = network.new_vpc("10.2.0.0/16", theirs)
    peering_id = network.request(PeerVpcId=vpc_id, PeerOwnerId=OTHER, PeerRegion="eu-west-1")
    network.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "a", "Value": "1"}])
    found = theirs.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert found["Tags"] == []
    theirs.create_tags(Resources=[peering_id], Tags=[{"Key": "b", "Value": "2"}])
    tags = theirs.describe_tags(Filters=[{"Name": "resource-id", "Values": [peering_id]}])["Tags"]
    assert [tag["Key"] for tag in tags] == ["b"]
