"""AWS's messages about identity and permissions, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AccessDenied,
    AuthFailure,
    AwsError,
    MissingAuthenticationToken,
    StsValidationError,
    UnauthorizedOperation,
)

USER = "arn:aws:iam::111111111111:user/peermock"
VPC = "arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1a2b3c4d"


@pytest.mark.parametrize(
    ("make", "code", "status", "text"),
    [
        (
            AuthFailure,
            "AuthFailure",
            401,
            "AWS was not able to validate the provided access credentials",
        ),
        (
            MissingAuthenticationToken,
            "MissingAuthenticationToken",
            403,
            "Request is missing Authentication Token",
        ),
        (
            partial(StsValidationError, "nothing-valid-in-here is invalid"),
            "ValidationError",
            400,
            "nothing-valid-in-here is invalid",
        ),
        (
            partial(UnauthorizedOperation, USER, "ec2:DescribeVpcs", "", "opaque"),
            "UnauthorizedOperation",
            403,
            (
                "You are not authorized to perform this operation. "
                f"User: {USER} is not authorized to perform: ec2:DescribeVpcs "
                "with an explicit deny in an identity-based policy"
            ),
        ),
        (
            partial(UnauthorizedOperation, USER, "ec2:DeleteVpc", VPC, "opaque"),
            "UnauthorizedOperation",
            403,
            (
                "You are not authorized to perform this operation. "
                f"User: {USER} is not authorized to perform: ec2:DeleteVpc on resource: {VPC} "
                "with an explicit deny in an identity-based policy. "
                "Encoded authorization failure message: opaque"
            ),
        ),
        (
            partial(AccessDenied, USER, "sts:GetCallerIdentity", ""),
            "AccessDenied",
            403,
            (
                f"User: {USER} is not authorized to perform: sts:GetCallerIdentity "
                "with an explicit deny in an identity-based policy"
            ),
        ),
        (
            partial(AccessDenied, USER, "sts:AssumeRole", "arn:aws:iam::222222222222:role/admin"),
            "AccessDenied",
            403,
            (
                f"User: {USER} is not authorized to perform: sts:AssumeRole "
                "on resource: arn:aws:iam::222222222222:role/admin "
                "with an explicit deny in an identity-based policy"
            ),
        ),
    ],
)
def test_an_identity_error_has_its_code_status_and_text(
    error: AwsError, code: str, status: int, text: str
) -> None:
    """Only a call on a resource names it and carries the encoded message."""
    assert (error.code, error.status, error.message) == (code, status, text)


@pytest.mark.parametrize(
    "make",
    [
        partial(UnauthorizedOperation, USER, "ec2:DeleteVpc", VPC, ""),
        partial(AccessDenied, USER, "ec2:DeleteVpc", VPC),
    ],
)
def test_a_refusal_keeps_its_cause(error: UnauthorizedOperation | AccessDenied) -> None:
    """The error has the caller, the action and the resource as attributes."""
    assert (error.caller_arn, error.action, error.resource) == (USER, "ec2:DeleteVpc", VPC)
