"""Simulated waiting: the code under test sleeps, and the mock's clock moves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from peermock._domain.world import World
from peermock._gateway.calls import CallLog, callers, last_call, numbered
from peermock._gateway.identification import present
from peermock._gateway.refusals import Refusals
from peermock._operations import Call
from peermock.exceptions import EndlessWaitError

MOST = 10_000
"""The number of consecutive sleeps without a change that make a loop endless."""

NAP = 0.02
"""Seconds that other threads calling the mock get before a sleep moves the clock."""

NAPS = 50
"""The naps for which a sleep waits for earlier sleepers, which it may be blocking."""

LONGEST = 3650 * 24 * 3600.0
"""The longest sleep in seconds: ten years."""

_last_sleep: ContextVar[int] = ContextVar("_last_sleep", default=0)
"""The number of the latest call at the last sleep of this thread or task."""

_READING = ("Describe", "Get", "List", "AssumeRole")


class Slept:
    """How far sleeps have moved the clock.

    Attributes:
        seconds: The seconds moved since the first active mock started.
    """

    def __init__(self) -> None:
        self.seconds = 0.0


slept = Slept()

_lock = threading.RLock()
_sleepers: dict[object, datetime] = {}
"""The sleepers on the mock's clock, with the time at which each wakes."""


class Waits:
    """Decides how the code under test waits.

    Args:
        sleep: `real`, `shift` or `auto`; see `mock_peering`.
        calls: The calls of the mock.
        world: The world.
        refusals: The refusals, to which an endless wait is added.
        move: Moves the mock's clock.
    """

    def __init__(
        self,
        sleep: str,
        *,
        calls: CallLog,
        world: World,
        refusals: Refusals,
        move: Callable[[timedelta], None],
    ) -> None:
        self._sleep = sleep
        self._calls = calls
        self._world = world
        self._refusals = refusals
        self._move = move
        self._first = numbered.latest
        self._idle = 0
        self._looked = 0
        self._waited = timedelta(0)

    def takes(self, seconds: float, *, task: bool) -> bool:
        """Return whether a sleep should move the clock instead of waiting.

        With `auto`, a thread waits for the mock if it has called it since it last slept. A task
        also waits if anyone else has, because it may make calls in another thread. Calls to earlier
        mocks do not count.

        Args:
            seconds: The length of the sleep.
            task: Whether an asynchronous task sleeps, rather than a thread.
        """
        if self._sleep == "real" or seconds <= 0:
            return False
        call = numbered.latest if task else last_call.get()
        return self._sleep == "shift" or call > max(self._first, _last_sleep.get())

    @contextmanager
    def asleep(self, seconds: float) -> Iterator[Callable[[], bool]]:
        """Yield a function to poll until the sleep is over.

        Among several sleepers, the one that wakes first moves the clock, so that all wake in order.

        Raises:
            EndlessWaitError: Too many consecutive sleeps have passed without a change.
        """
        self._lose_patience()
        sleep = timedelta(seconds=min(seconds, LONGEST))
        sleeper, wake = object(), present() + sleep
        self._waited += sleep
        with _lock:
            _sleepers[sleeper] = wake
        naps = iter(range(NAPS))

        def is_over() -> bool:
            with _lock:
                left = wake - present()
                turn = min(_sleepers.values()) == wake or next(naps, None) is None
                if turn and left > timedelta(0):
                    self._move(left)
                    slept.seconds += left.total_seconds()
                return turn or left <= timedelta(0)

        try:
            yield is_over
        finally:
            with _lock:
                del _sleepers[sleeper]
            _last_sleep.set(numbered.latest)

    def _lose_patience(self) -> None:
        """Count a sleep. The count restarts with every call that changes something."""
        rewound = len(self._calls) < self._looked
        changed = rewound or any(map(_changes, self._calls[self._looked :]))
        self._looked = len(self._calls)
        if changed or self._world.peerings.settling():
            self._idle, self._waited = 0, timedelta(0)
        self._idle += 1
        if self._idle > MOST:
            error = EndlessWaitError(self._idle - 1, self._waited)
            self._refusals.add(error)
            raise error


def has_company() -> bool:
    """Return whether another live thread has called a mock."""
    alive = {thread.ident for thread in threading.enumerate()}
    callers.intersection_update({ident for ident in alive if ident is not None})
    return bool(callers - {threading.get_ident()})


def _changes(call: Call) -> bool:
    return call.error is None and not call.operation_name.startswith(_READING)
