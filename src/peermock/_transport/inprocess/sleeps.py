"""Sleeps of the code under test, which move the mock's clock instead of waiting.

Timers move by the same amount, so that deadlines come. Sleeps of test frameworks and of the
standard library wait for this machine: they stay real, and so do the timers that they read.
"""

import functools
import sys
from collections.abc import Callable, Coroutine
from types import BuiltinFunctionType, FrameType
from typing import cast

from peermock._transport.inprocess.client_calls import has_company
from peermock._transport.inprocess.current import current
from peermock._transport.inprocess.importers import Importers
from peermock._transport.inprocess.patch import Method, SharedPatch
from peermock._transport.inprocess.waits import NAP, Waits, slept, waits_of

_REAL = frozenset(
    {
        *sys.stdlib_module_names,
        *("_pytest", "coverage", "execnet", "flaky", "freezegun", "hypothesis", "peermock"),
        *("pluggy", "pytest", "time_machine", "urllib3", "xdist"),
    }
) - {"__main__"}
"""Packages whose sleeps are real, in addition to all named `pytest_...`."""

_TIMED = _REAL - {"asyncio"}
"""Packages whose timers are real. An event loop's are not, so that timeouts of tasks move too."""

AsyncSleep = Callable[..., Coroutine[object, object, object]]


def _is_of(packages: frozenset[str], frame: FrameType) -> bool:
    """Return whether code belongs to some packages, or to a pytest plugin."""
    return _is_named(packages, frame.f_globals.get("__name__", ""))


def _is_named(packages: frozenset[str], module_name: str) -> bool:
    package = module_name.partition(".")[0]
    return package in packages or package.startswith("pytest_")


def _waits(seconds: object, *, task: bool) -> Waits | None:
    """Return the waits of the current mock if a sleep should move its clock, else None."""
    gateway = current()
    waits = waits_of.get(gateway) if gateway else None
    if waits is None or not isinstance(seconds, int | float):
        return None
    if _is_of(_REAL, sys._getframe(2)):  # noqa: SLF001  # as warnings do
        return None
    return waits if waits.takes(seconds, task=task) else None


def _sleep(sleep: Method) -> Method:
    """Return a replacement for `time.sleep`, unless a test has replaced it already."""
    if not isinstance(sleep, BuiltinFunctionType):
        return sleep

    @functools.wraps(sleep)
    def sleep_or_move(seconds: float, /) -> None:
        waits = _waits(seconds, task=False)
        if waits is None:
            sleep(seconds)
            return
        with waits.asleep(seconds) as is_over:
            if has_company():
                sleep(NAP)
            while not is_over():
                sleep(NAP)

    return sleep_or_move


def _sleep_in(module_name: str) -> Callable[[Method], Method]:
    """Return a wrapper for the sleep of an event loop's tasks, defined in a module."""

    def wrap(sleep: Method) -> Method:
        if getattr(sleep, "__module__", None) != module_name:
            return sleep

        @functools.wraps(sleep)
        def sleep_or_move(*args: object, **kwargs: object) -> object:
            seconds = next(iter([*args, *kwargs.values()]), None)
            waits = _waits(seconds, task=True)
            if waits is None:
                return sleep(*args, **kwargs)
            return move(waits, cast("float", seconds), [*args, *kwargs.values()][1:])

        async def move(waits: Waits, seconds: float, result: list[object]) -> object:
            real = cast("AsyncSleep", sleep)
            with waits.asleep(seconds) as is_over:
                await real(0)
                while not is_over():
                    await real(NAP)
                await real(0)  # let expired timeouts fire
            return result[0] if result else None

        return sleep_or_move

    return wrap


def _measure(unit: int) -> Callable[[Method], Method]:
    """Return a wrapper for a timer with so many units per second."""

    def wrap(measure: Method) -> Method:
        if not isinstance(measure, BuiltinFunctionType):
            return measure

        @functools.wraps(measure)
        def measure_all() -> float:
            moment = cast("float", measure())
            if not slept.seconds or _is_of(_TIMED, sys._getframe(1)):  # noqa: SLF001  # as above
                return moment
            return moment + type(moment)(slept.seconds * unit)

        return measure_all

    return wrap


def _keeps(module_name: str) -> bool:
    """Return whether a module keeps the functions it has imported from `time`."""
    return _is_named(_REAL, module_name)


IMPORTERS = Importers(
    ("sleep", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"), _keeps
)
"""The modules that may have imported a sleep or a timer."""

PATCHES = (
    SharedPatch("time", "sleep", _sleep, IMPORTERS),
    SharedPatch("asyncio", "sleep", _sleep_in("asyncio.tasks"), IMPORTERS),
    SharedPatch("trio", "sleep", _sleep_in("trio"), IMPORTERS),
    SharedPatch("time", "monotonic", _measure(1), IMPORTERS),
    SharedPatch("time", "monotonic_ns", _measure(10**9), IMPORTERS),
    SharedPatch("time", "perf_counter", _measure(1), IMPORTERS),
    SharedPatch("time", "perf_counter_ns", _measure(10**9), IMPORTERS),
)
