"""Request bodies that aiobotocore reads asynchronously, such as those of S3. moto cannot."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any, cast

from peermock._transport.inprocess.current import current
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names


def _hold(get_response: Method) -> Method:
    """Read such a body before the request reaches moto."""
    asynchronous = cast("Callable[..., Awaitable[object]]", get_response)

    async def held(endpoint: object, request: Any, *args: object) -> object:
        read = getattr(request.body, "read", None)
        if current() is not None and names.is_mocking() and iscoroutinefunction(read):
            request.body = await read()
        return await asynchronous(endpoint, request, *args)

    return held


PATCHES = (Patch("aiobotocore.endpoint", "AioEndpoint", "_get_response", _hold),)
