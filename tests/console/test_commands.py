"""The commands that pages show have the effect of the page's call."""

import json
import shlex
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from peermock import mock_peering
from peermock._console.commands import as_boto3, as_cli

NAMES = ["plain", "two words", "it's", '"', "a,b", "a=b", "[x]", "ü 日本", "$HOME `id`", "\\", "{{"]


@pytest.mark.parametrize(
    ("operation_name", "params", "options"),
    [
        ("DescribeVpcs", {}, []),
        ("DescribeVpcs", {"VpcIds": ["vpc-1", "vpc-2"]}, ["--vpc-ids", "vpc-1", "vpc-2"]),
        ("DescribeVpcs", {"MaxResults": 5}, ["--max-results", "5"]),
        ("DescribeVpcs", {"DryRun": True}, ["--dry-run"]),
        ("DescribeVpcs", {"DryRun": False}, ["--no-dry-run"]),
        (
            "DescribeVpcs",
            {"Filters": [{"Name": "state", "Values": ["a", "b"]}]},
            ["--filters", "Name=state,Values=a,b"],
        ),
        (
            "DescribeVpcs",
            {"Filters": [{"Name": "state", "Values": []}]},
            ["--filters", '[{"Name": "state", "Values": []}]'],
        ),
        (
            "DescribeVpcs",
            {"Filters": [{"Name": "tag:a", "Values": ["x,y"]}]},
            ["--filters", '[{"Name": "tag:a", "Values": ["x,y"]}]'],
        ),
        (
            "ModifyVpcAttribute",
            {"EnableDnsSupport": {"Value": False}},
            ["--enable-dns-support", "Value=false"],
        ),
        (
            "CreateVpc",
            {"TagSpecifications": [{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "b"}]}]},
            ["--tag-specifications", "ResourceType=vpc,Tags=[{Key=a,Value=b}]"],
        ),
        (
            "CreateVpc",
            {"TagSpecifications": [{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "]"}]}]},
            [
                "--tag-specifications",
                '[{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "]"}]}]',
            ],
        ),
        ("X", {"At": datetime(2026, 1, 2, tzinfo=UTC)}, ["--at", "2026-01-02T00:00:00+00:00"]),
        ("X", {"Options": {"A": {"B": "c"}}}, ["--options", '{"A": {"B": "c"}}']),
        ("X", {"Rows": [1, 2]}, ["--rows", "[1, 2]"]),
        ("X", {"Rows": []}, ["--rows"]),
    ],
)
def test_a_command_of_the_cli(
    operation_name: str, params: dict[str, Any], options: list[str]
) -> None:
    """A shell parses the command into the CLI's words, in shorthand or else JSON."""
    words = shlex.split(as_cli(operation_name, params, "eu-west-1").replace("\\\n", " "))
    assert words[:2] == ["aws", "ec2"]
    assert words[3:5] == ["--region", "eu-west-1"]
    assert words[5:] == options


@pytest.mark.parametrize("name", NAMES)
def test_a_program_makes_the_call(name: str) -> None:
    """The code sends exactly the parameters that it shows."""
    params = {
        "CidrBlock": "10.0.0.0/16",
        "TagSpecifications": [
            {"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": name}]},
        ],
    }
    with mock_peering() as aws:
        exec(as_boto3("CreateVpc", params, "eu-west-1"), {})  # noqa: S102  # the page's own code
        (call,) = aws.calls
    assert (call.params, call.region_name) == (params, "eu-west-1")


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"VpcIds": []},
        {"MaxResults": 5, "DryRun": True},
        {"Filters": [{"Name": "state", "Values": ["available"]}, {"Name": "a", "Values": []}]},
        {"At": datetime(2026, 1, 2, tzinfo=UTC)},
    ],
)
def test_a_program_has_the_parameters(params: dict[str, Any]) -> None:
    """Parameters of every type are supported; a datetime becomes a string that boto3 accepts."""
    seen: list[dict[str, Any]] = []

    class Client:
        def describe_vpcs(self, **given: object) -> None:
            seen.append(given)

    code = as_boto3("DescribeVpcs", params, "eu-west-1").partition("\n\n")[2].partition("\n")[2]
    exec(code, {"ec2": Client()})  # noqa: S102  # the page's own code
    assert seen == [json.loads(json.dumps(params, default=lambda moment: moment.isoformat()))]


def test_boto3_is_the_one_of_the_reader() -> None:
    """The program imports boto3 by name."""
    assert as_boto3("DescribeVpcs", {}, "eu-west-1").startswith("import boto3\n")
    assert boto3.client
