"""The call log: all calls in order, including rejected ones."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peermock import (
    Call,
    CallLog,
    PeeringMock,
    UnsupportedOperationError,
    UnsupportedParameterError,
    VpcPeeringConnection,
    mock_peering,
)
from peermock._domain.identity import Place
from peermock._gateway.calls import summarize
from tests.arrangements import Run


@pytest.fixture
def calls(peering: PeeringMock, ec2: BaseClient) -> CallLog:
    """The log of DescribeVpcs, CreateVpc and DescribeSubnets."""
    ec2.describe_vpcs()
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    ec2.describe_subnets()
    return peering.calls


def test_a_call_has_all_its_attributes(peering: PeeringMock, request_of_ours: object) -> None:
    """A call has its caller, operation, parameters, time and result."""
    ec2 = peering.account("222222222222").client("ec2", "eu-west-1")
    with freeze_time("2026-03-02 09:00:00"):
        answer = ec2.describe_vpcs(MaxResults=5)
    (call,) = peering.calls
    assert call == Call(
        service_name="ec2",
        operation_name="DescribeVpcs",
        place=Place("222222222222", "eu-west-1"),
        params={"MaxResults": 5},
        at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        request_id=answer["ResponseMetadata"]["RequestId"],
        error=None,
        answer=call.answer,
    )
    assert (call.account_id, call.region_name) == ("222222222222", "eu-west-1")


def test_a_call_cannot_be_changed(calls: CallLog) -> None:
    """Calls are immutable."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        calls[0].error = "Throttling"


def test_params_are_in_the_spelling_of_the_client(peering: PeeringMock, ec2: BaseClient) -> None:
    """Parameters are as they were passed to the client, including nested and false ones."""
    filters = [{"Name": "is-default", "Values": ["true", "false"]}]
    ec2.describe_vpcs(Filters=filters, DryRun=False)
    assert peering.calls[0].params == {"Filters": filters, "DryRun": False}


def test_a_refused_call_has_its_error(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """The log has the code and message of AWS's error."""
    with suppress(ClientError):
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
    (call,) = peering.calls
    assert call.error == "OperationNotPermitted"
    assert call.answer == f"User 123456789012 cannot accept peering {request_of_ours.id}"
    assert call.params == {"VpcPeeringConnectionId": request_of_ours.id}


def test_an_operation_that_peermock_does_not_have_is_in_the_log(
    peering: PeeringMock, ec2: BaseClient
) -> None:
    """A refusal by peermock is logged under the name of its exception."""
    with suppress(UnsupportedOperationError):
        ec2.run_instances(MinCount=1, MaxCount=1)
    (call,) = peering.calls
    assert (call.operation_name, call.error) == ("RunInstances", "UnsupportedOperationError")
    assert "ec2:RunInstances" in call.answer


def test_a_parameter_that_peermock_does_not_honour_is_in_the_log(
    peering: PeeringMock, ec2: BaseClient
) -> None:
    """The parameters of the refused call are logged as well."""
    with suppress(UnsupportedParameterError):
        ec2.create_vpc(CidrBlock="10.0.0.0/16", Ipv4NetmaskLength=16)
    (call,) = peering.calls
    assert call.error == "UnsupportedParameterError"
    assert call.params == {"CidrBlock": "10.0.0.0/16", "Ipv4NetmaskLength": 16}


def test_arranging_is_not_calling(peering: PeeringMock, request_of_ours: object) -> None:
    """Arranging does not appear in the log."""
    assert list(peering.calls) == []


def test_the_log_is_a_sequence(calls: CallLog) -> None:
    """The log has a length, an order, members, slices and negative indices."""
    names = ["DescribeVpcs", "CreateVpc", "DescribeSubnets"]
    assert [call.operation_name for call in calls] == names
    assert [call.operation_name for call in reversed(calls)] == names[::-1]
    assert len(calls) == 3
    assert calls[-1].operation_name == "DescribeSubnets"
    assert calls[1] in calls
    assert calls.index(calls[1]) == 1
    assert calls.count(calls[1]) == 1


def test_a_slice_is_a_log(calls: CallLog) -> None:
    """A slice does not change when more calls are made."""
    first = calls[:2]
    assert isinstance(first, CallLog)
    boto3.client("ec2").describe_vpcs()
    assert (len(first), len(calls)) == (2, 4)


def test_the_log_does_not_grow_while_it_is_read(calls: CallLog) -> None:
    """A loop over the log does not see calls that are made meanwhile."""
    ec2 = boto3.client("ec2")
    assert sum(1 for _ in calls if ec2.describe_vpcs()) == 3


def test_the_repr_has_the_names_of_the_calls(calls: CallLog) -> None:
    """The `repr` of the log is short."""
    assert repr(calls) == "<3 calls: DescribeVpcs, CreateVpc, DescribeSubnets>"
    assert repr(calls[:0]) == "<no calls>"


def test_the_log_can_be_kept_after_the_mock(ec2: BaseClient) -> None:
    """A log obtained during the mock remains available after it."""
    with mock_peering(isolated=True) as aws:
        ec2.describe_vpcs()
        calls = aws.calls
    assert len(calls) == 1


def test_mocks_that_share_a_world_share_the_log(peering: PeeringMock, ec2: BaseClient) -> None:
    """A nested mock uses the same log; an isolated one has its own."""
    with mock_peering() as inner, mock_peering(isolated=True) as isolated:
        ec2.describe_vpcs()
        assert (len(isolated.calls), len(inner.calls)) == (1, 0)
    with mock_peering() as inner:
        ec2.describe_vpcs()
        assert inner.calls is peering.calls
    assert len(peering.calls) == 1


def test_calls_of_many_threads_are_all_there(peering: PeeringMock, ec2: BaseClient) -> None:
    """No call is lost, and each has its own request ID."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ec2.describe_vpcs(), range(80)))
    assert len({call.request_id for call in peering.calls}) == 80


def test_the_calls_of_a_class_are_cut_after_each_test(run: Run) -> None:
    """In a decorated class, a test sees only its own calls and those of `setup_class`."""
    result = run("""
        @mock_peering
        class Test:
            @classmethod
            def setup_class(cls):
                boto3.client("ec2").describe_vpcs()

            @pytest.mark.parametrize("count", [1, 2, 3])
            def test(self, peering, count):
                for _ in range(count):
                    boto3.client("ec2").describe_subnets()
                names = [call.operation_name for call in peering.calls]
                assert names == ["DescribeVpcs", *["DescribeSubnets"] * count]
    """)
    result.assert_outcomes(passed=3)


def test_rewinding_brings_back_calls_that_were_cleared(
    peering: PeeringMock, ec2: BaseClient
) -> None:
    """The log is as it was, whatever a block does to it."""
    ec2.describe_vpcs()
    ec2.describe_vpcs()
    with peering.rewinding():
        peering.calls.clear()
        ec2.describe_subnets()
    assert [call.operation_name for call in peering.calls] == ["DescribeVpcs", "DescribeVpcs"]


def test_rewinding_cuts_the_calls(peering: PeeringMock, ec2: BaseClient) -> None:
    """Calls made in a rewound block are removed from the log."""
    ec2.describe_vpcs()
    with peering.rewinding():
        ec2.describe_subnets()
    assert [call.operation_name for call in peering.calls] == ["DescribeVpcs"]


@pytest.mark.parametrize(
    ("result", "summary"),
    [
        ({}, "done"),
        ({"Return": True}, "Return=true"),
        ({"Return": False}, "Return=false"),
        ({"GroupId": "sg-1a2b3c4d", "Tags": []}, "GroupId=sg-1a2b3c4d"),
        ({"Vpcs": []}, "0 Vpcs"),
        ({"Vpcs": [{"VpcId": "vpc-1"}, {"VpcId": "vpc-2"}]}, "2 Vpcs: vpc-1, vpc-2"),
        (
            {"Vpcs": [{"VpcId": f"vpc-{number}"} for number in range(5)]},
            "5 Vpcs: vpc-0, vpc-1, vpc-2, ...",
        ),
        (
            {"Subnet": {"AvailabilityZoneId": "use1-az1", "SubnetId": "subnet-1"}},
            "subnet-1",
        ),
        (
            {"SecurityGroups": [{"VpcId": "vpc-1", "GroupId": "sg-1"}]},
            "1 SecurityGroups: sg-1",
        ),
        ({"Regions": [{"Endpoint": "e", "RegionName": "us-east-1"}]}, "1 Regions: us-east-1"),
        ({"Tags": [{"Key": "Name", "ResourceId": "vpc-1"}]}, "1 Tags: vpc-1"),
        (
            {"VpcPeeringConnection": {"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "x"}}},
            "pcx-1 x",
        ),
        (
            {"AccepterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}},
            "AllowDnsResolutionFromRemoteVpc=true",
        ),
        (
            {"UserId": "AIDA", "Account": "1", "Arn": "arn:aws:iam::1:user/x"},
            "arn:aws:iam::1:user/x",
        ),
        (
            {
                "Credentials": {"AccessKeyId": "ASIA"},
                "AssumedRoleUser": {"Arn": "arn:aws:sts::1:x"},
            },
            "arn:aws:sts::1:x",
        ),
    ],
)
def test_a_result_is_summarized(result: dict[str, object], summary: str) -> None:
    """A summary is an ID with a status, a count with the first IDs, an ARN, or the values."""
    assert summarize(result) == summary


def test_a_poll_shows_what_it_saw(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """The log of a Describe names the connections and their statuses."""
    ec2.describe_vpc_peering_connections()
    assert peering.calls[0].answer == (
        f"1 VpcPeeringConnections: {request_of_ours.id} pending-acceptance"
    )
