"""Calls in a report: repeated, many, long, and separated in time."""

from collections.abc import Callable

import boto3
import pytest
from botocore import UNSIGNED
from botocore.client import BaseClient
from botocore.config import Config
from freezegun import freeze_time

from peermock import PeeringMock, Vpc

MOMENT = "2026-03-02 09:00:00"


def calls(aws: PeeringMock) -> list[str]:
    """Return the lines about calls."""
    lines = aws.report().partition("\nconnections")[0].splitlines()
    return lines[next(i for i, line in enumerate(lines) if line.startswith("calls:")) :]


def test_calls_that_repeat(peering: PeeringMock, ec2: BaseClient) -> None:
    """A polling loop takes two lines, whatever the number of calls."""
    for _ in range(300):
        ec2.describe_vpc_peering_connections()
    ec2.describe_vpc_peering_connections(MaxResults=5)
    assert calls(peering) == [
        "calls: 301",
        "1-300 123456789012 us-east-1 DescribeVpcPeeringConnections (300 times)",
        "      -> 0 VpcPeeringConnections",
        "301 123456789012 us-east-1 DescribeVpcPeeringConnections",
        "      MaxResults=5",
        "      -> 0 VpcPeeringConnections",
    ]


def test_retries_are_calls_that_repeat(peering: PeeringMock, ec2: BaseClient) -> None:
    """Failed attempts are combined before the successful one."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
    ec2.describe_vpcs()
    assert calls(peering)[1:3] == [
        "1-2 123456789012 us-east-1 DescribeVpcs (2 times)",
        "      -> error RequestLimitExceeded: Request limit exceeded.",
    ]


def test_polls_over_days_do_not_stand_together(peering: PeeringMock, ec2: BaseClient) -> None:
    """Equal calls separated by a leap in time are not combined."""
    with freeze_time(MOMENT):
        for _ in range(2):
            ec2.describe_vpcs()
            peering.shift(days=1)
    assert [line for line in calls(peering) if "->" not in line] == [
        "calls: 2",
        "  1 123456789012 us-east-1 DescribeVpcs",
        "    --- 1 day later ---",
        "  2 123456789012 us-east-1 DescribeVpcs",
    ]


@pytest.mark.parametrize(
    ("delta", "told"),
    [
        ({"seconds": 59}, []),
        ({"seconds": 60}, ["0:01:00 later"]),
        ({"days": 8}, ["8 days later"]),
        ({"days": 8, "seconds": 4}, ["8 days later"]),
        ({"days": 7, "seconds": -1}, ["6 days, 23:59:59 later"]),
        ({"hours": -1, "minutes": -30, "seconds": 4}, ["1:30:00 earlier"]),
        ({"days": -2, "seconds": -1}, ["2 days, 0:00:01 earlier"]),
    ],
)
def test_time_that_passed(
    peering: PeeringMock, ec2: BaseClient, delta: dict[str, float], told: list[str]
) -> None:
    """A leap in time is shown, except a few seconds of run time."""
    with freeze_time(MOMENT):
        ec2.describe_vpcs()
        peering.shift(**delta)
        ec2.describe_vpcs()
    leaps = [line for line in calls(peering) if "---" in line]
    assert leaps == [f"    --- {each} ---" for each in told]


@pytest.mark.parametrize(("count", "left_out"), [(50, 0), (51, 1), (120, 70)])
def test_very_many_calls(peering: PeeringMock, ec2: BaseClient, count: int, left_out: int) -> None:
    """Of more than fifty calls, the first twenty and the last thirty are shown."""
    for number in range(count):
        ec2.describe_vpcs(MaxResults=5 + number)
    lines = calls(peering)
    shown = [int(line.split()[0]) for line in lines if "DescribeVpcs" in line]
    assert shown == [*range(1, 21), *range(count - 29, count + 1)]
    gap = [line for line in lines if "more calls" in line]
    assert gap == ([f"    ... {left_out} more calls ..."] if left_out else [])


def test_very_long_parameters(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """Long parameters are cut, so that the rest stays readable."""
    tags = [{"Key": str(number), "Value": "v" * 200} for number in range(40)]
    ec2.create_tags(Resources=[ours.id], Tags=tags)
    lines = calls(peering)
    assert len(lines) < 15
    assert lines[-2].endswith("...")
    assert lines[-1] == "      -> done"


def test_a_call_of_nobody(peering: PeeringMock, refusal: Callable[..., object]) -> None:
    """An unsigned request has neither account nor Region."""
    unsigned = boto3.client("ec2", config=Config(signature_version=UNSIGNED))
    refusal(unsigned.describe_vpcs)
    assert calls(peering)[1].split()[:3] == ["1", "-", "-"]
    assert "AuthFailure" in calls(peering)[-2]


def test_a_page_of_several(peering: PeeringMock, ec2: BaseClient) -> None:
    """A response with a NextToken is marked, and the last page is not."""
    for number in range(6):
        peering.vpc(f"10.{number}.0.0/16")
    first = ec2.describe_vpcs(MaxResults=5)
    ec2.describe_vpcs(MaxResults=5, NextToken=first["NextToken"])
    answers = [call.answer for call in peering.calls]
    assert answers[0].endswith(", ..., and a NextToken for more")
    assert "NextToken" not in answers[1]
