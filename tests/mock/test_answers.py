"""Answers provided by the test, for calls that neither peermock nor another mock answers."""

from collections.abc import Mapping

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from botocore.stub import Stubber

from peermock import Call, PeeringMock, UnsupportedOperationError, UnusedFaultError, mock_peering

RUN = {"ImageId": "ami-1a2b3c4d", "MinCount": 1, "MaxCount": 1}
KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
RAN = {"Instances": [{"InstanceId": "i-0123456789abcdef0"}]}


def test_an_operation_of_ec2(peering: PeeringMock, ec2: BaseClient) -> None:
    """Every call returns the answer, with response metadata."""
    peering.answer("RunInstances", RAN)
    for _ in range(2):
        answer = ec2.run_instances(**RUN)
        assert answer["Instances"] == RAN["Instances"]
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert answer["ResponseMetadata"]["RequestId"] == peering.calls[-1].request_id


def test_an_operation_of_another_service(peering: PeeringMock) -> None:
    """The operation is named with its client, whose paginators and waiters work."""
    peering.answer("s3:ListObjectsV2", {"Contents": [{"Key": "a"}], "IsTruncated": False})
    pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(Bucket="reports")
    assert [each["Key"] for page in pages for each in page["Contents"]] == ["a"]
    (call,) = peering.calls.of("s3:ListObjectsV2")
    assert call.params == {"Bucket": "reports", "EncodingType": "url"}
    peering.assert_called("s3:ListObjectsV2", Bucket="reports")


def test_an_operation_of_sts(peering: PeeringMock) -> None:
    """An operation that peermock does not support can be answered."""
    peering.answer("GetFederationToken", {"PackedPolicySize": 7})
    answer = boto3.client("sts").get_federation_token(Name="auditor")
    assert answer["PackedPolicySize"] == 7


def test_the_caller_is_recorded(peering: PeeringMock) -> None:
    """The call log has the client's account and Region."""
    peering.answer("RunInstances", RAN)
    other = peering.account("222222222222").credentials()
    boto3.client("ec2", "eu-west-1", **other).run_instances(**RUN)
    (call,) = peering.calls
    assert (call.account_id, call.region_name) == ("222222222222", "eu-west-1")
    assert (call.error, call.answer) == (None, "answered by the test")


def test_an_answer_that_is_made_from_the_call(peering: PeeringMock, ec2: BaseClient) -> None:
    """A function receives the call, with its parameters and caller."""

    def run(call: Call) -> Mapping[str, object]:
        return {"OwnerId": call.account_id, "ReservationId": call.params["ImageId"]}

    peering.answer("RunInstances", run)
    answer = ec2.run_instances(**RUN)
    assert (answer["OwnerId"], answer["ReservationId"]) == ("123456789012", "ami-1a2b3c4d")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ClientError({"Error": {"Code": "InsufficientInstanceCapacity"}}, "RunInstances"), None),
        (TimeoutError("no answer"), "TimeoutError"),
    ],
)
def test_an_answer_that_is_an_error(
    peering: PeeringMock, ec2: BaseClient, error: Exception, code: str | None
) -> None:
    """An exception raised by the function reaches the client and is recorded."""

    def run(_: Call) -> Mapping[str, object]:
        raise error

    peering.answer("RunInstances", run)
    with pytest.raises(type(error)):
        ec2.run_instances(**RUN)
    assert peering.calls[-1].error == (code or "InsufficientInstanceCapacity")


def test_an_answer_for_so_many_calls(peering: PeeringMock, ec2: BaseClient) -> None:
    """After `times` calls the next answer applies, and after the last one none does."""
    peering.answer("RunInstances", {"OwnerId": "1"}, times=2)
    peering.answer("RunInstances", {"OwnerId": "2"}, times=1)
    assert [ec2.run_instances(**RUN)["OwnerId"] for _ in range(3)] == ["1", "1", "2"]
    with pytest.raises(UnsupportedOperationError, match=r"aws\.answer"):
        ec2.run_instances(**RUN)


def test_an_answer_takes_precedence_over_peermock(peering: PeeringMock, ec2: BaseClient) -> None:
    """The answer takes precedence over an operation that peermock supports."""
    peering.answer("DescribeVpcs", {"Vpcs": []}, times=1)
    assert ec2.describe_vpcs()["Vpcs"] == []
    assert len(ec2.describe_vpcs()["Vpcs"]) == 1


def test_the_client_validates_parameters(peering: PeeringMock, ec2: BaseClient) -> None:
    """The client validates the parameters as before any request."""
    peering.answer("RunInstances", RAN)
    with pytest.raises(ParamValidationError, match="MinCount"):
        ec2.run_instances(ImageId="ami-1a2b3c4d")
    ec2.run_instances(**RUN)


def test_a_call_with_invalid_parameters_is_not_answered(
    peering: PeeringMock, ec2: BaseClient
) -> None:
    """The call is not recorded, and leaves the answer to the next one."""
    peering.answer("RunInstances", RAN, times=1)
    with pytest.raises(ParamValidationError):
        ec2.run_instances(MinCount="one", MaxCount=1)
    peering.assert_not_called("RunInstances")
    assert ec2.run_instances(**RUN)["Instances"]


def test_a_client_that_does_not_validate(peering: PeeringMock) -> None:
    """Such a client is answered whatever its parameters are."""
    peering.answer("RunInstances", RAN)
    careless = peering.client("ec2", config=Config(parameter_validation=False))
    assert careless.run_instances(MinCount="one", MaxCount=1)["Instances"]


@pytest.mark.parametrize(
    ("operation", "method", "params"),
    [
        (
            "signer:StartSigningJob",  # the client adds a token, which the model requires
            "start_signing_job",
            {"source": {}, "destination": {}, "profileName": "ours"},
        ),
        (
            "s3:CopyObject",  # the model requires a string
            "copy_object",
            {"Bucket": "reports", "Key": "b", "CopySource": {"Bucket": "reports", "Key": "a"}},
        ),
    ],
)
def test_parameters_that_the_client_completes(
    peering: PeeringMock, operation: str, method: str, params: Mapping[str, object]
) -> None:
    """The client completes and converts parameters as before any request."""
    peering.answer(operation, {})
    getattr(peering.client(operation.partition(":")[0]), method)(**params)
    peering.assert_called(operation)


def test_a_resource_that_converts_values(peering: PeeringMock) -> None:
    """A table of boto3 converts DynamoDB's values in both directions."""
    peering.answer("dynamodb:GetItem", {"Item": {"Name": {"S": "hub"}}})
    table = boto3.resource("dynamodb").Table("names")
    assert table.get_item(Key={"Name": "hub"})["Item"] == {"Name": "hub"}


@pytest.mark.parametrize(
    ("operation", "answer", "text"),
    [
        ("RunInstance", {}, "did you mean RunInstances"),
        ("s3:RunInstances", {}, "no operation 's3:RunInstances'"),
        ("RunInstances", {"Instance": []}, 'Unknown member in input: "Instance"'),
        ("RunInstances", {"Instances": "i-1"}, "Invalid type for member Instances"),
        ("DeleteVpc", {"Return": True}, "this operation returns nothing"),
    ],
)
def test_an_answer_that_aws_could_not_give(
    peering: PeeringMock, operation: str, answer: dict[str, object], text: str
) -> None:
    """An invalid answer is rejected when it is registered."""
    with pytest.raises(ValueError, match=text):
        peering.answer(operation, answer)


def test_an_answer_of_nothing(peering: PeeringMock, ec2: BaseClient) -> None:
    """An operation without output can be answered."""
    peering.answer("DeleteVpc", {})
    assert ec2.delete_vpc(VpcId="vpc-1a2b3c4d").keys() == {"ResponseMetadata"}


def test_a_function_whose_answer_aws_could_not_give(peering: PeeringMock, ec2: BaseClient) -> None:
    """An invalid answer from a function is rejected when the function returns it."""
    peering.answer("RunInstances", lambda _: {"Instance": []})
    with pytest.raises(ValueError, match="AWS could not return this"):
        ec2.run_instances(**RUN)


@pytest.mark.parametrize(
    ("answer", "times", "error"),
    [("text", None, TypeError), ({}, 0, ValueError), ({}, "1", ValueError)],
)
def test_misuse(
    peering: PeeringMock, answer: object, times: object, error: type[Exception]
) -> None:
    """Wrong types of the answer and of `times` are rejected."""
    with pytest.raises(error, match="answer"):
        peering.answer("RunInstances", answer, times=times)


def test_an_answer_that_nobody_asks_for() -> None:
    """An unused answer fails the test, like an unused fault."""
    with pytest.raises(UnusedFaultError, match="RunInstances: an answer"), mock_peering() as aws:
        aws.answer("RunInstances", RAN)


def test_a_rewound_answer() -> None:
    """An answer registered in a rewound block ends with the block."""
    with mock_peering() as aws:
        ec2 = boto3.client("ec2")
        with aws.rewinding():
            aws.answer("RunInstances", RAN)
            ec2.run_instances(**RUN)
        with pytest.raises(UnsupportedOperationError):
            ec2.run_instances(**RUN)


def test_a_mock_inside() -> None:
    """A nested mock has the answers of the mock around it."""
    with mock_peering() as aws:
        aws.answer("RunInstances", RAN)
        with mock_peering(account_id="222222222222"):
            assert boto3.client("ec2").run_instances(**RUN)["Instances"]


def test_a_session_without_credentials(peering: PeeringMock) -> None:
    """The caller is then the mock's own account."""
    peering.answer("RunInstances", RAN)
    client = boto3.client("ec2", region_name="us-east-1")
    client._request_signer._credentials = None
    client.run_instances(**RUN)
    assert peering.calls[-1].account_id == "123456789012"


def test_an_operation_without_parameters(peering: PeeringMock) -> None:
    """An operation without input can be answered."""
    peering.answer("iam:GenerateCredentialReport", {"State": "STARTED"})
    assert boto3.client("iam").generate_credential_report()["State"] == "STARTED"


def test_a_method_that_was_held_over_the_end() -> None:
    """A bound client method kept beyond the mock's end works normally again."""
    with mock_peering():
        client = boto3.client("ec2", "us-east-1", **KEYS)
        call = client._make_api_call
    with Stubber(client) as stubber:
        stubber.add_response("describe_vpcs", {"Vpcs": []})
        assert call("DescribeVpcs", {})["Vpcs"] == []
