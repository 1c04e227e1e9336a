"""A local endpoint beside moto, and the network from which it answers."""

import subprocess
import sys

import pytest

from peermock import MockStateError, mock_peering

LOOK = """
import boto3
print([vpc["CidrBlock"] for vpc in boto3.client("ec2").describe_vpcs()["Vpcs"]])
"""


def test_of_motos_network_there_is_motos_own_server() -> None:
    """A peermock endpoint would show only part of moto's network, so it is refused."""
    from moto import mock_aws  # noqa: PLC0415  # where it is installed

    with (
        mock_aws(),
        mock_peering(network="moto") as aws,
        pytest.raises(MockStateError, match="Start a ThreadedMotoServer instead"),
    ):
        aws.serve()


def test_of_peermocks_own_network_there_is_an_endpoint() -> None:
    """The endpoint answers from peermock's network although moto is active."""
    from moto import mock_aws  # noqa: PLC0415  # where it is installed

    with mock_aws(), mock_peering(network="peermock") as aws, aws.serve() as endpoint:
        aws.vpc("10.7.0.0/16")
        environ = endpoint.environment()
        done = subprocess.run(
            [sys.executable, "-c", LOOK], env=environ, check=True, capture_output=True, text=True
        )
    assert "10.7.0.0/16" in done.stdout
