"""Calls answered by moto appear in the call log, and meet faults and denials."""

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import ClientError, ConnectTimeoutError

from peermock import PeeringMock
from tests.transport.moto.network import OTHER, Network


def test_the_log_has_the_calls_of_both(aws: PeeringMock, network: Network) -> None:
    """The calls are in order, with parameters, caller and result."""
    network.request()
    with pytest.raises(ClientError):
        network.ec2.describe_instances(InstanceIds=["i-0123456789abcdef0"])
    boto3.client("ssm", "us-east-1").put_parameter(Name="/x", Value="1", Type="String")
    with pytest.raises(ClientError):
        boto3.client("ssm", "us-east-1").get_parameter(Name="/y")
    assert [call.name for call in aws.calls] == [
        "CreateVpc",
        "CreateVpc",
        "CreateVpcPeeringConnection",
        "DescribeInstances",
        "ssm:PutParameter",
        "ssm:GetParameter",
    ]
    assert aws.calls[0].params == {"CidrBlock": "10.0.0.0/16"}
    assert aws.calls[0].error is None
    assert aws.calls[3].error == "InvalidInstanceID.NotFound"
    assert aws.calls[4].params == {"Name": "/x", "Value": "1", "Type": "String"}
    assert aws.calls[5].error == "ParameterNotFound"
    assert "ssm:GetParameter" in aws.report()


def test_assertions_take_any_operation(aws: PeeringMock, ec2: object) -> None:
    """Operations of EC2 and STS go by name, those of other services with their client."""
    boto3.client("ec2", "us-east-1").describe_instances(MaxResults=5)
    boto3.client("s3", "us-east-1").create_bucket(Bucket="ours")
    aws.assert_called("DescribeInstances", MaxResults=5, account_id="123456789012")
    aws.assert_called("s3:CreateBucket", times=1, Bucket="ours")
    aws.assert_not_called("RunInstances")
    with pytest.raises(AssertionError, match="s3:CreateBucket"):
        aws.assert_called("s3:DeleteBucket")
    with pytest.raises(ValueError, match="no operation 's3:CreateBuckets'"):
        aws.assert_called("s3:CreateBuckets")
    with pytest.raises(ValueError, match="no operation 's4:CreateBucket'"):
        aws.assert_called("s4:CreateBucket")


def test_parameters_that_are_changed_after_the_call(aws: PeeringMock) -> None:
    """The log has the parameters of the call."""
    ssm = boto3.client("ssm", "us-east-1")
    ssm.put_parameter(Name="hub", Value="vpc-1a2b3c4d", Type="String")
    tags = [{"Key": "Team", "Value": "a"}]
    ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId="hub", Tags=tags)
    tags[0]["Value"] = "b"
    tags.append({"Key": "Name", "Value": "hub"})
    assert aws.calls[-1].params["Tags"] == [{"Key": "Team", "Value": "a"}]


@pytest.mark.parametrize(
    ("service_name", "operation_name", "method", "params"),
    [
        ("ec2", "DescribeInstances", "describe_instances", {}),
        ("sts", "GetCallerIdentity", "get_caller_identity", {}),
        ("ssm", "ssm:DescribeParameters", "describe_parameters", {}),
        ("s3", "s3:ListBuckets", "list_buckets", {}),
        ("sns", "sns:ListTopics", "list_topics", {}),
        ("cloudwatch", "cloudwatch:ListMetrics", "list_metrics", {}),
        ("route53", "route53:ListHostedZones", "list_hosted_zones", {}),
        ("eks", "eks:ListClusters", "list_clusters", {}),
    ],
)
def test_faults(
    aws: PeeringMock, service_name: str, operation_name: str, method: str, params: dict[str, str]
) -> None:
    """A call that moto would answer fails as requested, in its service's protocol."""
    aws.fail(operation_name, code="Busy", message="Not now", status=400)
    client = boto3.client(service_name, "us-east-1")
    with pytest.raises(ClientError) as caught:
        getattr(client, method)(**params)
    assert caught.value.response["Error"]["Code"] == "Busy"
    assert caught.value.response["Error"]["Message"] == "Not now"
    getattr(client, method)(**params)
    assert [call.error for call in aws.calls] == ["Busy", None]


def test_faults_are_retried_and_may_be_exceptions(aws: PeeringMock, ec2: object) -> None:
    """Faults of moto's calls behave like those of peermock's."""
    client = boto3.client("ec2", "us-east-1")
    aws.fail("DescribeInstances", code="RequestLimitExceeded")
    assert client.describe_instances()["ResponseMetadata"]["RetryAttempts"] == 1
    aws.fail("DescribeInstances", exception=ConnectTimeoutError(endpoint_url="x"), times=5)
    with pytest.raises(ConnectTimeoutError):
        client.describe_instances()
    assert aws.calls[-1].error == "ConnectTimeoutError"


def test_denials(aws: PeeringMock, network: Network) -> None:
    """A denied operation is also denied in moto."""
    aws.account(OTHER).deny("RunInstances", "ssm:PutParameter", "AssumeRole")
    theirs = aws.account(OTHER)
    with pytest.raises(ClientError, match="not authorized to perform: ec2:RunInstances"):
        theirs.client("ec2").run_instances(MinCount=1, MaxCount=1, ImageId="ami-12345678")
    with pytest.raises(ClientError, match=r"AccessDenied.*ssm:PutParameter"):
        theirs.client("ssm").put_parameter(Name="/x", Value="1", Type="String")
    with pytest.raises(ClientError, match=r"AccessDenied.*sts:AssumeRole"):
        theirs.client("sts").assume_role(
            RoleArn="arn:aws:iam::111111111111:role/x", RoleSessionName="test"
        )
    theirs.allow()
    theirs.client("ssm").put_parameter(Name="/x", Value="1", Type="String")


def test_what_moto_takes_and_aws_does_not(aws: PeeringMock) -> None:
    """A query that is not in EC2's model is logged as it was sent."""
    import requests  # noqa: PLC0415  # responses, which is a dependency, brings it

    url = boto3.client("ec2", "us-east-1").generate_presigned_url("describe_instances")
    requests.get(f"{url}&Nonsense=1", timeout=5)
    assert aws.calls[-1].params["Nonsense"] == "1"


def test_what_moto_has_not_implemented(aws: PeeringMock) -> None:
    """Moto's own exception is raised and logged."""
    client = boto3.client("ec2", "us-east-1")
    with pytest.raises(NotImplementedError):
        client.describe_bundle_tasks()
    assert aws.calls[-1].error == "NotImplementedError"


@pytest.mark.parametrize(
    ("method", "is_real"),
    [("describe_vpc_peering_connections", False), ("describe_instances", True)],
)
def test_a_call_has_a_signature_if_moto_answers_it(
    method: str, is_real: bool, aws: PeeringMock
) -> None:
    """The signature of a call that peermock answers consists of zeros."""
    ec2 = boto3.client("ec2", "us-east-1")
    headers: list[str] = []

    def look(request: AWSPreparedRequest, **_: object) -> None:
        headers.append(request.headers["Authorization"].decode())

    ec2.meta.events.register_first("before-send", look)
    getattr(ec2, method)()
    assert headers[0].endswith("0" * 64) is not is_real
