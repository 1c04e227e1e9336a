"""Every way to activate a mock in unittest. It answers on any machine and leaves nothing behind."""

import unittest
from collections.abc import Callable

import pytest

from peermock import mock_peering
from tests.mock.decoration.runs import RunCase

pytestmark = pytest.mark.usefixtures("activation")

Ask = Callable[[], str]


@pytest.fixture
def passes(run_case: RunCase, answers: list[str]) -> Callable[..., None]:
    """Return a function that checks that a class passes and was answered a number of times."""

    def check(case: type[unittest.TestCase], *, times: int) -> None:
        result = run_case(case)
        assert result.wasSuccessful(), result.errors + result.failures
        assert len(answers) == times

    return check


def test_class(ask: Ask, passes: Callable[..., None]) -> None:
    """The mock is active in every method that unittest calls."""

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
    """The mock is active in the tests of a class decorated with parentheses."""

    @mock_peering(seed=7)
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_async_class(ask: Ask, passes: Callable[..., None]) -> None:
    """The mock is active in every coroutine that unittest awaits."""

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
    """A decorated async test of an undecorated class is awaited in the mock."""

    class Workflow(unittest.IsolatedAsyncioTestCase):
        @mock_peering
        async def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_method(ask: Ask, passes: Callable[..., None]) -> None:
    """A decorated test of an undecorated class is in the mock."""

    class Workflow(unittest.TestCase):
        @mock_peering
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_subclass(ask: Ask, passes: Callable[..., None]) -> None:
    """A subclass of a decorated class is decorated."""

    @mock_peering
    class Base(unittest.TestCase):
        pass

    class Workflow(Base):
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_decorated_subclass(ask: Ask, passes: Callable[..., None]) -> None:
    """A subclass's own decorator takes precedence over its base's."""

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
    """The test's own decorator takes precedence over the class's."""

    @mock_peering(account_id="222222222222")
    class Workflow(unittest.TestCase):
        @mock_peering
        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_set_up_and_tear_down(ask: Ask, passes: Callable[..., None]) -> None:
    """The mock is started in setUp and stopped in tearDown."""

    class Workflow(unittest.TestCase):
        def setUp(self) -> None:
            self.aws = mock_peering().start()

        def tearDown(self) -> None:
            self.aws.stop()

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_cleanup(ask: Ask, passes: Callable[..., None]) -> None:
    """The mock is stopped by a cleanup."""

    class Workflow(unittest.TestCase):
        def setUp(self) -> None:
            self.addCleanup(mock_peering().start().stop)

        def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_entered_contexts(ask: Ask, passes: Callable[..., None]) -> None:
    """The class and the test each enter a mock, and the mocks are nested."""

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
    """An async test enters the mock."""

    class Workflow(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self) -> None:
            await self.enterAsyncContext(mock_peering())

        async def test_workflow(self) -> None:
            ask()

    passes(Workflow, times=1)


def test_debug(ask: Ask, answers: list[str]) -> None:
    """The mock is active when a test is run with `debug`."""

    @mock_peering
    class Workflow(unittest.TestCase):
        def test_workflow(self) -> None:
            ask()

    Workflow("test_workflow").debug()
    assert len(answers) == 1
