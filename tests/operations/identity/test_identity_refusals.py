"""STS errors about roles, sessions, durations and keys."""

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from peermock import PeeringMock
from tests.operations.parties import Party, Refused

ROLE = "arn:aws:iam::222222222222:role/peering"
FAILED = (
    "1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: Member must "
)


@pytest.fixture
def lax(peering: PeeringMock) -> object:
    """An STS client without parameter validation."""
    config = Config(parameter_validation=False)
    keys = peering.account("123456789012").credentials()
    return boto3.client("sts", "us-east-1", config=config, **keys)


@pytest.mark.parametrize(
    "role_arn",
    [
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a::::something/test-role",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:",
        "arn:aws:iam::222222222222:user/peering",
        "arn:aws:iam::22222222222:role/peering",
        "arn:aws:iam::٢٢٢٢٢٢٢٢٢٢٢٢:role/peering",
        "arn:aws:iam::abcdefabcdef:role/peering",
        "arn:aws:sts::222222222222:role/peering",
        "arn:aws-cn:iam::222222222222:role/peering",
        "arn:aws:iam::222222222222:role/",
        "arn:aws:iam::222222222222:role/path/",
        "arn:aws:iam::222222222222:role/two words",
    ],
)
def test_a_role_has_an_arn(requester: Party, role_arn: str, refused: Refused) -> None:
    """A text that is not a role ARN in the caller's partition is invalid."""
    with refused("ValidationError", f"{role_arn} is invalid"):
        requester.sts.assume_role(RoleArn=role_arn, RoleSessionName="session")


def test_members_are_looked_at_before_the_meaning_of_the_arn(
    requester: Party, refused: Refused
) -> None:
    """An invalid session name is reported before the ARN is interpreted (recorded)."""
    text = FAILED.format("Session1:2", "roleSessionName")
    text += r"satisfy regular expression pattern: [\w+=,.@-]*"
    with refused("ValidationError", text):
        requester.sts.assume_role(
            RoleArn="arn:a:b:::something/test-role", RoleSessionName="Session1:2"
        )


def test_all_members_are_looked_at(lax: Party, refused: Refused) -> None:
    """The message counts and lists all violations."""
    text = (
        "4 validation errors detected: "
        "Value 'x' at 'roleArn' failed to satisfy constraint: Member must have length greater than "
        "or equal to 20; "
        "Value ':' at 'roleSessionName' failed to satisfy constraint: Member must have length "
        "greater than or equal to 2; "
        "Value ':' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular "
        r"expression pattern: [\w+=,.@-]*; "
        "Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value "
        "greater than or equal to 900"
    )
    with refused("ValidationError", text):
        lax.assume_role(RoleArn="x", RoleSessionName=":", DurationSeconds=60)


def test_an_external_id_has_letters(lax: Party, refused: Refused) -> None:
    """The external ID is validated, although it is not compared with anything."""
    text = FAILED.format("two words", "externalId")
    text += r"satisfy regular expression pattern: [\w+=,.@:\/-]*"
    with refused("ValidationError", text):
        lax.assume_role(RoleArn=ROLE, RoleSessionName="session", ExternalId="two words")


def test_an_arn_has_a_length(lax: Party, refused: Refused) -> None:
    """A role ARN has at least 20 characters."""
    text = FAILED.format("x", "roleArn")
    with refused("ValidationError", f"{text}have length greater than or equal to 20"):
        lax.assume_role(RoleArn="x", RoleSessionName="session")


def test_an_arn_is_not_too_long(lax: Party, refused: Refused) -> None:
    """A role ARN with its path has at most 2048 characters."""
    longest = ROLE.replace("/", f"/{'p' * (2048 - len(ROLE) - 1)}/")
    lax.assume_role(RoleArn=longest, RoleSessionName="session")
    text = FAILED.format(f"{longest}x", "roleArn")
    with refused("ValidationError", f"{text}have length less than or equal to 2048"):
        lax.assume_role(RoleArn=f"{longest}x", RoleSessionName="session")


@pytest.mark.parametrize("name", ["Session1:2", "two words", "a/b", "sessión"])
def test_a_session_name_has_these_characters(requester: Party, name: str, refused: Refused) -> None:
    """A session name has word characters and =,.@- only."""
    text = FAILED.format(name, "roleSessionName")
    with refused("ValidationError", rf"{text}satisfy regular expression pattern: [\w+=,.@-]*"):
        requester.sts.assume_role(RoleArn=ROLE, RoleSessionName=name)


@pytest.mark.parametrize("name", ["s2", "s" * 64, "A_z+=,.@-9"])
def test_session_names_of_any_length_between(requester: Party, name: str) -> None:
    """A session name has from 2 to 64 characters."""
    answer = requester.sts.assume_role(RoleArn=ROLE, RoleSessionName=name)
    assert answer["AssumedRoleUser"]["Arn"].endswith(f"/{name}")


@pytest.mark.parametrize(
    ("name", "bound"),
    [("s" * 65, "less than or equal to 64"), ("s", "greater than or equal to 2")],
)
def test_a_session_name_has_a_length(lax: Party, name: str, bound: str, refused: Refused) -> None:
    """A name that is too long or too short is rejected (recorded for too long)."""
    text = FAILED.format(name, "roleSessionName")
    with refused("ValidationError", f"{text}have length {bound}"):
        lax.assume_role(RoleArn=ROLE, RoleSessionName=name)


@pytest.mark.parametrize(
    ("seconds", "bound"),
    [
        (0, "greater than or equal to 900"),
        (899, "greater than or equal to 900"),
        (43201, "less than or equal to 43200"),
    ],
)
def test_a_duration_has_bounds(lax: Party, seconds: int, bound: str, refused: Refused) -> None:
    """A session lasts from a quarter of an hour to twelve hours."""
    text = FAILED.format(seconds, "durationSeconds")
    with refused("ValidationError", f"{text}have value {bound}"):
        lax.assume_role(RoleArn=ROLE, RoleSessionName="session", DurationSeconds=seconds)


def test_a_chained_role_lasts_an_hour(requester: Party, refused: Refused) -> None:
    """A role assumed with role credentials lasts an hour at most."""
    keys = requester.sts.assume_role(RoleArn=ROLE, RoleSessionName="session")["Credentials"]
    chained = boto3.client(
        "sts",
        "us-east-1",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    chained.assume_role(RoleArn=ROLE, RoleSessionName="session", DurationSeconds=3600)
    text = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
    with refused("ValidationError", f"{text}role chaining."):
        chained.assume_role(RoleArn=ROLE, RoleSessionName="session", DurationSeconds=3601)


@pytest.mark.parametrize(
    "key", ["", "short", "A" * 129, "ASIA 1234567890123", "ASIAé234567890123456"]
)
def test_a_key_has_a_form(lax: Party, key: str, refused: Refused) -> None:
    """A key has from 16 to 128 word characters."""
    text = FAILED.format(key, "accessKeyId")
    constraint = r"satisfy regular expression pattern: [\w]*"
    if len(key) < 16:
        constraint = "have length greater than or equal to 16"
    if len(key) > 128:
        constraint = "have length less than or equal to 128"
    with refused("ValidationError", text + constraint):
        lax.get_access_key_info(AccessKeyId=key)


@pytest.mark.usefixtures("peering")
def test_an_unsigned_call_is_refused(refused: Refused) -> None:
    """STS reports a missing token, and EC2 invalid credentials."""
    config = Config(signature_version=UNSIGNED)
    with refused("MissingAuthenticationToken", "Request is missing Authentication Token", 403):
        boto3.client("sts", "us-east-1", config=config).get_caller_identity()
    text = "AWS was not able to validate the provided access credentials"
    with refused("AuthFailure", text, 401):
        boto3.client("ec2", "us-east-1", config=config).describe_vpcs()
