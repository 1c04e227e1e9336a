"""Denying permissions, and restoring them."""

import re
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from peermock import PeeringMock
from peermock._operations import OPERATIONS
from tests.operations.parties import Least, Party, Refused

PREFIX = "You are not authorized to perform this operation. "
WHO = "User: arn:aws:iam::123456789012:user/peermock is not authorized to perform: "
DENY = " with an explicit deny in an identity-based policy"
HERE = "arn:aws:ec2:us-east-1:123456789012:"
ROLE = "arn:aws:iam::222222222222:role/peering"

NEVER_DENIED = {"AssumeRoleWithWebIdentity", "GetCallerIdentity"}
"""Operations that cannot be denied: one is open to everybody, one checks its token first."""


def test_an_operation_that_peermock_does_not_support_can_be_denied(
    peering: PeeringMock, requester: Party, refused: Refused
) -> None:
    """The denial names no resource, because peermock does not know which one IAM checks."""
    peering.account(requester.account_id).deny("RunInstances")
    who = f"arn:aws:iam::{requester.account_id}:user/peermock"
    with refused(
        "UnauthorizedOperation",
        f"{PREFIX}User: {who} is not authorized to perform: ec2:RunInstances{DENY}",
        403,
    ):
        requester.ec2.run_instances(MinCount=1, MaxCount=1)


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        (service, name)
        for service, table in OPERATIONS.items()
        for name in table
        if name not in NEVER_DENIED
    ],
)
def test_every_operation_can_be_denied(
    peering: PeeringMock, requester: Party, service: str, operation: str, least: Least
) -> None:
    """A denied call returns 403, whatever its parameters."""
    client = {"ec2": requester.ec2, "sts": requester.sts}[service]
    call = getattr(client, xform_name(operation))
    peering.account(requester.account_id).deny(operation)
    with pytest.raises(ClientError) as caught:
        call(**least(service, operation))
    code = {"ec2": "UnauthorizedOperation", "sts": "AccessDenied"}[service]
    assert caught.value.response["Error"]["Code"] == code
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_the_callers_identity_cannot_be_denied(peering: PeeringMock, requester: Party) -> None:
    """AWS answers GetCallerIdentity despite an explicit deny, so it cannot be denied."""
    with pytest.raises(ValueError, match="GetCallerIdentity"):
        peering.account(requester.account_id).deny("GetCallerIdentity")
    assert requester.sts.get_caller_identity()["Account"] == requester.account_id


def test_a_denied_describe_names_no_resource(
    peering: PeeringMock, requester: Party, refused: Refused
) -> None:
    """Describe has no resource-level permissions, so the message ends with the reason."""
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
    """The message names the resource that IAM evaluates, and an encoded message."""
    peering.account(requester.account_id).deny(operation)
    with pytest.raises(ClientError) as caught:
        getattr(requester.ec2, xform_name(operation))(**params)
    expected = f"{PREFIX}{WHO}ec2:{operation} on resource: {HERE}{resource}{DENY}. "
    text = caught.value.response["Error"]["Message"]
    start, encoded = text.split("Encoded authorization failure message: ")
    assert start == expected
    assert re.fullmatch("[A-Za-z0-9_-]{20,}", encoded)


def test_a_denied_role_is_named(peering: PeeringMock, requester: Party, refused: Refused) -> None:
    """STS returns AccessDenied and names the role."""
    peering.account(requester.account_id).deny("AssumeRole")
    text = f"{WHO}sts:AssumeRole on resource: {ROLE}{DENY}"
    with refused("AccessDenied", text, 403):
        requester.sts.assume_role(RoleArn=ROLE, RoleSessionName="session")


def test_a_group_that_is_denied_by_name_has_an_answer(
    peering: PeeringMock, requester: Party
) -> None:
    """A call that names its resource by something other than an ID can be denied."""
    peering.account(requester.account_id).deny("DeleteSecurityGroup")
    with pytest.raises(ClientError, match=re.escape(f"on resource: {HERE}*/*{DENY}")):
        requester.ec2.delete_security_group(GroupName="any")


def test_each_refusal_has_an_encoded_message_of_its_own(
    peering: PeeringMock, requester: Party
) -> None:
    """The same call always gets the same encoded message."""
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
    """A denied call has no effect."""
    peering_id = requester.request(accepter)
    peering.account(accepter.account_id).deny("AcceptVpcPeeringConnection")
    before = accepter.everything()
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        accepter.accept(peering_id)
    assert accepter.everything() == before


def test_only_that_account_is_denied(
    peering: PeeringMock, requester: Party, accepter: Party
) -> None:
    """Other accounts and other operations are not affected."""
    peering.account(accepter.account_id).deny("RejectVpcPeeringConnection")
    accepter.accept(requester.request(accepter))
    requester.reject(accepter.request(requester))


def test_an_account_is_denied_in_every_region_and_role(
    peering: PeeringMock, requester: Party, abroad: Party
) -> None:
    """Permissions belong to the account, in all Regions and roles."""
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
    """`allow` undoes `deny` for the named operations."""
    account = peering.account(requester.account_id)
    account.deny("DescribeVpcs", "DescribeTags")
    account.allow("DescribeVpcs")
    requester.ec2.describe_vpcs()
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        requester.ec2.describe_tags()
    account.allow()
    requester.ec2.describe_tags()


def test_a_block_gives_back_what_it_took(peering: PeeringMock, requester: Party) -> None:
    """After a nested `with` block the outer one still applies."""
    account = peering.account(requester.account_id)
    with account.deny("DescribeVpcs"):
        with account.deny("DescribeVpcs", "DescribeTags"):
            pass
        requester.ec2.describe_tags()
        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            requester.ec2.describe_vpcs()
    requester.ec2.describe_vpcs()
