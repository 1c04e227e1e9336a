"""Decorated functions that request the mock as an argument, for every kind of function."""

import asyncio
import inspect
import unittest
from collections.abc import AsyncIterator, Iterator

import pytest

from peermock import PeeringMock, mock_peering
from tests.arrangements import Run


@mock_peering
def annotated(aws: PeeringMock, number: int = 1) -> tuple[str, int]:
    """Return the mock's account and the number."""
    return aws.account_id, number


@mock_peering(account_id="111111111111", as_kwarg="mock")
def named(mock, number):  # noqa: ANN001, ANN201  # by its name alone
    """Return the same, with the argument found by name."""
    return mock.account_id, number


@mock_peering
def as_text(aws: "PeeringMock") -> str:
    """Return the mock's account."""
    return aws.account_id


@mock_peering(as_kwarg="aws")
def of_any_name(**kwargs: PeeringMock) -> str:
    """Return the mock's account."""
    return kwargs["aws"].account_id


def test_a_function_that_asks() -> None:
    """The argument is recognised by its type or its name."""
    assert annotated() == ("123456789012", 1)
    assert annotated(number=2) == ("123456789012", 2)
    assert named(number=3) == ("111111111111", 3)
    assert as_text() == of_any_name() == "123456789012"


def test_a_caller_that_gives_another_mock() -> None:
    """A mock passed by the caller takes precedence."""
    other = mock_peering(account_id="222222222222")
    assert annotated(other) == annotated(aws=other) == ("222222222222", 1)


def test_the_signature_is_without_the_argument() -> None:
    """The argument is hidden, so that pytest does not look for a fixture."""
    assert list(inspect.signature(annotated).parameters) == ["number"]
    assert annotated.__name__ == "annotated"


def test_other_kinds_of_functions() -> None:
    """Coroutine functions, generators and async generators receive the mock too."""

    @mock_peering
    async def coroutine(aws: PeeringMock) -> str:
        await asyncio.sleep(0)
        return aws.account_id

    @mock_peering
    def generator(aws: PeeringMock) -> Iterator[str]:
        yield aws.account_id

    @mock_peering
    async def async_generator(aws: PeeringMock) -> AsyncIterator[str]:
        yield aws.account_id

    async def collect() -> list[str]:
        return [each async for each in async_generator()]

    assert asyncio.run(coroutine()) == "123456789012"
    assert list(generator()) == asyncio.run(collect()) == ["123456789012"]
    assert inspect.iscoroutinefunction(coroutine)


def test_methods() -> None:
    """Instance, class and static methods receive the mock."""

    class Workflow:
        @mock_peering
        def method(self, aws: PeeringMock) -> tuple[object, str]:
            return self, aws.account_id

        @classmethod
        @mock_peering
        def of_class(cls, aws: PeeringMock) -> tuple[object, str]:
            return cls, aws.account_id

        @staticmethod
        @mock_peering
        def static(aws: PeeringMock) -> str:
            return aws.account_id

    workflow = Workflow()
    assert workflow.method() == (workflow, "123456789012")
    assert Workflow.of_class() == (Workflow, "123456789012")
    assert Workflow.static() == "123456789012"


def test_an_argument_that_is_not_there() -> None:
    """An unknown argument name is rejected when the function is decorated."""

    def function() -> None: ...

    with pytest.raises(TypeError, match=r"as_kwarg='aws': .* has no such argument"):
        mock_peering(as_kwarg="aws")(function)
    with pytest.raises(TypeError, match="expected the name of an argument"):
        mock_peering(as_kwarg=1)


def test_pytest(run: Run) -> None:
    """The mock works beside fixtures; an argument `peering` is always the fixture."""
    run("""
        from peermock import PeeringMock

        @mock_peering(region_name="eu-west-1")
        def test_asks(tmp_path, aws: PeeringMock):
            assert tmp_path.exists()
            assert aws.region_name == "eu-west-1"

        @mock_peering(region_name="eu-west-1")
        def test_of_the_fixture(peering: PeeringMock):
            assert peering.region_name == "us-east-1"

        @pytest.fixture
        @mock_peering
        def hub(aws: PeeringMock):
            yield aws.vpc("10.0.0.0/16")

        def test_fixture(hub):
            assert hub.cidr_block == "10.0.0.0/16"

        @mock_peering
        class TestClass:
            def test_asks(self, aws: PeeringMock, tmp_path):
                assert aws.vpc("10.0.0.0/16").view

            def test_is_rewound(self, aws: PeeringMock):
                assert len(aws.client("ec2").describe_vpcs()["Vpcs"]) == 1

            class TestInside:
                def test_asks(self, aws: PeeringMock):
                    assert aws.account_id == "123456789012"

        class TestSubclass(TestClass):
            def test_asks_as_well(self, aws: PeeringMock):
                assert aws.account_id == "123456789012"

        @mock_peering(as_kwarg="mock")
        class TestNamed:
            def test_asks(self, mock):
                assert mock.account_id == "123456789012"

            def test_does_not(self):
                pass
    """).assert_outcomes(passed=12)


def test_unittest() -> None:
    """Tests of a decorated class receive the mock, including async ones."""
    asked: list[str] = []

    @mock_peering
    class Case(unittest.IsolatedAsyncioTestCase):
        def test_asks(self, aws: PeeringMock) -> None:
            asked.append(aws.account_id)

        async def test_awaits(self, aws: PeeringMock) -> None:
            await asyncio.sleep(0)
            asked.append(aws.account_id)

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(result)
    assert result.errors + result.failures == []
    assert asked == ["123456789012"] * 2


def test_unittest_without_its_own_hooks() -> None:
    """A single test that is run by itself has its own mock."""

    @mock_peering
    class Case(unittest.TestCase):
        def test_asks(self, aws: PeeringMock) -> None:
            self.assertEqual(aws.account_id, "123456789012")  # noqa: PT009  # unittest's own way

    Case("test_asks").debug()
