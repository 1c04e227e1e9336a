"""Other features of test classes, which decoration preserves."""

import functools
import inspect
import unittest
from collections.abc import Callable

import pytest

from peermock import UnusedFaultError, mock_peering
from peermock._transport.inprocess.current import current
from tests.mock.decoration.runs import RunCase


@pytest.fixture
def seen() -> list[object]:
    """The observations made by the tests of a class."""
    return []


def test_a_decorated_set_up_keeps_its_decorator(run_case: RunCase, seen: list[object]) -> None:
    """A decorator around setUpClass is still called."""

    def announce(function: Callable[[type], None]) -> Callable[[type], None]:
        @functools.wraps(function)
        def announced(cls: type) -> None:
            seen.append("announced")
            function(cls)

        return announced

    @mock_peering
    class Workflow(unittest.TestCase):
        @classmethod
        @announce
        def setUpClass(cls) -> None:
            seen.append(current() is not None)

        def test_workflow(self) -> None: ...

    assert run_case(Workflow).wasSuccessful()
    assert seen == ["announced", True]


def test_a_set_up_may_be_static(run_case: RunCase, seen: list[object]) -> None:
    """The hook `setUpClass` may be a static method."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @staticmethod
        def setUpClass() -> None:
            seen.append(current() is not None)

        def test_workflow(self) -> None: ...

    assert run_case(Workflow).wasSuccessful()
    assert seen == [True]


def test_class_cleanups_are_in_the_mock(run_case: RunCase, seen: list[object]) -> None:
    """Class cleanups run while the mock is active."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            cls.addClassCleanup(lambda: seen.append(current() is not None))

        def test_workflow(self) -> None: ...

    assert run_case(Workflow).wasSuccessful()
    assert seen == [True]
    assert current() is None


def test_a_test_that_runs_alone_has_a_mock_of_its_own(seen: list[object]) -> None:
    """A test that is run without its class, so without setUpClass, has its own mock."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(current() is not None)

    assert Workflow("test_workflow").run().wasSuccessful()
    assert seen == [True]
    assert current() is None


@pytest.mark.parametrize("base", [unittest.TestCase, unittest.IsolatedAsyncioTestCase])
def test_debugging_is_in_the_mock(base: type[unittest.TestCase], seen: list[object]) -> None:
    """A suite run with `debug`, which collects no results, is in a mock as well."""

    @mock_peering
    class Workflow(base):
        def test_1(self) -> None:
            seen.append(current() is not None)

        def test_2(self) -> None:
            raise KeyError("as it should")

    suite = unittest.TestLoader().loadTestsFromTestCase(Workflow)
    with pytest.raises(KeyError, match="as it should"):
        suite.debug()
    Workflow.doClassCleanups()
    assert seen == [True]


def test_a_skipped_class_has_no_mock(run_case: RunCase, seen: list[object]) -> None:
    """Skipping a class does not start a mock."""

    @mock_peering
    @unittest.skip("as it should")
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(1)

    assert len(run_case(Workflow).skipped) == 1
    assert seen == []


def test_subtests_and_expected_failures_stay(run_case: RunCase) -> None:
    """Subtests and expected failures work as usual."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_1(self) -> None:
            for number in range(3):
                with self.subTest(number=number):
                    assert number != 1

        @unittest.expectedFailure
        def test_2(self) -> None:
            self.fail("as it should")

    result = run_case(Workflow)
    assert len(result.failures) == len(result.expectedFailures) == 1


def test_a_class_may_run_again(run_case: RunCase, seen: list[object]) -> None:
    """Running a class again starts a new mock."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(current().world)

    for _ in range(3):
        assert run_case(Workflow).wasSuccessful()
    assert len({id(world) for world in seen}) == 3


@pytest.mark.parametrize("style", ["mock", "outer"])
def test_a_fault_that_no_call_met_fails_its_test(run_case: RunCase, style: str) -> None:
    """The unused fault is reported as a failure of its test, and later tests still run."""
    outer = mock_peering()

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_1(self) -> None:
            if style == "outer":
                outer.fail("DescribeVpcs", code="Throttling")
            else:
                with mock_peering() as aws:
                    aws.fail("DescribeVpcs", code="Throttling")

        def test_2(self) -> None: ...

    with outer:
        result = run_case(Workflow)
    assert result.testsRun == 2
    ((case, text),) = result.failures + result.errors
    assert case.id().endswith("test_1")
    assert "No call met this fault: DescribeVpcs: Throttling" in text
    assert current() is None


def test_without_a_result_an_unused_fault_is_raised() -> None:
    """In `debug` there is no result to add a failure to."""
    with mock_peering() as outer:

        @mock_peering
        class Workflow(unittest.TestCase):
            def test_workflow(self) -> None:
                outer.fail("DescribeVpcs", code="Throttling")

        Workflow.setUpClass()
        with pytest.raises(UnusedFaultError):
            Workflow("test_workflow").debug()
        Workflow.doClassCleanups()


def test_a_decorator_that_wraps_run_is_called(run_case: RunCase, seen: list[object]) -> None:
    """A decorator that wraps `run` works above the mock and below it."""

    def announce(cls: type[unittest.TestCase]) -> type[unittest.TestCase]:
        run = cls.run

        @functools.wraps(run)
        def announced(self: unittest.TestCase, result: unittest.TestResult | None = None) -> object:
            seen.append("announced")
            return run(self, result)

        cls.run = announced
        return cls

    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(current() is not None)

    above = announce(mock_peering(type("Above", (Workflow,), {})))
    below = mock_peering(announce(type("Below", (Workflow,), {})))
    assert run_case(above).wasSuccessful()
    assert run_case(below).wasSuccessful()
    assert seen == ["announced", True] * 2


def test_hooks_are_hidden_from_other_decorators() -> None:
    """Decorators that wrap every function of a class do not see the hooks."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None: ...

    @mock_peering
    class TestWorkflow:
        def test_workflow(self) -> None: ...

    for cls in (Workflow, TestWorkflow):
        functions = [each for each in vars(cls).values() if inspect.isfunction(each)]
        assert [each.__name__ for each in functions] == ["test_workflow"]
