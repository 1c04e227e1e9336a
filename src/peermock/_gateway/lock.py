"""Locks of gateways, which are never left locked in a forked child."""

import os
import threading
from contextlib import suppress
from weakref import WeakSet

_locks: "WeakSet[threading.RLock]" = WeakSet()
_registry = threading.Lock()
_held: "list[threading.RLock]" = []


def make_lock() -> "threading.RLock":
    """Return a re-entrant lock that survives forks.

    All locks are acquired before a fork, so that no other thread is in the middle of a change, and
    released on both sides.
    """
    lock = threading.RLock()
    with _registry:
        _locks.add(lock)
    return lock


def _hold() -> None:
    _registry.acquire()
    for lock in _locks:
        lock.acquire()
        _held.append(lock)


def _release() -> None:
    while _held:
        _held.pop().release()
    _registry.release()


with suppress(AttributeError):  # Windows does not fork
    os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_release)
