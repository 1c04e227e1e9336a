"""Machines on which a mock is activated, a question to AWS, and a check that nothing is left."""

import threading
import time
from collections.abc import Callable, Iterator
from textwrap import dedent
from unittest import TestCase, TestLoader, TestResult

import boto3
import pytest
from botocore.client import BaseClient

from tests.arrangements import Traces

PREFACE = """
import unittest
import boto3
import pytest
from peermock import mock_peering
from peermock._transport.inprocess.current import current

keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
ec2 = boto3.client("ec2", region_name="us-east-1", **keys)

def make_vpc(cidr_block):
    ec2.create_vpc(CidrBlock=cidr_block)

def ranges():
    vpcs = ec2.describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])
"""

Ask = Callable[..., str]


@pytest.fixture
def answers() -> list[str]:
    """The accounts that AWS has returned so far."""
    return []


@pytest.fixture
def ask(answers: list[str]) -> Ask:
    """Return a function that asks AWS for the caller's account."""

    def get_caller_identity(sts: BaseClient | None = None) -> str:
        answers.append((sts or boto3.client("sts")).get_caller_identity()["Account"])
        return answers[-1]

    return get_caller_identity


@pytest.fixture(params=["bare", "configured"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine without AWS configuration, and one that is configured."""
    if request.param == "configured":
        request.getfixturevalue("configured_machine")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return request.param


@pytest.fixture
def activation(machine: str, answers: list[str], traces: Traces) -> Iterator[None]:
    """A check of a way to activate a mock: the mock answers, and it leaves nothing behind."""
    before = traces()
    yield
    assert set(answers) == {"123456789012"}
    assert traces() == before


@pytest.fixture(scope="session")
def run_case() -> Callable[[type[TestCase]], TestResult]:
    """Return a function that runs a test class with unittest."""

    def run(case: type[TestCase]) -> TestResult:
        result = TestResult()
        TestLoader().loadTestsFromTestCase(case).run(result)
        return result

    return run


@pytest.fixture
def run_tests(pytester: pytest.Pytester) -> Callable[..., pytest.RunResult]:
    """Return a function that runs a test file with pytest, in random order."""
    pytester.makeini("[pytest]\nfilterwarnings = error\n")

    def run(source: str, *args: str) -> pytest.RunResult:
        pytester.makepyfile(PREFACE + dedent(source))
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)

    return run


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test if any code really waits."""

    def wait(*args: object, **kwargs: object) -> None:
        pytest.fail(f"somebody waited: {args} {kwargs}")

    monkeypatch.setattr(time, "sleep", wait)
    monkeypatch.setattr(threading.Condition, "wait", wait)
