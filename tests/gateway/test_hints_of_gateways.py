"""Hints about gateways, addresses and interfaces."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, Vpc

Hint = Callable[..., str]


@dataclass
class Stage:
    """A VPC with a NAT gateway, and an empty VPC."""

    ec2: BaseClient
    hub: Vpc
    spoke: Vpc
    subnet_id: str
    gateway_id: str
    allocation_id: str
    nat_id: str
    interface_id: str
    public_ip: str


@pytest.fixture
def stage(peering: PeeringMock, ec2: BaseClient) -> Stage:
    """The stage of every hint."""
    hub, spoke = peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16")
    subnet = ec2.create_subnet(VpcId=hub.id, CidrBlock="10.0.0.0/24")["Subnet"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=hub.id)
    allocation_id = ec2.allocate_address()["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet["SubnetId"], AllocationId=allocation_id)
    (interface,) = ec2.describe_network_interfaces()["NetworkInterfaces"]
    return Stage(
        ec2=ec2,
        hub=hub,
        spoke=spoke,
        subnet_id=subnet["SubnetId"],
        gateway_id=gateway["InternetGatewayId"],
        allocation_id=allocation_id,
        nat_id=nat["NatGateway"]["NatGatewayId"],
        interface_id=interface["NetworkInterfaceId"],
        public_ip=interface["Association"]["PublicIp"],
    )


@pytest.fixture
def hint(peering: PeeringMock, stage: Stage) -> Hint:
    """Return a function that returns the hint of a call that fails."""

    def of(operation: str, **params: object) -> str:
        with pytest.raises(ClientError):
            getattr(stage.ec2, operation)(**params)
        return peering.calls[-1].hint

    return of


def test_a_vpc_that_has_a_gateway(stage: Stage, hint: Hint) -> None:
    """The hint names the gateway."""
    other = stage.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    said = hint("attach_internet_gateway", InternetGatewayId=other, VpcId=stage.hub.id)
    assert said == f"{stage.gateway_id} is already attached to {stage.hub.id}"


def test_a_gateway_that_is_attached(stage: Stage, hint: Hint) -> None:
    """The hint names the attached VPC."""
    said = hint("attach_internet_gateway", InternetGatewayId=stage.gateway_id, VpcId=stage.spoke.id)
    assert said == f"{stage.gateway_id} is attached to {stage.hub.id}: keep it, or detach it first"


def test_a_gateway_that_is_attached_elsewhere_or_nowhere(stage: Stage, hint: Hint) -> None:
    """The hint says where the gateway is attached."""
    params = {"InternetGatewayId": stage.gateway_id, "VpcId": stage.spoke.id}
    said = hint("detach_internet_gateway", **params)
    assert said == f"{stage.gateway_id} is attached to {stage.hub.id}"
    other = stage.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    said = hint("detach_internet_gateway", **params | {"InternetGatewayId": other})
    assert said == f"{other} is not attached to a VPC: there is nothing to detach"


def test_a_gateway_with_mapped_addresses(stage: Stage, hint: Hint) -> None:
    """The hint names the addresses and what uses them."""
    said = hint("detach_internet_gateway", InternetGatewayId=stage.gateway_id, VpcId=stage.hub.id)
    assert said == f"delete or disassociate these first: {stage.public_ip} of {stage.nat_id}"


@pytest.mark.parametrize(
    ("operation", "params", "text"),
    [
        (
            "release_address",
            {"AllocationId": "allocation_id"},
            "{public_ip} belongs to {nat_id}: delete that first",
        ),
        (
            "disassociate_address",
            {"PublicIp": "public_ip"},
            "{public_ip} belongs to {nat_id}: delete that first",
        ),
        (
            "associate_address",
            {"AllocationId": "allocation_id", "NetworkInterfaceId": "interface_id"},
            "{interface_id} belongs to {nat_id}; delete that with DeleteNatGateway",
        ),
        (
            "delete_network_interface",
            {"NetworkInterfaceId": "interface_id"},
            "{nat_id} uses it; DeleteNatGateway deletes both",
        ),
    ],
)
def test_what_a_nat_gateway_has(
    stage: Stage, hint: Hint, operation: str, params: dict[str, str], text: str
) -> None:
    """The hint names the NAT gateway."""
    said = hint(operation, **{name: getattr(stage, value) for name, value in params.items()})
    assert said == text.format(**vars(stage))


def test_an_address_of_a_nat_gateway_among_others(stage: Stage, hint: Hint) -> None:
    """Free addresses, and those of interfaces, are skipped."""
    stage.ec2.allocate_address()
    taken = stage.ec2.allocate_address()["AllocationId"]
    made = stage.ec2.create_network_interface(SubnetId=stage.subnet_id)["NetworkInterface"]
    stage.ec2.associate_address(AllocationId=taken, NetworkInterfaceId=made["NetworkInterfaceId"])
    said = hint("release_address", AllocationId=stage.allocation_id)
    assert said == f"{stage.public_ip} belongs to {stage.nat_id}: delete that first"


def route(stage: Stage, vpc: Vpc, **target: str) -> dict[str, Any]:
    """Return the parameters of a default route of a VPC."""
    filters = [{"Name": "vpc-id", "Values": [vpc.id]}]
    (table,) = stage.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    where = {"RouteTableId": table["RouteTableId"], "DestinationCidrBlock": "0.0.0.0/0"}
    return where | target


@pytest.mark.parametrize(
    ("parameter", "sought"),
    [("GatewayId", "igw-0123456789abcdef0"), ("NatGatewayId", "nat-0123456789abcdef0")],
)
def test_a_route_to_what_is_not_there(
    stage: Stage, hint: Hint, parameter: str, sought: str
) -> None:
    """The hint says that the ID does not exist."""
    said = hint("create_route", **route(stage, stage.hub, **{parameter: sought}))
    assert said == f"{sought} does not exist in any account or Region"


def test_a_route_to_another_vpcs_gateway(stage: Stage, hint: Hint) -> None:
    """The hint names the table's VPC."""
    params = route(stage, stage.spoke, GatewayId=stage.gateway_id)
    said = hint("create_route", **params)
    expected = f"{params['RouteTableId']} belongs to {stage.spoke.id}, {stage.gateway_id} does not"
    assert said == expected


def test_an_interface_without_a_way_out(stage: Stage, hint: Hint) -> None:
    """The hint says what to do."""
    subnet = stage.ec2.create_subnet(VpcId=stage.spoke.id, CidrBlock="10.1.0.0/24")["Subnet"]
    made = stage.ec2.create_network_interface(SubnetId=subnet["SubnetId"])["NetworkInterface"]
    free = stage.ec2.allocate_address()["AllocationId"]
    said = hint(
        "associate_address", AllocationId=free, NetworkInterfaceId=made["NetworkInterfaceId"]
    )
    text = f"attach an internet gateway to {stage.spoke.id} with AttachInternetGateway first"
    assert said == text
