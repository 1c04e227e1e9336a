"""The operation being sent, as the client knows it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, cast

from peermock._protocol import learn_model, models
from peermock._transport.inprocess.patch import Method, Patch

if TYPE_CHECKING:
    from botocore.model import OperationModel

_operation: ContextVar["OperationModel | None"] = ContextVar("operation", default=None)


def operation_of_now() -> "OperationModel | None":
    """Return the current operation; None for a request made without a client."""
    return _operation.get()


def _name(get_response: Method) -> Method:
    """Remember the operation, which many requests do not contain."""

    def named(
        endpoint: object, request: object, operation: "OperationModel", context: object
    ) -> object:
        if operation.service_model.service_name not in models:
            learn_model(operation.service_model)
        token = _operation.set(operation)
        try:
            return get_response(endpoint, request, operation, context)
        finally:
            _operation.reset(token)

    return named


def _name_async(get_response: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", get_response)

    async def named(
        endpoint: object, request: object, operation: "OperationModel", context: object
    ) -> object:
        learn_model(operation.service_model)
        token = _operation.set(operation)
        try:
            return await asynchronous(endpoint, request, operation, context)
        finally:
            _operation.reset(token)

    return named


PATCHES = (
    Patch("botocore.endpoint", "Endpoint", "_get_response", _name),
    Patch("aiobotocore.endpoint", "AioEndpoint", "_get_response", _name_async),
)
