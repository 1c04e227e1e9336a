"""Boto3's resources work with connections."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.contract.sides import MakeSide, Side


@pytest.fixture
def one(side: MakeSide) -> Side:
    """The requester's side."""
    return side("111111111111", "10.0.0.0/16")


@pytest.fixture
def other(side: MakeSide) -> Side:
    """The accepter's side."""
    return side("222222222222", "10.1.0.0/16")


def resource(party: Side) -> Any:  # noqa: ANN401  # boto3 makes its classes as it goes
    """Return boto3's service resource for the owner of a side."""
    return boto3.resource("ec2", party.region_name, **party.keys)


def request(one: Side, other: Side) -> Any:  # noqa: ANN401  # likewise
    """Request a connection through boto3's VPC."""
    vpc = resource(one).Vpc(one.vpc_id)
    return vpc.request_vpc_peering_connection(
        PeerVpcId=other.vpc_id, PeerOwnerId=other.account_id, PeerRegion=other.region_name
    )


def test_a_vpc_requests_and_the_peer_accepts(one: Side, other: Side) -> None:
    """One resource makes the request, another accepts it, and both see it active."""
    requested = request(one, other)
    assert requested.status["Code"] == "initiating-request"
    answer = resource(other).VpcPeeringConnection(requested.id).accept()
    assert answer["VpcPeeringConnection"]["Status"]["Code"] == "provisioning"
    requested.reload()
    assert requested.status == {"Code": "active", "Message": "Active"}


def test_a_connection_loads_its_attributes(one: Side, other: Side) -> None:
    """A resource loads itself by its ID, and has both sides."""
    peering_id = request(one, other).id
    loaded = resource(other).VpcPeeringConnection(peering_id)
    assert loaded.requester_vpc_info["OwnerId"] == one.account_id
    assert loaded.accepter_vpc_info["Region"] == other.region_name
    assert loaded.vpc_peering_connection_id == peering_id
    assert loaded.expiration_time is not None
    assert loaded.tags == []


def test_a_connection_knows_its_vpcs(one: Side, other: Side) -> None:
    """Both VPCs are resources, and the caller can load its own."""
    requested = request(one, other)
    assert (requested.requester_vpc.id, requested.accepter_vpc.id) == (one.vpc_id, other.vpc_id)
    assert requested.requester_vpc.cidr_block == "10.0.0.0/16"
    with pytest.raises(ClientError, match=r"InvalidVpcID\.NotFound"):
        requested.accepter_vpc.load()


def test_a_connection_is_rejected_and_deleted(one: Side, other: Side) -> None:
    """Both actions return true."""
    rejected = resource(other).VpcPeeringConnection(request(one, other).id)
    assert rejected.reject()["Return"] is True
    rejected.reload()
    assert rejected.status["Code"] == "rejected"
    again = request(one, other)
    assert again.delete()["Return"] is True
    again.reload()
    assert again.status["Code"] == "deleted"


def test_a_connection_is_waited_for(one: Side, other: Side) -> None:
    """The resource's waiter ends immediately for an existing connection."""
    resource(other).VpcPeeringConnection(request(one, other).id).wait_until_exists()


def test_an_unknown_connection_does_not_load(one: Side) -> None:
    """Loading an unknown ID is an error."""
    unknown = resource(one).VpcPeeringConnection("pcx-0123456789abcdef0")
    with pytest.raises(ClientError, match=r"InvalidVpcPeeringConnectionID\.NotFound"):
        unknown.load()


def test_a_vpc_lists_what_it_requested_and_what_it_is_asked(one: Side, other: Side) -> None:
    """The two collections of a VPC filter by its role."""
    to, back = request(one, other).id, request(other, one).id
    vpc = resource(one).Vpc(one.vpc_id)
    assert [each.id for each in vpc.requested_vpc_peering_connections.all()] == [to]
    assert [each.id for each in vpc.accepted_vpc_peering_connections.all()] == [back]
    active = [{"Name": "status-code", "Values": ["active"]}]
    assert list(vpc.requested_vpc_peering_connections.filter(Filters=active)) == []


def test_the_service_creates_and_lists_connections(one: Side, other: Side) -> None:
    """The service's collection supports filters, IDs, limits and page sizes."""
    ec2 = resource(one)
    created = ec2.create_vpc_peering_connection(
        VpcId=one.vpc_id, PeerVpcId=other.vpc_id, PeerOwnerId=other.account_id
    )
    connections = ec2.vpc_peering_connections
    mine = [{"Name": "requester-vpc-info.vpc-id", "Values": [one.vpc_id]}]
    assert [each.id for each in connections.all()] == [created.id]
    assert [each.id for each in connections.filter(Filters=mine)] == [created.id]
    ids = connections.filter(VpcPeeringConnectionIds=[created.id])
    assert [each.id for each in ids] == [created.id]
    assert [each.id for each in connections.page_size(5).limit(1)] == [created.id]


def test_a_route_table_routes_through_a_connection(one: Side, other: Side) -> None:
    """Routes can be created, replaced and deleted as resources."""
    requested = request(one, other)
    (table,) = resource(one).Vpc(one.vpc_id).route_tables.all()
    table.create_route(DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=requested.id)
    table.reload()
    local, route = table.routes
    assert (local.gateway_id, route.state) == ("local", "blackhole")
    back = request(other, one)
    route.replace(VpcPeeringConnectionId=back.id)
    table.reload()
    assert table.routes[1].vpc_peering_connection_id == back.id
    route.delete()
    table.reload()
    assert [each.gateway_id for each in table.routes] == ["local"]


def test_a_connection_is_tagged(one: Side, other: Side) -> None:
    """The service tags a connection, which has the tags when it is reloaded."""
    requested = request(one, other)
    tag = {"Key": "Name", "Value": "peer"}
    resource(one).create_tags(Resources=[requested.id], Tags=[tag])
    requested.reload()
    assert requested.tags == [tag]
