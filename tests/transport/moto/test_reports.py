"""The report of a failed test when moto's network is gone before the report is made."""

import pytest

from tests.arrangements import Run

MODULE = """
from moto import mock_aws

@{0}
@{1}
def test_it():
    ec2 = boto3.client("ec2", "us-east-1")
    ours, theirs = (
        ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16")
    )
    ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    assert False
"""


@pytest.mark.parametrize("decorators", [("mock_aws", "mock_peering"), ("mock_peering", "mock_aws")])
def test_the_report_shows_connections_with_their_vpcs(
    run: Run, decorators: tuple[str, str]
) -> None:
    """Calls are reported once, and connections as they were when the test failed."""
    result = run(MODULE.format(*decorators))
    result.assert_outcomes(failed=1)
    text = result.stdout.str()
    assert text.count("calls: ") == 1
    assert "10.1.0.0/16" in text
    assert "pending-acceptance" in text
    assert "no such VPC" not in text
