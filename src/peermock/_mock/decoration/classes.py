"""Decorating a test class: one mock per class, rewound after each test.

Resources arranged in `setUpClass` (unittest) or `setup_class` (pytest) are visible to every test.
The effects of a test, its `setUp` included, are undone before the next one.

This is done with hooks on the class rather than with plugin fixtures: a class-scoped fixture would
start after `setup_class`, and without the plugin the class would have no mock.
"""

import inspect
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from types import FunctionType, MethodType, NoneType
from typing import TypeVar, cast
from unittest import TestCase, TestResult
from weakref import WeakSet

from peermock._mock.decoration.asking import Keeping, find_name, give
from peermock._mock.decoration.opening import Open, Rewindable
from peermock.exceptions import NetworkNotRestoredError, UnusedFaultError

C = TypeVar("C", bound=type)

Hook = Callable[..., object]


class _Hook:
    """A hook of a test class, hidden from decorators that wrap every method of a class.

    moto's decorator, for example, wraps plain functions only.
    """

    def __init__(self, function: Hook, *, of_class: bool) -> None:
        self._function = function
        self._of_class = of_class

    def __get__(self, instance: object, owner: type) -> Hook:
        if self._of_class:
            return MethodType(self._function, owner)
        return self._function if instance is None else MethodType(self._function, instance)


_decorated: WeakSet[type] = WeakSet()
_at_work: set[tuple[int, str]] = set()
"""The hooks that are running: the ID of their object, and their name."""

FindHook = Callable[[object, type], Hook]
"""Finds the hook, of an instance or a class, that ours replaced or overrides."""


def decorate_class(cls: C, open_mock: Open, as_kwarg: str | None = None) -> C:
    """Change a class in place so that its tests run inside a mock, and return it.

    Raises:
        TypeError: The class has no tests.
    """
    if issubclass(cls, TestCase):
        _UnittestClass(cls, open_mock, as_kwarg)
    elif _has_tests(cls):
        _PytestClass(cls, open_mock, as_kwarg)
    else:
        raise TypeError(
            f"mock_peering cannot decorate {cls!r}: it has no tests. Decorate the functions that "
            "use AWS, or call them inside `with mock_peering():`."
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
    """Base of both kinds of test classes: puts hooks on a class and its subclasses."""

    HOOKS: tuple[str, ...] = ()

    def __init__(self, cls: type, open_mock: Open, as_kwarg: str | None) -> None:
        self._open = Keeping(open_mock)
        self._as_kwarg = as_kwarg
        self._mocks: dict[type, ExitStack] = {}
        self._worlds: list[Rewindable] = []
        self._put_hooks(cls)
        self._follow_subclasses(cls)

    def start(self, cls: type) -> ExitStack:
        """Start the mock of a class, and return the stack that stops it."""
        stack = ExitStack()
        mock = self._open()
        stack.enter_context(mock)
        self._mocks[cls] = stack
        self._worlds.append(mock)
        stack.callback(self._mocks.pop, cls)
        stack.callback(self._worlds.pop)
        return stack

    def around_test(self) -> AbstractContextManager[object]:
        """Return a context for one test: the class's mock, rewound at the end."""
        return _rewound(self._worlds[-1]) if self._worlds else self._open()

    def _put_hooks(self, cls: type) -> None:
        for name in self.HOOKS:
            self._put_hook(cls, name)
        for name, test in tuple(vars(cls).items()):
            if name.startswith("test") and isinstance(test, FunctionType):
                self._let_ask(cls, name, test)

    def _let_ask(self, cls: type, name: str, test: FunctionType) -> None:
        """Make a test receive the class's mock, if one of its arguments wants it."""
        has_it = self._as_kwarg in inspect.signature(test).parameters
        asked = find_name(test, self._as_kwarg if has_it else None)
        if asked is not None:
            setattr(cls, name, give(test, asked, self._mock))

    def _mock(self) -> Rewindable:
        return self._worlds[-1] if self._worlds else self._open.latest()

    @abstractmethod
    def _put_hook(self, cls: type, name: str) -> None:
        """Put one hook on a class."""

    def _follow_subclasses(self, cls: type) -> None:
        """Put hooks on subclasses too: they may override ours, or inherit another base's first."""
        own = vars(cls).get("__init_subclass__")

        def init_subclass(subclass: type, **kwargs: object) -> None:
            if own is None:
                # The class and its keyword arguments are known only at runtime.
                super(cls, subclass).__init_subclass__(**kwargs)  # type: ignore[arg-type]
            else:
                own.__get__(None, subclass)(**kwargs)
            self._put_hooks(subclass)

        # mypy rejects assigning to a method.
        cls.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment,arg-type]


@contextmanager
def _rewound(world: Rewindable) -> Iterator[None]:
    """Rewind a mock after a test. moto's own decorator resets moto's network."""
    with suppress(NetworkNotRestoredError), world.rewinding():
        yield


@contextmanager
def _outermost(of: object, name: str) -> Iterator[bool]:
    """Yield whether a hook was called directly, not by the hook that overrides it."""
    mark = (id(of), name)
    first = mark not in _at_work
    _at_work.add(mark)
    try:
        yield first
    finally:
        if first:
            _at_work.discard(mark)


class _UnittestClass(_TestClass):
    HOOKS = ("setUpClass", "run", "debug")

    def _put_hook(self, cls: type, name: str) -> None:
        find = _hook_behind(cls, name)
        starts = name == "setUpClass"
        function = self._start_with_class(find) if starts else self._run_in_mock(find)
        setattr(cls, name, _Hook(function, of_class=starts))

    def _start_with_class(self, find: FindHook) -> Hook:
        def set_up_class(cls: type[TestCase]) -> None:
            with _outermost(cls, "setUpClass") as first:
                if first:
                    cls.addClassCleanup(self.start(cls).close)
                find(None, cls)()

        return set_up_class

    def _run_in_mock(self, find: FindHook) -> Hook:
        def run(case: TestCase, *args: object, **kwargs: object) -> object:
            result = cast("TestResult | None", args[0] if args else kwargs.get("result"))
            try:
                with _outermost(case, "run") as first, ExitStack() as stack:
                    if first:
                        stack.enter_context(self.around_test())
                    return find(case, type(case))(*args, **kwargs)
            except UnusedFaultError:
                if result is None:
                    raise
                result.addFailure(case, sys.exc_info())  # raised, it would end the whole run
                return result

        return run


class _PytestClass(_TestClass):
    HOOKS = ("setup_class", "teardown_class", "setup_method", "teardown_method")

    def __init__(self, cls: type, open_mock: Open, as_kwarg: str | None) -> None:
        self._tests: dict[int, ExitStack] = {}
        super().__init__(cls, open_mock, as_kwarg)

    def _put_hooks(self, cls: type) -> None:
        """Put hooks on a class and on its nested test classes: pytest runs outer hooks for both."""
        super()._put_hooks(cls)
        for inner in _classes_inside(cls):
            if _has_tests(inner) and _decorated.isdisjoint(inner.__mro__):
                decorate_class(inner, self._open, self._as_kwarg)
                if issubclass(inner, TestCase):
                    _PytestClass(inner, self._open, self._as_kwarg)

    def _put_hook(self, cls: type, name: str) -> None:
        original = inspect.getattr_static(cls, name, None)
        if not isinstance(original, FunctionType | classmethod | staticmethod | _Hook | NoneType):
            raise TypeError(
                f"mock_peering cannot decorate {cls!r}: its {name} is not a method but "
                f"{original!r}. Rename that attribute, because mock_peering installs a hook under "
                "this name."
            )
        function = getattr(self, f"_{name}")(_hook_behind(cls, name))
        setattr(cls, name, _Hook(function, of_class=name.endswith("class")))

    def _setup_class(self, find: FindHook) -> Hook:
        def setup_class(cls: type) -> None:
            with _outermost(cls, "setup_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self.start(cls))
                _call(find(None, cls), cls)
                stack.pop_all()

        return setup_class

    def _teardown_class(self, find: FindHook) -> Hook:
        def teardown_class(cls: type) -> None:
            with _outermost(cls, "teardown_class") as first, ExitStack() as stack:
                if first:
                    stack.push(self._mocks[cls])
                _call(find(None, cls), cls)

        return teardown_class

    def _setup_method(self, find: FindHook) -> Hook:
        def setup_method(test: object, method: object) -> None:
            with _outermost(test, "setup_method") as first, ExitStack() as stack:
                if first and id(test) in self._tests:
                    return  # pytest calls it for the outer and the nested class; run it once
                if first:
                    stack.enter_context(self.around_test())
                _call(find(test, type(test)), method)
                if first:
                    self._tests[id(test)] = stack.pop_all()

        return setup_method

    def _teardown_method(self, find: FindHook) -> Hook:
        def teardown_method(test: object, method: object) -> None:
            with _outermost(test, "teardown_method") as first, ExitStack() as stack:
                if first and id(test) not in self._tests:
                    return
                if first:
                    stack.push(self._tests.pop(id(test)))
                _call(find(test, type(test)), method)

        return teardown_method


def _hook_behind(cls: type, name: str) -> FindHook:
    """Return a finder for the hook that ours replaces: the class's own, or the next base's."""
    own = vars(cls).get(name)

    def find(instance: object, owner: type) -> Hook:
        if own is not None:
            return cast("Hook", own.__get__(instance, owner))
        heir = owner if instance is None else instance
        return getattr(super(cls, heir if issubclass(owner, cls) else cls), name, _nothing)

    return find


def _nothing() -> None:
    """Do nothing, in place of a hook that a class does not define."""


def _call(hook: Hook, argument: object) -> None:
    """Call a pytest hook, with its argument if it takes one."""
    hook(*[argument][: len(inspect.signature(hook).parameters)])
