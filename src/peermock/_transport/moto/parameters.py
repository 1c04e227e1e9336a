"""The parameters of the call being made, which every protocol encodes differently."""

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import cast

from peermock._transport.inprocess.patch import Method, Patch

_params: ContextVar[Mapping[str, object]] = ContextVar("params")


def params_of_now() -> Mapping[str, object]:
    """Return the current parameters; empty for a request made without a client."""
    return _params.get({})


def _know(call: Method) -> Method:
    def known(client: object, operation_name: str, params: Mapping[str, object]) -> object:
        token = _params.set(params)
        try:
            return call(client, operation_name, params)
        finally:
            _params.reset(token)

    return known


def _know_async(call: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", call)

    async def known(client: object, operation_name: str, params: Mapping[str, object]) -> object:
        token = _params.set(params)
        try:
            return await asynchronous(client, operation_name, params)
        finally:
            _params.reset(token)

    return known


PATCHES = (
    Patch("botocore.client", "BaseClient", "_make_api_call", _know),
    Patch("aiobotocore.client", "AioBaseClient", "_make_api_call", _know_async),
)
