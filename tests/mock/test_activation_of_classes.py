"""Every way to switch a mock on in unittest: it answers on any machine, and leaves nothing."""

import unittest
from collections.abc import Callable

import pytest

from peermock import mock_peering

pytestmark = pytest.mark.usefixtures("activation")

Ask = Callable[[], str]
RunCase = Callable[[type[unittest.TestCase]], unittest.TestResult]


@pytest.fixture
def passes(run_case: RunCase, answers: list[str]) -> Callable[..., None]:
    """A check that the tests of a class pass and were answered so many times."""

    def check(case: type[unittest.TestCase], *, times: int) -> None:
        result = run_case(case)
        assert result.wasSuccessful(), result.errors + result.failures
        assert len(answers) == times

    return check


def test_class(ask: Ask, passes: Callable[..., None]) -> None:
    """It is active in all that unittest calls."""

    @mock_peering
    class Workflow(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            ask()

        @classmethod
        def tearDownClass(cls) -> None:
            ask()

        def setUp(self) -> None:
            self.addCleanup(ask)
            ask()

        def tearDown(self) -> None:
            ask()

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=6)


def test_class_with_settings(ask: Ask, passes: Callable[..., None]) -> None:
    """It is active in the tests of a class decorated with parentheses."""

    @mock_peering(seed=7)
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_async_class(ask: Ask, passes: Callable[..., None]) -> None:
    """It is active in all that unittest awaits, and unittest does await it."""

    @mock_peering
    class Workflow(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self) -> None:
            self.addAsyncCleanup(self.ask)
            ask()

        async def asyncTearDown(self) -> None:
            ask()

        async def ask(self) -> None:
            ask()

        async def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=4)


def test_async_method(ask: Ask, passes: Callable[..., None]) -> None:
    """A decorated coroutine of a class that is not decorated is awaited inside."""

    class Workflow(unittest.IsolatedAsyncioTestCase):
        @mock_peering
        async def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_method(ask: Ask, passes: Callable[..., None]) -> None:
    """A decorated test of a class that is not decorated."""

    class Workflow(unittest.TestCase):
        @mock_peering
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_subclass(ask: Ask, passes: Callable[..., None]) -> None:
    """A class is decorated with the class that it inherits from."""

    @mock_peering
    class Base(unittest.TestCase):
        pass

    class Workflow(Base):
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_decorated_subclass(ask: Ask, passes: Callable[..., None]) -> None:
    """Of two decorated classes the one that inherits says how."""

    @mock_peering(account_id="222222222222")
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            ask()

    @mock_peering
    class Workflow(Base):
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=2)


def test_decorated_method_of_a_decorated_class(ask: Ask, passes: Callable[..., None]) -> None:
    """The decorator nearest to the test says how."""

    @mock_peering(account_id="222222222222")
    class Workflow(unittest.TestCase):
        @mock_peering
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_set_up_and_tear_down(ask: Ask, passes: Callable[..., None]) -> None:
    """Started in setUp and stopped in tearDown."""

    class Workflow(unittest.TestCase):
        def setUp(self) -> None:
            self.aws = mock_peering().start()

        def tearDown(self) -> None:
            self.aws.stop()

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_cleanup(ask: Ask, passes: Callable[..., None]) -> None:
    """Stopped by a cleanup."""

    class Workflow(unittest.TestCase):
        def setUp(self) -> None:
            self.addCleanup(mock_peering().start().stop)

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_entered_contexts(ask: Ask, passes: Callable[..., None]) -> None:
    """Entered by the class and by the test, one within the other."""

    class Workflow(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            cls.enterClassContext(mock_peering())

        def setUp(self) -> None:
            self.enterContext(mock_peering())

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_entered_async_context(ask: Ask, passes: Callable[..., None]) -> None:
    """Entered by an asynchronous test."""

    class Workflow(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self) -> None:
            await self.enterAsyncContext(mock_peering())

        async def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_debug(ask: Ask, answers: list[str]) -> None:
    """It is active when a test is run without collecting its result."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            ask()

    Workflow("test_workflow").debug()
    assert len(answers) == 1
