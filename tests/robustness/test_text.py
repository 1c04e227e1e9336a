"""Text of any characters, sent by a real client, is preserved or rejected."""

from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock import mock_peering

CONTROLS = [chr(code) for code in range(32)]
SPECIAL = [
    *CONTROLS,
    *"<>&'\" %+=;\x7f\x85\xa0\u2028\ufeff\ufffd\ufffe\uffff\U0010ffff\ud800\udfff",
]

texts = st.text(st.characters(exclude_categories=[]) | st.sampled_from(SPECIAL), max_size=30)

Keep = Callable[[BaseClient, str], str]
"""Stores a text and returns it as AWS shows it."""

Fate = tuple[str, str]
"""The outcome of a text, and the text itself or the code of the error."""


@pytest.fixture(scope="module")
def ec2() -> Iterator[BaseClient]:
    """A client of a world with one VPC."""
    with mock_peering():
        client = boto3.client("ec2", "us-east-1")
        client.vpc_id = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        yield client


def keep_tag_value(ec2: BaseClient, text: str) -> str:
    """Tag a VPC with a value."""
    ec2.create_tags(Resources=[ec2.vpc_id], Tags=[{"Key": "kept", "Value": text}])
    return tag_of(ec2)["Value"]


def keep_tag_key(ec2: BaseClient, text: str) -> str:
    """Tag a VPC with a key that has this ending."""
    ec2.create_tags(Resources=[ec2.vpc_id], Tags=[{"Key": f"a{text}", "Value": ""}])
    return tag_of(ec2)["Key"][1:]


def tag_of(ec2: BaseClient) -> dict[str, str]:
    """Return the only tag, found in both ways, and delete it."""
    (vpc,) = ec2.describe_vpcs(VpcIds=[ec2.vpc_id])["Vpcs"]
    (tag,) = ec2.describe_tags()["Tags"]
    ec2.delete_tags(Resources=[ec2.vpc_id])
    assert vpc["Tags"] == [{"Key": tag["Key"], "Value": tag["Value"]}]
    return tag


def keep_description(ec2: BaseClient, text: str) -> str:
    """Create a security group with a description."""
    params = {"GroupName": "kept", "Description": text, "VpcId": ec2.vpc_id}
    return group_of(ec2, ec2.create_security_group(**params)["GroupId"])["Description"]


def keep_name(ec2: BaseClient, text: str) -> str:
    """Create a security group with a name that has this ending."""
    params = {"GroupName": f"a{text}", "Description": "a", "VpcId": ec2.vpc_id}
    return group_of(ec2, ec2.create_security_group(**params)["GroupId"])["GroupName"][1:]


def group_of(ec2: BaseClient, group_id: str) -> dict[str, str]:
    """Return a security group, and delete it."""
    (group,) = ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"]
    ec2.delete_security_group(GroupId=group_id)
    return group


def fate(ec2: BaseClient, keep: Keep, text: str) -> Fate:
    """Return the outcome of a text."""
    try:
        return "kept", keep(ec2, text)
    except ClientError as error:
        return "refused", error.response["Error"]["Code"]
    except UnicodeEncodeError:
        return "not sent", ""


def expected_fate(text: str) -> Fate:
    """Return the outcome of a text, which depends on XML and UTF-8."""
    if any("\ud800" <= each <= "\udfff" for each in text):
        return "not sent", ""
    if {*text} & ({*CONTROLS, "\ufffe", "\uffff"} - {*"\t\n\r"}):
        return "refused", "InvalidCharacter"
    return "kept", text


@pytest.mark.parametrize("keep", [keep_tag_value, keep_tag_key])
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_a_tag_comes_back_equal(ec2: BaseClient, keep: Keep, text: str) -> None:
    """Tags accept every character that XML can represent, and reject others."""
    assert fate(ec2, keep, text) == expected_fate(text)


@pytest.mark.parametrize("keep", [keep_description, keep_name])
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_other_text_comes_back_equal_or_is_refused(ec2: BaseClient, keep: Keep, text: str) -> None:
    """Characters that AWS accepts are neither lost, changed nor added."""
    refused = [("refused", code) for code in ("InvalidParameterValue", "MissingParameter")]
    assert fate(ec2, keep, text) in (expected_fate(text), refused[not text])


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_an_error_quotes_what_was_sent(ec2: BaseClient, text: str) -> None:
    """An unknown ID is quoted in the error message, or rejected itself."""

    def quote(ec2: BaseClient, text: str) -> str:
        with pytest.raises(ClientError) as caught:
            ec2.describe_vpcs(VpcIds=[text])
        error = caught.value.response["Error"]
        if error["Code"] == "InvalidCharacter":
            raise caught.value
        return error["Message"].removeprefix("The vpc ID ").removesuffix(" is malformed")

    assert fate(ec2, quote, text) == expected_fate(text)
