"""Decorating a class of tests: one mock for the class, put back to its start after each test.

What `setUpClass` (unittest) or `setup_class` (pytest) arranges is there in every test. What a test
does, its `setUp` included, is gone before the next.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Protocol, TypeVar
from unittest import TestCase, TestResult

C = TypeVar("C", bound=type)

Hook = Callable[..., object]


class Rewindable(Protocol):
    """A mock that can be put back to where it was."""

    def __enter__(self) -> object: ...
    def __exit__(self, *exc: object) -> object: ...

    def rewinding(self) -> AbstractContextManager[object]:
        """Return a block at whose end the world is as it was at its beginning."""
        ...


Open = Callable[[], Rewindable]
"""Makes a mock."""


def decorate_class(cls: C, open_mock: Open) -> C:
    """Return the class, so changed that its tests run inside a mock.

    Raises:
        TypeError: It is no class of tests.
    """
    if issubclass(cls, TestCase):
        _UnittestClass(cls, open_mock)
    elif any(name.startswith("test") or name in _PytestClass.HOOKS for name in dir(cls)):
        _PytestClass(cls, open_mock)
    else:
        raise TypeError(
            f"mock_peering cannot decorate {cls!r}: it has no tests. Decorate the functions that "
            "use AWS, or write `with mock_peering():` where they are called."
        )
    return cls


class _TestClass:
    """What both kinds of classes share: hooks around the class's own, in subclasses too."""

    HOOKS: tuple[str, ...] = ()

    def __init__(self, cls: type, open_mock: Open) -> None:
        self._open = open_mock
        self._mocks: dict[type, ExitStack] = {}
        self._worlds: dict[type, Rewindable] = {}
        self._inside: set[tuple[int, str]] = set()
        for name in self.HOOKS:
            self._put_hook(cls, name)
        self._follow_subclasses(cls)

    def start(self, cls: type) -> ExitStack:
        """Start the mock of a class, and return what ends it."""
        stack = ExitStack()
        mock = self._open()
        stack.enter_context(_entered(mock))
        stack.callback(self._mocks.pop, cls)
        self._mocks[cls], self._worlds[cls] = stack, mock
        return stack

    def around_test(self, cls: type) -> AbstractContextManager[object]:
        """Return a block for one test: the class's world, rewound at the end."""
        if cls in self._mocks:
            return self._worlds[cls].rewinding()
        return _entered(self._open())

    def _put_hook(self, cls: type, name: str) -> None:
        raise NotImplementedError

    def _follow_subclasses(self, cls: type) -> None:
        """Put hooks around those of subclasses, which may not call the ones that they override."""
        own = vars(cls).get("__init_subclass__")

        def init_subclass(subclass: type, **kwargs: object) -> None:
            if own is None:
                super(cls, subclass).__init_subclass__(**kwargs)  # type: ignore[arg-type]
            else:
                own.__get__(None, subclass)(**kwargs)
            for name in self.HOOKS:
                if name in vars(subclass):
                    self._put_hook(subclass, name)

        cls.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment,arg-type]

    @contextmanager
    def _outermost(self, of: object, name: str) -> Iterator[bool]:
        """Tell whether a hook runs for itself, and not because an overriding one called it."""
        mark = (id(of), name)
        first = mark not in self._inside
        self._inside.add(mark)
        try:
            yield first
        finally:
            if first:
                self._inside.discard(mark)


class _UnittestClass(_TestClass):
    HOOKS = ("setUpClass", "run")

    def _put_hook(self, cls: type, name: str) -> None:
        original = getattr(cls, name)
        if name == "run":
            cls.run = self._running(original)  # type: ignore[attr-defined]
        else:
            function = inspect.unwrap(original.__func__)
            cls.setUpClass = classmethod(self._starting(function))  # type: ignore[attr-defined]

    def _starting(self, original: Hook) -> Hook:
        def set_up_class(cls: type[TestCase]) -> None:
            with self._outermost(cls, "setUpClass") as first:
                if first:
                    cls.addClassCleanup(self.start(cls).close)
                original(cls)

        return set_up_class

    def _running(self, original: Hook) -> Hook:
        def run(case: TestCase, result: TestResult | None = None) -> object:
            with self._outermost(case, "run") as first, ExitStack() as stack:
                if first:
                    stack.enter_context(self.around_test(type(case)))
                return original(case, result)

        return run


class _PytestClass(_TestClass):
    HOOKS = ("setup_class", "teardown_class", "setup_method", "teardown_method")

    def __init__(self, cls: type, open_mock: Open) -> None:
        self._tests: dict[int, ExitStack] = {}
        super().__init__(cls, open_mock)

    def _put_hook(self, cls: type, name: str) -> None:
        original = inspect.getattr_static(cls, name, None)
        function = getattr(original, "__func__", original)
        hook = getattr(self, f"_{name}")(function)
        setattr(cls, name, classmethod(hook) if name.endswith("class") else hook)

    def _setup_class(self, original: Hook | None) -> Hook:
        def setup_class(cls: type) -> None:
            with self._outermost(cls, "setup_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self.start(cls))
                _call(original, cls)
                stack.pop_all()

        return setup_class

    def _teardown_class(self, original: Hook | None) -> Hook:
        def teardown_class(cls: type) -> None:
            with self._outermost(cls, "teardown_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self._mocks[cls])
                _call(original, cls)

        return teardown_class

    def _setup_method(self, original: Hook | None) -> Hook:
        def setup_method(test: object, method: object) -> None:
            with self._outermost(test, "setup_method") as first, ExitStack() as stack:
                if first:
                    stack.enter_context(self.around_test(type(test)))
                _call(original, test, method)
                self._tests[id(test)] = stack.pop_all()

        return setup_method

    def _teardown_method(self, original: Hook | None) -> Hook:
        def teardown_method(test: object, method: object) -> None:
            with self._outermost(test, "teardown_method") as first, ExitStack() as stack:
                if first:
                    stack.push(self._tests.pop(id(test)))
                _call(original, test, method)

        return teardown_method


def _call(hook: Hook | None, *args: object) -> None:
    """Call a hook of pytest's, which takes its last argument or leaves it out."""
    if hook is not None:
        count = len(inspect.signature(hook).parameters)
        hook(*args[:count])


@contextmanager
def _entered(mock: Rewindable) -> Iterator[object]:
    with mock:
        yield mock
