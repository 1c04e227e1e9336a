"""Tokens and access keys that a caller invents or finds give no access."""

import base64
from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest

from peermock._domain.identity import access_key_id, account_of
from peermock._gateway import Gateway
from peermock._gateway.http import HttpRequest

ACCOUNT, OTHER = "123456789012", "222222222222"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/="


@pytest.fixture
def gateway(make_gateway: Callable[..., Gateway]) -> Gateway:
    """A gateway to a world in which two accounts have six VPCs each, besides the default one."""
    return with_vpcs(make_gateway())


def with_vpcs(gateway: Gateway) -> Gateway:
    """Return a gateway after adding VPCs in two accounts and two Regions."""
    for account_id in (ACCOUNT, OTHER):
        for region_name in ("us-east-1", "eu-west-1"):
            for number in range(6):
                block = f"10.{number}.0.0/16"
                key = access_key_id(account_id)
                call(gateway, "CreateVpc", key=key, region_name=region_name, CidrBlock=block)
    return gateway


def call(
    gateway: Gateway,
    action: str,
    *,
    key: str = access_key_id(ACCOUNT),
    region_name: str = "us-east-1",
    service_name: str = "ec2",
    **params: object,
) -> ET.Element:
    """Return the document of a response."""
    scope = f"{key}/20260301/{region_name}/{service_name}/aws4_request"
    request = HttpRequest(
        method="POST",
        url=f"https://{service_name}.{region_name}.amazonaws.com/",
        headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"},
        body=urlencode({"Action": action, **params}).encode(),
    )
    return ET.fromstring(gateway.answer(request).body)  # noqa: S314  # ours


def token_of(gateway: Gateway) -> str:
    """Return a token for the second page of the account's VPCs."""
    return call(gateway, "DescribeVpcs", MaxResults=5).findtext("{*}nextToken") or ""


def is_refused(document: ET.Element) -> bool:
    """Return whether a token was rejected as by AWS, and nothing was returned."""
    message = document.findtext(".//{*}Message") or ""
    return message.endswith("for parameter NextToken is invalid. The token is invalid.")


def test_a_token_opens_the_next_page(gateway: Gateway) -> None:
    """The caller's own, unchanged token is valid."""
    page = call(gateway, "DescribeVpcs", MaxResults=5, NextToken=token_of(gateway))
    assert len(page.findall(".//{*}vpcId")) == 2


def test_no_character_of_a_token_can_be_another(gateway: Gateway) -> None:
    """Changing any single character invalidates the token."""
    token = token_of(gateway)
    for at, old in enumerate(token):
        for new in set(ALPHABET) - {old}:
            changed = token[:at] + new + token[at + 1 :]
            assert is_refused(call(gateway, "DescribeVpcs", NextToken=changed)), changed


def test_no_part_of_a_token_is_one(gateway: Gateway) -> None:
    """A token that is cut, extended, doubled or respelled is invalid."""
    token = token_of(gateway)
    changed = [token[:end] for end in range(len(token))]
    changed += [token[start:] for start in range(1, len(token))]
    changed += [token + "=", token + "A", f" {token}", f"{token}\n", token * 2, token.swapcase()]
    changed += [base64.b64encode(base64.urlsafe_b64decode(token) + b" ").decode()]
    for each in changed:
        assert is_refused(call(gateway, "DescribeVpcs", NextToken=each)), each


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"key": access_key_id(OTHER)},
        {"region_name": "eu-west-1"},
        {"action": "DescribeSubnets"},
        {"action": "DescribeTags"},
        {"Filter.1.Name": "cidr", "Filter.1.Value.1": "10.0.0.0/16"},
    ],
)
def test_a_token_is_good_in_one_place(gateway: Gateway, elsewhere: dict[str, str]) -> None:
    """The token is invalid for another account, Region, operation or filter."""
    assert is_refused(
        call(gateway, **{"action": "DescribeVpcs", "NextToken": token_of(gateway)} | elsewhere)
    )


def test_a_token_is_good_in_one_world(
    gateway: Gateway, make_gateway: Callable[..., Gateway]
) -> None:
    """The token is invalid in a mock with another seed."""
    other = with_vpcs(make_gateway(1))
    assert is_refused(call(other, "DescribeVpcs", NextToken=token_of(gateway)))


def whoami(gateway: Gateway, key: str) -> str | None:
    """Return the ARN that STS names for an access key."""
    found = call(gateway, "GetCallerIdentity", key=key, service_name="sts")
    return found.findtext(".//{*}Arn")


def assumed_key(gateway: Gateway) -> str:
    """Return the access key of a role in the other account that the caller has assumed."""
    role = {"RoleArn": f"arn:aws:iam::{OTHER}:role/reader", "RoleSessionName": "session"}
    found = call(gateway, "AssumeRole", service_name="sts", **role)
    return found.findtext(".//{*}AccessKeyId") or ""


def test_a_key_of_an_assumed_role_is_that_of_the_role(gateway: Gateway) -> None:
    """The unchanged key belongs to the role."""
    arn = f"arn:aws:sts::{OTHER}:assumed-role/reader/session"
    assert whoami(gateway, assumed_key(gateway)) == arn


def made_up_key(account_id: str, tail: bytes) -> str:
    """Return a key that encodes an account, and that no mock issues."""
    head = (1 << 47 | int(account_id) << 7).to_bytes(6, "big")
    return "ASIA" + base64.b32encode(head + tail).decode()


def test_a_made_up_key_gives_no_access(gateway: Gateway) -> None:
    """A key that was never issued belongs to the mock's account, whatever it encodes."""
    key = assumed_key(gateway)
    own = f"arn:aws:iam::{ACCOUNT}:user/peermock"
    made_up = [
        key[:at] + ("A" if key[at] != "A" else "B") + key[at + 1 :] for at in range(len(key))
    ]
    made_up += [key[:-1], f"{key}A", key.lower(), key.replace("ASIA", "AKIA")]
    made_up += [made_up_key(OTHER, bytes(4)), made_up_key("333333333333", b"mine")]
    assert account_of(made_up[-1]) == "333333333333"
    assert {whoami(gateway, each) for each in made_up} == {own}


def test_a_key_of_an_assumed_role_is_good_in_one_world(
    gateway: Gateway, make_gateway: Callable[..., Gateway]
) -> None:
    """Another mock recognises the account but not the role."""
    assert whoami(make_gateway(1), assumed_key(gateway)) == f"arn:aws:iam::{OTHER}:user/peermock"
