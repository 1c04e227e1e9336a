"""Credential look-ups do not leave the machine while a mock is active."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import boto3
import botocore.session
import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.credentials import RefreshableCredentials, SSOProvider

from peermock import NotMockedError, mock_peering

START_URL = "https://example.awsapps.com/start"

CONFIG = f"""
[profile empty]
region = us-east-1

[profile static]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI

[profile role]
role_arn = arn:aws:iam::222222222222:role/accepter
source_profile = static
region = eu-west-1

[profile role-of-sso]
role_arn = arn:aws:iam::333333333333:role/accepter
source_profile = sso

[profile instance]
role_arn = arn:aws:iam::222222222222:role/accepter
credential_source = Ec2InstanceMetadata

[profile sso]
sso_start_url = {START_URL}
sso_region = eu-west-1
sso_account_id = 222222222222
sso_role_name = accepter
"""

Profile = Callable[[str], boto3.Session]


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """Return a function that makes a session with one of the profiles above, logged in to SSO."""
    (tmp_path / "config").write_text(CONFIG)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setattr(SSOProvider, "_SSO_TOKEN_CACHE_DIR", str(tmp_path))
    login = {"accessToken": "secret", "expiresAt": "2099-01-01T00:00:00Z"}
    name = hashlib.sha1(START_URL.encode()).hexdigest()  # noqa: S324  # as botocore names the file
    (tmp_path / f"{name}.json").write_text(json.dumps(login))
    return lambda name: boto3.Session(profile_name=name)


@pytest.mark.parametrize("name", ["empty", "instance"])
def test_the_metadata_of_an_instance_is_not_asked(profile: Profile, name: str) -> None:
    """A profile that needs the instance's role is refused."""
    with mock_peering(), pytest.raises(NotMockedError) as caught:
        profile(name).client("sts", region_name="us-east-1").get_caller_identity()
    assert (caught.value.service_name, caught.value.operation_name) == ("169.254.169.254", None)
    assert 'mock_peering(passthrough=["169.254.169.254"])' in str(caught.value)


def test_the_metadata_of_a_container_is_not_asked(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A profile that needs the container's role is refused."""
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1")
    with mock_peering(), pytest.raises(NotMockedError, match=r"^169\.254\.170\.2 is not"):
        profile("empty").get_credentials()


def test_sso_is_not_asked(profile: Profile) -> None:
    """A profile that needs IAM Identity Center is refused."""
    with mock_peering(), pytest.raises(NotMockedError) as caught:
        profile("sso").get_credentials().get_frozen_credentials()
    assert (caught.value.service_name, caught.value.operation_name) == ("sso", "GetRoleCredentials")


@pytest.mark.parametrize(
    ("name", "account_id"),
    [("sso", "123456789012"), ("role", "222222222222"), ("role-of-sso", "333333333333")],
)
@pytest.mark.parametrize("service_name", ["ec2", "sts"])
def test_a_client_needs_no_login(
    profile: Profile, name: str, account_id: str, service_name: str
) -> None:
    """A client older than the mock is answered without looking up its credentials.

    A role belongs to its own account; any other unavailable credentials belong to the default
    account.
    """
    client = profile(name).client(service_name, region_name="us-east-1")
    with mock_peering():
        if service_name == "sts":
            assert client.get_caller_identity()["Account"] == account_id
        else:
            assert client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["OwnerId"] == account_id


def test_a_client_with_keys_that_have_expired_needs_no_others() -> None:
    """Expired credentials are not refreshed just to call the mock."""
    session = botocore.session.get_session()
    session._credentials = RefreshableCredentials(
        "AKIAIOSFODNN7EXAMPLE",
        "secret",
        "token",
        expiry_time=datetime(2020, 1, 1, tzinfo=UTC),
        refresh_using=lambda: pytest.fail("asked for new keys"),
        method="custom-process",
    )
    sts = boto3.Session(botocore_session=session).client("sts", region_name="us-east-1")
    with mock_peering():
        assert sts.get_caller_identity()["Account"] == "123456789012"


def test_keys_in_a_profile_mean_the_default_account(profile: Profile) -> None:
    """Keys that do not encode an account belong to the default account."""
    with mock_peering():
        sts = profile("static").client("sts", region_name="us-east-1")
        assert sts.get_caller_identity()["Account"] == "123456789012"


def test_a_role_of_a_profile_is_assumed_in_the_mock(profile: Profile) -> None:
    """A profile's role is assumed in the mock, in the role's account and Region."""
    with mock_peering():
        identity = profile("role").client("sts").get_caller_identity()
    assert identity["Account"] == "222222222222"
    assert identity["Arn"].startswith("arn:aws:sts::222222222222:assumed-role/accepter/")


def test_a_role_is_assumed_again_in_every_mock(profile: Profile) -> None:
    """A session that keeps its role credentials is in the role's account in each mock."""
    sts = profile("role").client("sts")
    for _ in range(2):
        with mock_peering():
            assert sts.get_caller_identity()["Account"] == "222222222222"
            with mock_peering(isolated=True):
                assert sts.get_caller_identity()["Account"] == "222222222222"
            assert sts.get_caller_identity()["Account"] == "222222222222"


def test_a_role_is_assumed_again_after_the_mock(
    profile: Profile, sent: list[AWSPreparedRequest]
) -> None:
    """Role credentials do not outlive the mock that issued them; AWS is asked for new ones."""
    session = profile("role")
    with mock_peering():
        session.client("sts").get_caller_identity()
    with pytest.raises(KeyError, match="AssumeRoleResult"):
        session.client("sts").get_caller_identity()
    assert b"Credential=AKIAIOSFODNN7EXAMPLE/" in sent[0].headers["Authorization"]
    assert "Action=AssumeRole" in sent[0].body


def test_a_role_of_a_mock_is_kept_in_no_cache(profile: Profile) -> None:
    """Botocore's cache, which may be files, is neither read nor written."""

    class Untouchable(dict[str, object]):
        def __contains__(self, key: object) -> bool:
            raise AssertionError

    session, cache = profile("role"), Untouchable()
    resolver = session._session.get_component("credential_provider")
    resolver.get_provider("assume-role").cache = cache
    with mock_peering():
        assert session.client("sts").get_caller_identity()["Account"] == "222222222222"
    assert list(cache) == []


@pytest.mark.usefixtures("configured_machine")
def test_expired_keys_in_the_environment_are_not_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An expiration date that a tool exported does not affect the mock's credentials."""
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z")
    with mock_peering():
        sts = boto3.Session().client("sts")
        assert sts.get_caller_identity()["Account"] == "123456789012"


@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_the_chosen_profile_does_not_count(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """A profile selected on the machine is ignored, even if it does not exist."""
    monkeypatch.setenv(variable, "nowhere")
    with mock_peering():
        sts = boto3.Session().client("sts")
        assert sts.get_caller_identity()["Account"] == "123456789012"
