"""The call log: filtering, clearing, and reading after the end."""

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import MockStateError, PeeringMock, mock_peering


def test_the_calls_of_an_operation(peering: PeeringMock, ec2: BaseClient) -> None:
    """`of` returns the calls of one operation, in order."""
    for block in ("10.0.0.0/16", "10.1.0.0/16"):
        ec2.create_vpc(CidrBlock=block)
        ec2.describe_vpcs()
    made = peering.calls.of("CreateVpc")
    assert [call.params["CidrBlock"] for call in made] == ["10.0.0.0/16", "10.1.0.0/16"]


def test_a_misspelt_operation(peering: PeeringMock) -> None:
    """The error suggests the correct name."""
    with pytest.raises(ValueError, match="did you mean CreateVpc"):
        peering.calls.of("CreateVPC")


def test_clearing(peering: PeeringMock, ec2: BaseClient) -> None:
    """`clear` empties the log and leaves the world as it is."""
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    calls = peering.calls
    calls.clear()
    assert len(calls) == 0
    assert len(ec2.describe_vpcs()["Vpcs"]) == 2
    peering.assert_called("DescribeVpcs", times=1)


def test_a_part_is_not_cleared(peering: PeeringMock, ec2: BaseClient) -> None:
    """Clearing a slice is an error, because it would not clear the log."""
    ec2.describe_vpcs()
    for part in (peering.calls[:1], peering.calls.of("DescribeVpcs")):
        with pytest.raises(TypeError, match="clear the log itself"):
            part.clear()


def test_after_the_end() -> None:
    """Calls and the report remain available after the mock has ended."""
    with mock_peering() as aws:
        aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"))
        boto3.client("ec2").describe_vpcs()
    assert [call.operation_name for call in aws.calls] == ["DescribeVpcs"]
    aws.assert_called("DescribeVpcs", times=1)
    aws.assert_not_called("CreateVpc")
    assert "active: Active" in aws.report()
    assert aws.report(length="short").startswith("calls: 1\nconnections: 1\n  pcx-")


def test_before_the_beginning() -> None:
    """Reading the log before the mock starts is an error."""
    with pytest.raises(MockStateError):
        _ = mock_peering().calls
    with pytest.raises(MockStateError):
        mock_peering().report()


def test_a_fault_after_so_many_calls(peering: PeeringMock, ec2: BaseClient) -> None:
    """The first calls succeed, the next one fails, and later ones succeed."""
    peering.fail("DescribeVpcs", code="AuthFailure", after=2)
    for _ in range(2):
        ec2.describe_vpcs()
    with pytest.raises(ClientError, match="AuthFailure"):
        ec2.describe_vpcs()
    ec2.describe_vpcs()


def test_a_fault_for_calls_with_parameters(peering: PeeringMock, ec2: BaseClient) -> None:
    """Calls with other parameters succeed."""
    peering.fail("CreateVpc", code="AuthFailure", CidrBlock="10.1.0.0/16")
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    with pytest.raises(ClientError, match="AuthFailure"):
        ec2.create_vpc(CidrBlock="10.1.0.0/16")


def test_rewinding_resets_the_count(peering: PeeringMock, ec2: BaseClient) -> None:
    """Rewinding resets the number of calls before the fault."""
    peering.fail("DescribeVpcs", code="AuthFailure", after=1)
    with peering.rewinding():
        ec2.describe_vpcs()
    ec2.describe_vpcs()
    with pytest.raises(ClientError, match="AuthFailure"):
        ec2.describe_vpcs()


@pytest.mark.parametrize(
    ("params", "error", "text"),
    [
        ({"after": -1}, ValueError, "expected zero or more"),
        ({"after": "1"}, TypeError, "expected a whole number"),
        ({"CidrBlok": "10.0.0.0/16"}, ValueError, "CreateVpc has no 'CidrBlok'"),
    ],
)
def test_misuse(
    peering: PeeringMock, params: dict[str, object], error: type[Exception], text: str
) -> None:
    """Wrong arguments are rejected when the fault is requested."""
    with pytest.raises(error, match=text):
        peering.fail("CreateVpc", code="AuthFailure", **params)
