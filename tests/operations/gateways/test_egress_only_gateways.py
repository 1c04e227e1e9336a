"""Egress-only internet gateways, for outbound IPv6 traffic."""

import pytest

from tests.operations.parties import Party, Refused


@pytest.fixture
def gateway_id(ours: Party) -> str:
    """An egress-only internet gateway of our VPC."""
    made = ours.ec2.create_egress_only_internet_gateway(VpcId=ours.vpc_id)
    return made["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]


def test_a_new_gateway_is_attached(ours: Party) -> None:
    """The gateway is permanently attached to its VPC."""
    tags = [{"Key": "Name", "Value": "out"}]
    answer = ours.ec2.create_egress_only_internet_gateway(
        VpcId=ours.vpc_id,
        TagSpecifications=[{"ResourceType": "egress-only-internet-gateway", "Tags": tags}],
    )
    made = answer["EgressOnlyInternetGateway"]
    assert made["EgressOnlyInternetGatewayId"].startswith("eigw-0")
    assert made["Attachments"] == [{"State": "attached", "VpcId": ours.vpc_id}]
    assert made["Tags"] == tags
    assert "ClientToken" not in answer
    filters = [{"Name": "tag:Name", "Values": ["out"]}]
    found = ours.ec2.describe_egress_only_internet_gateways(Filters=filters)
    assert found["EgressOnlyInternetGateways"] == [made]


def test_a_token_makes_one_gateway(ours: Party, refused: Refused) -> None:
    """Repeating a token returns the same gateway, and for another VPC it is an error."""
    answers = [
        ours.ec2.create_egress_only_internet_gateway(VpcId=ours.vpc_id, ClientToken="once")
        for _ in range(2)
    ]
    first, second = (each["EgressOnlyInternetGateway"] for each in answers)
    assert first == second
    assert [each["ClientToken"] for each in answers] == ["once", "once"]
    other = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    text = "Arguments on this idempotent request are inconsistent with arguments used in previous"
    with refused("IdempotentParameterMismatch", f"{text} request(s)."):
        ours.ec2.create_egress_only_internet_gateway(VpcId=other, ClientToken="once")


def test_unknown_ids_are_left_out_of_a_describe(ours: Party, gateway_id: str) -> None:
    """AWS returns the known gateways, without an error."""
    ids = ["eigw-0123456789abcdef0", gateway_id]
    found = ours.ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=ids)
    found_ids = [
        each["EgressOnlyInternetGatewayId"] for each in found["EgressOnlyInternetGateways"]
    ]
    assert found_ids == [gateway_id]


def test_a_gateway_holds_its_vpc(ours: Party, gateway_id: str, refused: Refused) -> None:
    """The VPC can be deleted after the gateway."""
    text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    answer = ours.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=gateway_id)
    assert answer["ReturnCode"] is True
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)


@pytest.mark.parametrize(
    ("sought", "code", "text"),
    [
        (
            "eigw-0123456789abcdef0",
            "InvalidGatewayID.NotFound",
            "The eigw ID 'eigw-0123456789abcdef0' does not exist",
        ),
        (
            "igw-0123456789abcdef0",
            "InvalidEgressOnlyInternetGatewayId.Malformed",
            'Invalid id: "igw-0123456789abcdef0" (expecting "eigw-...")',
        ),
    ],
)
def test_an_unknown_gateway_is_not_deleted(
    ours: Party, sought: str, code: str, text: str, refused: Refused
) -> None:
    """The code is that of gateways in general (client)."""
    with refused(code, text):
        ours.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=sought)


def test_a_route_through_the_gateway(ours: Party, gateway_id: str) -> None:
    """The route is for IPv6, and a blackhole once the gateway is deleted."""
    table_id = ours.new_table()
    ours.ec2.create_route(
        RouteTableId=table_id,
        DestinationIpv6CidrBlock="::/0",
        EgressOnlyInternetGatewayId=gateway_id,
    )
    route = ours.table(table_id)["Routes"][-1]
    assert route == {
        "DestinationIpv6CidrBlock": "::/0",
        "EgressOnlyInternetGatewayId": gateway_id,
        "Origin": "CreateRoute",
        "State": "active",
    }
    ours.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=gateway_id)
    assert ours.table(table_id)["Routes"][-1] == route | {"State": "blackhole"}
    filters = [{"Name": "route.egress-only-internet-gateway-id", "Values": [gateway_id]}]
    (table,) = ours.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    assert table["RouteTableId"] == table_id


def test_a_route_through_the_gateway_is_of_its_vpc_and_for_ipv6(
    ours: Party, gateway_id: str, refused: Refused
) -> None:
    """Tables of other VPCs and IPv4 destinations are rejected."""
    where = {"RouteTableId": ours.new_table(), "EgressOnlyInternetGatewayId": gateway_id}
    text = "The destination 0.0.0.0/0 is not an IPv6 CIDR block. A route to an egress-only "
    with refused("InvalidParameterValue", f"{text}internet gateway is for IPv6 traffic only."):
        ours.ec2.create_route(**where, DestinationCidrBlock="0.0.0.0/0")
    other = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    where["RouteTableId"] = table_id = ours.new_table(VpcId=other)
    text = f"route table {table_id} and network gateway {gateway_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.ec2.create_route(**where, DestinationIpv6CidrBlock="::/0")
