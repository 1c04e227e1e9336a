"""A script that connects VPCs of two accounts from nothing to an open port, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from boto3.resources.base import ServiceResource
from time_machine import TimeMachineFixture

from tests.operations.parties import Party

POSTGRES = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}


@dataclass(frozen=True, kw_only=True)
class Network:
    """A VPC and its resources, as boto3 resources."""

    vpc: ServiceResource
    subnets: dict[str, ServiceResource]
    tables: dict[str, ServiceResource]
    group: ServiceResource


@dataclass(frozen=True, kw_only=True)
class Built:
    """The result of the script: a network on each side, and the connection between them."""

    here: Network
    there: Network
    peering_id: str


def tagged(kind: str, name: str) -> list[dict[str, Any]]:
    """Return tags on Create with the name of a resource."""
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def build(ec2: ServiceResource, prefix: str) -> Network:
    """Create a VPC with a public and a private subnet, each with a table, and a group."""
    vpc = ec2.create_vpc(CidrBlock=f"{prefix}.0.0/16", TagSpecifications=tagged("vpc", prefix))
    vpc.wait_until_available()
    vpc.modify_attribute(EnableDnsHostnames={"Value": True})
    subnets, tables = {}, {}
    for number, name in enumerate(("public", "private")):
        subnets[name] = vpc.create_subnet(
            CidrBlock=f"{prefix}.{number}.0/24", TagSpecifications=tagged("subnet", name)
        )
        tables[name] = vpc.create_route_table(TagSpecifications=tagged("route-table", name))
        tables[name].associate_with_subnet(SubnetId=subnets[name].id)
    group = vpc.create_security_group(GroupName="app", Description="what talks to the peer")
    return Network(vpc=vpc, subnets=subnets, tables=tables, group=group)


def connect(here: Network, there: Network, owners: tuple[Party, Party]) -> str:
    """Peer two networks, route between their private subnets, and open a port to the peer."""
    requester, accepter = owners
    connection = here.vpc.meta.client.create_vpc_peering_connection(
        VpcId=here.vpc.id, PeerVpcId=there.vpc.id, PeerOwnerId=accepter.account_id
    )["VpcPeeringConnection"]
    named = {"VpcPeeringConnectionId": connection["VpcPeeringConnectionId"]}
    ids = list(named.values())
    accepter.ec2.get_waiter("vpc_peering_connection_exists").wait(VpcPeeringConnectionIds=ids)
    accepter.ec2.accept_vpc_peering_connection(**named)
    for side, options in ((requester, "Requester"), (accepter, "Accepter")):
        dns = {f"{options}PeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
        side.ec2.modify_vpc_peering_connection_options(**named, **dns)
    for one, other in ((here, there), (there, here)):
        one.tables["private"].create_route(DestinationCidrBlock=other.vpc.cidr_block, **named)
    pair = {"UserId": requester.account_id, "GroupId": here.group.id}
    there.group.authorize_ingress(IpPermissions=[POSTGRES | {"UserIdGroupPairs": [pair]}])
    return ids[0]


def remove(networks: tuple[Network, Network], peering_id: str) -> None:
    """Delete everything in an order that respects dependencies."""
    client = networks[0].vpc.meta.client
    client.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    waiter = client.get_waiter("vpc_peering_connection_deleted")
    waiter.wait(VpcPeeringConnectionIds=[peering_id])
    for network in networks:
        network.group.delete()
        for name, table in network.tables.items():
            for association in table.associations:
                association.delete()
            table.delete()
            network.subnets[name].delete()
        network.vpc.delete()


@pytest.fixture
def before(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The initial world, as both accounts see it."""
    return ours.everything(), theirs.everything()


@pytest.fixture
def built(
    before: object, ours: Party, theirs: Party, resource: Callable[[Party], ServiceResource]
) -> Built:
    """Two networks, peered, routed, and with an open port."""
    here, there = build(resource(ours), "10.20"), build(resource(theirs), "10.30")
    return Built(here=here, there=there, peering_id=connect(here, there, (ours, theirs)))


def test_each_private_subnet_has_a_way_to_the_other(built: Built) -> None:
    """The private table has an active route to the peer, and the public one has none."""
    for one, other in ((built.here, built.there), (built.there, built.here)):
        for table in one.tables.values():
            table.reload()
        (local, route) = one.tables["private"].routes
        assert (local.gateway_id, local.destination_cidr_block) == ("local", one.vpc.cidr_block)
        assert (route.state, route.destination_cidr_block) == ("active", other.vpc.cidr_block)
        assert route.vpc_peering_connection_id == built.peering_id
        assert [each.gateway_id for each in one.tables["public"].routes] == ["local"]


def test_the_port_is_open_to_the_peers_group(built: Built, ours: Party) -> None:
    """The rule names the peer's group, VPC and connection."""
    built.there.group.reload()
    (permission,) = built.there.group.ip_permissions
    assert (permission["FromPort"], permission["ToPort"]) == (5432, 5432)
    assert permission["UserIdGroupPairs"] == [
        {
            "UserId": ours.account_id,
            "GroupId": built.here.group.id,
            "VpcId": built.here.vpc.id,
            "VpcPeeringConnectionId": built.peering_id,
            "PeeringStatus": "active",
        }
    ]


def test_names_resolve_across_the_connection(built: Built, ours: Party) -> None:
    """Each side has set its own option."""
    ids = [built.peering_id]
    answer = ours.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)
    (connection,) = answer["VpcPeeringConnections"]
    options = connection["RequesterVpcInfo"]["PeeringOptions"]
    assert options["AllowDnsResolutionFromRemoteVpc"] is True


def test_all_of_it_can_be_taken_away(
    before: tuple[dict[str, Any], dict[str, Any]],
    built: Built,
    ours: Party,
    theirs: Party,
    clock: TimeMachineFixture,
) -> None:
    """Once AWS no longer lists the connection, the world is as in the beginning."""
    remove((built.here, built.there), built.peering_id)
    for owner, world in zip((ours, theirs), before, strict=True):
        after = owner.everything()
        (connection,) = after.pop("describe_vpc_peering_connections")
        assert connection["Status"]["Code"] == "deleted"
        assert after == {name: world[name] for name in after}
    clock.shift(timedelta(days=2))
    assert (ours.everything(), theirs.everything()) == before
