"""Reachability with routes to other targets than peering connections."""

import pytest

from peermock import PeeringMock
from tests.operations.parties import Party


@pytest.fixture
def gateway_id(ours: Party) -> str:
    """An internet gateway of our VPC with a default route."""
    answer = ours.ec2.create_internet_gateway()
    gateway_id = answer["InternetGateway"]["InternetGatewayId"]
    ours.ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours.vpc_id)
    ours.ec2.create_route(
        RouteTableId=ours.main_table_id(),
        DestinationCidrBlock="0.0.0.0/0",
        GatewayId=gateway_id,
    )
    return gateway_id


def connect(owner: Party, other: Party, peering_id: str) -> None:
    """Add the route to a peer."""
    owner.ec2.create_route(
        RouteTableId=owner.main_table_id(),
        DestinationCidrBlock=other.cidr_block,
        VpcPeeringConnectionId=peering_id,
    )


def test_a_gateway_does_not_lead_to_a_peer(
    ours: Party, theirs: Party, peering: PeeringMock, gateway_id: str
) -> None:
    """Packets sent to an internet gateway do not reach a peer."""
    connect(theirs, ours, ours.peer(theirs))
    answer = peering.reachability(ours.vpc_id, theirs.vpc_id)
    assert not answer
    assert answer.reason == (
        f"for 10.1.0.0/16 {ours.vpc_id} takes the route 0.0.0.0/0 of {ours.main_table_id()} "
        f"(main), to the gateway {gateway_id}, which does not lead to {theirs.vpc_id}"
    )
    assert f"0.0.0.0/0 -> {gateway_id}" in str(answer)


def test_a_longer_prefix_than_a_gateways_leads_to_the_peer(
    ours: Party, theirs: Party, peering: PeeringMock, gateway_id: str
) -> None:
    """The more specific route targets the connection."""
    peering_id = ours.peer(theirs)
    connect(ours, theirs, peering_id)
    connect(theirs, ours, peering_id)
    assert peering.reachability(ours.vpc_id, theirs.vpc_id)


def test_a_detached_gateway_is_a_blackhole(
    ours: Party, theirs: Party, peering: PeeringMock, gateway_id: str
) -> None:
    """The route remains as a blackhole."""
    connect(theirs, ours, ours.peer(theirs))
    ours.ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours.vpc_id)
    answer = peering.reachability(ours.vpc_id, theirs.vpc_id)
    assert answer.reason.endswith(f"a blackhole, which does not lead to {theirs.vpc_id}")


def test_a_peers_gateway_leads_nowhere(
    ours: Party, theirs: Party, neighbour: Party, peering: PeeringMock
) -> None:
    """There is no edge-to-edge routing: a connection leads to the peer VPC only."""
    peering_id = ours.peer(theirs)
    ours.ec2.create_route(
        RouteTableId=ours.main_table_id(),
        DestinationCidrBlock="0.0.0.0/0",
        VpcPeeringConnectionId=peering_id,
    )
    ours.peer(neighbour)
    answer = peering.reachability(ours.vpc_id, neighbour.vpc_id)
    assert answer.reason.endswith("peering is not transitive")


def test_the_picture_has_the_lists_that_routes_are_for(
    ours: Party, theirs: Party, peering: PeeringMock
) -> None:
    """A route to a prefix list is a route over the connection."""
    answer = ours.ec2.create_managed_prefix_list(
        PrefixListName="peers",
        MaxEntries=1,
        AddressFamily="IPv4",
        Entries=[{"Cidr": "10.1.0.0/16"}],
    )
    list_id = answer["PrefixList"]["PrefixListId"]
    ours.ec2.create_route(
        RouteTableId=ours.main_table_id(),
        DestinationPrefixListId=list_id,
        VpcPeeringConnectionId=ours.peer(theirs),
    )
    assert list_id in str(peering.diagram())
