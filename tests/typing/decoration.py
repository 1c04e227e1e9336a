"""Static types of decorated functions and classes, which decoration preserves. Checked by mypy."""

import unittest
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import assert_type

import pytest

from peermock import PeeringMock, mock_peering


@mock_peering
def bare(number: int, *, text: str = "") -> list[str]:
    """Return a list."""
    return [text] * number


@mock_peering(account_id="111111111111", region_name="eu-west-1")
def with_settings(number: int, *, text: str = "") -> list[str]:
    """Return a list."""
    return [text] * number


@mock_peering()
async def coroutine(number: int) -> str:
    """Return a text."""
    return str(number)


@mock_peering
def generator(number: int) -> Iterator[int]:
    """Yield a number."""
    yield number


@mock_peering
async def async_generator(number: int) -> AsyncIterator[int]:
    """Yield a number."""
    yield number


@mock_peering(as_kwarg="aws")
def asking(aws: PeeringMock) -> str:
    """Return the account."""
    return aws.account_id


mock_peering(as_kwarg=1)  # type: ignore[call-overload]
assert_type(bare(1, text="a"), list[str])
assert_type(with_settings(1, text="a"), list[str])
assert_type(generator(1), Iterator[int])
assert_type(async_generator(1), AsyncIterator[int])


async def use() -> None:
    """Await a decorated coroutine function, and read a decorated generator."""
    assert_type(await coroutine(1), str)
    assert_type([number async for number in async_generator(1)], list[int])


created: Awaitable[str] = coroutine(1)

bare("1")  # type: ignore[arg-type]
bare(1, "a")  # type: ignore[call-arg]
with_settings(1, words="a")  # type: ignore[call-arg]
not_created: object = coroutine()  # type: ignore[call-arg]

function: Callable[[int], list[str]] = bare


class Workflow:
    """A class with decorated methods."""

    @mock_peering
    def method(self, number: int) -> int:
        """Return a number."""
        return number

    @staticmethod
    @mock_peering
    def static(number: int) -> int:
        """Return a number."""
        return number

    @classmethod
    @mock_peering(seed=7)
    def of_class(cls, number: int) -> "list[Workflow]":
        """Return instances."""
        return [cls()] * number


assert_type(Workflow().method(1), int)
assert_type(Workflow.static(1), int)
assert_type(Workflow.of_class(1), list[Workflow])


@mock_peering
class TestPytest:
    """A class of pytest."""

    number = 1


@mock_peering(isolated=True)
class TestUnittest(unittest.TestCase):
    """A class of unittest."""

    number = 1


assert_type(TestPytest().number, int)
assert_type(TestUnittest().number, int)
case: type[unittest.TestCase] = TestUnittest


@pytest.fixture
@mock_peering
def fixture(peering: PeeringMock) -> Iterator[str]:
    """Yield the account."""
    yield peering.account_id
    peering.account("222222222222").allow()
