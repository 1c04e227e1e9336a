"""Answers of peermock about one of each thing, to compare the members of recordings with."""

from contextlib import suppress
from typing import Any

from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import UnsupportedOperationError, UnsupportedParameterError, mock_peering

OURS, OTHER = "123456789012", "222222222222"
TAGS = [{"Key": "Name", "Value": "specimen"}]
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}


class Recorder:
    """A client whose answers are kept.

    Attributes:
        answers: The answers, by the names of operations.
    """

    def __init__(self, client: BaseClient, answers: dict[str, list[dict[str, Any]]]) -> None:
        self._client = client
        self.answers = answers

    def call(self, operation: str, **params: object) -> dict[str, Any]:
        """Call an operation, keep its answer and return it."""
        answer: dict[str, Any] = getattr(self._client, xform_name(operation))(**params)
        self.answers.setdefault(operation, []).append(answer)
        return answer

    def describe(self) -> None:
        """Call every Describe operation that needs no parameters and that peermock has."""
        for operation in self._client.meta.service_model.operation_names:
            shape = self._client.meta.service_model.operation_model(operation).input_shape
            if operation.startswith("Describe") and not (shape and shape.required_members):
                with suppress(UnsupportedOperationError, UnsupportedParameterError, ClientError):
                    self.call(operation)


def tagged(kind: str) -> dict[str, object]:
    """Return the parameter that gives a resource its tags."""
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": TAGS}]}


def answers() -> dict[str, list[dict[str, Any]]]:
    """Return peermock's answers about one of each thing, to both parties of a connection."""
    found: dict[str, list[dict[str, Any]]] = {}
    with mock_peering() as aws:
        ours, theirs = (
            Recorder(aws.account(each).client("ec2", "us-east-1"), found) for each in (OURS, OTHER)
        )
        ours.describe()  # what an account has without having made it
        build(ours, theirs)
        ours.describe()
    return found


def build(ours: Recorder, theirs: Recorder) -> None:
    """Make a network, peer it, and let a group of the peer in that is later stale."""
    vpc_id = ours.call("CreateVpc", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ours.call(
        "CreateVpc", CidrBlock="10.2.0.0/16", AmazonProvidedIpv6CidrBlock=True, **tagged("vpc")
    )
    peer_id = theirs.call("CreateVpc", CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    peering_id = connect(ours, theirs, vpc_id, peer_id)
    network(ours, vpc_id, peering_id)
    refer(ours, theirs, vpc_id, peer_id)
    for each in (ours, theirs):
        each.describe()
    ours.call("DeleteVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
    ours.call("DescribeStaleSecurityGroups", VpcId=vpc_id)


def refer(ours: Recorder, theirs: Recorder, vpc_id: str, peer_id: str) -> None:
    """Make groups on both sides that let each other in."""
    group = {"GroupName": "db", "Description": "specimen"}
    group_id = ours.call("CreateSecurityGroup", **group, VpcId=vpc_id)["GroupId"]
    peer_group = theirs.call("CreateSecurityGroup", **group, VpcId=peer_id)["GroupId"]
    ours.call(
        "CreateSecurityGroup",
        GroupName="web",
        Description="specimen",
        VpcId=vpc_id,
        **tagged("security-group"),
    )
    world = {"IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "a"}, {"CidrIp": "11.0.0.0/8"}]}
    pairs = {"UserIdGroupPairs": [{"GroupId": group_id}, {"UserId": OTHER, "GroupId": peer_group}]}
    back = {"UserIdGroupPairs": [{"UserId": OURS, "GroupId": group_id}]}
    for party, at, permission in ((ours, group_id, pairs), (theirs, peer_group, back)):
        for direction in ("Ingress", "Egress"):
            party.call(
                f"AuthorizeSecurityGroup{direction}",
                GroupId=at,
                IpPermissions=[HTTPS | permission, HTTPS | world],
            )
    theirs.call("DescribeSecurityGroupReferences", GroupId=[peer_group])


def connect(ours: Recorder, theirs: Recorder, vpc_id: str, peer_id: str) -> str:
    """Make a connection that is described, accepted and described again; return its ID."""
    params = {"VpcId": vpc_id, "PeerVpcId": peer_id, "PeerOwnerId": OTHER}
    made = ours.call("CreateVpcPeeringConnection", **params)["VpcPeeringConnection"]
    ours.describe()
    named = {"VpcPeeringConnectionId": made["VpcPeeringConnectionId"]}
    theirs.call("AcceptVpcPeeringConnection", **named)
    return made["VpcPeeringConnectionId"]


def network(ours: Recorder, vpc_id: str, peering_id: str) -> None:
    """Make subnets, and a route table that leads to the peer."""
    subnet = {"VpcId": vpc_id, "CidrBlock": "10.0.1.0/24"}
    subnet_id = ours.call("CreateSubnet", **subnet)["Subnet"]["SubnetId"]
    ours.call("CreateSubnet", **subnet | {"CidrBlock": "10.0.2.0/24"}, **tagged("subnet"))
    table_id = ours.call("CreateRouteTable", VpcId=vpc_id)["RouteTable"]["RouteTableId"]
    ours.call("AssociateRouteTable", RouteTableId=table_id, SubnetId=subnet_id)
    targets = {"VpcPeeringConnectionId": peering_id} | gateways(ours, vpc_id, subnet_id)
    for number, (name, target) in enumerate(targets.items(), 1):
        ours.call(
            "CreateRoute",
            RouteTableId=table_id,
            DestinationCidrBlock=f"10.{number}.0.0/16",
            **{name: target},
        )
    ours.call(
        "CreateVpcEndpoint",
        VpcId=vpc_id,
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=[table_id],
    )


def gateways(ours: Recorder, vpc_id: str, subnet_id: str) -> dict[str, str]:
    """Make what routes may lead to, and return the parameters of CreateRoute for them."""
    gateway = ours.call("CreateInternetGateway")["InternetGateway"]["InternetGatewayId"]
    ours.call("CreateInternetGateway", **tagged("internet-gateway"))
    ours.call("AttachInternetGateway", InternetGatewayId=gateway, VpcId=vpc_id)
    ours.call("AllocateAddress", Domain="vpc")
    ours.describe()  # while the gateway of NAT is pending, and the address is nobody's
    nat = {}
    for tags in ({}, tagged("natgateway")):
        address = ours.call("AllocateAddress", Domain="vpc", **tagged("elastic-ip"))
        nat = ours.call(
            "CreateNatGateway", SubnetId=subnet_id, AllocationId=address["AllocationId"], **tags
        )["NatGateway"]
    interface = ours.call("CreateNetworkInterface", SubnetId=subnet_id)["NetworkInterface"]
    ours.call("CreateNetworkInterface", SubnetId=subnet_id, **tagged("network-interface"))
    ours.call(
        "CreateManagedPrefixList",
        PrefixListName="x",
        MaxEntries=1,
        AddressFamily="IPv4",
        **tagged("prefix-list"),
    )
    ours.call(
        "CreateVpcEndpoint",
        VpcId=vpc_id,
        ServiceName="com.amazonaws.us-east-1.ec2",
        VpcEndpointType="Interface",
        SubnetIds=[subnet_id],
    )
    return {
        "GatewayId": gateway,
        "NatGatewayId": nat["NatGatewayId"],
        "NetworkInterfaceId": interface["NetworkInterfaceId"],
    }
