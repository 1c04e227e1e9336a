"""Snapshots beside moto restore connections, but not moto's network."""

from collections.abc import Callable

import boto3
import pytest
from botocore.client import BaseClient

from peermock import NetworkNotRestoredError, PeeringMock
from tests.transport.moto.network import OTHER, Network


def test_connections_and_their_tags_come_back(aws: PeeringMock, network: Network) -> None:
    """Connections and tags can be restored repeatedly."""
    peering_id = network.peer()
    network.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "a", "Value": "1"}])
    snapshot = aws.snapshot()
    for _ in range(2):
        network.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "a", "Value": "2"}])
        network.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        again = network.request()
        network.ec2.create_tags(Resources=[again], Tags=[{"Key": "b", "Value": "3"}])
        aws.restore(snapshot)
        found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        assert [each["VpcPeeringConnectionId"] for each in found] == [peering_id]
        assert found[0]["Tags"] == [{"Key": "a", "Value": "1"}]
        assert found[0]["Status"]["Code"] == "active"


def test_a_changed_network_is_named(aws: PeeringMock, network: Network) -> None:
    """Connections are restored, and the error names the changed moto resources."""
    snapshot = aws.snapshot()
    network.route(network.request())
    table = network.table()
    with pytest.raises(NetworkNotRestoredError, match="moto") as caught:
        aws.restore(snapshot)
    assert caught.value.resource_ids == (table,)
    assert network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []


def test_rewinding(aws: PeeringMock, network: Network) -> None:
    """A block that only creates connections is rewound; otherwise an error names the rest."""
    with aws.rewinding():
        network.request()
    assert network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
    made = []
    with pytest.raises(NetworkNotRestoredError) as caught, aws.rewinding():
        made.append(network.new_vpc("10.2.0.0/16"))
    assert made[0] in caught.value.resource_ids


def test_a_rewound_block_that_fails_says_only_that(aws: PeeringMock, network: Network) -> None:
    """An exception in the block takes precedence over resources that cannot be restored."""

    def fail() -> None:
        with aws.rewinding():
            network.new_vpc("10.2.0.0/16")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_a_route_to_a_connection_that_was_never_made(aws: PeeringMock, network: Network) -> None:
    """Moto keeps routes and rules whose connection is gone after the restore."""
    ours, theirs = network.group(network.ours), network.group(network.theirs, "db")
    snapshot = aws.snapshot()
    network.route(network.peer())
    network.ec2.authorize_security_group_ingress(
        GroupId=ours,
        IpPermissions=[
            {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": theirs}]},
        ],
    )
    with pytest.raises(NetworkNotRestoredError):
        aws.restore(snapshot)
    (group,) = network.ec2.describe_security_groups(GroupIds=[ours])["SecurityGroups"]
    (pair,) = group["IpPermissions"][0]["UserIdGroupPairs"]
    assert (pair["GroupId"], pair.get("VpcPeeringConnectionId")) == (theirs, None)
    (stale,) = network.ec2.describe_stale_security_groups(VpcId=network.ours)[
        "StaleSecurityGroupSet"
    ]
    (pair,) = stale["StaleIpPermissions"][0]["UserIdGroupPairs"]
    assert (pair["GroupId"], pair.get("VpcPeeringConnectionId")) == (theirs, None)
    network.request()
    assert network.routes()[0]["State"] == "blackhole"
    assert network.ec2.describe_security_groups(GroupIds=[ours])
    assert network.ec2.describe_stale_security_groups(VpcId=network.ours)["StaleSecurityGroupSet"]


def use_first(aws: PeeringMock) -> None:
    """Use EC2 for the first time in a Region, and in an account."""
    boto3.client("ec2", "eu-west-1").describe_vpcs()
    aws.account(OTHER).client("ec2", "us-east-1").describe_subnets()


def test_the_default_vpc_of_a_new_place_is_no_change(aws: PeeringMock) -> None:
    """Moto creates a default VPC on first use, where AWS has it from the start."""
    snapshot = aws.snapshot()
    with aws.rewinding():
        use_first(aws)
    aws.restore(snapshot)
    boto3.client("ec2", "us-east-1").describe_vpcs()
    with aws.unchanged():
        boto3.client("ec2", "eu-west-2").describe_vpcs()
    with aws.cleaned_up():
        ec2 = boto3.client("ec2", "eu-west-3")
        ec2.delete_vpc(VpcId=ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])


def add_subnet(ec2: BaseClient, vpc_id: str) -> None:
    """Add a subnet to a VPC."""
    ec2.create_subnet(VpcId=vpc_id, CidrBlock="172.31.240.0/24")


def add_route(ec2: BaseClient, vpc_id: str) -> None:
    """Add a route to the only table."""
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc_id)
    (table,) = ec2.describe_route_tables()["RouteTables"]
    ec2.create_route(
        RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway
    )


def add_entry(ec2: BaseClient, _: str) -> None:
    """Add an entry to the only network ACL."""
    (acl,) = ec2.describe_network_acls()["NetworkAcls"]
    ec2.create_network_acl_entry(
        NetworkAclId=acl["NetworkAclId"],
        RuleNumber=1,
        Protocol="-1",
        RuleAction="deny",
        Egress=False,
        CidrBlock="10.0.0.0/8",
    )


def add_rule(ec2: BaseClient, _: str) -> None:
    """Add a rule to the only security group."""
    (group,) = ec2.describe_security_groups()["SecurityGroups"]
    ec2.authorize_security_group_ingress(
        GroupId=group["GroupId"], IpProtocol="-1", CidrIp="10.0.0.0/8"
    )


@pytest.mark.parametrize("change", [add_subnet, add_route, add_entry, add_rule])
def test_changes_of_a_new_place_are_named(
    aws: PeeringMock, change: Callable[[BaseClient, str], None]
) -> None:
    """Changes are named even if the block is the first to use the network."""

    def use() -> None:
        ec2 = boto3.client("ec2", "eu-west-1")
        (vpc,) = ec2.describe_vpcs()["Vpcs"]
        change(ec2, vpc["VpcId"])

    with pytest.raises(NetworkNotRestoredError) as caught, aws.rewinding():
        use()
    assert len(caught.value.resource_ids) == 1
