"""Retries after a fault that a test asked for: botocore makes them, and does not wait for them."""

import time
from collections.abc import Awaitable, Callable
from typing import cast

from peermock.gateway.faults import just_failed
from peermock.transport.patch import Method, Patch


class _Time:
    """What botocore's endpoint uses of the module `time`."""

    def sleep(self, seconds: float) -> None:
        """Wait, save after a fault."""
        if not just_failed.get():
            time.sleep(seconds)


def _without_waiting(_: Method) -> Method:
    return cast("Method", _Time())


def _without_waiting_async(sleep: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[None]]", sleep)

    async def sleep_unless_failed(endpoint: object, seconds: float) -> None:
        if not just_failed.get():
            await asynchronous(endpoint, seconds)

    return sleep_unless_failed


PATCHES = (
    Patch("botocore.endpoint", None, "time", _without_waiting),
    Patch("aiobotocore.endpoint", "AioEndpoint", "_sleep", _without_waiting_async),
)
