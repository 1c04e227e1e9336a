"""The report as text: calls in order, and connections with their current status."""

import json
from contextlib import suppress
from datetime import timedelta

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peermock import PeeringMock, Vpc, VpcPeeringConnection, mock_peering
from tests.arrangements import Peer

MOMENT = "2026-03-02 09:00:00"


def connections(aws: PeeringMock) -> list[str]:
    """Return the lines about connections."""
    lines = aws.report().splitlines()
    return lines[next(i for i, line in enumerate(lines) if line.startswith("connections")) :]


def test_nothing_happened(peering: PeeringMock) -> None:
    """The report says that there were no calls."""
    assert peering.report() == "calls: 0\nconnections: 0"


@freeze_time(MOMENT)
def test_a_story(
    peering: PeeringMock, ec2: BaseClient, their_ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """The report has caller, operation, parameters and result of each call, and the outcome."""
    answer = ec2.create_vpc_peering_connection(
        VpcId=ours.id,
        PeerVpcId=theirs.id,
        PeerOwnerId="222222222222",
        PeerRegion="eu-west-1",
        TagSpecifications=[
            {"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "Name", "Value": "hub"}]}
        ],
    )
    pcx = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    with suppress(ClientError):
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    their_ec2.describe_vpc_peering_connections(Filters=[{"Name": "status-code", "Values": ["x"]}])
    assert peering.report().splitlines() == [
        "errors: 1",
        "  2 AcceptVpcPeeringConnection by 123456789012 us-east-1: OperationNotPermitted",
        "      hint: only the accepter, 222222222222 eu-west-1, can accept it; the call",
        "        was made as 123456789012 in us-east-1",
        "calls: 3",
        "  1 123456789012 us-east-1 CreateVpcPeeringConnection",
        f"      VpcId={ours.id}, PeerVpcId={theirs.id},",
        "        PeerOwnerId=222222222222, PeerRegion=eu-west-1,",
        "        TagSpecifications=[{ResourceType: vpc-peering-connection, Tags:",
        "        [Name=hub]}]",
        f"      -> {pcx} initiating-request",
        "  2 123456789012 us-east-1 AcceptVpcPeeringConnection",
        f"      VpcPeeringConnectionId={pcx}",
        "      -> error OperationNotPermitted: User 123456789012 cannot accept peering",
        f"        {pcx}",
        "  3 222222222222 eu-west-1 DescribeVpcPeeringConnections",
        "      Filters=[status-code=[x]]",
        "      -> 0 VpcPeeringConnections",
        "connections: 1",
        "              account      Region         VPC                   ranges",
        f"  {pcx} pending-acceptance: Pending Acceptance by 222222222222,",
        "    until 2026-03-09 09:00:00 UTC",
        "    hint: it is waiting for 222222222222 in eu-west-1: call 2 did not accept it",
        f"    requester 123456789012 us-east-1      {ours.id} 10.0.0.0/16",
        f"    accepter  222222222222 eu-west-1      {theirs.id} 10.1.0.0/16",
    ]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("active", "active: Active"),
        ("rejected", "rejected: Rejected by 222222222222"),
        ("deleted", "deleted: Deleted by 123456789012"),
        ("expired", "expired: Expired"),
        ("failed", "failed: Failed due to incorrect VPC-ID, Account ID, or"),
    ],
)
def test_the_status_of_a_connection(
    peering: PeeringMock, peer: Peer, status: str, text: str
) -> None:
    """The status has its code and AWS's message."""
    connection = peer(status)
    assert connections(peering)[2] == f"  {connection.id} {text}"


def test_a_party_that_sees_nothing(peering: PeeringMock, peer: Peer) -> None:
    """The report says if a party does not see the connection."""
    peer("failed")
    *_, requester, accepter, rest = connections(peering)
    assert requester.endswith(" 10.0.0.0/16")
    assert accepter.endswith(" 10.1.0.0/16;")
    assert rest == "              does not see it"


def request_peering(ec2: BaseClient, ours: Vpc, peer_vpc_id: str) -> None:
    """Request a connection to a VPC as if it were in our own account and Region."""
    ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=peer_vpc_id, PeerRegion="eu-west-2")


def test_a_vpc_that_is_elsewhere(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """The most common mistake, another account's VPC without its owner, is named."""
    request_peering(ec2, ours, theirs.id)
    text = " ".join(" ".join(connections(peering)).split())
    assert f"accepter 123456789012 eu-west-2 {theirs.id} not here: it is in" in text
    assert "it is in 222222222222 eu-west-1; does not see it" in text


def test_a_vpc_that_is_nowhere(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """The report says that the VPC does not exist."""
    request_peering(ec2, ours, "vpc-1a2b3c4d")
    assert "vpc-1a2b3c4d          no such VPC;" in "\n".join(connections(peering))


def test_a_status_that_only_time_has_changed(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """If the test's clock has stopped since, the report has both statuses."""
    with freeze_time(request_of_ours.requester_view["ExpirationTime"] - timedelta(days=1)):
        ec2.describe_vpcs()
        assert "at the last call" not in peering.report()
    peering.shift(days=8)
    lines = connections(peering)
    assert "pending-acceptance" in lines[2]
    assert lines[4].startswith("      at the last call, ")
    assert "; expired now, " in lines[4]


def test_what_was_arranged_after_the_last_call(
    peering: PeeringMock, ec2: BaseClient, peer: Peer
) -> None:
    """The connection has its current status."""
    ec2.describe_vpcs()
    connection = peer("active")
    assert connections(peering)[2] == f"  {connection.id} active: Active"


def test_the_report_fits_80_columns(peering: PeeringMock) -> None:
    """AWS's longest names, addresses and unbroken words are included."""
    region = "ap-southeast-2"
    theirs = peering.account("222222222222")
    ec2 = theirs.client("ec2", region)
    ours, other = theirs.vpc("192.168.100.128/28", region), theirs.vpc("10.0.0.0/16", region)
    for number in range(3):
        ec2.associate_vpc_cidr_block(VpcId=other.id, CidrBlock=f"10.{number + 1}.0.0/16")
    ec2.associate_vpc_cidr_block(VpcId=ours.id, AmazonProvidedIpv6CidrBlock=True)
    connection = peering.peer(ours, other)
    ec2.modify_vpc_peering_connection_options(
        VpcPeeringConnectionId=connection.id,
        RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": False},
    )
    ec2.create_tags(Resources=[ours.id], Tags=[{"Key": "k" * 127, "Value": "v" * 255}])
    lines = peering.report().splitlines()
    assert max(map(len, lines)) <= 80
    assert ours.id in "\n".join(lines)


def test_the_report_is_the_same_from_run_to_run() -> None:
    """With a frozen clock, the report is the same in every run."""
    reports = set()
    for _ in range(2):
        with freeze_time(MOMENT), mock_peering() as aws:
            aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"), "pending-acceptance")
            boto3.client("ec2").describe_vpcs()
            reports.add(aws.report())
    assert len(reports) == 1
    assert json.dumps(reports.pop())
