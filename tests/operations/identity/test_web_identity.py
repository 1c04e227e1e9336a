"""AssumeRoleWithWebIdentity: role credentials in exchange for an identity provider's token."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import freezegun
import pytest
from botocore import UNSIGNED
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError

from peermock import PeeringMock

ROLE = "arn:aws:iam::222222222222:role/peering"


def token(**claims: object) -> str:
    """Return a JSON web token with claims."""
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{body}.c2lnbmF0dXJl"


@pytest.fixture
def sts(peering: PeeringMock) -> BaseClient:
    """A client that does not sign."""
    return boto3.client("sts", config=Config(signature_version=UNSIGNED))


def assume(sts: BaseClient, token: str, **more: object) -> dict[str, Any]:
    """Assume the role with a token."""
    return sts.assume_role_with_web_identity(
        **{"RoleArn": ROLE, "RoleSessionName": "pod", "WebIdentityToken": token} | more
    )


def test_a_token_gets_keys_of_the_role(sts: BaseClient, peering: PeeringMock) -> None:
    """The response has the token's subject, and the keys belong to the role."""
    answer = assume(sts, token(iss="https://oidc.example/id", sub="system:pod", aud=["sts", "x"]))
    assert answer["SubjectFromWebIdentityToken"] == "system:pod"
    assert (answer["Provider"], answer["Audience"]) == ("https://oidc.example/id", "sts")
    assert answer["AssumedRoleUser"]["Arn"].endswith("222222222222:assumed-role/peering/pod")
    keys = answer["Credentials"]
    role = boto3.client(
        "sts",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    assert role.get_caller_identity()["Account"] == "222222222222"
    assert peering.calls[0].account_id == ""


def test_a_token_that_says_little_is_enough(sts: BaseClient) -> None:
    """Missing claims are missing in the response."""
    answer = assume(sts, token(aud=[]))
    assert not {"SubjectFromWebIdentityToken", "Provider"} & answer.keys()


def test_a_profile_with_a_token_file_works(
    peering: PeeringMock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As in a cluster, boto3 exchanges the token by itself."""
    (tmp_path / "token").write_text(token(sub="pod"))
    (tmp_path / "config").write_text(
        f"[profile pod]\nrole_arn = {ROLE}\nweb_identity_token_file = {tmp_path / 'token'}\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    session = boto3.session.Session(profile_name="pod")
    assert session.client("sts", "us-east-1").get_caller_identity()["Account"] == "222222222222"


@pytest.mark.parametrize("expires", [timedelta(0), timedelta(hours=-1)])
def test_a_token_that_has_expired_is_refused(sts: BaseClient, expires: timedelta) -> None:
    """The message has the expiry and the current time."""
    past = int((datetime.now(UTC) + expires).timestamp())
    with pytest.raises(ClientError, match=rf"ExpiredTokenException.*expiration date/time {past}"):
        assume(sts, token(exp=past))


def test_a_token_may_expire_later(sts: BaseClient) -> None:
    """A token that has not expired is accepted."""
    assert assume(sts, token(exp=datetime.now(UTC).timestamp() + 60))


@pytest.mark.parametrize("issued", [None, "now", -1, 1e300])
def test_keys_are_good_for_who_has_just_got_a_token(sts: BaseClient, issued: object) -> None:
    """The credentials' lifetime starts at the token's time if the test's clock is behind it."""
    now = datetime.now(UTC)
    with freezegun.freeze_time("2001-02-03"):
        old = assume(sts, token(iat=issued))["Credentials"]["Expiration"]
        new = assume(sts, token(iat=now.timestamp()))["Credentials"]["Expiration"]
    assert old.year == 2001
    assert new > now


@pytest.mark.parametrize("bad", ["nonsense", "aa.b", "a.!!.c", "a.W10.c", "a._w.c"])
def test_what_is_not_a_token_is_refused(sts: BaseClient, bad: str) -> None:
    """A token has three parts, the second of which is a JSON object."""
    with pytest.raises(ClientError, match=r"InvalidIdentityToken.*not a valid JWT"):
        assume(sts, bad)


def test_the_role_is_checked_as_ever(sts: BaseClient) -> None:
    """The role is validated as in AssumeRole."""
    with pytest.raises(ClientError, match=r"ValidationError.*is invalid"):
        assume(sts, token(), RoleArn="arn:aws:iam::222222222222:user/somebody")


def test_other_operations_need_a_signature(sts: BaseClient) -> None:
    """Each operation defines whether it can be unsigned."""
    with pytest.raises(ClientError, match="MissingAuthenticationToken"):
        sts.get_caller_identity()
