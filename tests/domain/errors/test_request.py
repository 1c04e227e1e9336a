"""AWS's messages about the request itself, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AwsError,
    DryRunOperation,
    InvalidAction,
    InvalidCharacter,
    InvalidParameterCombination,
    InvalidParameterValue,
    InvalidQueryParameter,
    MalformedQueryString,
    MissingAction,
    MissingParameter,
    RequestEntityTooLarge,
    UnknownParameter,
)


@pytest.mark.parametrize(
    ("make", "code", "status", "text"),
    [
        (
            DryRunOperation,
            "DryRunOperation",
            412,
            "Request would have succeeded, but DryRun flag is set.",
        ),
        (
            partial(MissingParameter, "peerVpcId"),
            "MissingParameter",
            400,
            "The request must contain the parameter peerVpcId",
        ),
        (
            partial(UnknownParameter, "ImageType"),
            "UnknownParameter",
            400,
            "The parameter ImageType is not recognized",
        ),
        (
            partial(UnknownParameter, "Filter.1.Item"),
            "UnknownParameter",
            400,
            "The parameter Item is not recognized",
        ),
        (
            partial(InvalidAction, "DescribeLoadBalancers"),
            "InvalidAction",
            400,
            "The action DescribeLoadBalancers is not valid for this web service.",
        ),
        (
            MissingAction,
            "MissingAction",
            400,
            "The request is missing an action or a required parameter.",
        ),
        (
            partial(InvalidParameterCombination, "VpcIds", "MaxResults"),
            "InvalidParameterCombination",
            400,
            "The parameter VpcIds cannot be used with the parameter MaxResults",
        ),
        (
            partial(InvalidParameterValue, "What AWS says."),
            "InvalidParameterValue",
            400,
            "What AWS says.",
        ),
        (
            partial(MalformedQueryString, "it is not UTF-8"),
            "MalformedQueryString",
            400,
            "The query string contains a syntax error: it is not UTF-8",
        ),
        (
            partial(InvalidQueryParameter, "VpcId"),
            "InvalidQueryParameter",
            400,
            (
                "The AWS query string is malformed or does not adhere to AWS standards: "
                "parameter VpcId"
            ),
        ),
        (
            partial(InvalidCharacter, "VpcId"),
            "InvalidCharacter",
            400,
            "A specified character is invalid: parameter VpcId",
        ),
        (
            partial(RequestEntityTooLarge, 1024),
            "RequestEntityTooLarge",
            413,
            "The request body exceeds the maximum of 1024 bytes.",
        ),
    ],
)
def test_a_request_error_has_its_code_status_and_text(
    error: AwsError, code: str, status: int, text: str
) -> None:
    """A dry run returns 412, an oversized body 413, any other error 400."""
    assert (error.code, error.status, error.message) == (code, status, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(MissingParameter, "x"), {"name": "x"}),
        (partial(UnknownParameter, "Filter.1.Item"), {"name": "Filter.1.Item"}),
        (partial(InvalidAction, "x"), {"action": "x"}),
        (partial(InvalidParameterCombination, "x", "y"), {"name": "x", "other": "y"}),
        (partial(MalformedQueryString, "x"), {"reason": "x"}),
        (partial(InvalidQueryParameter, "x"), {"name": "x"}),
        (partial(InvalidCharacter, "x"), {"name": "x"}),
        (partial(RequestEntityTooLarge, 1), {"limit": 1}),
    ],
)
def test_a_request_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
