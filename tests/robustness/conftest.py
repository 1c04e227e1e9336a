"""Real clients' requests for every operation, and a small world for them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import boto3
import pytest
from botocore import xform_name
from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.model import ListShape, Shape, StructureShape

from peermock import UnsupportedParameterError, mock_peering
from peermock._domain.errors import AwsError
from peermock._domain.ids import IdSource
from peermock._domain.world import World
from peermock._gateway import Gateway
from peermock._gateway.http import HttpRequest
from peermock._operations import OPERATIONS
from peermock._protocol import operation_model
from peermock._protocol.regions import regions
from peermock._transport.inprocess.botocore_hook import read_body

ACCOUNT, OTHER = "123456789012", "222222222222"
REGION = "us-east-1"
TEXTS = {
    "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
    "Attribute": "enableDnsSupport",
    "CidrBlock": "10.0.1.0/24",
    "CidrIp": "10.0.0.0/8",
    "CidrIpv6": "2001:db8::/56",
    "ClientToken": "once",
    "DestinationCidrBlock": "10.1.0.0/16",
    "DestinationIpv6CidrBlock": "2001:db8:1::/56",
    "GroupName": "web",
    "InstanceTenancy": "default",
    "IpProtocol": "tcp",
    "Ipv6CidrBlock": "2001:db8:2::/56",
    "Key": "Name",
    "Name": "vpc-id",
    "PeerOwnerId": ACCOUNT,
    "PeerRegion": REGION,
    "RegionNames": REGION,
    "RoleArn": f"arn:aws:iam::{OTHER}:role/peering/accepter",
    "RoleSessionName": "session",
    "UserId": ACCOUNT,
    "Value": "a & b <c> é",
    "ZoneIds": "use1-az1",
    "ZoneNames": "us-east-1a",
}
"""Values of parameters by name, in addition to the IDs of existing resources."""


class Sent(dict[str, list[HttpRequest]]):
    """Requests by operation, with a short `repr` for failing tests."""

    def __repr__(self) -> str:
        return f"<{sum(map(len, self.values()))} requests>"


@pytest.fixture(scope="session")
def make_gateway() -> Callable[[], Gateway]:
    """Return a function that makes gateways to empty worlds, which generate a mock's IDs."""

    def make(seed: int = 0) -> Gateway:
        return Gateway(World(ids=IdSource(seed), regions=regions), ACCOUNT)

    return make


@pytest.fixture(scope="session")
def codes() -> dict[str, set[int]]:
    """All AWS error codes of the reference, with their statuses."""
    found: dict[str, set[int]] = {}

    def look(base: type[AwsError]) -> None:
        for each in base.__subclasses__():
            if each.__module__.startswith("peermock._domain.") and hasattr(each, "code"):
                found.setdefault(each.code, set()).add(each.status)
            look(each)

    look(AwsError)
    return found


@pytest.fixture(scope="session")
def sent() -> Sent:
    """The requests that boto3 sends for each operation, from the minimum to all parameters.

    The empty name has the requests that create the resources whose IDs appear in the others.
    """
    recorded: list[AWSPreparedRequest] = []
    with mock_peering():
        clients = {name: _client(name, recorded) for name in OPERATIONS}
        texts = _make_world(clients["ec2"])
        found = Sent({"": [_as_http(each) for each in recorded]})
        for service_name, operations in OPERATIONS.items():
            for name in operations:
                recorded.clear()
                for params in _parameters(service_name, name, texts):
                    with suppress(ClientError, UnsupportedParameterError):
                        getattr(clients[service_name], xform_name(name))(**params)
                found[name] = [_as_http(each) for each in recorded]
    return found


def _client(service_name: str, recorded: list[AWSPreparedRequest]) -> BaseClient:
    """Return a client whose requests are recorded."""
    config = Config(parameter_validation=False)
    client = boto3.client(service_name, REGION, config=config)
    client.meta.events.register_first("before-send", lambda request, **_: recorded.append(request))
    return client


def _make_world(ec2: BaseClient) -> dict[str, str]:
    """Create one of each resource, and return parameter values with their IDs."""
    tags = [{"Key": "Name", "Value": "ours"}]
    ours, theirs = (
        ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16")
    )
    asked = ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    peering_id = asked["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    group_id = ec2.create_security_group(GroupName="db", Description="db", VpcId=ours)["GroupId"]
    rules = ec2.describe_security_group_rules()["SecurityGroupRules"]
    table_id = ec2.create_route_table(VpcId=ours, ClientToken="x")["RouteTable"]["RouteTableId"]
    subnet_id = ec2.create_subnet(VpcId=ours, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    associated = ec2.associate_route_table(RouteTableId=table_id, SubnetId=subnet_id)
    gateway_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=ours)
    egress_only = ec2.create_egress_only_internet_gateway(VpcId=ours)["EgressOnlyInternetGateway"]
    allocation_id = ec2.allocate_address()["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation_id)["NatGateway"]
    made = ec2.create_network_interface(SubnetId=subnet_id)["NetworkInterface"]
    listed = ec2.create_managed_prefix_list(
        PrefixListName="ours", MaxEntries=5, AddressFamily="IPv4"
    )["PrefixList"]
    endpoint = ec2.create_vpc_endpoint(
        VpcId=ours, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table_id]
    )["VpcEndpoint"]
    (log_id,) = ec2.create_flow_logs(
        ResourceIds=[ours],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::logs",
    )["FlowLogIds"]
    options_id = ec2.describe_dhcp_options()["DhcpOptions"][0]["DhcpOptionsId"]
    (acl, *_) = ec2.describe_network_acls()["NetworkAcls"]
    ec2.create_tags(Resources=[peering_id, ours, subnet_id, table_id, group_id], Tags=tags)
    return TEXTS | {
        **dict.fromkeys(["AllocationId", "AllocationIds"], allocation_id),
        "AssociationId": associated["AssociationId"],
        **dict.fromkeys(
            ["EgressOnlyInternetGatewayId", "EgressOnlyInternetGatewayIds"],
            egress_only["EgressOnlyInternetGatewayId"],
        ),
        **dict.fromkeys(["DhcpOptionsId", "DhcpOptionsIds"], options_id),
        "FlowLogIds": log_id,
        **dict.fromkeys(["GroupId", "GroupIds"], group_id),
        **dict.fromkeys(["GatewayId", "InternetGatewayId", "InternetGatewayIds"], gateway_id),
        **dict.fromkeys(["NatGatewayId", "NatGatewayIds"], nat["NatGatewayId"]),
        **dict.fromkeys(["NetworkAclId", "NetworkAclIds"], acl["NetworkAclId"]),
        **dict.fromkeys(["NetworkInterfaceId", "NetworkInterfaceIds"], made["NetworkInterfaceId"]),
        "PeerVpcId": theirs,
        **dict.fromkeys(["PrefixListId", "PrefixListIds"], listed["PrefixListId"]),
        **dict.fromkeys(["RouteTableId", "RouteTableIds"], table_id),
        "SecurityGroupRuleIds": rules[0]["SecurityGroupRuleId"],
        **dict.fromkeys(["SubnetId", "SubnetIds"], subnet_id),
        **dict.fromkeys(["Resources", "Values", "VpcId", "VpcIds"], ours),
        **dict.fromkeys(["VpcEndpointId", "VpcEndpointIds"], endpoint["VpcEndpointId"]),
        **dict.fromkeys(["VpcPeeringConnectionId", "VpcPeeringConnectionIds"], peering_id),
    }


def _parameters(
    service_name: str, operation_name: str, texts: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Yield parameters of an operation: the minimum, the minimum with each other one, and all."""
    shape = operation_model(service_name, operation_name).input_shape
    if shape is None:
        yield {}
        return
    kind = xform_name(operation_name, "-").removeprefix("create-")
    honours = OPERATIONS[service_name][operation_name].honours
    everything = dict(_members(shape, "", honours, texts | {"ResourceType": kind}))
    least = {
        name: everything[name]
        for name in (*shape.required_members, "ClientToken")
        if name in everything
    }
    yield least
    for name in [each for each in everything if each not in least]:
        yield least | {name: everything[name]}
    yield everything


def _members(
    shape: StructureShape, path: str, wanted: Sequence[str], texts: dict[str, str]
) -> Iterator[tuple[str, object]]:
    """Yield the selected members of a structure; a selected structure has all of its members."""
    for name, member in shape.members.items():
        inner = f"{path}.{name}".lstrip(".")
        if path in wanted:
            yield name, _value(member, inner, [inner], texts)
        elif any(f"{each}.".startswith(f"{inner}.") for each in wanted):
            yield name, _value(member, inner, wanted, texts)


def _value(shape: Shape, path: str, wanted: Sequence[str], texts: dict[str, str]) -> object:
    if isinstance(shape, StructureShape):
        return dict(_members(shape, path, wanted, texts))
    if isinstance(shape, ListShape):
        return [_value(shape.member, path, wanted, texts)]
    scalars = {"boolean": True, "integer": 900}
    return scalars.get(shape.type_name, texts.get(path.rpartition(".")[2], "x"))


def _as_http(request: AWSPreparedRequest) -> HttpRequest:
    return HttpRequest(
        method=request.method,
        url=request.url,
        headers=dict(request.headers),
        body=read_body(request.body),
    )
