"""What real clients send to every operation, and a small world in which it means something."""

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

from peermock import mock_peering
from peermock._http import HttpRequest
from peermock.domain.errors import AwsError
from peermock.domain.ids import IdSource
from peermock.domain.world import World
from peermock.gateway import Gateway
from peermock.operations import OPERATIONS
from peermock.protocol import operation_model
from peermock.protocol.regions import region_names
from peermock.transport.botocore_hook import read_body

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
"""Values of parameters by name, beside the IDs of what there is."""


class Sent(dict[str, list[HttpRequest]]):
    """Requests by operation, too many to be shown when a test fails."""

    def __repr__(self) -> str:
        return f"<{sum(map(len, self.values()))} requests>"


@pytest.fixture(scope="session")
def make_gateway() -> Callable[[], Gateway]:
    """A maker of gateways to empty worlds, which make the IDs that a mock makes."""

    def make(seed: int = 0) -> Gateway:
        return Gateway(World(ids=IdSource(seed), region_names=region_names), ACCOUNT)

    return make


@pytest.fixture(scope="session")
def codes() -> dict[str, set[int]]:
    """The codes of AWS's that there are, which are those of the reference, with their statuses."""
    found: dict[str, set[int]] = {}

    def look(base: type[AwsError]) -> None:
        for each in base.__subclasses__():
            if each.__module__.startswith("peermock.domain.") and hasattr(each, "code"):
                found.setdefault(each.code, set()).add(each.status)
            look(each)

    look(AwsError)
    return found


@pytest.fixture(scope="session")
def sent() -> Sent:
    """For each operation what boto3 sends: the least that it takes, all, and each with the least.

    Under the empty name is what makes the world in which the IDs of these requests are known.
    """
    recorded: list[AWSPreparedRequest] = []
    with mock_peering():
        clients = {name: _client(name, recorded) for name in OPERATIONS}
        texts = _make_world(clients["ec2"])
        found = Sent({"": [_as_http("ec2", each) for each in recorded]})
        for service_name, operations in OPERATIONS.items():
            for name in operations:
                recorded.clear()
                for params in _parameters(service_name, name, texts):
                    with suppress(ClientError):
                        getattr(clients[service_name], xform_name(name))(**params)
                found[name] = [_as_http(service_name, each) for each in recorded]
    return found


def _client(service_name: str, recorded: list[AWSPreparedRequest]) -> BaseClient:
    """Return a client whose requests are recorded on their way to the mock."""
    config = Config(parameter_validation=False)
    client = boto3.client(service_name, REGION, config=config)
    client.meta.events.register_first("before-send", lambda request, **_: recorded.append(request))
    return client


def _make_world(ec2: BaseClient) -> dict[str, str]:
    """Make one of each thing, and return the texts of parameters with their IDs."""
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
    ec2.create_tags(Resources=[peering_id, ours, subnet_id, table_id, group_id], Tags=tags)
    return TEXTS | {
        "AssociationId": associated["AssociationId"],
        **dict.fromkeys(["GroupId", "GroupIds"], group_id),
        "PeerVpcId": theirs,
        **dict.fromkeys(["RouteTableId", "RouteTableIds"], table_id),
        "SecurityGroupRuleIds": rules[0]["SecurityGroupRuleId"],
        **dict.fromkeys(["SubnetId", "SubnetIds"], subnet_id),
        **dict.fromkeys(["Resources", "Values", "VpcId", "VpcIds"], ours),
        **dict.fromkeys(["VpcPeeringConnectionId", "VpcPeeringConnectionIds"], peering_id),
    }


def _parameters(
    service_name: str, operation_name: str, texts: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Yield parameters of an operation: the least, the least with each other one, and all."""
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
    """Yield the wanted members of a structure; of a wanted structure all of them."""
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


def _as_http(service_name: str, request: AWSPreparedRequest) -> HttpRequest:
    return HttpRequest(
        service_name=service_name,
        method=request.method,
        url=request.url,
        headers=dict(request.headers),
        body=read_body(request.body),
    )
