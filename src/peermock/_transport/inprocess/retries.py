"""Retries after an injected fault: botocore makes them, but without waiting.

Botocore would wait in two places: before each attempt after a failed one and, in adaptive mode,
before any request of a client that was throttled. In a mock, only faults throttle clients.
"""

import time
from collections.abc import Awaitable, Callable
from typing import cast

from peermock._gateway.faults import just_failed
from peermock._transport.inprocess.patch import Method, Patch


class _Time:
    """The part of the module `time` that botocore's endpoint uses."""

    def sleep(self, seconds: float) -> None:
        """Sleep, except after a fault."""
        if not _use_up_fault():
            time.sleep(seconds)


class _Asyncio:
    """The part of the module `asyncio` that aiobotocore's endpoint uses."""

    async def sleep(self, seconds: float) -> None:
        """Sleep, except after a fault."""
        import asyncio  # noqa: PLC0415  # already imported by aiobotocore

        if not _use_up_fault():
            await asyncio.sleep(seconds)


def _use_up_fault() -> bool:
    """Return whether a fault has just occurred, for which one wait is skipped."""
    failed = just_failed.get()
    just_failed.set(False)
    return failed


def _without_waiting(_: Method) -> Method:
    return cast("Method", _Time())


def _without_waiting_asyncio(_: Method) -> Method:
    return cast("Method", _Asyncio())


def _without_waiting_async(sleep: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[None]]", sleep)

    async def sleep_unless_failed(endpoint: object, seconds: float) -> None:
        if not _use_up_fault():
            await asynchronous(endpoint, seconds)

    return sleep_unless_failed


def _at_once(_: Method) -> Method:
    def acquire(*_: object, **__: object) -> bool:
        return True

    return acquire


def _at_once_async(_: Method) -> Method:
    async def acquire(*_: object, **__: object) -> bool:
        return True

    return acquire


PATCHES = (
    Patch("botocore.endpoint", None, "time", _without_waiting),
    Patch("botocore.retries.bucket", "TokenBucket", "acquire", _at_once),
    Patch("aiobotocore.endpoint", None, "asyncio", _without_waiting_asyncio),
    Patch("aiobotocore.endpoint", "AnyioEndpoint", "_sleep", _without_waiting_async),
    Patch("aiobotocore.retries.bucket", "AsyncTokenBucket", "acquire", _at_once_async),
)
