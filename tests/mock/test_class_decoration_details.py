"""What else a class of tests may have, and keeps when it is decorated."""

import functools
import unittest
from collections.abc import Callable

import pytest

from peermock import mock_peering
from peermock.transport.current import current

RunCase = Callable[[type[unittest.TestCase]], unittest.TestResult]


@pytest.fixture
def seen() -> list[object]:
    """What the tests of a class have seen."""
    return []


def test_a_decorated_set_up_keeps_its_decorator(run_case: RunCase, seen: list[object]) -> None:
    """What the author put around setUpClass is called."""

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
    """A setUpClass that does not need its class may do without."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @staticmethod
        def setUpClass() -> None:
            seen.append(current() is not None)

        def test_workflow(self) -> None: ...

    assert run_case(Workflow).wasSuccessful()
    assert seen == [True]


def test_class_cleanups_are_in_the_mock(run_case: RunCase, seen: list[object]) -> None:
    """What the class cleans up, it cleans up in its mock."""

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
    """A test that is run without its class, which sets nothing up, is in a mock all the same."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(current() is not None)

    assert Workflow("test_workflow").run().wasSuccessful()
    assert seen == [True]
    assert current() is None


@pytest.mark.parametrize("base", [unittest.TestCase, unittest.IsolatedAsyncioTestCase])
def test_debugging_is_in_the_mock(base: type[unittest.TestCase], seen: list[object]) -> None:
    """A suite that is run without collecting results, for a debugger, is in a mock as well."""

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
    """A class that is skipped is skipped."""

    @mock_peering
    @unittest.skip("as it should")
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(1)

    assert len(run_case(Workflow).skipped) == 1
    assert seen == []


def test_subtests_and_expected_failures_stay(run_case: RunCase) -> None:
    """What unittest has besides passing and failing works as ever."""

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
    """A class can be run again, with a new mock."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            seen.append(current().world)

    for _ in range(3):
        assert run_case(Workflow).wasSuccessful()
    assert len({id(world) for world in seen}) == 3
