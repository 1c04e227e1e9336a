"""Moving the current time, together with any freezegun or time-machine clock of the test.

Only wall-clock time moves. Timers such as `time.monotonic` run on unaffected, so that deadlines of
polling loops do not expire early.
"""

import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import ModuleType
from typing import NamedTuple, Protocol

from peermock._gateway import present

Undo = Callable[[], None]

_TIMERS = ("monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")
"""The functions that measure durations."""

_UNITS = "weeks, days, hours, minutes, seconds, milliseconds or microseconds"


class _Clock(Protocol):
    """A frozen or ticking clock of freezegun. Calling it returns its time in UTC."""

    def __call__(self) -> datetime: ...
    def move_to(self, target_datetime: datetime, /) -> None: ...


class _Traveller(Protocol):
    """A running journey of time-machine."""

    def shift(self, delta: timedelta, /) -> None: ...


class Move(NamedTuple):
    """One shift of the current time.

    Attributes:
        owner: The mock that shifted it.
        undo: Moves the time back.
    """

    owner: object
    undo: Undo


made: list[Move] = []
"""The moves in effect, oldest first."""


def read_delta(delta: object, units: Mapping[str, float]) -> timedelta:
    """Return the timedelta described by the arguments of `shift`.

    Raises:
        TypeError: The delta is not a timedelta, a unit is unknown, or both or neither are given.
        ValueError: The delta is too long for a timedelta.
    """
    given = ", ".join([*([repr(delta)] if delta is not None else []), *map(_spell, units.items())])
    if (delta is None) != bool(units):
        raise TypeError(f"shift({given}): give either a timedelta or units such as days=8")
    if delta is None:
        try:
            return timedelta(**units)
        except TypeError:
            raise TypeError(f"shift({given}): expected {_UNITS} as numbers") from None
        except (OverflowError, ValueError):
            raise ValueError(f"shift({given}): too long for a timedelta") from None
    if not isinstance(delta, timedelta):
        raise TypeError(f"shift({given}): expected a timedelta, or units such as shift(days=7)")
    return delta


def _spell(unit: tuple[str, float]) -> str:
    return "=".join([unit[0], repr(unit[1])])


def move(delta: timedelta, owner: object) -> None:
    """Move the current time.

    A clock that the test has frozen with freezegun, or set with time-machine, is moved in place and
    ticks or stays frozen as before. Otherwise a new clock ticks on from the new time. It is
    time-machine's if installed, because time-machine does not start beside freezegun; else
    freezegun's.

    Raises:
        ValueError: The new time is out of range for a datetime.
    """
    try:
        _ = present() + delta
    except OverflowError:
        raise ValueError(f"shift({delta!r}): the new time is out of range for a datetime") from None
    made.append(Move(owner, _move(delta)))


def take_back(which: Callable[[Move], bool]) -> None:
    """Undo the moves that a predicate selects, newest first."""
    if not made:
        return
    taken = [each for each in made if which(each)]
    made[:] = [each for each in made if not which(each)]
    for each in reversed(taken):
        each.undo()


def _move(delta: timedelta) -> Undo:
    freezegun = sys.modules.get("freezegun.api")
    if freezegun is not None and freezegun.freeze_factories:
        return _move_frozen(freezegun.freeze_factories[-1], delta)
    try:
        import time_machine  # noqa: PLC0415  # optional, imported on first use
    except ImportError:
        return _freeze(delta)
    travellers = _travellers(time_machine)
    return _move_traveller(travellers[-1], delta) if travellers else _travel(delta)


def _move_frozen(clock: _Clock, delta: timedelta) -> Undo:
    """Move a clock with `move_to`: `tick` would drop the time elapsed on a ticking clock."""
    clock.move_to(clock() + delta)
    return lambda: clock.move_to(clock() - delta)


def _travellers(time_machine: ModuleType) -> list[_Traveller]:
    """Return the running journeys; the attribute's name depends on time-machine's version."""
    names = ("traveller_stack", "coordinates_stack")
    return next((vars(time_machine)[name] for name in names if name in vars(time_machine)), [])


def _move_traveller(traveller: _Traveller, delta: timedelta) -> Undo:
    traveller.shift(delta)
    return lambda: traveller.shift(-delta)


def _travel(delta: timedelta) -> Undo:
    import time_machine  # noqa: PLC0415  # imported by the caller

    journey = time_machine.travel(present().timestamp() + delta.total_seconds())
    traveller = journey.start()

    def stop() -> None:
        others = _travellers(time_machine)
        if others and others[-1] is not traveller:
            others.remove(traveller)  # the last one to end restores everything
        else:
            journey.stop()

    return stop


def _freeze(delta: timedelta) -> Undo:
    """Start a ticking freezegun clock, but restore the timers that measure durations."""
    from freezegun import api, freeze_time  # noqa: PLC0415  # imported on first use

    timers = {name: vars(time)[name] for name in _TIMERS}
    real_ones: tuple[object, ...] = (
        api.real_monotonic,
        api.real_monotonic_ns,
        api.real_perf_counter,
        api.real_perf_counter_ns,
    )
    freezer = freeze_time(present() + delta, tick=True)
    freezer.ignore = ()  # otherwise a thread with a shallow stack sees the real time
    freezer.start()
    for name, timer in timers.items():
        setattr(time, name, timer)
    for module, name, real in freezer.undo_changes:
        if real in real_ones:
            setattr(module, name, real)
    return freezer.stop
