"""Accounts are the same in both mocks, whichever issued the key."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from moto import mock_aws

from peermock import PeeringMock, mock_peering
from tests.transport.moto.network import OTHER, Network

Client = Callable[..., Any]


def role_session(account_id: str) -> boto3.Session:
    """Return a session with a role of an account."""
    role = boto3.client("sts", "us-east-1").assume_role(
        RoleArn=f"arn:aws:iam::{account_id}:role/peer", RoleSessionName="test"
    )["Credentials"]
    return boto3.Session(
        aws_access_key_id=role["AccessKeyId"],
        aws_secret_access_key=role["SecretAccessKey"],
        aws_session_token=role["SessionToken"],
        region_name="us-east-1",
    )


def parameters(client: Client) -> list[str]:
    """Return the names of an account's SSM parameters."""
    return [each["Name"] for each in client("ssm").describe_parameters()["Parameters"]]


def test_a_role_is_of_its_account_on_both_sides(aws: PeeringMock, network: Network) -> None:
    """A role acts as its account in moto's services and in peerings."""
    theirs = role_session(OTHER)
    theirs.client("ssm").put_parameter(Name="/x", Value="1", Type="String")
    assert parameters(aws.account(OTHER).client) == ["/x"]
    assert parameters(aws.account("123456789012").client) == []
    vpc_id = network.new_vpc("10.2.0.0/16", theirs.client("ec2"))
    peering_id = network.request(PeerVpcId=vpc_id, PeerOwnerId=OTHER)
    theirs.client("ec2").accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    assert network.status(peering_id) == "active"
    assert aws.calls[-2].principal.resource == "assumed-role/peer/test"


def test_an_iam_user_is_of_its_account_on_both_sides(aws: PeeringMock, network: Network) -> None:
    """A key issued by moto's IAM does not encode its account, but moto knows it."""
    iam = aws.account(OTHER).client("iam")
    iam.create_user(UserName="net")
    key = iam.create_access_key(UserName="net")["AccessKey"]
    session = boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name="us-east-1")
    vpc_id = network.new_vpc("10.2.0.0/16", session.client("ec2"))
    network.request(PeerVpcId=vpc_id, PeerOwnerId=OTHER)
    found = session.client("ec2").describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert len(found) == 1
    assert aws.calls[-1].caller_arn == f"arn:aws:iam::{OTHER}:user/net"


def test_keys_of_accounts_work_in_all_services(aws: PeeringMock) -> None:
    """S3, SSM and STS recognise the account of a key from `aws.account`."""
    for account_id in (OTHER, "123456789012"):
        account = aws.account(account_id)
        assert account.client("sts").get_caller_identity()["Account"] == account_id
        account.client("ssm").put_parameter(Name="/x", Value=account_id, Type="String")
    account.client("s3").create_bucket(Bucket="ours")
    assert aws.account(OTHER).client("s3").list_buckets()["Buckets"] == []


@pytest.mark.parametrize("first", ["moto", "peermock"])
def test_the_environment_variable_of_moto(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    """`MOTO_ACCOUNT_ID` sets the default account, except where a test names one."""
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "111111111111")
    mocks = (mock_aws(), mock_peering()) if first == "moto" else (mock_peering(), mock_aws())
    aws = mocks[1] if first == "moto" else mocks[0]
    with mocks[0], mocks[1]:
        assert isinstance(aws, PeeringMock)
        network = Network(aws, boto3.client("ec2", "us-east-1"))
        assert aws.account_id == "111111111111"
        network.request(PeerVpcId=aws.vpc("10.3.0.0/16").id)
        found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
        assert found["RequesterVpcInfo"]["OwnerId"] == "111111111111"
        assert aws.account(OTHER).client("sts").get_caller_identity()["Account"] == OTHER


def test_the_variable_may_change_within_a_test(
    aws: PeeringMock, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls belong to the account that the variable names at the time."""
    network.request()
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "111111111111")
    assert network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
    assert role_session(OTHER).client("sts").get_caller_identity()["Account"]
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "nonsense")
    with mock_peering() as inner:
        assert inner.account_id == "123456789012"


def test_the_accounts_of_a_mock_that_names_one() -> None:
    """An unknown key belongs to the mock's account, in moto too."""
    with mock_aws(), mock_peering(account_id="333333333333") as aws:
        ec2 = boto3.client("ec2", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
        assert ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["OwnerId"] == "333333333333"
        assert boto3.client("sts", "us-east-1").get_caller_identity()["Account"] == "333333333333"
        assert aws.calls[-1].account_id == "333333333333"


def test_roles_of_peermocks_sts_are_known_to_moto() -> None:
    """With separate networks, role keys from peermock's STS work in moto's services."""
    with mock_aws(), mock_peering(network="peermock") as aws:
        theirs = role_session(OTHER)
        theirs.client("ssm").put_parameter(Name="/x", Value="1", Type="String")
        assert parameters(aws.account("123456789012").client) == []
        assert parameters(aws.account(OTHER).client) == ["/x"]
