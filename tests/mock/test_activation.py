"""Every way to activate a mock in code. It answers on any machine and leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from unittest.mock import patch

import botocore.endpoint
import botocore.httpsession
import pytest
from botocore.client import BaseClient

from peermock import mock_peering
from peermock._config import configuration

pytestmark = pytest.mark.usefixtures("activation")

Ask = Callable[[], str]


def test_context_manager(ask: Ask) -> None:
    """The mock is active in its block."""
    with mock_peering():
        ask()


def test_async_context_manager(ask: Ask) -> None:
    """The mock is active in its async block."""

    async def use() -> None:
        async with mock_peering():
            ask()

    asyncio.run(use())


def test_exit_stack(ask: Ask) -> None:
    """The mock is active until its stack unwinds."""
    with ExitStack() as stack:
        stack.enter_context(mock_peering())
        ask()


def test_async_exit_stack(ask: Ask) -> None:
    """The mock is active until its async stack unwinds."""

    async def use() -> None:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(mock_peering())
            ask()

    asyncio.run(use())


def test_start_and_stop(ask: Ask) -> None:
    """The mock is active from `start` to `stop`."""
    mock = mock_peering().start()
    ask()
    mock.stop()


def test_outside_of_pytest(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mock works without the plugin, as in a script or notebook."""
    monkeypatch.setattr(configuration, "remembers", False)
    with mock_peering():
        ask()


def test_one_mock_again_and_again(ask: Ask) -> None:
    """A mock that has ended can be started again."""
    mock = mock_peering()
    for _ in range(3):
        with mock:
            ask()


def test_a_mock_within_a_mock(ask: Ask) -> None:
    """The inner mock answers."""
    with mock_peering(account_id="222222222222"), mock_peering():
        ask()


@pytest.mark.parametrize("decorator", [mock_peering, mock_peering(), mock_peering(seed=7)])
def test_decorator(ask: Ask, decorator: Callable[[Ask], Ask]) -> None:
    """The mock is active while the function runs, with and without parentheses."""
    decorator(ask)()


def test_decorator_twice(ask: Ask) -> None:
    """The mocks are nested."""
    mock_peering(mock_peering(ask))()


def test_decorator_within_a_block(ask: Ask) -> None:
    """The decorator is the inner mock."""
    with mock_peering(account_id="222222222222"):
        mock_peering(ask)()


def test_an_active_mock_as_decorator(ask: Ask) -> None:
    """The function gets its own mock with the settings of the active one."""
    with mock_peering() as mock:
        mock(ask)()


def test_decorator_among_others(ask: Ask) -> None:
    """The decorator works above and below those of unittest.mock."""

    @mock_peering
    @patch.dict("os.environ", {"STAGE": "test"})
    def below() -> None:
        ask()

    @patch.dict("os.environ", {"STAGE": "test"})
    @mock_peering
    def above() -> None:
        ask()

    below()
    above()


def test_lambda(ask: Ask) -> None:
    """A lambda can be decorated."""
    mock_peering(lambda: [ask(), ask()])()


def test_function_handed_on(ask: Ask) -> None:
    """A decorated function can be partially applied."""

    @mock_peering
    def twice(first: Ask, second: Ask) -> None:
        first()
        second()

    partial(twice, ask)(second=ask)


class Workflow:
    """A class with all kinds of methods, decorated on either side."""

    @mock_peering
    def method(self, ask: Ask) -> None:
        """Ask through an instance method."""
        ask()

    @staticmethod
    @mock_peering
    def static(ask: Ask) -> None:
        """Ask through a static method."""
        ask()

    @mock_peering
    @staticmethod
    def decorated_static(ask: Ask) -> None:
        """Ask through a static method."""
        ask()

    @classmethod
    @mock_peering
    def of_class(cls, ask: Ask) -> None:
        """Ask through a class method."""
        assert cls is Workflow
        ask()

    @mock_peering
    @classmethod
    def decorated_of_class(cls, ask: Ask) -> None:
        """Ask through a class method."""
        assert cls is Workflow
        ask()


@pytest.mark.parametrize(
    "name", ["method", "static", "decorated_static", "of_class", "decorated_of_class"]
)
def test_methods(ask: Ask, name: str) -> None:
    """Methods of all kinds work through an instance."""
    getattr(Workflow(), name)(ask)


@pytest.mark.parametrize("name", ["static", "decorated_static", "of_class", "decorated_of_class"])
def test_methods_of_the_class(ask: Ask, name: str) -> None:
    """Static and class methods work through the class."""
    getattr(Workflow, name)(ask)


def test_bound_method(ask: Ask) -> None:
    """A bound method can be decorated."""

    class Step:
        def run(self) -> None:
            ask()

    mock_peering(Step().run)()


def test_coroutine_function(ask: Ask) -> None:
    """The mock is active until the coroutine ends, across every await."""

    @mock_peering
    async def use() -> None:
        ask()
        await asyncio.sleep(0)
        ask()

    asyncio.run(use())


def test_tasks_and_threads_of_a_coroutine(ask: Ask) -> None:
    """Tasks and threads that the coroutine awaits are in the mock."""

    @mock_peering
    async def use() -> None:
        await asyncio.gather(*(asyncio.to_thread(ask) for _ in range(3)))

    asyncio.run(use())


def test_generator_function(ask: Ask) -> None:
    """The mock is active from the first value to the end, and in between."""

    @mock_peering
    def arrange() -> Iterator[None]:
        ask()
        yield
        ask()

    for _ in arrange():
        ask()


def test_async_generator_function(ask: Ask) -> None:
    """The mock is active from the first value to the end, and in between."""

    @mock_peering
    async def arrange() -> AsyncIterator[None]:
        ask()
        yield
        ask()

    async def use() -> None:
        async for _ in arrange():
            ask()

    asyncio.run(use())


def test_no_mock_leaves_a_layer_on_what_it_has_patched(ask: Ask) -> None:
    """After many mocks, a client's call takes the original path."""
    methods = [
        (BaseClient, "_make_api_call"),
        (botocore.endpoint.Endpoint, "_get_response"),
        (botocore.httpsession.URLLib3Session, "send"),
    ]
    before = [vars(owner)[name] for owner, name in methods]
    with mock_peering(), mock_peering():
        ask()
    assert [vars(owner)[name] for owner, name in methods] == before
