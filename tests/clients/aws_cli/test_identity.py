"""The CLI's identity: accounts, roles, profiles and Regions."""

import json
from pathlib import Path

import pytest
from awscli.clidriver import create_clidriver

from peermock import PeeringMock, mock_peering
from tests.clients.aws_cli.outcome import Aws

ROLE = "arn:aws:iam::222222222222:role/network"
IDENTITY = "sts get-caller-identity --query Account --output text"


@pytest.fixture
def role_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The option for a profile with a role of another account."""
    config = tmp_path / "config"
    config.write_text(f"[profile peer]\nrole_arn = {ROLE}\ncredential_source = Environment\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    return "--profile peer"


def test_the_mocks_own_account(aws: Aws) -> None:
    """Without settings, the CLI acts as the mock's account."""
    with mock_peering(account_id="111111111111"):
        done = aws("sts get-caller-identity")
    assert json.loads(done.output)["Arn"].startswith("arn:aws:iam::111111111111:")


def test_assuming_a_role(aws: Aws, peering: PeeringMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Role credentials in the environment act as the role's account."""
    done = aws(f"sts assume-role --role-arn {ROLE} --role-session-name peer")
    credentials = json.loads(done.output)["Credentials"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", credentials["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", credentials["SecretAccessKey"])
    monkeypatch.setenv("AWS_SESSION_TOKEN", credentials["SessionToken"])
    assert aws(IDENTITY).output == "222222222222\n"


def test_a_profile_with_a_role(aws: Aws, peering: PeeringMock, role_profile: str) -> None:
    """A profile's role is assumed implicitly, and the CLI acts as its account."""
    assert aws(f"{IDENTITY} {role_profile}").output == "222222222222\n"


def test_two_accounts_peer(aws: Aws, peering: PeeringMock, role_profile: str) -> None:
    """One account makes a request, another accepts it in its Region, and both see it active."""
    there = f"{role_profile} --region eu-west-1"
    vpc = "ec2 create-vpc --query Vpc.VpcId --output text --cidr-block"
    vpc_id = aws(f"{vpc} 10.1.0.0/16").output.strip()
    peer_id = aws(f"{vpc} 10.2.0.0/16 {there}").output.strip()
    requested = aws(
        f"ec2 create-vpc-peering-connection --vpc-id {vpc_id} --peer-vpc-id {peer_id}"
        " --peer-owner-id 222222222222 --peer-region eu-west-1"
        " --query VpcPeeringConnection.VpcPeeringConnectionId --output text"
    )
    peering_id = requested.output.strip()
    aws(f"ec2 accept-vpc-peering-connection --vpc-peering-connection-id {peering_id} {there}")
    status = f"ec2 describe-vpc-peering-connections --vpc-peering-connection-ids {peering_id}"
    status += " --query VpcPeeringConnections[0].Status.Code --output text"
    assert [aws(status).output, aws(f"{status} {there}").output] == ["active\n", "active\n"]


@pytest.mark.parametrize("region_name", ["cn-north-1", "us-gov-west-1", "us-iso-east-1"])
def test_other_partitions(aws: Aws, peering: PeeringMock, region_name: str) -> None:
    """The CLI works in the Regions of other partitions too."""
    done = aws(f"ec2 create-vpc --cidr-block 10.1.0.0/16 --region {region_name}")
    assert (done.status, done.errors) == (0, "")


def test_another_endpoint(aws: Aws, peering: PeeringMock) -> None:
    """A custom endpoint belongs to its service."""
    done = aws(f"{IDENTITY} --endpoint-url http://127.0.0.1:9")
    assert done.output == "123456789012\n"


def test_a_driver_older_than_the_mock(capsys: pytest.CaptureFixture[str]) -> None:
    """A CLI driver made before the mock, with its session, is answered as well."""
    driver = create_clidriver()
    with mock_peering():
        driver.main(["sts", "get-caller-identity", "--query", "Account", "--output", "text"])
    assert capsys.readouterr().out == "123456789012\n"
