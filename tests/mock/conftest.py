"""Machines to switch a mock on at, a question to ask it, and a look at what it leaves."""

from collections.abc import Callable, Iterator
from textwrap import dedent
from unittest import TestCase, TestLoader, TestResult

import boto3
import pytest
from botocore.client import BaseClient

PREFACE = """
import unittest
import boto3
import pytest
from peermock import mock_peering
from peermock.transport.current import current

keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
ec2 = boto3.client("ec2", region_name="us-east-1", **keys)

def make_vpc(cidr_block):
    ec2.create_vpc(CidrBlock=cidr_block)

def ranges():
    vpcs = ec2.describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])
"""

Ask = Callable[..., str]
Traces = Callable[[], dict[str, object]]


@pytest.fixture
def answers() -> list[str]:
    """The accounts that AWS has named so far."""
    return []


@pytest.fixture
def ask(answers: list[str]) -> Ask:
    """A question to AWS, by a client made at that moment unless one is given: whose keys?"""

    def get_caller_identity(sts: BaseClient | None = None) -> str:
        answers.append((sts or boto3.client("sts")).get_caller_identity()["Account"])
        return answers[-1]

    return get_caller_identity


@pytest.fixture(params=["bare", "configured"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine where AWS was never set up, and one whose owner works with AWS."""
    if request.param == "configured":
        request.getfixturevalue("configured_machine")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return request.param


@pytest.fixture
def activation(machine: str, answers: list[str], traces: Traces) -> Iterator[None]:
    """A check of a way to switch a mock on: it is the mock that answers, and it leaves nothing."""
    before = traces()
    yield
    assert set(answers) == {"123456789012"}
    assert traces() == before


@pytest.fixture(autouse=True)
def _nothing_is_left(traces: Traces) -> Iterator[None]:
    """Whatever a test has switched on is off again when it ends."""
    before = traces()
    yield
    assert traces() == before


@pytest.fixture(scope="session")
def run_case() -> Callable[[type[TestCase]], TestResult]:
    """A run of a class of tests, by unittest itself."""

    def run(case: type[TestCase]) -> TestResult:
        result = TestResult()
        TestLoader().loadTestsFromTestCase(case).run(result)
        return result

    return run


@pytest.fixture
def run_tests(pytester: pytest.Pytester) -> Callable[..., pytest.RunResult]:
    """A run of a file of tests by pytest, in random order, where warnings are errors."""
    pytester.makeini("[pytest]\nfilterwarnings = error\n")

    def run(source: str, *args: str) -> pytest.RunResult:
        pytester.makepyfile(PREFACE + dedent(source))
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)

    return run
