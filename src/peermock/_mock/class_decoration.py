"""Decorating a class of tests: one mock for the class, put back to its start after each test.

What `setUpClass` (unittest) or `setup_class` (pytest) arranges is there in every test. What a test
does, its `setUp` included, is gone before the next.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import FunctionType, NoneType
from typing import TypeVar, cast
from unittest import TestCase
from weakref import WeakSet

from peermock._mock.decoration import Open, Rewindable

C = TypeVar("C", bound=type)

Hook = Callable[..., object]

_decorated: WeakSet[type] = WeakSet()
_running: set[tuple[int, str]] = set()
"""The hooks that run at the moment: on what, and by which name."""

Find = Callable[[object, type], Hook]
"""Finds the hook of an instance, or of a class, that another one stands before."""


def decorate_class(cls: C, open_mock: Open) -> C:
    """Return the class, so changed that its tests run inside a mock.

    Raises:
        TypeError: It is no class of tests.
    """
    if issubclass(cls, TestCase):
        _UnittestClass(cls, open_mock)
    elif _has_tests(cls):
        _PytestClass(cls, open_mock)
    else:
        raise TypeError(
            f"mock_peering cannot decorate {cls!r}: it has no tests. Decorate the functions that "
            "use AWS, or write `with mock_peering():` where they are called."
        )
    _decorated.add(cls)
    return cls


def _has_tests(cls: type) -> bool:
    named = any(name.startswith("test") or name in _PytestClass.HOOKS for name in dir(cls))
    return named or issubclass(cls, TestCase) or any(map(_has_tests, _classes_inside(cls)))


def _classes_inside(cls: type) -> list[type]:
    inside = f"{cls.__qualname__}."
    classes = ((name, each) for name, each in vars(cls).items() if isinstance(each, type))
    return [each for name, each in classes if each.__qualname__ == inside + name]


class _TestClass(ABC):
    """What both kinds of classes share: hooks around the class's own, in subclasses too."""

    HOOKS: tuple[str, ...] = ()

    def __init__(self, cls: type, open_mock: Open) -> None:
        self._open = open_mock
        self._mocks: dict[type, ExitStack] = {}
        self._worlds: list[Rewindable] = []
        self._put_hooks(cls)
        self._follow_subclasses(cls)

    def start(self, cls: type) -> ExitStack:
        """Start the mock of a class, and return what ends it."""
        stack = ExitStack()
        mock = self._open()
        stack.enter_context(mock)
        self._mocks[cls] = stack
        self._worlds.append(mock)
        stack.callback(self._mocks.pop, cls)
        stack.callback(self._worlds.pop)
        return stack

    def around_test(self) -> AbstractContextManager[object]:
        """Return a block for one test: the class's world, rewound at the end."""
        return self._worlds[-1].rewinding() if self._worlds else self._open()

    def _put_hooks(self, cls: type) -> None:
        for name in self.HOOKS:
            self._put_hook(cls, name)

    @abstractmethod
    def _put_hook(self, cls: type, name: str) -> None:
        """Put one of the hooks on a class."""

    def _follow_subclasses(self, cls: type) -> None:
        """Put hooks on subclasses, which may override them or have another base's come first."""
        own = vars(cls).get("__init_subclass__")

        def init_subclass(subclass: type, **kwargs: object) -> None:
            if own is None:
                # Which class it is, and what it takes, is known when a class is decorated.
                super(cls, subclass).__init_subclass__(**kwargs)  # type: ignore[arg-type]
            else:
                own.__get__(None, subclass)(**kwargs)
            self._put_hooks(subclass)

        # A method that is assigned is none to mypy.
        cls.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment,arg-type]


@contextmanager
def _outermost(of: object, name: str) -> Iterator[bool]:
    """Tell whether a hook runs for itself, and not because an overriding one called it."""
    mark = (id(of), name)
    first = mark not in _running
    _running.add(mark)
    try:
        yield first
    finally:
        if first:
            _running.discard(mark)


class _UnittestClass(_TestClass):
    HOOKS = ("setUpClass", "run", "debug")

    def _put_hook(self, cls: type, name: str) -> None:
        find = _hook_behind(cls, name)
        starts = name == "setUpClass"
        setattr(cls, name, classmethod(self._starting(find)) if starts else self._running(find))

    def _starting(self, find: Find) -> Hook:
        def set_up_class(cls: type[TestCase]) -> None:
            with _outermost(cls, "setUpClass") as first:
                if first:
                    cls.addClassCleanup(self.start(cls).close)
                find(None, cls)()

        return set_up_class

    def _running(self, find: Find) -> Hook:
        def run(case: TestCase, *args: object, **kwargs: object) -> object:
            with _outermost(case, "run") as first, ExitStack() as stack:
                if first:
                    stack.enter_context(self.around_test())
                return find(case, type(case))(*args, **kwargs)

        return run


class _PytestClass(_TestClass):
    HOOKS = ("setup_class", "teardown_class", "setup_method", "teardown_method")

    def __init__(self, cls: type, open_mock: Open) -> None:
        self._tests: dict[int, ExitStack] = {}
        super().__init__(cls, open_mock)

    def _put_hooks(self, cls: type) -> None:
        """Put hooks on a class, and on those inside it, for which pytest calls its hooks too."""
        super()._put_hooks(cls)
        for inner in _classes_inside(cls):
            if _has_tests(inner) and _decorated.isdisjoint(inner.__mro__):
                decorate_class(inner, self._open)
                if issubclass(inner, TestCase):
                    _PytestClass(inner, self._open)

    def _put_hook(self, cls: type, name: str) -> None:
        original = inspect.getattr_static(cls, name, None)
        if not isinstance(original, FunctionType | classmethod | staticmethod | NoneType):
            raise TypeError(
                f"mock_peering cannot decorate {cls!r}: its {name} is no method but {original!r}. "
                "Give that another name, because mock_peering needs this one for itself."
            )
        hook = getattr(self, f"_{name}")(_hook_behind(cls, name))
        setattr(cls, name, classmethod(hook) if name.endswith("class") else hook)

    def _setup_class(self, find: Find) -> Hook:
        def setup_class(cls: type) -> None:
            with _outermost(cls, "setup_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self.start(cls))
                _call(find(None, cls), cls)
                stack.pop_all()

        return setup_class

    def _teardown_class(self, find: Find) -> Hook:
        def teardown_class(cls: type) -> None:
            with _outermost(cls, "teardown_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self._mocks[cls])
                _call(find(None, cls), cls)

        return teardown_class

    def _setup_method(self, find: Find) -> Hook:
        def setup_method(test: object, method: object) -> None:
            with _outermost(test, "setup_method") as first, ExitStack() as stack:
                if first and id(test) in self._tests:
                    return  # once for a class inside another, though pytest calls it for both
                if first:
                    stack.enter_context(self.around_test())
                _call(find(test, type(test)), method)
                if first:
                    self._tests[id(test)] = stack.pop_all()

        return setup_method

    def _teardown_method(self, find: Find) -> Hook:
        def teardown_method(test: object, method: object) -> None:
            with _outermost(test, "teardown_method") as first, ExitStack() as stack:
                if first and id(test) not in self._tests:
                    return
                if first:
                    stack.push(self._tests.pop(id(test)))
                _call(find(test, type(test)), method)

        return teardown_method


def _hook_behind(cls: type, name: str) -> Find:
    """Return what finds the hook behind ours: the class's own, or that of the next in line."""
    own = vars(cls).get(name)

    def find(instance: object, owner: type) -> Hook:
        if own is not None:
            return cast("Hook", own.__get__(instance, owner))
        heir = owner if instance is None else instance
        return getattr(super(cls, heir if issubclass(owner, cls) else cls), name, _nothing)

    return find


def _nothing() -> None:
    """Stand for a hook that a class does not have."""


def _call(hook: Hook, argument: object) -> None:
    """Call a hook of pytest's, which takes its argument or leaves it out."""
    hook(*[argument][: len(inspect.signature(hook).parameters)])
