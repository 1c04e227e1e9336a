"""The numbers of the calls to all mocks of this process, and the threads that made them.

The gateways that answer clients of this process report their calls to `number_call`.
"""

import itertools
import threading
from contextvars import ContextVar

_callers: set[int] = set()
"""The idents of the threads that have called a mock; some may have ended."""

last_call: ContextVar[int] = ContextVar("last_call", default=0)
"""The number of the latest call of this thread or task; 0 if there was none."""


class Numbered:
    """The calls of all mocks in this process, numbered in order.

    Attributes:
        latest: The number of the latest call.
    """

    def __init__(self) -> None:
        self.latest = 0


numbered = Numbered()
_numbers = itertools.count(1)


def number_call() -> None:
    """Give the current call of this thread or task the next number."""
    _callers.add(threading.get_ident())
    numbered.latest = next(_numbers)
    last_call.set(numbered.latest)


def has_company() -> bool:
    """Return whether another live thread has called a mock."""
    alive = {thread.ident for thread in threading.enumerate()}
    _callers.intersection_update({ident for ident in alive if ident is not None})
    return bool(_callers - {threading.get_ident()})
