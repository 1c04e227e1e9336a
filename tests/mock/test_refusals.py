"""Refusals that the code under test has caught, so that the test would pass without an answer."""

import contextlib
import unittest
from collections.abc import Callable
from types import CodeType, ModuleType

import boto3
import pytest

from peermock import (
    EndlessWaitError,
    SwallowedRefusalError,
    UnsupportedOperationError,
    mock_peering,
)
from peermock._transport.inprocess import waits
from tests.arrangements import Run

INVENTORY = """
import time
import boto3

def count(service, operation, **params):
    try:
        return len(getattr(boto3.client(service), operation)(**params))
    except Exception:
        return 0

def poll():
    try:
        while True:
            boto3.client("ec2").describe_vpcs()
            time.sleep(5)
    except Exception:
        return 0

def hand_on(operation):
    try:
        getattr(boto3.client("ec2"), operation)()
    except Exception as error:
        raise ValueError("no inventory") from error
"""


@pytest.fixture(scope="module")
def inventory() -> ModuleType:
    """Code under test that catches every exception."""
    module = ModuleType("inventory")
    code: CodeType = compile(INVENTORY, "/src/inventory.py", "exec")
    exec(code, vars(module))  # noqa: S102  # code of another file than this one
    return module


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("ec2", "describe_bundle_tasks"), "UnsupportedOperationError: peermock does not support"),
        (("s3", "list_buckets"), "NotMockedError: s3:ListBuckets is not mocked"),
    ],
)
def test_a_refusal_that_the_code_caught(
    inventory: ModuleType, arguments: tuple[str, str], text: str
) -> None:
    """The mock's end raises an error that names the function that caught the refusal."""
    mock = mock_peering().start()
    assert inventory.count(*arguments) == 0
    assert inventory.count(*arguments) == 0
    with pytest.raises(SwallowedRefusalError) as caught:
        mock.stop()
    (refusal,) = caught.value.refusals
    assert refusal.startswith(text)
    assert refusal.endswith(", caught by count (inventory.py:7)")
    assert "caught a refusal raised by peermock and carried on" in str(caught.value)


def test_a_parameter_that_was_refused(inventory: ModuleType) -> None:
    """A call refused for a parameter got no answer either."""
    with pytest.raises(SwallowedRefusalError, match="does not support"), mock_peering():
        inventory.count("ec2", "create_vpc", Ipv4IpamPoolId="ipam-pool-0123456789abcdef0")


def test_several_refusals(inventory: ModuleType) -> None:
    """Each refusal is reported."""
    mock = mock_peering().start()
    inventory.count("ec2", "describe_bundle_tasks")
    inventory.count("s3", "list_buckets")
    with pytest.raises(SwallowedRefusalError, match="caught 2 refusals") as caught:
        mock.stop()
    assert len(caught.value.refusals) == 2


def test_an_endless_wait_that_the_code_caught(
    inventory: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An EndlessWaitError counts as a refusal too."""
    monkeypatch.setattr(waits, "MOST", 3)
    with pytest.raises(SwallowedRefusalError, match=EndlessWaitError.__name__), mock_peering():
        inventory.poll()


def test_the_check_can_be_switched_off(inventory: ModuleType) -> None:
    """The check can be disabled for code that is meant to go on without an answer."""
    with mock_peering(assert_nothing_swallowed=False):
        assert inventory.count("ec2", "describe_bundle_tasks") == 0


def test_an_error_of_the_test_comes_first(inventory: ModuleType) -> None:
    """An exception of the test takes precedence over swallowed refusals."""
    with pytest.raises(KeyError), mock_peering():
        raise KeyError(inventory.count("ec2", "describe_bundle_tasks"))


def test_a_refusal_that_went_on_as_another_error_may_be_expected(inventory: ModuleType) -> None:
    """A refusal that is the cause of another error is still reported."""
    mock = mock_peering().start()
    with pytest.raises(ValueError, match="no inventory"):
        inventory.hand_on("describe_bundle_tasks")
    with pytest.raises(SwallowedRefusalError, match="caught by hand_on"):
        mock.stop()


def refused() -> None:
    """Make a call that is refused."""
    boto3.client("ec2").describe_bundle_tasks()


def by_pytest() -> None:
    """Expect a refusal with `pytest.raises`."""
    with pytest.raises(UnsupportedOperationError):
        refused()


def by_pytest_at_once() -> None:
    """Expect a refusal with `pytest.raises` around a function."""
    pytest.raises(UnsupportedOperationError, refused)  # noqa: RUF061  # which is the point


def by_unittest() -> None:
    """Expect a refusal with `assertRaises`."""
    case = unittest.TestCase()
    with case.assertRaises(UnsupportedOperationError):  # noqa: PT027  # which is the point
        refused()
    case.assertRaises(UnsupportedOperationError, refused)  # noqa: PT027  # likewise


def by_suppressing() -> None:
    """Suppress a refusal with `contextlib.suppress`."""
    with contextlib.suppress(UnsupportedOperationError):
        refused()


def by_hand() -> None:
    """Catch a refusal in the test itself."""
    try:
        refused()
    except UnsupportedOperationError:
        return


@pytest.mark.parametrize(
    "expect", [by_pytest, by_pytest_at_once, by_unittest, by_suppressing, by_hand]
)
def test_a_refusal_that_the_test_expects(expect: Callable[[], None]) -> None:
    """A refusal caught by the test itself is not reported."""
    with mock_peering():
        expect()


def test_each_test_of_a_class_fails_for_itself(inventory: ModuleType) -> None:
    """A refusal swallowed in a rewound block is reported at its end, and only once."""
    with mock_peering() as aws:
        with pytest.raises(SwallowedRefusalError), aws.rewinding():
            inventory.count("ec2", "describe_bundle_tasks")
        with aws.rewinding():
            assert boto3.client("ec2").describe_vpcs()


def test_the_fixture_fails_the_test(run: Run) -> None:
    """The fixture reports an error in its teardown, with the mock's report."""
    result = run("""
        import sys, types
        code = "def count(ec2):\\n try: ec2.describe_bundle_tasks()\\n except Exception: pass"
        inventory = types.ModuleType("inventory")
        exec(compile(code, "inventory.py", "exec"), vars(inventory))

        def test(peering):
            inventory.count(boto3.client("ec2"))
    """)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*caught a refusal raised by peermock*", "*- peering -*"])


def test_the_ini_file_switches_it_off(run: Run) -> None:
    """The check can be disabled for a whole project."""
    result = run(
        """
        def test(peering):
            assert peering._lifecycle.settings.assert_nothing_swallowed is False
        """,
        ini="peermock_assert_nothing_swallowed = false",
    )
    result.assert_outcomes(passed=1)
