"""Test classes that inherit from decorated classes and from others."""

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


def make_vpc(cidr_block: str = "10.0.0.0/16") -> None:
    """Create a VPC."""
    ec2().create_vpc(CidrBlock=cidr_block)


def ranges() -> list[str]:
    """Return the CIDR blocks of all VPCs except the default one."""
    vpcs = ec2().describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])


@pytest.fixture
def seen() -> list[object]:
    """The observations made by the tests of a class."""
    return []


def test_a_subclass_may_arrange_without_its_base(run_case: RunCase, seen: list[object]) -> None:
    """A setUpClass that does not call `super()` is in the mock all the same."""

    @mock_peering
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            raise AssertionError

    class Workflow(Base):
        @classmethod
        def setUpClass(cls) -> None:
            make_vpc()

        def test_workflow(self) -> None:
            seen.append(ranges())

    assert run_case(Workflow).wasSuccessful()
    assert seen == [["10.0.0.0/16"]]


def test_a_subclass_may_arrange_with_its_base(run_case: RunCase, seen: list[object]) -> None:
    """A setUpClass that calls `super()` is in the same mock."""

    @mock_peering
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            make_vpc("10.0.0.0/16")

    class Workflow(Base):
        @classmethod
        def setUpClass(cls) -> None:
            super().setUpClass()
            make_vpc("10.1.0.0/16")

        def test_workflow(self) -> None:
            seen.append(ranges())

    assert run_case(Workflow).wasSuccessful()
    assert seen == [["10.0.0.0/16", "10.1.0.0/16"]]


@pytest.mark.parametrize("override", ["setUpClass", "run"])
def test_a_class_beside_the_base_may_override(
    run_case: RunCase, seen: list[object], override: str
) -> None:
    """An undecorated base that comes first is in the mock too."""

    class Beside(unittest.TestCase):
        if override == "setUpClass":

            @classmethod
            def setUpClass(cls) -> None:
                make_vpc()
        else:

            def run(self, result: unittest.TestResult | None = None) -> object:
                make_vpc()
                return unittest.TestCase.run(self, result)

    @mock_peering
    class Base(unittest.TestCase): ...

    class Workflow(Beside, Base):
        def test_one(self) -> None:
            seen.append(ranges())

        test_two = test_one

    assert run_case(Workflow).wasSuccessful()
    assert seen == [["10.0.0.0/16"]] * 2


def test_of_two_decorations_the_nearer_counts(run_case: RunCase, seen: list[object]) -> None:
    """A class decorated like its base has its own mock only, also for the base's setUpClass."""

    @mock_peering(account_id="111111111111")
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            seen.append(current().account_id)

        def test_workflow(self) -> None:
            seen.append(current().account_id)

    @mock_peering(account_id="222222222222")
    class Workflow(Base): ...

    class Heir(Workflow): ...

    for case in (Base, Workflow, Heir):
        assert run_case(case).wasSuccessful()
    assert seen == ["111111111111"] * 2 + ["222222222222"] * 4


def test_init_subclass_is_still_called(seen: list[object]) -> None:
    """`__init_subclass__`, own or inherited, is called with its arguments."""

    class Registry:
        def __init_subclass__(cls, *, name: str = "none", **rest: object) -> None:
            super().__init_subclass__(**rest)
            seen.append(f"registry {name}")

    @mock_peering
    class Inherits(Registry, unittest.TestCase): ...

    @mock_peering
    class Owns(unittest.TestCase):
        def __init_subclass__(cls, *, name: str, **rest: object) -> None:
            super().__init_subclass__(**rest)
            seen.append(f"own {name}")

    class First(Inherits, name="first"): ...

    class Second(Owns, name="second"): ...

    assert seen == ["registry none", "registry first", "own second"]
    assert Second._class_cleanups is not Owns._class_cleanups
    assert First._class_cleanups is not Inherits._class_cleanups


def test_one_class_may_have_two_decorated_bases(run_case: RunCase, seen: list[object]) -> None:
    """The first of two decorated bases counts, as in the method resolution order."""

    @mock_peering(account_id="111111111111")
    class One(unittest.TestCase): ...

    @mock_peering(account_id="222222222222")
    class Two(unittest.TestCase): ...

    class Workflow(One, Two):
        def test_workflow(self) -> None:
            seen.append(current().account_id)

    assert run_case(Workflow).wasSuccessful()
    assert seen == ["111111111111"]
