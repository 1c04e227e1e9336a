"""Internet gateways: attachments and dependencies."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.operations.parties import Party, Refused


def see(owner: Party, gateway_id: str) -> dict[str, Any]:
    """Return a gateway as its owner sees it."""
    (view,) = owner.ec2.describe_internet_gateways(InternetGatewayIds=[gateway_id])[
        "InternetGateways"
    ]
    return view


def routes(owner: Party, table_id: str) -> dict[str, dict[str, Any]]:
    """Return the routes of a table by their destinations."""
    found = owner.table(table_id)["Routes"]
    return {r.get("DestinationCidrBlock") or r["DestinationIpv6CidrBlock"]: r for r in found}


def test_a_new_gateway_is_attached_to_nothing(ours: Party) -> None:
    """A new gateway has its tags and no attachment."""
    tags = [{"Key": "Name", "Value": "door"}]
    made = ours.ec2.create_internet_gateway(
        TagSpecifications=[{"ResourceType": "internet-gateway", "Tags": tags}]
    )["InternetGateway"]
    assert made["InternetGatewayId"].startswith("igw-0")
    assert (made["Attachments"], made["OwnerId"]) == ([], ours.account_id)
    assert made["Tags"] == tags
    assert see(ours, made["InternetGatewayId"]) == made


def test_an_attached_gateway_is_available(ours: Party, attached: str) -> None:
    """AWS calls the state "available", unlike its model (recorded)."""
    assert see(ours, attached)["Attachments"] == [{"State": "available", "VpcId": ours.vpc_id}]
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    assert see(ours, attached)["Attachments"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("attachment.state", "available"),
        ("attachment.vpc-id", "{vpc}"),
        ("internet-gateway-id", "{gateway}"),
        ("tag:Name", "door"),
        ("tag-key", "Na*"),
    ],
)
def test_filters_find_the_gateway(ours: Party, attached: str, name: str, value: str) -> None:
    """Filters tell the gateway from the default VPC's and from a detached one."""
    ours.ec2.create_internet_gateway()
    ours.ec2.create_tags(Resources=[attached], Tags=[{"Key": "Name", "Value": "door"}])
    value = value.format(vpc=ours.vpc_id, gateway=attached)
    filters = [{"Name": name, "Values": [value]}]
    found = ours.ec2.describe_internet_gateways(Filters=filters)["InternetGateways"]
    expected = 2 if name == "attachment.state" else 1
    assert len(found) == expected
    assert attached in [each["InternetGatewayId"] for each in found]


def test_the_default_vpc_has_a_gateway_and_a_route_to_it(ours: Party) -> None:
    """The main route table has a default route to the gateway."""
    (gateway,) = ours.ec2.describe_internet_gateways()["InternetGateways"]
    (attachment,) = gateway["Attachments"]
    filters = [{"Name": "route.origin", "Values": ["CreateRoute"]}]
    (table,) = ours.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    assert table["VpcId"] == attachment["VpcId"]
    assert table["Routes"][1] == {
        "DestinationCidrBlock": "0.0.0.0/0",
        "GatewayId": gateway["InternetGatewayId"],
        "Origin": "CreateRoute",
        "State": "active",
    }


def test_a_gateway_is_attached_once(ours: Party, attached: str, refused: Refused) -> None:
    """A second attachment is an error that names the attached VPC."""
    other = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
    text = f"resource {attached} is already attached to network {ours.vpc_id}"
    for vpc_id in (ours.vpc_id, other):
        with refused("Resource.AlreadyAssociated", text):
            ours.ec2.attach_internet_gateway(InternetGatewayId=attached, VpcId=vpc_id)


def test_a_vpc_has_one_gateway(
    ours: Party, gateway_id: str, attached: str, refused: Refused
) -> None:
    """A second gateway is rejected."""
    second = ours.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    text = f"Network {ours.vpc_id} already has an internet gateway attached"
    with refused("InvalidParameterValue", text):
        ours.ec2.attach_internet_gateway(InternetGatewayId=second, VpcId=ours.vpc_id)


def test_only_what_is_attached_is_detached(ours: Party, gateway_id: str, refused: Refused) -> None:
    """The error names the gateway and the VPC."""
    text = f"resource {gateway_id} is not attached to network {ours.vpc_id}"
    with refused("Gateway.NotAttached", text):
        ours.ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours.vpc_id)


@pytest.mark.parametrize("operation", ["attach", "detach", "delete", "describe"])
@pytest.mark.parametrize(
    ("sought", "error"),
    [
        (
            "igw-0123456789abcdef0",
            (
                "InvalidInternetGatewayID.NotFound",
                "The internetGateway ID 'igw-0123456789abcdef0' does not exist",
            ),
        ),
        (
            "vpc-1a2b3c4d",
            (
                "InvalidInternetGatewayId.Malformed",
                'Invalid id: "vpc-1a2b3c4d" (expecting "igw-...")',
            ),
        ),
    ],
)
def test_an_unknown_gateway(
    ours: Party, operation: str, sought: str, error: tuple[str, str], refused: Refused
) -> None:
    """Every operation returns the same error."""
    params: dict[str, Any] = {"InternetGatewayId": sought}
    if operation == "describe":
        params = {"InternetGatewayIds": [sought]}
    elif operation != "delete":
        params["VpcId"] = ours.vpc_id
    name = f"{operation}_internet_gateway{'s' if operation == 'describe' else ''}"
    with refused(*error):
        getattr(ours.ec2, name)(**params)


@pytest.mark.parametrize("operation", ["attach", "detach"])
def test_an_unknown_vpc(ours: Party, attached: str, operation: str, refused: Refused) -> None:
    """The error is the same as in other operations."""
    with refused("InvalidVpcID.NotFound", "The vpc ID 'vpc-1a2b3c4d' does not exist"):
        getattr(ours.ec2, f"{operation}_internet_gateway")(
            InternetGatewayId=attached, VpcId="vpc-1a2b3c4d"
        )


def test_an_attached_gateway_holds_itself_and_its_vpc(
    ours: Party, attached: str, refused: Refused
) -> None:
    """Both can be deleted once the gateway is detached."""
    text = f"The internetGateway '{attached}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_internet_gateway(InternetGatewayId=attached)
    text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    ours.ec2.delete_internet_gateway(InternetGatewayId=attached)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    with pytest.raises(ClientError, match="does not exist"):
        see(ours, attached)


def test_a_route_follows_its_gateway(ours: Party, attached: str) -> None:
    """The route is a blackhole while the gateway is detached or deleted."""
    table_id = ours.new_table()
    ours.ec2.create_route(
        RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=attached
    )
    route = {
        "DestinationCidrBlock": "0.0.0.0/0",
        "GatewayId": attached,
        "Origin": "CreateRoute",
    }
    assert routes(ours, table_id)["0.0.0.0/0"] == route | {"State": "active"}
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    assert routes(ours, table_id)["0.0.0.0/0"] == route | {"State": "blackhole"}
    ours.ec2.attach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    assert routes(ours, table_id)["0.0.0.0/0"] == route | {"State": "active"}
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    ours.ec2.delete_internet_gateway(InternetGatewayId=attached)
    assert routes(ours, table_id)["0.0.0.0/0"] == route | {"State": "blackhole"}
    for name, value in (("route.gateway-id", attached), ("route.state", "blackhole")):
        filters = [{"Name": name, "Values": [value]}]
        (table,) = ours.ec2.describe_route_tables(Filters=filters)["RouteTables"]
        assert table["RouteTableId"] == table_id


def test_a_route_is_replaced_by_one_to_the_gateway(
    ours: Party, theirs: Party, attached: str
) -> None:
    """A route to a peering connection becomes a route to the gateway."""
    table_id = ours.new_table()
    where = {"RouteTableId": table_id, "DestinationCidrBlock": "10.50.0.0/16"}
    ours.ec2.create_route(**where, VpcPeeringConnectionId=ours.peer(theirs))
    ours.ec2.replace_route(**where, GatewayId=attached)
    route = routes(ours, table_id)["10.50.0.0/16"]
    assert (route["GatewayId"], route["State"]) == (attached, "active")
    assert "VpcPeeringConnectionId" not in route


def test_a_route_needs_a_gateway_of_its_own_vpc(
    ours: Party, gateway_id: str, refused: Refused
) -> None:
    """A detached gateway, or one of another VPC, is rejected."""
    table_id = ours.new_table()
    text = f"route table {table_id} and network gateway {gateway_id} belong to different networks"
    for attach in (False, True):
        if attach:
            vpc_id = ours.ec2.create_vpc(CidrBlock="10.200.0.0/16")["Vpc"]["VpcId"]
            ours.ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
        with refused("InvalidParameterValue", text):
            ours.ec2.create_route(
                RouteTableId=table_id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway_id
            )


@pytest.mark.parametrize("sought", ["igw-0123456789abcdef0", "nat-0123456789abcdef0", "local"])
def test_a_route_to_an_unknown_gateway(ours: Party, sought: str, refused: Refused) -> None:
    """The error is the same for every kind of ID."""
    with refused("InvalidGatewayID.NotFound", f"The gateway ID '{sought}' does not exist"):
        ours.ec2.create_route(
            RouteTableId=ours.main_table_id(), DestinationCidrBlock="0.0.0.0/0", GatewayId=sought
        )


def test_a_route_has_one_target(ours: Party, attached: str, refused: Refused) -> None:
    """A route without a target, or with two, is rejected."""
    where = {"RouteTableId": ours.main_table_id(), "DestinationCidrBlock": "0.0.0.0/0"}
    text = (
        "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, "
        "vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, localGatewayId "
        "or instanceId"
    )
    with refused("MissingParameter", text):
        ours.ec2.create_route(**where)
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        ours.ec2.create_route(**where, GatewayId=attached, VpcPeeringConnectionId="pcx-1a2b3c4d")


def test_gateways_of_others_are_not_found(ours: Party, theirs: Party, attached: str) -> None:
    """Each account has its own gateways in each Region."""
    with pytest.raises(ClientError, match="does not exist"):
        see(theirs, attached)
    for owner in (ours, theirs):
        ids = [
            gateway["InternetGatewayId"]
            for gateway in owner.ec2.describe_internet_gateways()["InternetGateways"]
        ]
        assert (attached in ids) is (owner is ours)


def test_the_waiter_ends(ours: Party, gateway_id: str) -> None:
    """The waiter ends immediately, since the gateway exists."""
    waiter = ours.ec2.get_waiter("internet_gateway_exists")
    waiter.wait(InternetGatewayIds=[gateway_id], WaiterConfig={"MaxAttempts": 1})


def test_a_gateway_stays_while_addresses_are_mapped(
    ours: Party, attached: str, nat_id: str, refused: Refused
) -> None:
    """The NAT gateway must be deleted first."""
    text = (
        f"Network {ours.vpc_id} has some mapped public address(es). Please unmap those public "
        "address(es) before detaching the gateway."
    )
    with refused("DependencyViolation", text):
        ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
    ours.ec2.delete_nat_gateway(NatGatewayId=nat_id)
    ours.ec2.detach_internet_gateway(InternetGatewayId=attached, VpcId=ours.vpc_id)
