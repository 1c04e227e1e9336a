"""Peering beside moto follows AWS: the cases of moto's own 27 tests, or AWS's rule instead.

`docs/how-to/from-moto.md` names each of them.
"""

import datetime as dt

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import PeeringMock
from peermock._gateway import present
from peermock._report.dictionary import as_dict
from tests.transport.moto.network import OTHER, THEIRS, UNKNOWN, Network


def test_create_describe_and_accept(network: Network) -> None:
    """A request is pending; accepting it returns provisioning, and it is then active."""
    peering_id = network.request()
    assert network.status(peering_id) == "pending-acceptance"
    accepted = network.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    assert accepted["VpcPeeringConnection"]["Status"]["Code"] == "provisioning"
    assert network.status(peering_id) == "active"
    named = {"VpcPeeringConnectionId": peering_id}
    assert network.code("reject_vpc_peering_connection", **named) == "InvalidStateTransition"


def test_delete_an_unknown_one(network: Network) -> None:
    """The code for an unknown ID has "ID" in capitals, as in botocore's waiters."""
    named = {"VpcPeeringConnectionId": UNKNOWN}
    assert network.code("delete_vpc_peering_connection", **named) == (
        "InvalidVpcPeeringConnectionID.NotFound"
    )


def test_the_same_request_twice(network: Network) -> None:
    """The existing connection is returned, not a second one."""
    assert network.request() == network.request()


def test_across_accounts_and_regions(aws: PeeringMock, network: Network) -> None:
    """The accepter's CIDR block is shown once it has accepted, in its Region."""
    theirs = aws.account(OTHER).client("ec2", "eu-west-1")
    peer = {"PeerVpcId": network.new_vpc("10.2.0.0/16", theirs), "PeerOwnerId": OTHER}
    peering_id = network.request(**peer, PeerRegion="eu-west-1")
    named = {"VpcPeeringConnectionId": peering_id}
    assert network.error("accept_vpc_peering_connection", **named) == (
        f"User 123456789012 cannot accept peering {peering_id}"
    )
    pending = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert "CidrBlock" not in pending["AccepterVpcInfo"]
    theirs.accept_vpc_peering_connection(**named)
    active = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert active["AccepterVpcInfo"]["CidrBlock"] == "10.2.0.0/16"


def test_a_peer_that_is_not_there(network: Network) -> None:
    """In another account the request fails later, in the own account it is rejected."""
    assert network.status(network.request(PeerOwnerId=OTHER)) == "failed"
    assert network.code(
        "create_vpc_peering_connection", VpcId=network.ours, PeerVpcId="vpc-0123456789abcdef0"
    ) == ("InvalidVpcID.NotFound")


def test_overlapping_ranges(network: Network) -> None:
    """CIDR blocks come from moto, and a request between overlapping ones fails."""
    assert network.status(network.request(PeerVpcId=network.new_vpc("10.0.0.0/16"))) == "failed"


def test_options_of_a_pending_request(network: Network) -> None:
    """Options can be set on active connections only."""
    options = {"AllowDnsResolutionFromRemoteVpc": True}
    assert (
        network.code(
            "modify_vpc_peering_connection_options",
            VpcPeeringConnectionId=network.request(),
            AccepterPeeringConnectionOptions=options,
        )
        == "OperationNotPermitted"
    )


def test_options_look_at_attributes_that_moto_keeps(network: Network) -> None:
    """DNS resolution needs DNS hostnames in both VPCs."""
    options = {
        "VpcPeeringConnectionId": network.peer(),
        "RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True},
    }
    assert network.code("modify_vpc_peering_connection_options", **options) == (
        "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled"
    )
    for vpc_id in (network.ours, network.theirs):
        network.ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    assert network.ec2.modify_vpc_peering_connection_options(**options)


def test_the_clock_is_for_both(aws: PeeringMock, network: Network) -> None:
    """A request expires after seven days."""
    peering_id = network.request()
    aws.shift(dt.timedelta(days=7, minutes=1))
    assert network.status(peering_id) == "expired"


def test_a_vpc_with_a_live_connection_stays(network: Network) -> None:
    """DeleteVpc fails until the connection has ended."""
    peering_id = network.peer()
    assert network.code("delete_vpc", VpcId=network.theirs) == "DependencyViolation"
    network.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    network.ec2.delete_vpc(VpcId=network.theirs)
    with pytest.raises(ClientError, match="does not exist"):
        network.ec2.describe_vpcs(VpcIds=[network.theirs])


def test_ranges_of_a_peered_vpc(network: Network) -> None:
    """An additional CIDR block must not overlap the peer's; moto adds the others."""
    network.peer()
    assert (
        network.code("associate_vpc_cidr_block", VpcId=network.ours, CidrBlock="10.1.128.0/20")
        == "CidrConflict"
    )
    network.ec2.associate_vpc_cidr_block(VpcId=network.ours, CidrBlock="10.8.0.0/16")
    network.ec2.associate_vpc_cidr_block(VpcId=network.ours, AmazonProvidedIpv6CidrBlock=True)
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    blocks = found["RequesterVpcInfo"]["CidrBlockSet"]
    assert [each["CidrBlock"] for each in blocks] == ["10.0.0.0/16", "10.8.0.0/16"]
    assert len(found["RequesterVpcInfo"]["Ipv6CidrBlockSet"]) == 1


def test_a_range_that_makes_a_request_fail(network: Network) -> None:
    """An additional CIDR block of the accepter may fail a pending request."""
    peering_id = network.request()
    network.ec2.associate_vpc_cidr_block(VpcId=network.theirs, CidrBlock="10.0.128.0/20")
    assert network.status(peering_id) == "failed"


def test_reachability_and_pictures(aws: PeeringMock, network: Network) -> None:
    """Diagrams and reachability work with moto's tables and groups."""
    peering_id = network.peer()
    network.route(peering_id)
    assert peering_id in str(aws.diagram())
    assert "10.1.0.0/16" in aws.report()
    assert aws.to_dict()
    back = network.table(network.theirs)
    network.ec2.create_route(
        RouteTableId=back, DestinationCidrBlock="10.0.0.0/16", VpcPeeringConnectionId=peering_id
    )
    assert str(aws.reachability(network.ours, network.theirs, port=443))
    assert THEIRS in str(aws.diagram())


def test_routes_to_gateways_of_motos_are_active(aws: PeeringMock, network: Network) -> None:
    """Diagrams of the current and the past world show moto's routes as active."""
    gateway = network.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    network.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.ours)
    network.ec2.create_route(
        RouteTableId=network.table(), DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway
    )
    for world in (aws.to_dict(), as_dict(aws.snapshot()._world, present())):
        tables = [
            table
            for regions in world.values()
            for place in regions.values()
            for table in place["RouteTables"]
        ]
        routes = [route for table in tables for route in table["Routes"]]
        states = {r["State"] for r in routes if r.get("GatewayId") == gateway}
        assert states == {"active"}


def test_quotas_settle_and_seed_hold(network: Network) -> None:
    """The mock's settings apply as without moto."""
    assert network.request() == "pcx-0629f6fbed82c07cd"


def test_moto_objects_are_there_for_those_who_look(network: Network) -> None:
    """Moto's own dictionary has the connections, with their current status."""
    from moto.ec2.models import ec2_backends  # noqa: PLC0415  # what such a person would do

    peering_id = network.request(PeerOwnerId=OTHER)
    backend = ec2_backends["123456789012"]["us-east-1"]
    assert list(backend.vpc_pcxs) == [peering_id]
    assert len(backend.vpc_pcxs) == 1
    assert backend.vpc_pcxs[peering_id]._status.code == "failed"
    with pytest.raises(KeyError):
        backend.vpc_pcxs[UNKNOWN]
    assert boto3.client("ec2", "us-east-1").describe_tags()
