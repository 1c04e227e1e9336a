"""NAT gateways: requirements, resources and life cycle."""

from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, Settle, mock_peering
from tests.operations.parties import Party, Refused


def see(owner: Party, nat_id: str) -> dict[str, Any]:
    """Return a NAT gateway as its owner sees it."""
    (view,) = owner.ec2.describe_nat_gateways(NatGatewayIds=[nat_id])["NatGateways"]
    return view


def interfaces(owner: Party) -> list[dict[str, Any]]:
    """Return the interfaces of an account in a Region."""
    return owner.ec2.describe_network_interfaces()["NetworkInterfaces"]


def address(owner: Party, allocation_id: str) -> dict[str, Any]:
    """Return an address as its owner sees it."""
    (view,) = owner.ec2.describe_addresses(AllocationIds=[allocation_id])["Addresses"]
    return view


def test_a_new_gateway_is_pending(
    ours: Party, attached: str, subnet_id: str, allocation_id: str
) -> None:
    """The response has the address's allocation ID only."""
    tags = [{"Key": "Name", "Value": "out"}]
    made = ours.ec2.create_nat_gateway(
        SubnetId=subnet_id,
        AllocationId=allocation_id,
        TagSpecifications=[{"ResourceType": "natgateway", "Tags": tags}],
    )["NatGateway"]
    assert made["NatGatewayId"].startswith("nat-0")
    assert (made["State"], made["ConnectivityType"]) == ("pending", "public")
    assert (made["SubnetId"], made["VpcId"]) == (subnet_id, ours.vpc_id)
    assert made["NatGatewayAddresses"] == [{"AllocationId": allocation_id}]
    assert made["Tags"] == tags


def test_an_available_gateway_has_an_interface_and_an_address(
    ours: Party, nat_id: str, subnet_id: str, allocation_id: str
) -> None:
    """Gateway, interface and address refer to each other."""
    gateway, (interface,) = see(ours, nat_id), interfaces(ours)
    elastic = address(ours, allocation_id)
    assert gateway["State"] == "available"
    (shown,) = gateway["NatGatewayAddresses"]
    assert shown == {
        "AllocationId": allocation_id,
        "AssociationId": elastic["AssociationId"],
        "IsPrimary": True,
        "NetworkInterfaceId": interface["NetworkInterfaceId"],
        "PrivateIp": "10.0.1.4",
        "PublicIp": elastic["PublicIp"],
        "Status": "succeeded",
    }
    assert interface["Description"] == f"Interface for NAT Gateway {nat_id}"
    assert (interface["InterfaceType"], interface["Status"]) == ("nat_gateway", "in-use")
    assert interface["RequesterManaged"]
    assert interface["Attachment"]["Status"] == "attached"
    assert interface["Groups"] == []
    assert interface["Association"]["AllocationId"] == allocation_id
    assert interface["PrivateIpAddresses"][0]["Association"] == interface["Association"]
    assert elastic["NetworkInterfaceId"] == interface["NetworkInterfaceId"]
    assert elastic["NetworkInterfaceOwnerId"] == ours.account_id
    assert elastic["PrivateIpAddress"] == "10.0.1.4"
    assert "InstanceId" not in elastic
    (subnet,) = ours.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]
    assert subnet["AvailableIpAddressCount"] == 10


def test_a_private_gateway_needs_neither_address_nor_way_out(ours: Party, subnet_id: str) -> None:
    """A private gateway has an interface with the requested address."""
    made = ours.ec2.create_nat_gateway(
        SubnetId=subnet_id, ConnectivityType="private", PrivateIpAddress="10.0.1.9"
    )["NatGateway"]
    assert made["NatGatewayAddresses"] == [{}]
    gateway = see(ours, made["NatGatewayId"])
    assert (gateway["State"], gateway["ConnectivityType"]) == ("available", "private")
    (shown,) = gateway["NatGatewayAddresses"]
    assert shown["PrivateIp"] == "10.0.1.9"
    assert "PublicIp" not in shown
    ours.ec2.delete_nat_gateway(NatGatewayId=made["NatGatewayId"])
    assert interfaces(ours) == []


def test_a_gateway_without_a_way_out_fails(ours: Party, subnet_id: str, allocation_id: str) -> None:
    """The call succeeds, the gateway fails, and the address remains free."""
    made = ours.ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation_id)
    assert "FailureCode" not in made["NatGateway"]
    failed = see(ours, made["NatGateway"]["NatGatewayId"])
    assert (failed["State"], failed["FailureCode"]) == ("failed", "Gateway.NotAttached")
    assert failed["FailureMessage"] == f"Network {ours.vpc_id} has no Internet gateway attached"
    assert failed["NatGatewayAddresses"] == [{"AllocationId": allocation_id}]
    assert interfaces(ours) == []
    ours.ec2.release_address(AllocationId=allocation_id)


def test_a_gateway_with_an_address_in_use_fails(
    ours: Party, nat_id: str, subnet_id: str, allocation_id: str
) -> None:
    """The gateway that has the address is not affected."""
    made = ours.ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation_id)
    failed = see(ours, made["NatGateway"]["NatGatewayId"])
    assert failed["FailureCode"] == "Resource.AlreadyAssociated"
    text = f"Elastic IP address [{allocation_id}] is already associated"
    assert failed["FailureMessage"] == text
    ours.ec2.delete_nat_gateway(NatGatewayId=failed["NatGatewayId"])
    assert see(ours, nat_id)["State"] == "available"
    assert "AssociationId" in address(ours, allocation_id)


def test_a_gateway_with_an_unknown_address_fails(
    ours: Party, attached: str, subnet_id: str
) -> None:
    """The gateway fails after the call."""
    unknown = "eipalloc-0123456789abcdef0"
    made = ours.ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=unknown)
    failed = see(ours, made["NatGateway"]["NatGatewayId"])
    assert failed["FailureCode"] == "InvalidAllocationID.NotFound"
    text = f"Elastic IP address {unknown} could not be associated with this NAT gateway"
    assert failed["FailureMessage"] == text


def test_a_gateway_in_a_full_subnet_fails(ours: Party, subnet_id: str) -> None:
    """A /28 has eleven free addresses."""
    for _ in range(11):
        ours.ec2.create_network_interface(SubnetId=subnet_id)
    with pytest.raises(ClientError, match="does not have enough free addresses") as caught:
        ours.ec2.create_network_interface(SubnetId=subnet_id)
    assert caught.value.response["Error"]["Code"] == "InsufficientFreeAddressesInSubnet"
    made = ours.ec2.create_nat_gateway(SubnetId=subnet_id, ConnectivityType="private")
    failed = see(ours, made["NatGateway"]["NatGatewayId"])
    assert failed["FailureCode"] == "InsufficientFreeAddressesInSubnet"
    text = "Subnet has insufficient free addresses to create this NAT gateway"
    assert failed["FailureMessage"] == text


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"AllocationId": "eipalloc-1a2b3c4d"}, "MissingParameter"),
        ({"SubnetId": "subnet"}, "MissingParameter"),
        ({"SubnetId": "subnet", "AllocationId": "x"}, "InvalidAllocationID.NotFound"),
        ({"SubnetId": "subnet", "ConnectivityType": "both"}, "InvalidParameterValue"),
        (
            {
                "SubnetId": "subnet",
                "ConnectivityType": "private",
                "AllocationId": "eipalloc-1a2b3c4d",
            },
            "InvalidParameterCombination",
        ),
        ({"SubnetId": "subnet-0123456789abcdef0"}, "InvalidSubnetID.NotFound"),
        (
            {
                "SubnetId": "subnet",
                "ConnectivityType": "private",
                "PrivateIpAddress": "10.0.2.5",
            },
            "InvalidParameterValue",
        ),
    ],
)
def test_a_request_that_cannot_be_met_is_refused(
    ours: Party, subnet_id: str, params: dict[str, str], code: str
) -> None:
    """Nothing is created."""
    sent = {name: subnet_id if value == "subnet" else value for name, value in params.items()}
    with pytest.raises(ClientError) as caught:
        ours.lax.create_nat_gateway(**sent)
    assert caught.value.response["Error"]["Code"] == code
    assert ours.ec2.describe_nat_gateways()["NatGateways"] == []


def test_a_token_makes_one_gateway(
    ours: Party, attached: str, subnet_id: str, allocation_id: str
) -> None:
    """Repeating a token for the same subnet returns the same gateway."""
    params = {"SubnetId": subnet_id, "AllocationId": allocation_id, "ClientToken": "once"}
    first, second = (ours.ec2.create_nat_gateway(**params) for _ in range(2))
    assert first["NatGateway"] == second["NatGateway"]
    assert (first["ClientToken"], second["ClientToken"]) == ("once", "once")
    assert len(ours.ec2.describe_nat_gateways()["NatGateways"]) == 1
    other = ours.new_subnet("10.0.2.0/28")
    with pytest.raises(ClientError, match="IdempotentParameterMismatch"):
        ours.ec2.create_nat_gateway(**params | {"SubnetId": other})


def test_a_deleted_gateway_frees_what_it_has(
    ours: Party, nat_id: str, attached: str, subnet_id: str, allocation_id: str
) -> None:
    """The address remains allocated, and address, subnet and VPC can be deleted."""
    answer = ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    assert answer["NatGatewayId"] == nat_id
    gone = see(ours, nat_id)
    assert gone["State"] == "deleted"
    assert gone["DeleteTime"] >= gone["CreateTime"]
    assert interfaces(ours) == []
    assert "AssociationId" not in address(ours, allocation_id)
    ours.ec2.release_address(AllocationId=allocation_id)
    ours.ec2.delete_subnet(SubnetId=subnet_id)
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)


def test_a_deleted_gateway_is_seen_for_an_hour(
    peering: PeeringMock, ours: Party, nat_id: str, refused: Refused
) -> None:
    """A deleted gateway cannot be deleted again, and is not found after an hour."""
    text = f"NAT gateway {nat_id} was not found"
    ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    with refused("NatGatewayNotFound", text):
        ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    peering.shift(minutes=59)
    assert see(ours, nat_id)["State"] == "deleted"
    peering.shift(minutes=1)
    assert ours.ec2.describe_nat_gateways()["NatGateways"] == []
    with refused("NatGatewayNotFound", text):
        see(ours, nat_id)


def test_a_gateway_holds_its_subnet_and_its_vpc(
    ours: Party, nat_id: str, subnet_id: str, refused: Refused
) -> None:
    """Subnet and VPC can be deleted after the gateway."""
    text = f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_subnet(SubnetId=subnet_id)
    text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nat-gateway-id", "{nat}"),
        ("state", "available"),
        ("subnet-id", "{subnet}"),
        ("tag:Name", "out"),
        ("tag-key", "Name"),
    ],
)
def test_filters_find_the_gateway(
    ours: Party, nat_id: str, subnet_id: str, name: str, value: str
) -> None:
    """The parameter is called Filter, and a failed gateway does not match."""
    ours.ec2.create_tags(Resources=[nat_id], Tags=[{"Key": "Name", "Value": "out"}])
    other = ours.new_subnet("10.0.2.0/28")
    ours.ec2.create_nat_gateway(SubnetId=other, AllocationId="eipalloc-0123456789abcdef0")
    filters = [{"Name": name, "Values": [value.format(nat=nat_id, subnet=subnet_id)]}]
    (found,) = ours.ec2.describe_nat_gateways(Filter=filters)["NatGateways"]
    assert found["NatGatewayId"] == nat_id


def test_a_route_through_the_gateway(ours: Party, nat_id: str) -> None:
    """The route may be within the VPC, and is a blackhole once the gateway is deleted."""
    table_id = ours.new_table()
    for block in ("0.0.0.0/0", "10.0.1.0/28"):
        ours.ec2.create_route(
            RouteTableId=table_id, DestinationCidrBlock=block, NatGatewayId=nat_id
        )
    ours.ec2.create_route(
        RouteTableId=table_id, DestinationIpv6CidrBlock="64:ff9b::/96", NatGatewayId=nat_id
    )
    route = ours.table(table_id)["Routes"][1]
    assert route == {
        "DestinationCidrBlock": "0.0.0.0/0",
        "NatGatewayId": nat_id,
        "Origin": "CreateRoute",
        "State": "active",
    }
    ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    states = [each["State"] for each in ours.table(table_id)["Routes"]]
    assert states == ["active", "blackhole", "blackhole", "blackhole"]


def test_a_route_needs_a_gateway_of_its_own_vpc(ours: Party, nat_id: str, refused: Refused) -> None:
    """The gateway must be available, in the same VPC, and the destination IPv4."""
    (interface,) = interfaces(ours)
    vpc_id = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    table_id = ours.new_table(VpcId=vpc_id)
    number = interface["NetworkInterfaceId"].removeprefix("eni-")
    text = f"route table {table_id} and interface interface-{number} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.ec2.create_route(
            RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat_id
        )
    text = "The destination ::/0 is not an IPv4 CIDR block. A route to a NAT gateway is for IPv4 "
    with refused("InvalidParameterValue", f"{text}traffic, or for 64:ff9b::/96."):
        ours.ec2.create_route(
            RouteTableId=ours.new_table(), DestinationIpv6CidrBlock="::/0", NatGatewayId=nat_id
        )
    ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    with refused("InvalidNatGatewayID.NotFound", f"The natGateway ID '{nat_id}' does not exist"):
        ours.ec2.create_route(
            RouteTableId=ours.new_table(), DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat_id
        )


@pytest.mark.parametrize("sought", ["nat-0123456789abcdef0", "x"])
def test_an_unknown_gateway(ours: Party, sought: str) -> None:
    """Describe and Delete return an error."""
    code = "NatGatewayMalformed" if sought == "x" else "NatGatewayNotFound"
    for call in (
        lambda: ours.ec2.describe_nat_gateways(NatGatewayIds=[sought]),
        lambda: ours.ec2.delete_nat_gateway(NatGatewayId=sought),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert caught.value.response["Error"]["Code"] == code


def test_the_waiters_end(ours: Party, nat_id: str) -> None:
    """Both waiters end immediately."""
    once = {"NatGatewayIds": [nat_id], "WaiterConfig": {"MaxAttempts": 1}}
    ours.ec2.get_waiter("nat_gateway_available").wait(**once)
    ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    ours.ec2.get_waiter("nat_gateway_deleted").wait(**once)


def made(ec2: BaseClient) -> tuple[str, str]:
    """Return a new NAT gateway in a new VPC with an internet gateway, and its address."""
    vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.0.0/24")["Subnet"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc_id)
    allocation_id = ec2.allocate_address()["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet["SubnetId"], AllocationId=allocation_id)
    return nat["NatGateway"]["NatGatewayId"], allocation_id


def state(ec2: BaseClient) -> str:
    """Return the state of the only NAT gateway."""
    (view,) = ec2.describe_nat_gateways()["NatGateways"]
    return view["State"]


def test_states_last_for_some_describes() -> None:
    """The gateway holds its address until it is deleted."""
    with mock_peering(settle=Settle(describes=2)):
        ec2 = boto3.client("ec2", region_name="us-east-1")
        nat_id, allocation_id = made(ec2)
        assert [state(ec2) for _ in range(3)] == ["pending", "pending", "available"]
        ec2.delete_nat_gateway(NatGatewayId=nat_id)
        with pytest.raises(ClientError, match="You do not have permission"):
            ec2.release_address(AllocationId=allocation_id)
        with pytest.raises(ClientError, match="NatGatewayNotFound"):
            ec2.describe_nat_gateways(NatGatewayIds=[nat_id, "nat-0123456789abcdef0"])
        ec2.describe_nat_gateways(NatGatewayIds=[nat_id])
        assert state(ec2) == "deleted"
        ec2.release_address(AllocationId=allocation_id)


def test_states_last_for_a_time() -> None:
    """A deleting gateway can be deleted again, and keeps its interface meanwhile."""
    with mock_peering(settle=Settle(duration=timedelta(seconds=30))) as aws:
        ec2 = boto3.client("ec2", region_name="us-east-1")
        nat_id, _ = made(ec2)
        assert state(ec2) == "pending"
        aws.shift(seconds=30)
        assert state(ec2) == "available"
        for _ in range(2):
            ec2.delete_nat_gateway(NatGatewayId=nat_id)
        assert state(ec2) == "deleting"
        assert len(ec2.describe_network_interfaces()["NetworkInterfaces"]) == 1
        aws.shift(seconds=30)
        assert state(ec2) == "deleted"
        assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []


def test_a_snapshot_brings_the_gateway_back(peering: PeeringMock, ours: Party, nat_id: str) -> None:
    """Interface and address are restored too."""
    before = peering.to_dict()
    with peering.rewinding():
        ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
        assert peering.to_dict() != before
    assert peering.to_dict() == before
    place = before[ours.account_id][ours.region_name]
    assert [len(place[n]) for n in ("NatGateways", "Addresses", "NetworkInterfaces")] == [1, 1, 1]
