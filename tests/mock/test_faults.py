"""Injected faults."""

import asyncio
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError

from peermock import (
    MockStateError,
    PeeringMock,
    UnsupportedOperationError,
    UnsupportedParameterError,
    VpcPeeringConnection,
    mock_peering,
)
from tests.arrangements import Refusal


@pytest.fixture
def once() -> BaseClient:
    """A client of ours without retries."""
    return boto3.client("ec2", "us-east-1", config=Config(retries={"total_max_attempts": 1}))


@pytest.fixture
def everywhere(peering: PeeringMock) -> Callable[[str, str], BaseClient]:
    """Return a function that makes clients without retries, for an account and a Region."""
    config = Config(retries={"total_max_attempts": 1})

    def client(account_id: str, region_name: str) -> BaseClient:
        return peering.account(account_id).client("ec2", region_name, config=config)

    return client


def test_a_fault_is_in_the_call_log(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """The failed call is logged like any other error."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded")
    refusal(once.describe_vpcs)
    (call,) = peering.calls
    assert (call.error, call.answer) == ("RequestLimitExceeded", "Request limit exceeded.")


def test_a_fault_changes_nothing(
    peering: PeeringMock, once: BaseClient, request_of_ours: VpcPeeringConnection, refusal: Refusal
) -> None:
    """A call that meets a fault has no effect."""
    peering.fail("DeleteVpcPeeringConnection", code="InternalError")
    refusal(once.delete_vpc_peering_connection, VpcPeeringConnectionId=request_of_ours.id)
    assert request_of_ours.status == "pending-acceptance"


def test_so_many_calls_fail(peering: PeeringMock, once: BaseClient, refusal: Refusal) -> None:
    """Later calls are answered, and calls of other operations do not count."""
    peering.fail("DescribeVpcs", code="InternalError", times=2)
    once.describe_subnets()
    refusal(once.describe_vpcs)
    once.describe_subnets()
    refusal(once.describe_vpcs)
    assert once.describe_vpcs()["Vpcs"]


def test_faults_come_in_order(peering: PeeringMock, once: BaseClient, refusal: Refusal) -> None:
    """Several faults of one operation apply one after the other."""
    peering.fail("DescribeVpcs", code="InternalError")
    peering.fail("DescribeVpcs", code="Unavailable", times=2)
    codes = [refusal(once.describe_vpcs)[0] for _ in range(3)]
    assert codes == ["InternalError", "Unavailable", "Unavailable"]


@pytest.mark.parametrize(
    ("only", "failing"),
    [
        ({}, ["123456789012 us-east-1", "123456789012 eu-west-1", "222222222222 us-east-1"]),
        ({"account_id": "222222222222"}, ["222222222222 us-east-1"]),
        ({"region_name": "eu-west-1"}, ["123456789012 eu-west-1"]),
        ({"account_id": "123456789012", "region_name": "us-east-1"}, ["123456789012 us-east-1"]),
    ],
)
def test_a_fault_may_be_for_one_caller(
    peering: PeeringMock,
    everywhere: Callable[[str, str], BaseClient],
    only: dict[str, str],
    failing: list[str],
) -> None:
    """Calls of other accounts and Regions are answered."""
    peering.fail("DescribeVpcs", code="InternalError", times=9, **only)
    failed = []
    for place in ("123456789012 us-east-1", "123456789012 eu-west-1", "222222222222 us-east-1"):
        try:
            everywhere(*place.split()).describe_vpcs()
        except ClientError:
            failed.append(place)
    assert failed == failing


def test_a_call_that_peermock_cannot_answer_can_fail(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """A fault needs neither the operation nor the parameters; without it both are refused."""
    operation = {"MinCount": 1, "MaxCount": 1}
    parameter = {"CidrBlock": "10.9.0.0/16", "Ipv4IpamPoolId": "ipam-pool-1a2b3c4d"}
    peering.fail("RunInstances", code="InternalError", MinCount=1)
    peering.fail("CreateVpc", code="InternalError")
    assert refusal(once.run_instances, **operation)[0] == "InternalError"
    assert refusal(once.create_vpc, **parameter)[0] == "InternalError"
    with pytest.raises(UnsupportedOperationError):
        once.run_instances(**operation)
    with pytest.raises(UnsupportedParameterError):
        once.create_vpc(**parameter)


def test_a_fault_comes_before_permissions(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """Throttling takes precedence over permissions, for dry runs too."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
    peering.account("123456789012").deny("DescribeVpcs")
    codes = [refusal(once.describe_vpcs, DryRun=dry)[0] for dry in (True, False, False)]
    assert codes == ["RequestLimitExceeded", "RequestLimitExceeded", "UnauthorizedOperation"]


def test_a_fault_in_a_mock_inside_another(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """Mocks that share a world share their faults; an isolated mock does not have them."""
    peering.fail("DescribeVpcs", code="InternalError", times=2)
    with mock_peering(isolated=True):
        once.describe_vpcs()
    with mock_peering() as inner:
        refusal(once.describe_vpcs)
        inner.fail("DescribeSubnets", code="Unavailable")
        refusal(once.describe_subnets)
    refusal(once.describe_vpcs)


def test_a_fault_of_an_outer_mock_comes_after_those_of_the_inner_one(
    peering: PeeringMock, once: BaseClient
) -> None:
    """The inner mock's fault applies first, then the outer mock's."""
    peering.fail("DescribeVpcs", code="InternalError")
    codes = []
    with mock_peering() as inner:
        inner.fail("DescribeVpcs", code="Unavailable")
        for _ in range(2):
            with pytest.raises(ClientError) as caught:
                once.describe_vpcs()
            codes.append(caught.value.response["Error"]["Code"])
        once.describe_vpcs()
    assert codes == ["Unavailable", "InternalError"]


def test_a_fault_is_not_part_of_the_world(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """Restoring a snapshot neither brings back nor removes faults."""
    peering.fail("DescribeVpcs", code="InternalError", times=2)
    snapshot = peering.snapshot()
    refusal(once.describe_vpcs)
    peering.restore(snapshot)
    refusal(once.describe_vpcs)
    once.describe_vpcs()


def test_a_fault_in_a_coroutine(peering: PeeringMock, once: BaseClient, refusal: Refusal) -> None:
    """Threads and tasks meet the same faults."""
    peering.fail("DescribeVpcs", code="InternalError", times=2)

    async def fail_twice() -> list[str]:
        errors = await asyncio.gather(
            *(asyncio.to_thread(refusal, once.describe_vpcs) for _ in range(2))
        )
        return [code for code, _, _ in errors]

    assert asyncio.run(fail_twice()) == ["InternalError", "InternalError"]


@pytest.mark.parametrize(
    ("operation", "given", "complaint"),
    [
        ("DescribeVpc", {"code": "Throttling"}, "no operation 'DescribeVpc'; did you mean"),
        ("DescribeVpcs", {}, "give either code=... or exception=..."),
        (
            "DescribeVpcs",
            {"code": "Throttling", "exception": OSError()},
            "give either code=... or exception=...",
        ),
        (
            "DescribeVpcs",
            {"code": "Trottling"},
            "pass message=... (known codes: AccessDenied, AuthFailure, DryRunOperation, ",
        ),
        ("DescribeVpcs", {"code": "Throttling", "times": 0}, "times=0): expected one or more"),
        ("DescribeVpcs", {"code": "Throttling", "account_id": "1"}, "expected twelve digits"),
        (
            "DescribeVpcs",
            {"code": "Throttling", "region_name": "eu-west-9"},
            "fail(region_name='eu-west-9'): AWS has no such Region",
        ),
    ],
)
def test_what_could_never_be_met_is_refused(
    peering: PeeringMock, operation: str, given: dict[str, Any], complaint: str
) -> None:
    """A fault that cannot apply is rejected when it is requested."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the text is compared
        peering.fail(operation, **given)
    assert complaint in str(caught.value)


def test_only_an_active_mock_has_faults() -> None:
    """Requesting a fault before the mock starts is an error."""
    with pytest.raises(MockStateError):
        mock_peering().fail("DescribeVpcs", code="Throttling")
