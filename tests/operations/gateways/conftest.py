"""A VPC with an internet gateway, and resources in it."""

import pytest

from tests.operations.parties import Party


@pytest.fixture
def gateway_id(ours: Party) -> str:
    """An internet gateway that is not attached."""
    return ours.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]


@pytest.fixture
def attached(ours: Party, gateway_id: str) -> str:
    """An internet gateway that is attached to our VPC."""
    ours.ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours.vpc_id)
    return gateway_id


@pytest.fixture
def subnet_id(ours: Party) -> str:
    """A subnet of our VPC, with eleven addresses."""
    return ours.new_subnet("10.0.1.0/28")


@pytest.fixture
def allocation_id(ours: Party) -> str:
    """An elastic IP address."""
    return ours.ec2.allocate_address()["AllocationId"]


@pytest.fixture
def nat_id(ours: Party, attached: str, subnet_id: str, allocation_id: str) -> str:
    """An available NAT gateway, with that address in that subnet."""
    made = ours.ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation_id)
    return made["NatGateway"]["NatGatewayId"]


@pytest.fixture
def interface_id(ours: Party, subnet_id: str) -> str:
    """A network interface of the caller in that subnet."""
    made = ours.ec2.create_network_interface(SubnetId=subnet_id, Description="mine")
    return made["NetworkInterface"]["NetworkInterfaceId"]
