"""Decorated functions keep their kind, signature and result; other objects are rejected."""

import asyncio
import functools
import inspect
from collections.abc import AsyncGenerator, Callable, Generator
from enum import Enum

import pytest

from peermock import MockStateError, mock_peering
from peermock._transport.inprocess.current import current

Decorator = Callable[[object], object]


class Instance:
    """A callable that is not a function."""

    def __call__(self) -> None:
        """Do nothing."""


class NoTests:
    """A class without test methods."""

    def method(self) -> None:
        """Do nothing."""


@pytest.fixture(params=[mock_peering, mock_peering()], ids=["bare", "with parentheses"])
def decorator(request: pytest.FixtureRequest) -> Decorator:
    """The decorator with and without parentheses."""
    return request.param


def test_the_result_comes_back(decorator: Decorator) -> None:
    """Arguments and results are passed on."""

    @decorator
    def add(first: int, /, *others: int, **named: int) -> int:
        return first + sum(others) + sum(named.values())

    assert add(1, 2, 3, four=4) == 10


def test_the_result_of_a_coroutine_comes_back(decorator: Decorator) -> None:
    """Arguments and awaited results are passed on."""

    @decorator
    async def add(first: int, second: int) -> int:
        return first + second

    assert asyncio.run(add(1, second=2)) == 3


def test_an_exception_goes_on(decorator: Decorator) -> None:
    """The function's exception propagates, and the mock ends."""

    @decorator
    def fail() -> None:
        raise KeyError("reason")

    with pytest.raises(KeyError, match="reason"):
        fail()
    assert current() is None


def test_a_function_keeps_its_name_and_signature(decorator: Decorator) -> None:
    """Introspection, such as pytest's, sees the original function."""

    def workflow(vpc: str, *, wait: bool = False) -> int:
        """Do it."""

    workflow.owner = "team"
    decorated = decorator(workflow)
    assert (decorated.__name__, decorated.__doc__) == ("workflow", "Do it.")
    assert inspect.signature(decorated) == inspect.signature(workflow)
    assert decorated.__wrapped__ is workflow
    assert decorated.owner == "team"


@pytest.mark.parametrize(
    "is_kind",
    [
        inspect.isfunction,
        inspect.iscoroutinefunction,
        inspect.isgeneratorfunction,
        inspect.isasyncgenfunction,
    ],
)
def test_a_function_keeps_its_kind(decorator: Decorator, is_kind: Callable[[object], bool]) -> None:
    """Coroutine functions, generators and others keep their kind, which test runners check."""

    def plain() -> None: ...

    async def coroutine() -> None: ...

    def generator() -> Generator[None]:
        yield

    async def async_generator() -> AsyncGenerator[None]:
        yield

    for function in (plain, coroutine, generator, async_generator):
        assert is_kind(decorator(function)) == is_kind(function)


@pytest.mark.parametrize("kind", [staticmethod, classmethod])
def test_a_method_keeps_its_kind(decorator: Decorator, kind: type) -> None:
    """Static and class methods remain what they are."""
    assert type(decorator(kind(lambda *_: None))) is kind


def test_each_call_has_a_mock_of_its_own(decorator: Decorator) -> None:
    """A recursive call runs in a nested mock."""
    gateways = []

    @decorator
    def descend(depth: int) -> None:
        gateways.append(current())
        if depth:
            descend(depth - 1)
        assert current() is gateways[-1 - depth] or depth

    descend(2)
    assert len(set(gateways)) == 3
    assert current() is None


def test_a_mock_decorates_with_its_settings() -> None:
    """One mock may decorate several functions, and be used itself as well."""
    mock = mock_peering(account_id="222222222222")

    @mock
    def account_id() -> str:
        return current().account_id

    with mock_peering():
        assert account_id() == "222222222222"
    with mock:
        assert account_id() == "222222222222"


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(5, id="number"),
        pytest.param("222222222222", id="text"),
        pytest.param(Instance(), id="instance"),
        pytest.param(functools.partial(print), id="partial"),
        pytest.param(property(lambda _: None), id="property"),
        pytest.param(pytest.fixture(lambda: None), id="fixture"),
        pytest.param(print, id="builtin"),
        pytest.param(pytest, id="module"),
    ],
)
def test_what_cannot_be_decorated_is_refused(decorator: Decorator, target: object) -> None:
    """The error shows the object and the alternatives."""
    with pytest.raises(TypeError, match=r"^mock_peering cannot decorate") as caught:
        decorator(target)
    assert repr(target) in str(caught.value)
    assert "below @pytest.fixture" in str(caught.value)
    assert "`with mock_peering():`" in str(caught.value)


@pytest.mark.parametrize(
    "target", [NoTests, Instance, int, Exception, Enum("Kind", "A B"), type("Empty", (), {})]
)
def test_a_class_without_tests_is_refused(decorator: Decorator, target: type) -> None:
    """No test runner would run such a class, so it would never be in a mock."""
    with pytest.raises(TypeError, match=r"cannot decorate .*: it has no tests"):
        decorator(target)


def test_a_static_method_of_what_cannot_be_decorated_is_refused(decorator: Decorator) -> None:
    """The function inside a static method counts."""
    with pytest.raises(TypeError, match="cannot decorate"):
        decorator(staticmethod(Instance()))


def test_a_coroutine_from_a_plain_function_is_refused(decorator: Decorator) -> None:
    """A decorator between the mock and the `async def` would run the coroutine without the mock."""

    def hide(function: Callable[[], object]) -> Callable[[], object]:
        @functools.wraps(function)
        def call() -> object:
            return function()

        return call

    @decorator
    @hide
    async def workflow() -> None: ...

    with pytest.raises(TypeError, match="Put @mock_peering next to the `async def`"):
        workflow()
    assert current() is None


def test_a_mock_that_a_block_forgets_is_reported() -> None:
    """A mock that is started in a block and outlives it is an error, not a silent leak."""
    outer, forgotten = mock_peering(), mock_peering()
    with pytest.raises(MockStateError, match="is still active"), outer:
        forgotten.start()
    forgotten.stop()
    outer.stop()
