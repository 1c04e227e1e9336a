"""Restricted roles and expiring credentials, both optional."""

from collections.abc import Mapping
from datetime import timedelta

import boto3
import pytest
from freezegun import freeze_time

from peermock import MockStateError, PeeringMock, mock_peering
from tests.arrangements import Refusal

OTHER = "222222222222"
ARN = f"arn:aws:iam::{OTHER}:role/team/peering"


def assume(**params: object) -> Mapping[str, str]:
    """Return credentials of the role, in the form that boto3 takes."""
    sts = boto3.client("sts")
    role = sts.assume_role(**{"RoleArn": ARN, "RoleSessionName": "test", **params})["Credentials"]
    return {
        "aws_access_key_id": role["AccessKeyId"],
        "aws_secret_access_key": role["SecretAccessKey"],
        "aws_session_token": role["SessionToken"],
    }


def test_at_first_every_account_has_every_role(peering: PeeringMock) -> None:
    """By default `roles` is None."""
    assert peering.account(OTHER).roles is None
    assume()


@pytest.mark.parametrize("roles", [{"peering"}, {"peering": None}, {"peering": ["123456789012"]}])
def test_a_role_that_exists(peering: PeeringMock, roles: object) -> None:
    """A role is named without its path, and can be assumed by trusted accounts."""
    peering.account(OTHER).roles = roles
    assert boto3.client("sts", **assume()).get_caller_identity()["Account"] == OTHER


@pytest.mark.parametrize(
    ("roles", "hint"),
    [
        (set(), "account('222222222222').roles has no 'peering'; it has: none"),
        ({"audit", "peerings"}, "account('222222222222').roles has no 'peering'; it has: "),
        ({"peering": ["333333333333"]}, "the test lets only 333333333333 assume peering"),
    ],
)
def test_a_role_that_cannot_be_assumed(
    peering: PeeringMock, refusal: Refusal, roles: object, hint: str
) -> None:
    """AWS does not say whether the role exists, but the report does."""
    peering.account(OTHER).roles = roles
    assert refusal(assume) == (
        "AccessDenied",
        (
            "User: arn:aws:iam::123456789012:user/peermock is not authorized to perform: "
            f"sts:AssumeRole on resource: {ARN}"
        ),
        403,
    )
    assert peering.calls[-1].hint.startswith(hint)


def test_the_roles_of_one_account_only(peering: PeeringMock) -> None:
    """Other accounts still have every role, and so does this one after setting None."""
    other = peering.account(OTHER)
    other.roles = {"audit": ["123456789012", "111111111111"]}
    assert other.roles == {"audit": ["111111111111", "123456789012"]}
    assume(RoleArn="arn:aws:iam::333333333333:role/peering")
    other.roles = None
    assume()


def test_roles_are_rewound(peering: PeeringMock) -> None:
    """Roles are part of the world."""
    with peering.rewinding():
        peering.account(OTHER).roles = {}
    assume()


@pytest.mark.parametrize(
    ("roles", "error"),
    [
        ("peering", TypeError),
        ({1}, TypeError),
        ({"a": "123456789012"}, TypeError),
        ({"a": ["1"]}, ValueError),
    ],
)
def test_misuse(peering: PeeringMock, roles: object, error: type[Exception]) -> None:
    """Invalid roles are rejected when they are set."""
    with pytest.raises(error):
        peering.account(OTHER).roles = roles


@pytest.mark.parametrize(("params", "seconds"), [({}, 3600), ({"DurationSeconds": 900}, 900)])
def test_credentials_that_expire(refusal: Refusal, params: dict[str, object], seconds: int) -> None:
    """Credentials expire when AssumeRole says, by the mock's clock."""
    with freeze_time("2026-03-02 09:00:00") as clock, mock_peering(expire_sessions=True) as aws:
        keys = assume(**params)
        ec2 = boto3.client("ec2", **keys)
        clock.tick(timedelta(seconds=seconds - 1))
        ec2.describe_vpcs()
        clock.tick(timedelta(seconds=1))
        assert refusal(ec2.describe_vpcs) == ("RequestExpired", "Request has expired.", 400)
        assert aws.calls[-1].account_id == OTHER
        assert "assume the role again" in aws.calls[-1].hint
        assert refusal(boto3.client("sts", **keys).get_caller_identity) == (
            "ExpiredToken",
            "The security token included in the request is expired",
            403,
        )
        boto3.client("ec2", **assume()).describe_vpcs()


def test_credentials_that_do_not(peering: PeeringMock) -> None:
    """By default, a shift of the clock does not expire credentials."""
    keys = assume()
    peering.shift(days=8)
    boto3.client("ec2", **keys).describe_vpcs()


def test_the_accounts_own_credentials_never_expire() -> None:
    """Only credentials issued by STS expire."""
    with mock_peering(expire_sessions=True) as aws:
        aws.shift(days=8)
        boto3.client("ec2", **aws.account(OTHER).credentials()).describe_vpcs()


def test_a_mock_inside_has_no_say_in_it() -> None:
    """Expiry is a setting of the world."""
    with mock_peering(), pytest.raises(MockStateError, match="expire_sessions cannot be set here"):
        mock_peering(expire_sessions=True).start()
