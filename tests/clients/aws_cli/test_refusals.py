"""The CLI's errors and exit status when AWS or peermock rejects a call."""

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc, mock_peering
from tests.clients.aws_cli.outcome import Aws

ACCEPT = "ec2 accept-vpc-peering-connection --vpc-peering-connection-id"
REJECT = "ec2 reject-vpc-peering-connection --vpc-peering-connection-id"
DELETE = "ec2 delete-vpc-peering-connection --vpc-peering-connection-id"
DESCRIBE = "ec2 describe-vpc-peering-connections"
UNKNOWN = "pcx-0123456789abcdef0"
NOWHERE = "vpc-0123456789abcdef0"


def refusal(code: str, operation: str, message: str) -> str:
    """Return the CLI's message for an AWS error."""
    return f"An error occurred ({code}) when calling the {operation} operation: {message}"


@pytest.mark.parametrize(
    ("command", "operation"),
    [
        (f"{ACCEPT} {UNKNOWN}", "AcceptVpcPeeringConnection"),
        (f"{REJECT} {UNKNOWN}", "RejectVpcPeeringConnection"),
        (f"{DELETE} {UNKNOWN}", "DeleteVpcPeeringConnection"),
        (
            f"{DESCRIBE} --vpc-peering-connection-ids {UNKNOWN}",
            "DescribeVpcPeeringConnections",
        ),
    ],
)
def test_an_unknown_connection(
    aws: Aws, peering: PeeringMock, command: str, operation: str
) -> None:
    """Every verb prints AWS's message and exits with 255."""
    done = aws(command)
    message = f"The vpcPeeringConnection ID '{UNKNOWN}' does not exist"
    code = "InvalidVpcPeeringConnectionID.NotFound"
    assert (done.status, done.output) == (255, "")
    assert done.errors.strip() == refusal(code, operation, message)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (
            f"{DESCRIBE} --vpc-peering-connection-ids 5dbx",
            refusal(
                "InvalidVpcPeeringConnectionId.Malformed",
                "DescribeVpcPeeringConnections",
                'Invalid id: "5dbx" (expecting "pcx-...")',
            ),
        ),
        (
            f"{DESCRIBE} --filters Name=colour,Values=red",
            refusal(
                "InvalidParameterValue",
                "DescribeVpcPeeringConnections",
                "The filter 'colour' is invalid",
            ),
        ),
        (
            f"ec2 create-vpc-peering-connection --vpc-id {NOWHERE} --peer-vpc-id {NOWHERE}",
            refusal(
                "InvalidVpcID.NotFound",
                "CreateVpcPeeringConnection",
                f"The vpc ID '{NOWHERE}' does not exist",
            ),
        ),
        (
            f"ec2 create-tags --resources {NOWHERE} --tags Key=aws:x,Value=1",
            refusal(
                "InvalidParameterValue",
                "CreateTags",
                "Value ( aws:x ) for parameter key is invalid. "
                "Tag keys starting with 'aws:' are reserved for internal use",
            ),
        ),
        (
            "sts assume-role --role-arn arn:aws:iam:222222222222:role --role-session-name peer",
            refusal("ValidationError", "AssumeRole", "arn:aws:iam:222222222222:role is invalid"),
        ),
    ],
)
def test_other_refusals(aws: Aws, peering: PeeringMock, command: str, expected: str) -> None:
    """AWS's codes and messages are printed to the letter."""
    done = aws(command)
    assert (done.status, done.errors.strip()) == (255, expected)


def test_a_state_that_does_not_allow_it(aws: Aws, ec2: BaseClient, requested: str) -> None:
    """A rejected connection cannot be deleted."""
    ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=requested)
    done = aws(f"{DELETE} {requested}")
    assert done.status == 255
    assert done.errors.strip() == refusal(
        "InvalidStateTransition",
        "DeleteVpcPeeringConnection",
        f"Invalid state transition for {requested}, "
        "attempted to transition from rejected to deleting",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        "create-vpc-peering-connection --vpc-id {vpc} --peer-vpc-id {peer}",
        "accept-vpc-peering-connection --vpc-peering-connection-id {pcx}",
        "reject-vpc-peering-connection --vpc-peering-connection-id {pcx}",
        "delete-vpc-peering-connection --vpc-peering-connection-id {pcx}",
        "describe-vpc-peering-connections --vpc-peering-connection-ids {pcx}",
        "create-tags --resources {pcx} --tags Key=Name,Value=core",
    ],
)
def test_dry_runs_change_nothing(
    aws: Aws, ec2: BaseClient, vpcs: list[Vpc], requested: str, arguments: str
) -> None:
    """--dry-run reports that the request would have succeeded, and exits with 255."""
    before = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    names = {"vpc": vpcs[1].id, "peer": vpcs[0].id, "pcx": requested}
    done = aws(f"ec2 {arguments.format(**names)} --dry-run")
    operation = arguments.partition(" ")[0].title().replace("-", "")
    message = "Request would have succeeded, but DryRun flag is set."
    assert done.status == 255
    assert done.errors.strip() == refusal("DryRunOperation", operation, message)
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == before


def test_a_denied_permission(aws: Aws, peering: PeeringMock, requested: str) -> None:
    """The CLI prints UnauthorizedOperation, with --dry-run too."""
    with peering.account("123456789012").deny("AcceptVpcPeeringConnection"):
        done = aws(f"{ACCEPT} {requested} --dry-run")
    assert done.status == 255
    assert "(UnauthorizedOperation) when calling the AcceptVpcPeeringConnection" in done.errors


@pytest.mark.parametrize(
    ("command", "name"),
    [("s3 ls", "s3:ListBuckets"), ("iam list-users", "iam:ListUsers")],
)
def test_other_services_are_refused(aws: Aws, command: str, name: str) -> None:
    """A command of another service fails with an error that names it, and sends nothing."""
    with mock_peering(assert_nothing_swallowed=False):
        done = aws(command)
    assert (done.status, done.output) == (255, "")
    assert f"{name} is not mocked, and nothing was sent" in done.errors


def test_other_operations_are_refused(aws: Aws) -> None:
    """An unsupported EC2 operation fails with an error that names it."""
    with mock_peering(assert_nothing_swallowed=False):
        done = aws("ec2 describe-fleets")
    assert done.status == 255
    assert "peermock does not support ec2:DescribeFleets" in done.errors


def test_after_the_mock_there_are_no_credentials(aws: Aws) -> None:
    """After the mock the CLI has the user's credentials, and here the user has none."""
    with mock_peering():
        during = aws("sts get-caller-identity --region eu-west-1")
    after = aws("sts get-caller-identity --region eu-west-1")
    assert (during.status, after.status) == (0, 255)
    assert "Unable to locate credentials" in after.errors
