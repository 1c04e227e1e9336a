"""Simulated waiting: the code under test sleeps, and the mock's clock moves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from peermock._gateway import Call, Gateway
from peermock._transport.inprocess.client_calls import last_call, numbered
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
        gateway: The gateway of the mock.
        sleep: `real`, `shift` or `auto`; see `mock_peering`.
        move: Moves the mock's clock.
    """

    def __init__(self, gateway: Gateway, sleep: str, move: Callable[[timedelta], None]) -> None:
        self._gateway = gateway
        self._sleep = sleep
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
        sleeper, wake = object(), self._gateway.now() + sleep
        self._waited += sleep
        with _lock:
            _sleepers[sleeper] = wake
        naps = iter(range(NAPS))

        def is_over() -> bool:
            with _lock:
                left = wake - self._gateway.now()
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
        if self._has_progressed():
            self._idle, self._waited = 0, timedelta(0)
        self._idle += 1
        if self._idle > MOST:
            error = EndlessWaitError(self._idle - 1, self._waited)
            self._gateway.refusals.add(error)
            raise error

    def _has_progressed(self) -> bool:
        """Return whether something has changed since the last sleep, or is about to settle."""
        with self._gateway.held() as world:
            calls = self._gateway.calls
            rewound = len(calls) < self._looked
            changed = rewound or any(map(_changes, calls[self._looked :]))
            self._looked = len(calls)
            return changed or bool(world.peerings.settling())


waits_of: dict[Gateway, Waits] = {}
"""How the code under test waits for the active mocks, by their gateways."""


def _changes(call: Call) -> bool:
    return call.error is None and not call.operation_name.startswith(_READING)
