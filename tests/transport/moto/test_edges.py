"""Edge cases of reading, calling and amending moto."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import boto3
import pytest
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws
from moto.core.models import botocore_stubber

from peermock import NetworkNotRestoredError, NotMockedError, PeeringMock, mock_peering
from peermock._domain.identity import Place
from peermock._domain.security import GroupReference
from peermock._domain.subnet import SUBNET
from peermock._domain.targets import GatewayTarget
from peermock._transport import addresses
from peermock._transport.moto import answers, stacks, values
from tests.transport.moto.network import Network, pair

HERE = Place("123456789012", "us-east-1")
REFERENCE = GroupReference("222222222222", "sg-1a2b3c4d", "vpc-1a2b3c4d", "pcx-1a2b3c4d")


def test_pairs_of_one_group_are_equal_and_can_be_copied() -> None:
    """Only the group's ID counts."""
    described = values.PeerPair(REFERENCE, "web")
    assert described == values.PeerPair(REFERENCE)
    assert described == {"GroupId": "sg-1a2b3c4d"}
    assert described != {"GroupId": "sg-0a2b3c4d"}
    assert copy.deepcopy(described).reference == REFERENCE
    assert copy.deepcopy(described)["Description"] == "web"


@dataclass(frozen=True)
class MotoRule:
    """A rule as in moto 5.1.0, whose sources are lists."""

    ip_ranges: Sequence[Mapping[str, str]]
    source_groups: Sequence[Mapping[str, str]]
    id: str = "sgr-1a2b3c4d"
    is_egress: bool = False
    ip_protocol: str = "-1"
    from_port: None = None
    to_port: None = None


@dataclass(frozen=True)
class MotoGroup:
    """A group of moto's."""

    ingress_rules: Sequence[MotoRule]
    egress_rules: Sequence[MotoRule] = ()
    id: str = "sg-1a2b3c4d"
    vpc_id: str = "vpc-1a2b3c4d"
    name: str = "web"
    description: str = "web"


@dataclass(frozen=True)
class MotoRoute:
    """A route of moto's, to an endpoint or to nothing that peermock knows."""

    vpc_endpoint_id: str | None
    vpc_pcx: None = None
    gateway: None = None
    nat_gateway: None = None
    egress_only_igw: None = None
    interface: None = None
    instance: None = None
    transit_gateway: None = None
    carrier_gateway: None = None
    local: bool = False
    destination_cidr_block: None = None
    destination_ipv6_cidr_block: None = None
    destination_prefix_list: None = None


def test_a_rule_of_several_sources_is_several_rules() -> None:
    """Each source gets its own rule ID; a group given by name only is skipped."""
    found = values.group_from(
        MotoGroup(
            [
                MotoRule(
                    ip_ranges=[{"CidrIp": "10.0.0.1/16"}, {"CidrIpv6": "2001:db8::/56"}],
                    source_groups=[{"GroupId": "sg-1a2b3c4d"}, {"GroupName": "web"}],
                )
            ],
        ),
        HERE,
    )
    assert [each.id for each in found.rules] == [
        "sgr-1a2b3c4d",
        "sgr-1a2b3c4d.1",
        "sgr-1a2b3c4d.2",
    ]
    assert found.rules[0].traffic.cidr_block == "10.0.0.0/16"


@pytest.mark.parametrize("endpoint", ["vpce-1a2b3c4d", None])
def test_a_route_to_an_endpoint(endpoint: str | None) -> None:
    """A route to an endpoint is read, and one to an unknown target too."""
    assert values.route_from(MotoRoute(endpoint)).target == GatewayTarget(endpoint or "")


@pytest.mark.parametrize("state", ["associated", {"state": "associated"}, {"State": "associated"}])
def test_states_have_three_forms(state: object) -> None:
    """The form depends on moto's version."""
    assert values._state(state) == "associated"


@pytest.mark.parametrize(
    ("host", "is_local"),
    [("0.0.0.0", True), ("::1", True), ("10.0.0.1", False), ("s3", False), ("x.localhost", True)],  # noqa: S104  # what moto's server listens at
)
def test_which_hosts_are_this_machine(host: str, is_local: bool) -> None:
    """A host is local by its address or by a reserved name."""
    assert addresses.is_local(host) is is_local


def test_a_document_without_a_namespace_stays_without() -> None:
    """The document is written as it was read."""
    assert answers._Document("<a><b>1</b></a>").write() == "<a><b>1</b></a>"


def test_groups_of_both_kinds_in_one_answer(network: Network) -> None:
    """Only pairs that name a peer's group are amended."""
    network.peer()
    one, other = network.group(network.ours), network.group(network.ours, "db")
    theirs = network.group(network.theirs)
    for port, group_id in ((443, other), (5432, theirs)):
        permissions = [{**each, "FromPort": port, "ToPort": port} for each in pair(group_id)]
        network.ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=permissions)
    group = network.ec2.describe_security_groups(GroupIds=[one])["SecurityGroups"][0]
    pairs = [each for p in group["IpPermissions"] for each in p["UserIdGroupPairs"]]
    assert ["VpcId" in each for each in pairs] == [False, True]
    found = network.ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [one]}]
    )["SecurityGroupRules"]
    assert sum("PeeringStatus" in r.get("ReferencedGroupInfo", {}) for r in found) == 1


def test_a_group_of_the_default_vpc_by_name(network: Network) -> None:
    """Looking up a group by name is left to moto."""
    network.peer()
    made = network.ec2.create_security_group(GroupName="old", Description="old")
    named = [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupName": "old"}]}]
    assert network.ec2.authorize_security_group_ingress(
        GroupId=made["GroupId"], IpPermissions=named
    )


def test_other_tags_and_routes_are_motos(aws: PeeringMock, network: Network) -> None:
    """Tags of a VPC and routes to gateways are left to moto."""
    tags = {"Resources": [network.ours], "Tags": [{"Key": "a", "Value": "1"}]}
    network.ec2.create_tags(**tags)
    snapshot = aws.snapshot()
    gateways = []
    for _ in range(2):
        made = network.ec2.create_internet_gateway()["InternetGateway"]
        gateways.append(made["InternetGatewayId"])
    network.ec2.attach_internet_gateway(InternetGatewayId=gateways[0], VpcId=network.ours)
    asked = {"RouteTableId": network.table(), "DestinationCidrBlock": "0.0.0.0/0"}
    network.ec2.create_route(GatewayId=gateways[0], **asked)
    network.ec2.replace_route(GatewayId=gateways[1], **asked)
    network.ec2.delete_tags(**tags)
    with pytest.raises(NetworkNotRestoredError):
        aws.restore(snapshot)


def test_lists_are_read_from_a_position(network: Network) -> None:
    """Lists can start at a position, and skip resources without tags."""
    network.ec2.create_tags(Resources=[network.ours], Tags=[{"Key": "a", "Value": "1"}])
    network.ec2.create_tags(Resources=[network.theirs], Tags=[{"Key": "a", "Value": "1"}])
    network.ec2.delete_tags(Resources=[network.ours], Tags=[{"Key": "a"}])
    with network.aws._lifecycle.gateway.held() as world:
        at = world.network.at(HERE)
        assert next(each for each, _ in at.of(SUBNET).scan(2)) == 2
        assert [resource_id for _, resource_id, _ in at.tagged(0)] == [network.theirs]
        assert list(at.tagged(2)) == []


def test_what_moto_does_not_know_is_refused(aws: PeeringMock) -> None:
    """A custom host of a service that moto has is refused."""
    ssm = boto3.client("ssm", "us-east-1", endpoint_url="https://ssm.example.com")
    with pytest.raises(NotMockedError, match="ssm:DescribeParameters"):
        ssm.describe_parameters()


def test_this_machine_stays_reachable(aws: PeeringMock) -> None:
    """A service at a local port belongs to neither mock."""
    ssm = boto3.client(
        "ssm",
        "us-east-1",
        endpoint_url="http://127.0.0.1:9",
        config=Config(retries={"max_attempts": 0}),
    )
    with pytest.raises(EndpointConnectionError):
        ssm.describe_parameters()


def test_a_request_without_a_client(aws: PeeringMock) -> None:
    """A request passed to moto's hook directly is answered and logged."""
    request = AWSRequest(
        "POST",
        "https://sts.us-east-1.amazonaws.com/",
        data={"Action": "GetCallerIdentity", "Version": "2011-06-15"},
    )
    answer = botocore_stubber("before-send.sts.GetCallerIdentity", request.prepare())
    assert answer is not None
    assert aws.calls[-1].operation_name == "GetCallerIdentity"


def test_a_stack_that_is_deleted_after_the_mock(network: Network) -> None:
    """Deleting the stack finds no connection to delete."""
    with mock_peering(isolated=True):
        stacks.delete_for_stack("pcx-1a2b3c4d", *HERE)


def test_only_the_world_on_motos_network_begins_again() -> None:
    """When moto ends within an isolated mock, the outer mock keeps its resources."""
    with mock_peering() as outer:
        ours = outer.vpc("10.0.0.0/16")
        with mock_peering(isolated=True) as inner, mock_aws():
            inner.vpc("10.1.0.0/16")
        assert ours.view["VpcId"] == ours.id


def test_a_disassociated_range_is_not_shown(network: Network) -> None:
    """A connection does not show a CIDR block that moto lists as disassociated."""
    added = network.ec2.associate_vpc_cidr_block(VpcId=network.ours, CidrBlock="10.8.0.0/16")
    association_id = added["CidrBlockAssociation"]["AssociationId"]
    network.ec2.disassociate_vpc_cidr_block(AssociationId=association_id)
    network.peer()
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    blocks = found["RequesterVpcInfo"]["CidrBlockSet"]
    assert [each["CidrBlock"] for each in blocks] == ["10.0.0.0/16"]
