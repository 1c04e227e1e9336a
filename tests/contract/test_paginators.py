"""Botocore's paginators work with every Describe."""

import pytest

from tests.contract.sides import MakeSide, Side

TAG = [{"Key": "Name", "Value": "peer"}]


@pytest.fixture
def hub(side: MakeSide) -> Side:
    """A VPC with twelve pending connections, and as many other VPCs, all tagged."""
    one = side("111111111111", "10.0.0.0/16")
    for _ in range(12):
        vpc_id = one.ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        answer = one.ec2.create_vpc_peering_connection(VpcId=one.vpc_id, PeerVpcId=vpc_id)
        peering_id = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        one.ec2.create_tags(Resources=[vpc_id, peering_id], Tags=TAG)
    return one


@pytest.mark.parametrize(
    ("operation", "member"),
    [
        ("describe_route_tables", "RouteTables"),
        ("describe_security_groups", "SecurityGroups"),
        ("describe_tags", "Tags"),
        ("describe_vpc_peering_connections", "VpcPeeringConnections"),
        ("describe_vpcs", "Vpcs"),
    ],
)
@pytest.mark.parametrize("size", [5, 6, 7, 100])
def test_pages_together_are_the_whole(hub: Side, operation: str, member: str, size: int) -> None:
    """A paginator collects the same as a single call."""
    whole = getattr(hub.ec2, operation)()[member]
    paginator = hub.ec2.get_paginator(operation)
    paged = paginator.paginate(PaginationConfig={"PageSize": size}).build_full_result()
    assert paged[member] == whole


def test_a_paginator_stops_and_goes_on(hub: Side) -> None:
    """A paginator can resume within a page, with its own token."""
    paginator = hub.ec2.get_paginator("describe_vpc_peering_connections")
    member = "VpcPeeringConnections"
    config = {"PageSize": 5, "MaxItems": 7}
    first = paginator.paginate(PaginationConfig=config).build_full_result()
    config["StartingToken"] = first["NextToken"]
    second = paginator.paginate(PaginationConfig=config).build_full_result()
    whole = hub.ec2.describe_vpc_peering_connections()[member]
    assert [*first[member], *second[member]] == whole
    assert "NextToken" not in second


def test_a_paginator_takes_filters(hub: Side) -> None:
    """Filters apply to every page."""
    paginator = hub.ec2.get_paginator("describe_tags")
    filters = [{"Name": "resource-type", "Values": ["vpc"]}]
    pages = list(paginator.paginate(Filters=filters, PaginationConfig={"PageSize": 5}))
    assert [len(page["Tags"]) for page in pages] == [5, 5, 2]
