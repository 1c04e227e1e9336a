"""STS: the caller's identity, roles of other accounts, and the accounts of keys."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSRequest
from botocore.client import BaseClient
from botocore.httpsession import URLLib3Session
from freezegun import freeze_time

from peermock import PeeringMock, mock_peering
from peermock._domain.ids import IdSource
from tests.operations.parties import Party

ROLE = "arn:aws:iam::222222222222:role/peering"


def assume(sts: BaseClient, role_arn: str = ROLE, **more: object) -> dict[str, Any]:
    """Assume a role and return the response."""
    answer = sts.assume_role(RoleArn=role_arn, RoleSessionName="session", **more)
    del answer["ResponseMetadata"]
    return answer


def client_of(assumed: dict[str, Any], service_name: str = "sts") -> BaseClient:
    """Return a client with the credentials of an assumed role."""
    credentials = assumed["Credentials"]
    return boto3.client(
        service_name,
        "us-east-1",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def who(sts: BaseClient) -> dict[str, str]:
    """Return a client's identity."""
    answer = sts.get_caller_identity()
    del answer["ResponseMetadata"]
    return answer


def test_an_account_calls_as_its_user(requester: Party) -> None:
    """GetCallerIdentity returns the account, the user ID and the ARN."""
    told = who(requester.sts)
    assert re.fullmatch("AIDA[A-Z2-7]{17}", told.pop("UserId"))
    assert told == {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/peermock"}


@pytest.mark.parametrize("key", ["AKIAIOSFODNN7EXAMPLE", "testing", "ASIAY34FZKBOKMUTVV7A"])
def test_any_other_key_is_the_default_accounts(key: str) -> None:
    """A key that was not issued belongs to the mock's account."""
    with mock_peering(account_id="444444444444"):
        sts = boto3.client(
            "sts", "us-east-1", aws_access_key_id=key, aws_secret_access_key="secret"
        )
        assert who(sts)["Account"] == "444444444444"


def test_a_role_of_another_world_keeps_its_account() -> None:
    """Credentials from an earlier mock never belong to the default account."""
    with mock_peering():
        keys = boto3.client("sts", "us-east-1").assume_role(RoleArn=ROLE, RoleSessionName="one")
    kept = keys["Credentials"]
    with mock_peering(account_id="444444444444", seed=1):
        sts = boto3.client(
            "sts",
            "us-east-1",
            aws_access_key_id=kept["AccessKeyId"],
            aws_secret_access_key=kept["SecretAccessKey"],
            aws_session_token=kept["SessionToken"],
        )
        assert who(sts)["Account"] == ROLE.split(":")[4]


def test_keys_of_roles_differ() -> None:
    """Every session has a different key."""
    with mock_peering():
        sts = boto3.client("sts", "us-east-1")
        keys = [
            sts.assume_role(RoleArn=ROLE, RoleSessionName="one")["Credentials"]["AccessKeyId"]
            for _ in range(20)
        ]
    assert len(set(keys)) == 20


def test_a_key_of_a_role_is_not_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a random key repeats, the next one is used."""
    with mock_peering():
        sts = boto3.client("sts", "us-east-1")
        chances = iter([b"abc", b"abc", b"def"])
        usual = IdSource.random_bytes
        monkeypatch.setattr(
            IdSource,
            "random_bytes",
            lambda self, count: next(chances) if count == 3 else usual(self, count),
        )
        keys = [
            sts.assume_role(RoleArn=ROLE, RoleSessionName="one")["Credentials"]["AccessKeyId"]
            for _ in range(2)
        ]
    assert len(set(keys)) == 2


def test_credentials_outlast_the_clock_of_a_client_elsewhere() -> None:
    """A client in another process does not share the mock's clock, which may be in the past."""
    with freeze_time("2020-01-01"), mock_peering() as aws:
        keys = aws.account("123456789012").credentials()
        request = AWSRequest(
            "POST",
            "https://sts.us-east-1.amazonaws.com/",
            headers={"X-Amz-Date": "20261125T120000Z"},
            data=f"Action=AssumeRole&Version=2011-06-15&RoleArn={ROLE}&RoleSessionName=one",
        )
        scope = f"{keys['aws_access_key_id']}/20261125/us-east-1/sts/aws4_request"
        request.headers["Authorization"] = f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"
        answer = URLLib3Session().send(request.prepare())
    assert b"<Expiration>2026-11-25T13:00:00.000Z</Expiration>" in answer.content


@pytest.mark.usefixtures("clock")
def test_a_role_is_assumed_with_these_members(requester: Party) -> None:
    """AssumeRole returns credentials for an hour and the assumed role, but no policy size."""
    answer = assume(requester.sts)
    credentials, user = answer.pop("Credentials"), answer.pop("AssumedRoleUser")
    assert answer == {}
    assert set(credentials) == {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}
    assert re.fullmatch("ASIA[A-Z2-7]{16}", credentials["AccessKeyId"])
    assert len(credentials["SecretAccessKey"]) == 40
    assert credentials["Expiration"] == datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert re.fullmatch("AROA[A-Z2-7]{17}:session", user["AssumedRoleId"])
    assert user["Arn"] == "arn:aws:sts::222222222222:assumed-role/peering/session"


def test_an_assumed_role_calls_as_itself(requester: Party) -> None:
    """Role credentials belong to the role's account and session."""
    assumed = assume(requester.sts)
    assert who(client_of(assumed)) == {
        "UserId": assumed["AssumedRoleUser"]["AssumedRoleId"],
        "Account": "222222222222",
        "Arn": assumed["AssumedRoleUser"]["Arn"],
    }


def test_an_assumed_role_acts_in_its_account(requester: Party, accepter: Party) -> None:
    """A role of the accepter's account can accept a request."""
    peering_id = requester.request(accepter)
    client_of(assume(requester.sts), "ec2").accept_vpc_peering_connection(
        VpcPeeringConnectionId=peering_id
    )
    assert requester.status(peering_id) == "active"


def test_roles_are_assumed_one_from_the_other(requester: Party) -> None:
    """A chain of roles ends in the account of the last one."""
    first = client_of(assume(requester.sts))
    second = client_of(assume(first, "arn:aws:iam::333333333333:role/path/to/last"))
    assert who(second)["Arn"] == "arn:aws:sts::333333333333:assumed-role/last/session"


def test_the_same_role_has_the_same_id(requester: Party) -> None:
    """Sessions of a role share its ID, and each has its own key."""
    one, other = assume(requester.sts), assume(requester.sts)
    assert one["AssumedRoleUser"] == other["AssumedRoleUser"]
    assert one["Credentials"]["AccessKeyId"] != other["Credentials"]["AccessKeyId"]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("seconds", [900, 3600, 43200])
def test_a_session_has_a_duration(requester: Party, seconds: int) -> None:
    """DurationSeconds is from a quarter of an hour to twelve hours."""
    expiration = assume(requester.sts, DurationSeconds=seconds)["Credentials"]["Expiration"]
    assert expiration == datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "account_id", ["123456789012", "222222222222", "000000000001", "999999999999"]
)
def test_a_handed_out_key_tells_its_account(
    peering: PeeringMock, requester: Party, account_id: str
) -> None:
    """GetAccessKeyInfo decodes the account of a user's or role's key."""
    role = assume(requester.sts, f"arn:aws:iam::{account_id}:role/any")
    user = peering.account(account_id).credentials()
    keys = [role["Credentials"]["AccessKeyId"], user["aws_access_key_id"]]
    told = [requester.sts.get_access_key_info(AccessKeyId=key)["Account"] for key in keys]
    assert told == [account_id] * 2


@pytest.mark.parametrize(
    ("key", "account_id"),
    [("ASIAY34FZKBOKMUTVV7A", "609629065308"), ("AKIARZPUZDIKAAAAAAAA", "123456789012")],
)
def test_any_key_tells_its_account(requester: Party, key: str, account_id: str) -> None:
    """A key created by AWS encodes its account as well (recorded)."""
    assert requester.sts.get_access_key_info(AccessKeyId=key)["Account"] == account_id


def test_a_key_that_carries_no_account_is_the_default_accounts(requester: Party) -> None:
    """A key that is not base32 after its prefix does not encode an account."""
    answer = requester.sts.get_access_key_info(AccessKeyId="AKIA1018901890189018")
    assert answer["Account"] == "123456789012"
