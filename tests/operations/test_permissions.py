"""Permissions that are taken away, and given back."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Party
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from peermock import PeeringMock
from peermock.operations import OPERATIONS

Least = Callable[[str, str], dict[str, Any]]
Refused = Callable[..., AbstractContextManager[None]]

PREFIX = "You are not authorized to perform this operation. "
WHO = "User: arn:aws:iam::123456789012:user/peermock is not authorized to perform: "
DENY = " with an explicit deny in an identity-based policy"
HERE = "arn:aws:ec2:us-east-1:123456789012:"
ROLE = "arn:aws:iam::222222222222:role/peering"


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        (service, name)
        for service, table in OPERATIONS.items()
        for name in table
        if name != "GetCallerIdentity"
    ],
)
def test_every_operation_can_be_denied(
    peering: PeeringMock, requester: Party, service: str, operation: str, least: Least
) -> None:
    """A call that is denied is answered by 403, whatever its parameters."""
    client = {"ec2": requester.ec2, "sts": requester.sts}[service]
    call = getattr(client, xform_name(operation))
    peering.account(requester.account_id).deny(operation)
    with pytest.raises(ClientError) as caught:
        call(**least(service, operation))
    code = {"ec2": "UnauthorizedOperation", "sts": "AccessDenied"}[service]
    assert caught.value.response["Error"]["Code"] == code
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_who_one_is_can_always_be_asked(peering: PeeringMock, requester: Party) -> None:
    """AWS answers GetCallerIdentity under an explicit deny, so it cannot be denied here either."""
    with pytest.raises(ValueError, match="GetCallerIdentity"):
        peering.account(requester.account_id).deny("GetCallerIdentity")
    assert requester.sts.get_caller_identity()["Account"] == requester.account_id


def test_a_denied_describe_names_no_resource(
    peering: PeeringMock, requester: Party, refused: Refused
) -> None:
    """Describe has no resource-level permissions, so the text ends with the reason."""
    peering.account(requester.account_id).deny("DescribeVpcPeeringConnections")
    text = f"{PREFIX}{WHO}ec2:DescribeVpcPeeringConnections{DENY}"
    with refused("UnauthorizedOperation", text, 403):
        requester.finds()


@pytest.mark.parametrize(
    ("operation", "params", "resource"),
    [
        ("CreateVpc", {"CidrBlock": "10.9.0.0/16"}, "vpc/*"),
        (
            "CreateVpcPeeringConnection",
            {"VpcId": "vpc-1a2b3c4d", "PeerVpcId": "vpc-5e6f7a8b"},
            "vpc/vpc-1a2b3c4d",
        ),
        (
            "AcceptVpcPeeringConnection",
            {"VpcPeeringConnectionId": "pcx-1a2b3c4d"},
            "vpc-peering-connection/pcx-1a2b3c4d",
        ),
        (
            "CreateTags",
            {"Resources": ["rtb-1a2b3c4d", "vpc-1a2b3c4d"], "Tags": [{"Key": "a"}]},
            "route-table/rtb-1a2b3c4d",
        ),
        ("DeleteTags", {"Resources": ["nonsense"]}, "*/nonsense"),
    ],
)
def test_a_denied_change_names_its_resource(
    peering: PeeringMock, requester: Party, operation: str, params: dict[str, Any], resource: str
) -> None:
    """The text names the resource that IAM decides about, and an encoded message."""
    peering.account(requester.account_id).deny(operation)
    with pytest.raises(ClientError) as caught:
        getattr(requester.ec2, xform_name(operation))(**params)
    expected = f"{PREFIX}{WHO}ec2:{operation} on resource: {HERE}{resource}{DENY}. "
    text = caught.value.response["Error"]["Message"]
    start, encoded = text.split("Encoded authorization failure message: ")
    assert start == expected
    assert re.fullmatch("[A-Za-z0-9_-]{20,}", encoded)


def test_a_denied_role_is_named(peering: PeeringMock, requester: Party, refused: Refused) -> None:
    """STS says AccessDenied, and which role could not be assumed."""
    peering.account(requester.account_id).deny("AssumeRole")
    text = f"{WHO}sts:AssumeRole on resource: {ROLE}{DENY}"
    with refused("AccessDenied", text, 403):
        requester.sts.assume_role(RoleArn=ROLE, RoleSessionName="session")


def test_a_group_that_is_denied_by_name_has_an_answer(
    peering: PeeringMock, requester: Party
) -> None:
    """A call that names its resource otherwise than by ID can be denied as well."""
    peering.account(requester.account_id).deny("DeleteSecurityGroup")
    with pytest.raises(ClientError, match=re.escape(f"on resource: {HERE}*/*{DENY}")):
        requester.ec2.delete_security_group(GroupName="any")


def test_each_refusal_has_an_encoded_message_of_its_own(
    peering: PeeringMock, requester: Party
) -> None:
    """The same call has the same one again."""
    peering.account(requester.account_id).deny("DeleteVpc")
    texts = []
    for vpc_id in ("vpc-1a2b3c4d", "vpc-5e6f7a8b", "vpc-1a2b3c4d"):
        with pytest.raises(ClientError) as caught:
            requester.ec2.delete_vpc(VpcId=vpc_id)
        texts.append(caught.value.response["Error"]["Message"].partition("message: ")[2])
    assert texts[0] == texts[2] != texts[1]


def test_a_denied_call_changes_nothing(
    peering: PeeringMock, requester: Party, accepter: Party
) -> None:
    """What is denied is not done."""
    peering_id = requester.request(accepter)
    peering.account(accepter.account_id).deny("AcceptVpcPeeringConnection")
    before = accepter.everything()
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        accepter.accept(peering_id)
    assert accepter.everything() == before


def test_only_that_account_is_denied(
    peering: PeeringMock, requester: Party, accepter: Party
) -> None:
    """Another account still may, and the account still may do something else."""
    peering.account(accepter.account_id).deny("RejectVpcPeeringConnection")
    accepter.accept(requester.request(accepter))
    requester.reject(accepter.request(requester))


def test_an_account_is_denied_in_every_region_and_role(
    peering: PeeringMock, requester: Party, abroad: Party
) -> None:
    """Permissions are the account's: Regions and roles make no difference."""
    peering.account(requester.account_id).deny("DescribeVpcs")
    role = f"arn:aws:iam::{requester.account_id}:role/any"
    keys = requester.sts.assume_role(RoleArn=role, RoleSessionName="session")["Credentials"]
    assumed = boto3.client(
        "ec2",
        "us-east-1",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    for client in (abroad.ec2, assumed):
        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            client.describe_vpcs()


def test_a_permission_is_given_back(peering: PeeringMock, requester: Party) -> None:
    """Allow undoes deny, for the operations that it names."""
    account = peering.account(requester.account_id)
    account.deny("DescribeVpcs", "DescribeTags")
    account.allow("DescribeVpcs")
    requester.ec2.describe_vpcs()
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        requester.ec2.describe_tags()
    account.allow()
    requester.ec2.describe_tags()


def test_a_block_gives_back_what_it_took(peering: PeeringMock, requester: Party) -> None:
    """After a with block that is within another the outer one still holds."""
    account = peering.account(requester.account_id)
    with account.deny("DescribeVpcs"):
        with account.deny("DescribeVpcs", "DescribeTags"):
            pass
        requester.ec2.describe_tags()
        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            requester.ec2.describe_vpcs()
    requester.ec2.describe_vpcs()
