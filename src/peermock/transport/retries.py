"""Retries after a fault that a test asked for: botocore makes them, and does not wait for them.

It would wait in two places: before an attempt that follows a failed one, and in the adaptive mode
before any request of a client that has been throttled, which in a mock only faults do.
"""

import time
from collections.abc import Awaitable, Callable
from typing import cast

from peermock.gateway.faults import just_failed
from peermock.transport.patch import Method, Patch


class _Time:
    """What botocore's endpoint uses of the module `time`."""

    def sleep(self, seconds: float) -> None:
        """Wait, save after a fault."""
        if not _spared():
            time.sleep(seconds)


class _Asyncio:
    """What aiobotocore's endpoint uses of the module `asyncio`."""

    async def sleep(self, seconds: float) -> None:
        """Wait, save after a fault."""
        import asyncio  # noqa: PLC0415  # loaded: aiobotocore runs on it

        if not _spared():
            await asyncio.sleep(seconds)


def _spared() -> bool:
    """Tell whether a fault has just come, for which one wait is left out."""
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
        if not _spared():
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
