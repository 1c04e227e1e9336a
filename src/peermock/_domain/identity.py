"""Callers: accounts, Regions, access keys and ARNs."""

import base64
import hashlib
import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

_ACCOUNT_ID = re.compile(r"[0-9]{12}")
_ACCOUNT_BITS = 0x7FFFFFFFFF80
_TOP_BIT = 1 << 47
_FREE_BITS = 0x7F
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
    """An account in a Region. Resources live in a place, and calls are made from one."""

    account_id: str
    region_name: str

    def arn(self, service_name: str, resource: str) -> str:
        """Return the ARN of a resource in this place.

        Example:
            >>> Place("123456789012", "us-east-1").arn("ec2", "vpc/vpc-1a2b3c4d")
            'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1a2b3c4d'
        """
        partition = partition_of(self.region_name)
        return f"arn:{partition}:{service_name}:{self.region_name}:{self.account_id}:{resource}"


@lru_cache(maxsize=4096)
def place_of(account_id: str, region_name: str) -> Place:
    """Return an account in a Region: the same object each time, because many calls keep it."""
    return Place(account_id, region_name)


class Principal(NamedTuple):
    """The holder of an access key, as STS names it.

    Attributes:
        account_id: The account, twelve digits.
        user_id: The `UserId` of `sts:GetCallerIdentity`, such as `AROA...:session`.
        resource: The end of the ARN, such as `user/peermock` or `assumed-role/admin/session`.
        expires_at: When the key expires; None if it does not.
    """

    account_id: str
    user_id: str
    resource: str
    expires_at: datetime | None = None

    def has_expired(self, now: datetime) -> bool:
        """Return whether the key has expired."""
        return self.expires_at is not None and now >= self.expires_at

    def arn(self, region_name: str) -> str:
        """Return the ARN, in the partition of the Region in which the call is made."""
        service = "sts" if self.resource.startswith("assumed-role/") else "iam"
        return f"arn:{partition_of(region_name)}:{service}::{self.account_id}:{self.resource}"


def is_account_id(text: str) -> bool:
    """Return whether the text is an account ID: twelve ASCII digits."""
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
    """Return the principal of an account's issued credentials: the user `peermock`."""
    return Principal(account_id, f"AIDA{_letters(account_id, 17)}", "user/peermock")


def role_id(account_id: str, role_name: str) -> str:
    """Return the `AROA...` ID of a role. It is always the same for the same role."""
    return f"AROA{_letters(f'{account_id}/{role_name}', 17)}"


@lru_cache(maxsize=1024)
def access_key_id(account_id: str) -> str:
    """Return a temporary access key ID that encodes the account, as AWS's own do.

    Example:
        >>> account_of(access_key_id("111111111111"))
        '111111111111'
    """
    head = (_TOP_BIT | int(account_id) << 7).to_bytes(6, "big")
    return "ASIA" + base64.b32encode(head + _mark(account_id)).decode()


def account_of(key_id: str) -> str | None:
    """Return the account that an access key ID encodes, or None.

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
def role_key_id(account_id: str, chance: bytes) -> str:
    """Return an access key ID for a session of a role.

    Any world can decode the account, including worlds that did not issue the key.

    Args:
        account_id: The account, twelve digits.
        chance: Three random bytes that distinguish sessions.

    Example:
        >>> owner_of(role_key_id("222222222222", b"abc"))
        '222222222222'
    """
    high, low = _mark(f"role of {account_id} by {chance.hex()}")[:2]
    head = (_TOP_BIT | int(account_id) << 7 | low & _FREE_BITS).to_bytes(6, "big")
    return "ASIA" + base64.b32encode(head + chance + bytes([high])).decode()


@lru_cache(maxsize=1024)
def owner_of(key_id: str) -> str | None:
    """Return the account for which a mock issued this key, or None for any other key."""
    account_id = account_of(key_id)
    if account_id is None:
        return None
    chance = base64.b32decode(key_id[4:])[6:9]
    ours = key_id in (access_key_id(account_id), role_key_id(account_id, chance))
    return account_id if ours else None


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=4, person=b"peermock").digest()


def _letters(text: str, count: int) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=16, person=b"peermock").digest()
    return base64.b32encode(digest).decode()[:count]
