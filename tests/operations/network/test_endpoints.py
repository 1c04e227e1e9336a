"""VPC endpoints: gateway endpoints with their routes, and interface endpoints."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from peermock import Settle, UnsupportedParameterError, mock_peering
from tests.operations.parties import Party, Refused

S3, EC2 = "com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.ec2"
LIST = "pl-63a5400a"
UNKNOWN = "vpce-0123456789abcdef0"
TABLES_ONLY = "Route table IDs are only supported for Gateway type VPC Endpoint."


def create(owner: Party, **params: object) -> dict[str, Any]:
    """Create an endpoint for S3 and return it."""
    given = {"VpcId": owner.vpc_id, "ServiceName": S3}
    return owner.ec2.create_vpc_endpoint(**given | params)["VpcEndpoint"]


def interface(owner: Party, **params: object) -> dict[str, Any]:
    """Create an interface endpoint for EC2 and return it."""
    return create(owner, VpcEndpointType="Interface", ServiceName=EC2, **params)


def shown(owner: Party, endpoint_id: str) -> dict[str, Any]:
    """Return an endpoint as its owner sees it."""
    answer = owner.ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint_id])
    return answer["VpcEndpoints"][0]


def modify(owner: Party, endpoint_id: str, **params: object) -> None:
    """Change an endpoint."""
    answer = owner.ec2.modify_vpc_endpoint(VpcEndpointId=endpoint_id, **params)
    assert answer["Return"] is True


def routes(owner: Party, table_id: str) -> list[dict[str, Any]]:
    """Return the routes of a table whose destination is a prefix list."""
    return [r for r in owner.table(table_id)["Routes"] if "DestinationPrefixListId" in r]


def test_a_gateway_endpoint_has_these_members(ours: Party) -> None:
    """Create returns the same as Describe, since the endpoint is available immediately."""
    table_id = ours.main_table_id()
    answer = create(ours, RouteTableIds=[table_id])
    assert answer == {
        "CreationTimestamp": answer["CreationTimestamp"],
        "DnsEntries": [],
        "DnsOptions": {"DnsRecordIpType": "service-defined"},
        "Groups": [],
        "IpAddressType": "ipv4",
        "NetworkInterfaceIds": [],
        "OwnerId": ours.account_id,
        "PolicyDocument": answer["PolicyDocument"],
        "PrivateDnsEnabled": False,
        "RequesterManaged": False,
        "RouteTableIds": [table_id],
        "ServiceName": S3,
        "ServiceRegion": "us-east-1",
        "State": "available",
        "SubnetIds": [],
        "Tags": [],
        "VpcEndpointId": answer["VpcEndpointId"],
        "VpcEndpointType": "Gateway",
        "VpcId": ours.vpc_id,
    }
    assert json.loads(answer["PolicyDocument"])["Version"] == "2008-10-17"
    assert shown(ours, answer["VpcEndpointId"]) == answer


def test_a_gateway_endpoint_brings_a_route(ours: Party) -> None:
    """The route to the service's prefix list is created and deleted with the endpoint."""
    table_id = ours.main_table_id()
    endpoint_id = create(ours, RouteTableIds=[table_id])["VpcEndpointId"]
    assert routes(ours, table_id) == [
        {
            "DestinationPrefixListId": LIST,
            "GatewayId": endpoint_id,
            "Origin": "CreateRoute",
            "State": "active",
        }
    ]
    answer = ours.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint_id])
    assert answer["Unsuccessful"] == []
    assert routes(ours, table_id) == []
    assert ours.ec2.describe_vpc_endpoints()["VpcEndpoints"] == []


def test_a_table_has_one_endpoint_for_a_service(ours: Party, refused: Refused) -> None:
    """A second endpoint is rejected, and no table of the call gets a route."""
    table_id, other_id = ours.main_table_id(), ours.new_table()
    create(ours, RouteTableIds=[table_id])
    text = f"route table {table_id} already has a route with destination-prefix-list-id {LIST}"
    with refused("RouteAlreadyExists", text):
        create(ours, RouteTableIds=[other_id, table_id])
    assert routes(ours, other_id) == []
    assert len(ours.ec2.describe_vpc_endpoints()["VpcEndpoints"]) == 1


def test_the_route_of_an_endpoint_goes_with_it_only(ours: Party, refused: Refused) -> None:
    """DeleteRoute and ReplaceRoute reject the route."""
    table_id = ours.main_table_id()
    create(ours, RouteTableIds=[table_id])
    text = f"cannot remove VPC endpoint route {LIST} in route table {table_id}"
    route = {"RouteTableId": table_id, "DestinationPrefixListId": LIST}
    with refused("InvalidParameterValue", text):
        ours.ec2.delete_route(**route)
    gateway_id = ours.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ours.ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours.vpc_id)
    with refused("InvalidParameterValue", text):
        ours.ec2.replace_route(**route, GatewayId=gateway_id)


def test_the_tables_of_an_endpoint_change(ours: Party) -> None:
    """Routes are created and deleted with the associations."""
    one, other = ours.main_table_id(), ours.new_table()
    endpoint_id = create(ours, RouteTableIds=[one])["VpcEndpointId"]
    modify(ours, endpoint_id, AddRouteTableIds=[other], RemoveRouteTableIds=[one])
    assert shown(ours, endpoint_id)["RouteTableIds"] == [other]
    assert (routes(ours, one), len(routes(ours, other))) == ([], 1)
    ours.ec2.delete_route_table(RouteTableId=other)
    assert shown(ours, endpoint_id)["RouteTableIds"] == []
    ours.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint_id])


def test_the_policy_of_an_endpoint_changes(ours: Party, refused: Refused) -> None:
    """The policy must be JSON, and can be reset to full access."""
    endpoint = create(ours, PolicyDocument='{"Statement": []}')
    endpoint_id = endpoint["VpcEndpointId"]
    assert endpoint["PolicyDocument"] == '{"Statement": []}'
    modify(ours, endpoint_id, PolicyDocument='{"Version": "2012-10-17"}')
    assert shown(ours, endpoint_id)["PolicyDocument"] == '{"Version": "2012-10-17"}'
    modify(ours, endpoint_id, ResetPolicy=True)
    assert '"Effect":"Allow"' in shown(ours, endpoint_id)["PolicyDocument"]
    for policy in ("allow", "[]"):
        with refused("InvalidPolicyDocument", "The policy document is invalid."):
            modify(ours, endpoint_id, PolicyDocument=policy)


def test_an_interface_endpoint_has_these_members(ours: Party) -> None:
    """The endpoint is in subnets, and uses the default group unless one is given."""
    subnet_id = ours.new_subnet("10.0.1.0/24")
    answer = interface(ours, SubnetIds=[subnet_id])
    assert answer["State"] == "pending"
    view = shown(ours, answer["VpcEndpointId"])
    assert (view["State"], view["VpcEndpointType"]) == ("available", "Interface")
    assert (view["SubnetIds"], view["IpAddressType"]) == ([subnet_id], "ipv4")
    assert (view["DnsOptions"], view["ServiceRegion"]) == ({"DnsRecordIpType": "ipv4"}, "us-east-1")
    assert [group["GroupName"] for group in view["Groups"]] == ["default"]
    (entry,) = view["DnsEntries"]
    assert entry["DnsName"].startswith(answer["VpcEndpointId"])
    assert entry["DnsName"].endswith(".ec2.us-east-1.vpce.amazonaws.com")


def test_the_subnets_and_groups_of_an_endpoint_change(ours: Party) -> None:
    """One call can add and remove both."""
    one, other = ours.new_subnet("10.0.1.0/24"), ours.new_subnet("10.0.2.0/24")
    group_id = ours.new_group()
    endpoint_id = interface(ours, SubnetIds=[one], SecurityGroupIds=[group_id])["VpcEndpointId"]
    modify(ours, endpoint_id, AddSubnetIds=[other], RemoveSubnetIds=[one])
    view = shown(ours, endpoint_id)
    assert view["SubnetIds"] == [other]
    assert view["Groups"] == [{"GroupId": group_id, "GroupName": "web"}]


def test_an_interface_endpoint_has_network_interfaces(ours: Party, refused: Refused) -> None:
    """Each subnet of the endpoint has an interface with the endpoint's groups."""
    one, other = ours.new_subnet("10.0.1.0/24"), ours.new_subnet("10.0.2.0/24")
    endpoint_id = interface(ours, SubnetIds=[one])["VpcEndpointId"]

    def found() -> list[dict[str, Any]]:
        """Return the interfaces of endpoints."""
        filters = [{"Name": "interface-type", "Values": ["vpc_endpoint"]}]
        return ours.ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]

    (view,) = found()
    interface_id = view["NetworkInterfaceId"]
    assert shown(ours, endpoint_id)["NetworkInterfaceIds"] == [interface_id]
    assert view["Description"] == f"VPC Endpoint Interface {endpoint_id}"
    assert (view["SubnetId"], view["Status"], view["RequesterManaged"]) == (one, "in-use", True)
    assert [group["GroupName"] for group in view["Groups"]] == ["default"]
    with pytest.raises(ClientError, match="in use"):
        ours.ec2.delete_network_interface(NetworkInterfaceId=interface_id)
    group_id = ours.new_group()
    modify(ours, endpoint_id, AddSubnetIds=[other], AddSecurityGroupIds=[group_id])
    assert [each["SubnetId"] for each in found()] == [one, other]
    assert all(len(each["Groups"]) == 2 for each in found())
    modify(ours, endpoint_id, RemoveSubnetIds=[one])
    assert [each["SubnetId"] for each in found()] == [other]
    ours.ec2.delete_subnet(SubnetId=one)
    text = f"The subnet '{other}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_subnet(SubnetId=other)
    ours.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint_id])
    assert found() == []
    ours.ec2.delete_subnet(SubnetId=other)


def test_private_dns_needs_the_attributes_of_the_vpc(ours: Party, refused: Refused) -> None:
    """Private DNS is enabled by default where the attributes allow it."""
    assert interface(ours)["PrivateDnsEnabled"] is False
    text = (
        "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
        f"attributes set to true for {ours.vpc_id}"
    )
    with refused("InvalidParameter", text):
        interface(ours, PrivateDnsEnabled=True)
    ours.ec2.modify_vpc_attribute(VpcId=ours.vpc_id, EnableDnsHostnames={"Value": True})
    assert interface(ours)["PrivateDnsEnabled"] is True


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        (
            {"ServiceName": "com.amazonaws.us-east-1.nothing"},
            "InvalidServiceName",
            "The Vpc Endpoint Service 'com.amazonaws.us-east-1.nothing' does not exist",
        ),
        (
            {"ServiceName": "com.amazonaws.eu-west-1.s3"},
            "InvalidServiceName",
            "The Vpc Endpoint Service 'com.amazonaws.eu-west-1.s3' does not exist",
        ),
        (
            {"ServiceName": EC2},
            "InvalidParameter",
            "Endpoint type (Gateway) does not match available service types ([Interface]).",
        ),
        (
            {"RouteTableIds": ["rtb-1a2b3c4d"], "VpcEndpointType": "Interface"},
            "InvalidParameter",
            TABLES_ONLY,
        ),
        (
            {"SubnetIds": ["subnet-1a2b3c4d"]},
            "InvalidParameter",
            "Subnet IDs are only supported for Interface type VPC Endpoint.",
        ),
        (
            {"RouteTableIds": ["rtb-1a2b3c4d"]},
            "InvalidRouteTableID.NotFound",
            "The routeTable ID 'rtb-1a2b3c4d' does not exist",
        ),
    ],
)
def test_an_endpoint_is_checked(
    ours: Party, refused: Refused, params: dict[str, Any], code: str, message: str
) -> None:
    """The service, the type and the parameters of the type are validated."""
    with refused(code, message):
        create(ours, **params)


def test_an_endpoint_needs_a_service(ours: Party, refused: Refused) -> None:
    """The model does not require the service name, but AWS does."""
    with refused("MissingParameter", "The request must contain the parameter ServiceName"):
        ours.ec2.create_vpc_endpoint(VpcId=ours.vpc_id)


def test_the_parts_of_an_endpoint_are_of_its_vpc(
    ours: Party, neighbour: Party, refused: Refused
) -> None:
    """A route table of another VPC is rejected."""
    table_id = neighbour.main_table_id()
    text = f"{table_id} and {ours.vpc_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        create(ours, RouteTableIds=[table_id])


def test_other_types_are_refused_by_name(ours: Party) -> None:
    """Only gateway and interface endpoints are supported."""
    with pytest.raises(UnsupportedParameterError, match="other than 'Gateway' or 'Interface'"):
        create(ours, VpcEndpointType="GatewayLoadBalancer")


def test_a_modified_endpoint_keeps_its_type(ours: Party, refused: Refused) -> None:
    """Parameters for another type are rejected."""
    endpoint_id = interface(ours)["VpcEndpointId"]
    with refused("InvalidParameter", TABLES_ONLY):
        modify(ours, endpoint_id, AddRouteTableIds=[ours.main_table_id()])


def test_the_same_token_makes_one_endpoint(ours: Party) -> None:
    """Repeating a token returns the same endpoint, with one route."""
    given = {"ClientToken": "once", "RouteTableIds": [ours.main_table_id()]}
    assert create(ours, **given) == create(ours, **given)


@pytest.mark.parametrize("make", [create, interface])
def test_an_endpoint_keeps_a_vpc(ours: Party, refused: Refused, make: Any) -> None:  # noqa: ANN401  # one of this module's functions
    """The VPC can be deleted after the endpoint."""
    endpoint_id = make(ours)["VpcEndpointId"]
    text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    ours.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint_id])
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)


def test_what_cannot_be_deleted_is_named(ours: Party) -> None:
    """The other endpoints are deleted."""
    endpoint_id = create(ours)["VpcEndpointId"]
    answer = ours.ec2.delete_vpc_endpoints(VpcEndpointIds=[UNKNOWN, endpoint_id])
    assert answer["Unsuccessful"] == [
        {
            "Error": {
                "Code": "InvalidVpcEndpointId.NotFound",
                "Message": f"The Vpc Endpoint Id '{UNKNOWN}' does not exist",
            },
            "ResourceId": UNKNOWN,
        }
    ]
    assert ours.ec2.describe_vpc_endpoints()["VpcEndpoints"] == []


@pytest.mark.parametrize(
    ("ids", "code", "message"),
    [
        (
            [UNKNOWN],
            "InvalidVpcEndpointId.NotFound",
            f"The Vpc Endpoint Id '{UNKNOWN}' does not exist",
        ),
        (
            [UNKNOWN, "vpce-1a2b3c4d"],
            "InvalidVpcEndpointId.NotFound",
            f"The Vpc Endpoint Ids '{UNKNOWN}, vpce-1a2b3c4d' do not exist",
        ),
        (["vpce"], "InvalidVpcEndpointId.Malformed", 'Invalid id: "vpce" (expecting "vpce-...")'),
    ],
)
def test_an_unknown_endpoint_is_not_found(
    ours: Party, refused: Refused, ids: list[str], code: str, message: str
) -> None:
    """Describe returns an error."""
    with refused(code, message):
        ours.ec2.describe_vpc_endpoints(VpcEndpointIds=ids)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service-name", "*.s3"),
        ("vpc-endpoint-type", "Gateway"),
        ("vpc-endpoint-state", "available"),
        ("tag:Name", "storage"),
    ],
)
def test_endpoints_are_found_by_their_members(ours: Party, name: str, value: str) -> None:
    """Filters distinguish the endpoints of a VPC."""
    tags = [{"Key": "Name", "Value": "storage"}]
    specification = {"ResourceType": "vpc-endpoint", "Tags": tags}
    endpoint_id = create(ours, TagSpecifications=[specification])["VpcEndpointId"]
    filters = [{"Name": name, "Values": [value]}, {"Name": "vpc-id", "Values": [ours.vpc_id]}]
    answer = ours.ec2.describe_vpc_endpoints(Filters=filters)
    assert [view["VpcEndpointId"] for view in answer["VpcEndpoints"]] == [endpoint_id]


def test_an_interface_endpoint_takes_as_long_as_it_settles() -> None:
    """Both creation and deletion take the configured number of Describes."""
    with mock_peering(settle=Settle(describes=2)) as aws:
        ec2 = aws.account("123456789012").client("ec2")
        vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        made = ec2.create_vpc_endpoint(VpcId=vpc_id, ServiceName=EC2, VpcEndpointType="Interface")
        endpoint_id = made["VpcEndpoint"]["VpcEndpointId"]

        def states(count: int) -> list[str]:
            """Return the states of so many Describes."""
            answers = [ec2.describe_vpc_endpoints()["VpcEndpoints"] for _ in range(count)]
            return [view["State"] for answer in answers for view in answer]

        assert states(2) == ["pending", "available"]
        for _ in range(2):
            ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint_id])
        assert states(3) == ["deleting"]
