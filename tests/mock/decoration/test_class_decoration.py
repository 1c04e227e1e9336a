"""A decorated unittest class: one mock, rewound after each test to the state after setUpClass."""

import unittest
from functools import cache

import boto3
import pytest
from botocore.client import BaseClient

from peermock import mock_peering
from peermock._transport.inprocess.current import current
from tests.mock.decoration.runs import RunCase


@cache
def ec2() -> BaseClient:
    """Return a client."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    return boto3.client("ec2", region_name="us-east-1", **keys)


def make_vpc(cidr_block: str = "10.0.0.0/16") -> str:
    """Create a VPC and return its ID."""
    return ec2().create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"]


def ranges() -> list[str]:
    """Return the CIDR blocks of all VPCs except the default one."""
    vpcs = ec2().describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])


@pytest.fixture
def seen() -> list[object]:
    """The observations made by the tests of a class."""
    return []


def test_the_class_itself_comes_back() -> None:
    """The decorator returns the class itself, so that its tests are collected as usual."""

    class Workflow(unittest.TestCase): ...

    assert mock_peering(Workflow) is Workflow


def test_what_the_class_arranged_is_in_every_test(run_case: RunCase, seen: list[object]) -> None:
    """Tests see what setUpClass created, and nothing from setUp or other tests."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            make_vpc("10.0.0.0/16")

        def setUp(self) -> None:
            make_vpc("10.1.0.0/16")

        def test_one(self) -> None:
            make_vpc("10.2.0.0/16")
            seen.append(ranges())

        test_two = test_one

        def tearDown(self) -> None:
            make_vpc("10.3.0.0/16")

        @classmethod
        def tearDownClass(cls) -> None:
            seen.append(ranges())

    assert run_case(Workflow).wasSuccessful()
    in_a_test = ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"]
    assert seen == [in_a_test, in_a_test, ["10.0.0.0/16"]]


def test_a_test_may_change_what_the_class_arranged(run_case: RunCase) -> None:
    """Changes and deletions by one test are undone before the next."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            cls.vpc_id = make_vpc()

        def test_one(self) -> None:
            assert ec2().describe_tags()["Tags"] == []
            ec2().create_tags(Resources=[self.vpc_id], Tags=[{"Key": "Name", "Value": "changed"}])
            ec2().delete_vpc(VpcId=self.vpc_id)

        test_two = test_one

    assert run_case(Workflow).wasSuccessful()


def test_asynchronous_tests_are_put_back_too(run_case: RunCase, seen: list[object]) -> None:
    """Changes by asyncSetUp and a test are undone before the next test."""

    @mock_peering
    class Workflow(unittest.IsolatedAsyncioTestCase):
        @classmethod
        def setUpClass(cls) -> None:
            make_vpc("10.0.0.0/16")

        async def asyncSetUp(self) -> None:
            make_vpc("10.1.0.0/16")

        async def test_one(self) -> None:
            seen.append(ranges())

        test_two = test_one

    assert run_case(Workflow).wasSuccessful()
    assert seen == [["10.0.0.0/16", "10.1.0.0/16"]] * 2


def test_a_failing_test_is_put_back_too(run_case: RunCase, seen: list[object]) -> None:
    """A test that fails, errs or is skipped leaves nothing for the next."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_1(self) -> None:
            make_vpc()
            self.fail("as it should")

        def test_2(self) -> None:
            make_vpc()
            raise KeyError

        def test_3(self) -> None:
            make_vpc()
            self.skipTest("as it should")

        def test_4(self) -> None:
            seen.append(ranges())

    result = run_case(Workflow)
    assert (len(result.failures), len(result.errors), len(result.skipped)) == (1, 1, 1)
    assert seen == [[]]
    assert current() is None


@pytest.mark.parametrize("error", [KeyError, unittest.SkipTest])
@pytest.mark.parametrize("name", ["setUpClass", "tearDownClass"])
def test_a_failing_class_ends_its_mock(
    run_case: RunCase, name: str, error: type[Exception]
) -> None:
    """The mock ends with the class, whatever fails."""

    def fail(_: type) -> None:
        assert current()
        raise error("as it should")

    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None: ...

    setattr(Workflow, name, classmethod(fail))
    result = run_case(mock_peering(Workflow))
    assert result.errors or result.skipped
    assert current() is None


def test_classes_do_not_share_a_world(run_case: RunCase, seen: list[object]) -> None:
    """Resources arranged by one class are not visible in another, not even in a subclass."""

    @mock_peering
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            make_vpc()
            seen.append(ranges())

        def test_workflow(self) -> None: ...

    class Other(Base): ...

    assert run_case(Base).wasSuccessful()
    assert run_case(Other).wasSuccessful()
    assert seen == [["10.0.0.0/16"]] * 2
