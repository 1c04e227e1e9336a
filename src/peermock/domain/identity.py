"""Who calls, and from where: accounts, Regions, access keys and the ARNs made of them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ACCOUNT_ID = re.compile(r"[0-9]{12}")
_ACCOUNT_BITS = 0x7FFFFFFFFF80
_TOP_BIT = 1 << 47
_KEY_ID = re.compile(r"A[KS]IA[A-Z2-7]{16}")

_PARTITIONS = (
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
)


class Place(NamedTuple):
    """An account in a Region: where a resource lives and where a call is made."""

    account_id: str
    region_name: str

    def arn(self, service_name: str, resource: str) -> str:
        """Return the ARN of a resource of this place.

        Example:
            >>> Place("123456789012", "us-east-1").arn("ec2", "vpc/vpc-1a2b3c4d")
            'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1a2b3c4d'
        """
        partition = partition_of(self.region_name)
        return f"arn:{partition}:{service_name}:{self.region_name}:{self.account_id}:{resource}"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who holds an access key: the account, and the two names that STS gives it.

    Attributes:
        account_id: The account, twelve digits.
        user_id: As `sts:GetCallerIdentity` says it, such as `AROA...:session`.
        resource: The end of the ARN, such as `user/peermock` or `assumed-role/admin/session`.
    """

    account_id: str
    user_id: str
    resource: str

    def arn(self, region_name: str) -> str:
        """Return the ARN, in the partition of the Region where it is asked for."""
        service = "sts" if self.resource.startswith("assumed-role/") else "iam"
        return f"arn:{partition_of(region_name)}:{service}::{self.account_id}:{self.resource}"


def is_account_id(text: str) -> bool:
    """Tell whether the text is an account ID: twelve ASCII digits."""
    return _ACCOUNT_ID.fullmatch(text) is not None


def partition_of(region_name: str) -> str:
    """Return the partition of a Region.

    Example:
        >>> partition_of("eu-west-1"), partition_of("us-gov-west-1")
        ('aws', 'aws-us-gov')
    """
    for prefix, partition in _PARTITIONS:
        if region_name.startswith(prefix):
            return partition
    return "aws"


@lru_cache(maxsize=1024)
def owner_principal(account_id: str) -> Principal:
    """Return who an account's handed-out credentials stand for: its user `peermock`."""
    return Principal(account_id, f"AIDA{_letters(account_id, 17)}", "user/peermock")


def role_id(account_id: str, role_name: str) -> str:
    """Return the `AROA...` id of a role, the same for the same role."""
    return f"AROA{_letters(f'{account_id}/{role_name}', 17)}"


@lru_cache(maxsize=1024)
def access_key_id(account_id: str, tail: bytes | None = None) -> str:
    """Return a temporary access key ID that carries its account, as AWS's own do.

    Args:
        account_id: The account, twelve digits.
        tail: The last four bytes; without them, those that mark the account's own key.

    Example:
        >>> account_of(access_key_id("111111111111"))
        '111111111111'
    """
    head = (_TOP_BIT | int(account_id) << 7).to_bytes(6, "big")
    return "ASIA" + base64.b32encode(head + (tail or _mark(account_id))).decode()


def account_of(key_id: str) -> str | None:
    """Return the account that an access key ID carries, or None when it carries none.

    AWS's layout: base32 after a four-letter prefix, the account in bits 7 to 46 of the first
    six bytes (https://awsteele.com/blog/2020/09/26/aws-access-key-format.html).

    Example:
        >>> account_of("ASIAY34FZKBOKMUTVV7A")
        '609629065308'
        >>> account_of("testing") is None
        True
    """
    if _KEY_ID.fullmatch(key_id) is None:
        return None
    head = int.from_bytes(base64.b32decode(key_id[4:])[:6], "big")
    account_id = f"{(head & _ACCOUNT_BITS) >> 7:012d}"
    return account_id if is_account_id(account_id) else None


@lru_cache(maxsize=1024)
def owner_of(key_id: str) -> str | None:
    """Return the account whose own key this is, or None for a key from anywhere else."""
    account_id = account_of(key_id)
    if account_id is None:
        return None
    return account_id if key_id == access_key_id(account_id) else None


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=4, person=b"peermock").digest()


def _letters(text: str, count: int) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=16, person=b"peermock").digest()
    return base64.b32encode(digest).decode()[:count]
