"""Static types of the API for test authors: checked by mypy, never run."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, assert_type

import boto3
from botocore.exceptions import ConnectTimeoutError
from mypy_boto3_ec2 import EC2Client
from mypy_boto3_sts import STSClient

from peermock import (
    Account,
    Call,
    CallLog,
    Diagram,
    NoSuchRegionError,
    PeeringMock,
    Snapshot,
    Subnet,
    UnusedFaultError,
    Vpc,
    VpcPeeringConnection,
    mock_peering,
)


def check_accounts(aws: PeeringMock) -> None:
    """An account gives credentials that boto3 takes, and VPCs."""
    account = assert_type(aws.account("222222222222"), Account)
    assert_type(account.account_id, str)
    assert_type(account.region_name, str)
    assert_type(account.credentials()["aws_access_key_id"], str)
    assert_type(account.vpc("10.0.0.0/16"), Vpc)
    assert_type(account.vpc("10.0.0.0/16", "eu-west-1", tags={"Name": "hub"}), Vpc)
    boto3.Session(**account.credentials(), region_name="eu-west-1")
    boto3.client("ec2", **account.credentials())
    assert_type(account.client("ec2"), EC2Client)
    assert_type(aws.client("sts", "eu-west-1"), STSClient)
    assert_type(aws.client("s3"), Any)
    aws.allow("AcceptVpcPeeringConnection")
    with aws.deny("AcceptVpcPeeringConnection"):
        pass
    account.roles = {"peering"}
    account.roles = {"peering": ["123456789012"], "audit": None}
    account.roles = None
    account.roles = 7  # type: ignore[assignment]
    with account.deny("AcceptVpcPeeringConnection"):
        account.allow()


def check_arranging(aws: PeeringMock) -> None:
    """Handles have IDs and views."""
    ours = assert_type(aws.vpc("10.0.0.0/16", region_name="eu-west-1"), Vpc)
    assert_type(ours.id, str)
    assert_type(ours.cidr_block, str)
    assert_type(ours.account_id + ours.region_name, str)
    connection = assert_type(aws.peer(ours, ours, status="failed"), VpcPeeringConnection)
    assert_type(aws.peer(ours, ours), VpcPeeringConnection)
    assert_type(connection.id, str)
    if connection.status == "actve":  # type: ignore[comparison-overlap]
        raise AssertionError
    as_text: str = connection.status
    assert_type(aws.connections, list[VpcPeeringConnection])
    assert_type(aws.connection(as_text), VpcPeeringConnection)
    assert_type(aws.find_vpc(ours.id), Vpc)
    subnet = assert_type(ours.subnet("10.0.1.0/24", availability_zone="us-east-1a"), Subnet)
    assert_type(subnet.id + subnet.cidr_block + subnet.availability_zone, str)
    assert_type(subnet.vpc, Vpc)
    assert_type(aws.peer("vpc-1a2b3c4d", ours, routes=True), VpcPeeringConnection)
    with aws.unchanged(), aws.cleaned_up():
        pass
    assert_type(connection.requester, Vpc)
    assert_type(connection.accepter, Vpc)
    if connection.requester_view is not None:
        assert connection.requester_view["Status"]["Code"] != ours.view["OwnerId"]
    aws.peer(1, ours)  # type: ignore[arg-type]
    aws.peer(ours, ours, status="actve")  # type: ignore[arg-type]
    aws.peer(ours, ours, status="provisioning")  # type: ignore[arg-type]
    ours.id = "vpc-1a2b3c4d"  # type: ignore[misc]


def check_call_log(aws: PeeringMock) -> None:
    """The log is a sequence of frozen calls."""
    calls = assert_type(aws.calls, CallLog)
    as_sequence: Sequence[Call] = calls
    assert_type(calls[0], Call)
    assert_type(calls[1:], CallLog)
    assert_type(iter(calls), Iterator[Call])
    assert_type(len(as_sequence), int)
    assert_type(calls.of("CreateVpc"), CallLog)
    calls.clear()
    aws.answer("RunInstances", {"Instances": []}, times=1)
    aws.answer("ssm:GetParameter", lambda call: {"Parameter": {"Value": call.account_id}})
    aws.answer("RunInstances", [])  # type: ignore[arg-type]
    assert_type(aws.report(length="short"), str)
    aws.report(length="tiny")  # type: ignore[arg-type]
    call = calls[-1]
    assert_type(call.hint, str)
    assert_type(call.service_name, str)
    assert_type(call.operation_name, str)
    assert_type(call.account_id, str)
    assert_type(call.region_name, str)
    assert_type(call.params, Mapping[str, Any])
    assert_type(call.at, datetime)
    assert_type(call.request_id, str)
    assert_type(call.error, str | None)
    assert_type(call.answer, str)
    call.error = None  # type: ignore[misc]
    call.params["VpcId"] = ""  # type: ignore[index]


def check_assertions(aws: PeeringMock) -> None:
    """Parameters are arbitrary."""
    aws.assert_called("AcceptVpcPeeringConnection", times=1, VpcPeeringConnectionId="pcx-1a2b3c4d")
    aws.assert_called("DescribeVpcs", account_id="222222222222", VpcIds=["vpc-1a2b3c4d"])
    aws.assert_not_called("DeleteVpcPeeringConnection", region_name="eu-west-1")
    aws.assert_called(operation_name="DescribeVpcs")  # type: ignore[call-arg]
    aws.assert_called("DescribeVpcs", times="once")  # type: ignore[arg-type]


def check_faults(aws: PeeringMock) -> None:
    """A fault is a code or an exception."""
    aws.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
    aws.fail("DescribeVpcs", code="Custom", message="Why.", status=409, account_id="222222222222")
    aws.fail(
        "DescribeVpcs", exception=ConnectTimeoutError(endpoint_url=""), region_name="eu-west-1"
    )
    aws.fail("DescribeVpcs", exception=ConnectTimeoutError)  # type: ignore[arg-type]
    aws.fail("DescribeVpcs", "RequestLimitExceeded")  # type: ignore[call-arg]
    words: tuple[str, ...] = UnusedFaultError("x").faults
    assert words
    region_name: str = NoSuchRegionError("eu-wset-1").region_name
    assert region_name


def check_time(aws: PeeringMock) -> None:
    """The clock is shifted by a timedelta or its units."""
    aws.shift(days=8)
    aws.shift(hours=1.5, minutes=3)
    aws.shift(timedelta(days=8))
    aws.shift(8)  # type: ignore[arg-type]
    aws.shift(days="8")  # type: ignore[arg-type]


def check_snapshots(aws: PeeringMock) -> None:
    """`restore` accepts a snapshot, and other results are plain types."""
    snapshot = assert_type(aws.snapshot(), Snapshot)
    aws.restore(snapshot)
    aws.restore({})  # type: ignore[arg-type]
    aws.restore(aws.to_dict())  # type: ignore[arg-type]
    assert_type(aws.to_dict(), dict[str, object])
    assert_type(aws.report(), str)
    with aws.rewinding() as same:
        assert_type(same, PeeringMock)


def check_diagram(aws: PeeringMock) -> None:
    """A diagram is a frozen value with texts."""
    diagram = assert_type(aws.diagram(), Diagram)
    assert_type(aws.diagram(defaults=True).source, str)
    assert_type(diagram.markdown, str)
    diagram.source = ""  # type: ignore[misc]
    aws.diagram(True)  # type: ignore[call-arg]


def check_settings() -> None:
    """The settings of faults and seeds are typed."""
    assert_type(mock_peering(seed=7, assert_all_faults_hit=False), PeeringMock)
    mock_peering(seed="7")  # type: ignore[call-overload]
    mock_peering(assert_all_faults_hit="no")  # type: ignore[call-overload]
