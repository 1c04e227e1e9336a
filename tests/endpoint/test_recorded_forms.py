"""Requests in the form that Terraform, OpenTofu and PowerShell send them.

No registry has these programs, so their requests are played: the headers, their spelling and the
order of the parameters are those of the AWS SDK for Go v2 in Terraform's provider, as its logs show
them (hashicorp/terraform-provider-aws#33936, #46011), and of the AWS SDK for .NET in the Tools for
PowerShell. OpenTofu runs the same provider.
"""

import re
import uuid
from collections.abc import Callable, Mapping

import pytest

from peermock import Endpoint, PeeringMock
from tests.endpoint.conftest import THEIRS
from tests.transport.server.wire import Client

TERRAFORM = (
    "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/"
    "5.75.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.3 "
    "os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.187.0"
)
POWERSHELL = (
    "AWSPowerShell.Common/4.1.700 .NET_Runtime/8.0 .NET_Framework/8.0 OS/Linux "
    "PowerShellCore/7.4.6 aws-sdk-dotnet-coreclr/3.7.500.20 ClientAsync"
)

Play = Callable[..., str]


def head_of_go(host: str, body: str, key: str, region: str) -> list[str]:
    """Return the head of a request of Terraform's provider."""
    return [
        "POST / HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: {TERRAFORM}",
        f"Content-Length: {len(body)}",
        f"Amz-Sdk-Invocation-Id: {uuid.uuid4()}",
        "Amz-Sdk-Request: attempt=1; max=25",
        (
            f"Authorization: AWS4-HMAC-SHA256 Credential={key}/20261013/{region}/ec2/aws4_request, "
            "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;"
            f"x-amz-date;x-amz-security-token, Signature={'0' * 64}"
        ),
        "Content-Type: application/x-www-form-urlencoded",
        "X-Amz-Date: 20261013T193019Z",
        "X-Amz-Security-Token: peermock",
        "Accept-Encoding: gzip",
    ]


def head_of_dotnet(host: str, body: str, key: str, region: str) -> list[str]:
    """Return the head of a request of the Tools for PowerShell."""
    return [
        "POST / HTTP/1.1",
        f"Host: {host}",
        f"amz-sdk-invocation-id: {uuid.uuid4()}",
        "amz-sdk-request: attempt=1; max=5",
        f"User-Agent: {POWERSHELL}",
        "X-Amz-Security-Token: peermock",
        "X-Amz-Date: 20261013T193019Z",
        f"X-Amz-Content-SHA256: {'0' * 64}",
        (
            f"Authorization: AWS4-HMAC-SHA256 Credential={key}/20261013/{region}/ec2/aws4_request, "
            "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-type;host;user-agent;"
            f"x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature={'0' * 64}"
        ),
        "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
        f"Content-Length: {len(body)}",
    ]


@pytest.fixture(params=[head_of_go, head_of_dotnet], ids=["terraform", "powershell"])
def head(request: pytest.FixtureRequest) -> Callable[[str, str, str, str], list[str]]:
    """Return a function that writes the head of a request in the form of a program."""
    return request.param


@pytest.fixture
def play(endpoint: Endpoint, head: Callable[[str, str, str, str], list[str]]) -> Play:
    """Return a function that sends a request body as an account, and returns the result."""
    host = endpoint.url.removeprefix("http://")

    def played(body: str, account_id: str = "123456789012", region: str = "us-east-1") -> str:
        key = endpoint.environment(account_id)["AWS_ACCESS_KEY_ID"]
        client = Client(endpoint.port)
        client.send("\r\n".join([*head(host, body, key, region), "", body]).encode())
        answer = client.read()
        client.close()
        assert answer.status == 200, f"{body}\n{answer.text}"
        return answer.text

    return played


def value(text: str, member: str) -> str:
    """Return the first value of a member of a response."""
    found = re.search(rf"<{member}>([^<]*)</{member}>", text)
    assert found, f"{member} in {text}"
    return found[1]


VERSION = "Version=2016-11-15"


def test_the_course_of_a_plan(play: Play, peering: PeeringMock) -> None:
    """Terraform creates two VPCs, a connection with its acceptance and options, and a route.

    The order is that of `terraform apply`: each resource is read after it was created, and each VPC
    with its attributes, network ACL, main route table and security group.
    """

    def make_vpc(block: str, **where: str) -> str:
        made = play(
            f"Action=CreateVpc&AmazonProvidedIpv6CidrBlock=false&CidrBlock={block}"
            "&InstanceTenancy=default&TagSpecification.1.ResourceType=vpc"
            f"&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=a+b&{VERSION}",
            **where,
        )
        vpc_id = value(made, "vpcId")
        play(f"Action=DescribeVpcs&{VERSION}&VpcId.1={vpc_id}", **where)
        dns = "Action=ModifyVpcAttribute&EnableDnsHostnames.Value=true"
        play(f"{dns}&{VERSION}&VpcId={vpc_id}", **where)
        for attribute in (
            "enableDnsHostnames",
            "enableDnsSupport",
            "enableNetworkAddressUsageMetrics",
        ):
            asked = f"Action=DescribeVpcAttribute&Attribute={attribute}&{VERSION}&VpcId={vpc_id}"
            play(asked, **where)
        for action, name, wanted in (
            ("DescribeNetworkAcls", "default", "true"),
            ("DescribeRouteTables", "association.main", "true"),
            ("DescribeSecurityGroups", "group-name", "default"),
        ):
            play(
                f"Action={action}&Filter.1.Name={name}&Filter.1.Value.1={wanted}"
                f"&Filter.2.Name=vpc-id&Filter.2.Value.1={vpc_id}&{VERSION}",
                **where,
            )
        return vpc_id

    there: Mapping[str, str] = {"account_id": THEIRS, "region": "eu-west-1"}
    ours, theirs = make_vpc("10.0.0.0%2F16"), make_vpc("10.1.0.0%2F16", **there)
    requested = play(
        f"Action=CreateVpcPeeringConnection&PeerOwnerId={THEIRS}&PeerRegion=eu-west-1"
        f"&PeerVpcId={theirs}&TagSpecification.1.ResourceType=vpc-peering-connection"
        "&TagSpecification.1.Tag.1.Key=Side&TagSpecification.1.Tag.1.Value=Requester"
        f"&{VERSION}&VpcId={ours}"
    )
    id_ = value(requested, "vpcPeeringConnectionId")
    look = f"Action=DescribeVpcPeeringConnections&{VERSION}&VpcPeeringConnectionId.1={id_}"
    assert value(play(look), "code") == "pending-acceptance"
    play(f"Action=AcceptVpcPeeringConnection&{VERSION}&VpcPeeringConnectionId={id_}", **there)
    assert value(play(look, **there), "code") == "active"
    play(
        "Action=ModifyVpcPeeringConnectionOptions&RequesterPeeringConnectionOptions."
        f"AllowDnsResolutionFromRemoteVpc=true&{VERSION}&VpcPeeringConnectionId={id_}"
    )
    assert "<allowDnsResolutionFromRemoteVpc>true" in play(look)
    tables = play(
        "Action=DescribeRouteTables&Filter.1.Name=association.main&Filter.1.Value.1=true"
        f"&Filter.2.Name=vpc-id&Filter.2.Value.1={ours}&{VERSION}"
    )
    table_id = value(tables, "routeTableId")
    play(
        f"Action=CreateRoute&DestinationCidrBlock=10.1.0.0%2F16&RouteTableId={table_id}"
        f"&{VERSION}&VpcPeeringConnectionId={id_}"
    )
    play(f"Action=DeleteVpcPeeringConnection&{VERSION}&VpcPeeringConnectionId={id_}")
    assert value(play(look), "code") == "deleted"
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)
    assert not [call for call in peering.calls if call.error]


def test_the_course_of_a_runbook(play: Play) -> None:
    """PowerShell's cmdlets send their requests in the order of the guide.

    The cmdlets are New-EC2VpcPeeringConnection, Get-, Approve-, Deny- and
    Remove-EC2VpcPeeringConnection.
    """
    vpcs = [
        value(play(f"Action=CreateVpc&CidrBlock=10.{n}.0.0%2F16&{VERSION}"), "vpcId")
        for n in (0, 1)
    ]

    def request() -> str:
        text = play(
            f"Action=CreateVpcPeeringConnection&PeerVpcId={vpcs[1]}&{VERSION}&VpcId={vpcs[0]}"
        )
        return value(text, "vpcPeeringConnectionId")

    def status(verb: str, id_: str) -> str:
        play(f"Action={verb}VpcPeeringConnection&{VERSION}&VpcPeeringConnectionId={id_}")
        filtered = (
            "Action=DescribeVpcPeeringConnections&Filter.1.Name=vpc-peering-connection-id"
            f"&Filter.1.Value.1={id_}&{VERSION}"
        )
        return value(play(filtered), "code")

    assert status("Reject", request()) == "rejected"
    accepted = request()
    assert status("Accept", accepted) == "active"
    assert status("Delete", accepted) == "deleted"
