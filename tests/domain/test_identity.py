"""Accounts, Regions, access keys and ARNs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.identity import (
    Place,
    Principal,
    access_key_id,
    account_of,
    is_account_id,
    owner_of,
    owner_principal,
    partition_of,
    role_id,
    role_key_id,
)

ACCOUNT_IDS = st.integers(0, 10**12 - 1).map(lambda number: f"{number:012d}")


@pytest.mark.parametrize(
    ("region_name", "partition"),
    [
        ("us-east-1", "aws"),
        ("eu-west-1", "aws"),
        ("il-central-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("us-isof-south-1", "aws-iso-f"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("eusc-de-east-1", "aws-eusc"),
    ],
)
def test_a_region_is_in_a_partition(region_name: str, partition: str) -> None:
    """An ARN contains the partition of its Region."""
    assert partition_of(region_name) == partition
    arn = Place("123456789012", region_name).arn("ec2", "vpc/vpc-1a2b3c4d")
    assert arn == f"arn:{partition}:ec2:{region_name}:123456789012:vpc/vpc-1a2b3c4d"


@pytest.mark.parametrize(
    ("resource", "region_name", "arn"),
    [
        ("user/peermock", "us-east-1", "arn:aws:iam::111111111111:user/peermock"),
        ("user/peermock", "cn-north-1", "arn:aws-cn:iam::111111111111:user/peermock"),
        (
            "assumed-role/admin/session",
            "eu-west-1",
            "arn:aws:sts::111111111111:assumed-role/admin/session",
        ),
        ("root", "us-east-1", "arn:aws:iam::111111111111:root"),
    ],
)
def test_a_principal_has_an_arn(resource: str, region_name: str, arn: str) -> None:
    """A role session has an STS ARN, any other principal an IAM ARN."""
    assert Principal("111111111111", "AIDAEXAMPLE", resource).arn(region_name) == arn


@pytest.mark.parametrize("text", ["000000000000", "123456789012"])
def test_twelve_digits_are_an_account_id(text: str) -> None:
    """Leading zeros count."""
    assert is_account_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12345678901",
        "1234567890123",
        "1234-5678-9012",
        "123456789012\n",
        "\N{ARABIC-INDIC DIGIT ONE}" * 12,
    ],
)
def test_anything_else_is_not_an_account_id(text: str) -> None:
    """Digits of other scripts are not an account ID either."""
    assert not is_account_id(text)


def test_a_users_id_follows_from_the_account() -> None:
    """A user ID looks like IAM's and is always the same for the account."""
    principal = owner_principal("111111111111")
    assert principal == owner_principal("111111111111")
    assert principal.account_id == "111111111111"
    assert principal.resource == "user/peermock"
    assert re.fullmatch(r"AIDA[A-Z2-7]{17}", principal.user_id)
    assert principal.user_id != owner_principal("222222222222").user_id


def test_a_roles_id_follows_from_account_and_name() -> None:
    """A role ID looks like IAM's and is always the same for the role."""
    ids = {role_id("1" * 12, "a"), role_id("1" * 12, "b"), role_id("2" * 12, "a")}
    assert len(ids) == 3
    assert all(re.fullmatch(r"AROA[A-Z2-7]{17}", text) for text in ids)
    assert role_id("1" * 12, "a") in ids


def test_made_up_ids_stay_from_release_to_release() -> None:
    """IDs that users have noted or stored stay valid in later releases."""
    assert owner_principal("111111111111").user_id == "AIDAAGTYXEP5PWK4OHPIH"
    assert role_id("111111111111", "admin") == "AROADTITACCTGCCM5TENA"
    assert access_key_id("111111111111") == "ASIARTXV5AHDQA2TVHY5"
    assert role_key_id("111111111111", b"any") == "ASIARTXV5AHDUJQW46KB"


@settings(deadline=None)
@given(ACCOUNT_IDS, st.one_of(st.none(), st.binary(min_size=3, max_size=3)))
def test_an_access_key_carries_its_account(account_id: str, chance: bytes | None) -> None:
    """Every account can be decoded from its key, which looks like AWS's."""
    key_id = role_key_id(account_id, chance) if chance else access_key_id(account_id)
    assert re.fullmatch(r"ASIA[A-Z2-7]{16}", key_id)
    assert account_of(key_id) == account_id


@pytest.mark.parametrize(
    ("key_id", "account_id"),
    [
        ("ASIAY34FZKBOKMUTVV7A", "609629065308"),
        ("AKIARZPUZDIKAAAAAAAA", "123456789012"),
        ("AKIAIOSFODNN7EXAMPLE", "581039954779"),
    ],
)
def test_an_account_is_read_from_a_key_as_from_awss_own(key_id: str, account_id: str) -> None:
    """The layout is AWS's, for users and for sessions."""
    assert account_of(key_id) == account_id


@pytest.mark.parametrize(
    "key_id",
    [
        "",
        "AKIA",
        "testing",
        "foobar_key",
        "AKIA1018191018191018",  # 0, 1, 8 and 9 are not in base32
        "akiay34fzkbokmutvv7a",
        "ASIAy34fzkbokmutvv7a",
        "ASIAY34FZKBOKMUTVV7",
        "ASIAY34FZKBOKMUTVV7AA",
        "ASIAY34FZKBOKMUTVV7AAAAAAAAA",
        "ASIAY34FZKBOKM======",
        "AROAY34FZKBOKMUTVV7A",
        "ASIAÉ34FZKBOKMUTVV7A",
        "ASIA7777777777777777",  # thirteen digits
    ],
)
def test_another_key_carries_no_account(key_id: str) -> None:
    """A key that does not look like AWS's, or encodes no valid account, has no account."""
    assert account_of(key_id) is None
    assert owner_of(key_id) is None


@settings(deadline=None)
@given(ACCOUNT_IDS)
def test_an_accounts_own_key_is_recognised(account_id: str) -> None:
    """The key that peermock issues for an account belongs to that account."""
    assert owner_of(access_key_id(account_id)) == account_id


@settings(deadline=None)
@given(ACCOUNT_IDS, st.binary(min_size=3, max_size=3))
def test_a_key_of_a_role_is_recognised(account_id: str, chance: bytes) -> None:
    """The key that peermock issues for a role belongs to the role's account, in any world."""
    assert owner_of(role_key_id(account_id, chance)) == account_id


@pytest.mark.parametrize(
    "key_id",
    [
        "ASIAY34FZKBOKMUTVV7A",
        "AKIAIOSFODNN7EXAMPLE",
        role_key_id("111111111111", b"any")[:-1] + "7",
        access_key_id("111111111111").replace("ASIA", "AKIA"),
    ],
)
def test_a_key_that_was_not_handed_out_has_no_owner(key_id: str) -> None:
    """A real key in the environment must not make its account the caller."""
    assert owner_of(key_id) is None
