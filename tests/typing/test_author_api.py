"""What the author of a test holds has types: checked by mypy, never run."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import assert_type

import boto3
from botocore.exceptions import ConnectTimeoutError

from peermock import (
    Account,
    Call,
    CallLog,
    Diagram,
    PeeringMock,
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
    with account.deny("AcceptVpcPeeringConnection"):
        account.allow()


def check_arranging(aws: PeeringMock) -> None:
    """What is arranged has IDs and views."""
    ours = assert_type(aws.vpc("10.0.0.0/16", region_name="eu-west-1"), Vpc)
    assert_type(ours.id, str)
    assert_type(ours.cidr_block, str)
    assert_type(ours.account_id + ours.region_name, str)
    connection = assert_type(aws.peer(ours, ours, status="failed"), VpcPeeringConnection)
    assert_type(aws.peer(ours, ours), VpcPeeringConnection)
    assert_type(connection.id, str)
    assert_type(connection.status, str)
    assert_type(connection.requester, Vpc)
    assert_type(connection.accepter, Vpc)
    if connection.requester_view is not None:
        assert connection.requester_view["Status"]["Code"] != ours.view["OwnerId"]
    aws.peer(ours.id, ours)  # type: ignore[arg-type]
    ours.id = "vpc-1a2b3c4d"  # type: ignore[misc]


def check_call_log(aws: PeeringMock) -> None:
    """The log is a sequence of frozen calls."""
    calls = assert_type(aws.calls, CallLog)
    as_sequence: Sequence[Call] = calls
    assert_type(calls[0], Call)
    assert_type(calls[1:], CallLog)
    assert_type(iter(calls), Iterator[Call])
    assert_type(len(as_sequence), int)
    call = calls[-1]
    assert_type(call.service_name, str)
    assert_type(call.operation_name, str)
    assert_type(call.account_id, str)
    assert_type(call.region_name, str)
    assert_type(call.params, Mapping[str, object])
    assert_type(call.at, datetime)
    assert_type(call.request_id, str)
    assert_type(call.error, str | None)
    assert_type(call.answer, str)
    call.error = None  # type: ignore[misc]
    call.params["VpcId"] = ""  # type: ignore[index]


def check_assertions(aws: PeeringMock) -> None:
    """Parameters are whatever AWS has."""
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


def check_time(aws: PeeringMock) -> None:
    """The present moves by a timedelta or its units."""
    aws.shift(days=8)
    aws.shift(hours=1.5, minutes=3)
    aws.shift(timedelta(days=8))
    aws.shift(8)  # type: ignore[arg-type]
    aws.shift(days="8")  # type: ignore[arg-type]


def check_snapshots(aws: PeeringMock) -> None:
    """A snapshot is what `restore` takes; the rest is plain."""
    aws.restore(aws.snapshot())
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
