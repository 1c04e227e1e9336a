"""Injected faults with known codes have AWS's own message and HTTP status."""

from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config

from peermock import PeeringMock, VpcPeeringConnection
from tests.arrangements import Error, Refusal

USER = "User: arn:aws:iam::123456789012:user/peermock is not authorized to perform:"

TEXTS = {
    "DryRunOperation": (412, "Request would have succeeded, but DryRun flag is set."),
    "ExpiredToken": (403, "The security token included in the request is expired"),
    "InternalError": (500, "An internal error has occurred"),
    "InternalFailure": (500, "The request processing has failed because of an unknown error"),
    "RequestExpired": (400, "Request has expired."),
    "RequestLimitExceeded": (503, "Request limit exceeded."),
    "ServiceUnavailable": (503, "The request has failed due to a temporary failure of the server."),
    "Throttling": (400, "Rate exceeded"),
    "Unavailable": (503, "The service is unavailable. Please try again shortly."),
    "UnauthorizedOperation": (403, "You are not authorized to perform this operation."),
    "AuthFailure": (401, "AWS was not able to validate the provided access credentials"),
    "InvalidVpcPeeringConnectionID.NotFound": (
        400,
        "The vpcPeeringConnection ID '{pcx}' does not exist",
    ),
    "PendingVpcPeeringConnectionLimitExceeded": (
        400,
        "Vpc peering connection request limit exceeded.",
    ),
    "VpcPeeringConnectionAlreadyExists": (
        400,
        "The vpc peering connection identified by {pcx} already exists.",
    ),
    "AccessDenied": (
        403,
        f"{USER} ec2:AcceptVpcPeeringConnection",
    ),
}


@pytest.fixture
def once() -> BaseClient:
    """A client of ours without retries."""
    return boto3.client("ec2", "us-east-1", config=Config(retries={"total_max_attempts": 1}))


@pytest.mark.parametrize("code", TEXTS)
def test_a_known_code_has_its_own_text_and_status(
    peering: PeeringMock,
    once: BaseClient,
    request_of_ours: VpcPeeringConnection,
    refusal: Refusal,
    code: str,
) -> None:
    """The message names the connection of the call."""
    peering.fail("AcceptVpcPeeringConnection", code=code)
    status, text = TEXTS[code]
    error = refusal(once.accept_vpc_peering_connection, VpcPeeringConnectionId=request_of_ours.id)
    assert error == (code, text.format(pcx=request_of_ours.id), status)


def test_a_text_may_be_about_the_first_of_several(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """A Describe names its connections in a list."""
    peering.fail("DescribeVpcPeeringConnections", code="InvalidVpcPeeringConnectionID.NotFound")
    ids = ["pcx-0000000a", "pcx-0000000b"]
    _, text, _ = refusal(once.describe_vpc_peering_connections, VpcPeeringConnectionIds=ids)
    assert text == "The vpcPeeringConnection ID 'pcx-0000000a' does not exist"


def test_a_text_may_be_about_a_vpc(
    peering: PeeringMock, once: BaseClient, refusal: Refusal
) -> None:
    """The message names the VPC of the call."""
    peering.fail("DeleteVpc", code="InvalidVpcID.NotFound")
    error = refusal(once.delete_vpc, VpcId="vpc-0000000a")
    assert error == ("InvalidVpcID.NotFound", "The vpc ID 'vpc-0000000a' does not exist", 400)


def test_a_denied_role_is_named(peering: PeeringMock, refusal: Refusal) -> None:
    """A rejected AssumeRole names the caller and the role."""
    peering.fail("AssumeRole", code="AccessDenied")
    arn = "arn:aws:iam::222222222222:role/peering"
    sts = boto3.client("sts")
    assert refusal(sts.assume_role, RoleArn=arn, RoleSessionName="test") == (
        "AccessDenied",
        f"{USER} sts:AssumeRole on resource: {arn}",
        403,
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "Custom", "message": "Why."}, ("Custom", "Why.", 400)),
        ({"code": "Custom", "message": "Why.", "status": 409}, ("Custom", "Why.", 409)),
        ({"code": "AuthFailure", "message": "Why."}, ("AuthFailure", "Why.", 401)),
        ({"code": "Throttling", "status": 429}, ("Throttling", "Rate exceeded", 429)),
        (
            {"code": "PendingVpcPeeringConnectionLimitExceeded", "status": 409},
            (
                "PendingVpcPeeringConnectionLimitExceeded",
                "Vpc peering connection request limit exceeded.",
                409,
            ),
        ),
    ],
)
def test_text_and_status_can_be_given(
    peering: PeeringMock,
    once: BaseClient,
    refusal: Refusal,
    given: dict[str, Any],
    expected: Error,
) -> None:
    """An explicit message or status overrides AWS's own."""
    peering.fail("DescribeVpcs", **given)
    assert refusal(once.describe_vpcs) == expected
