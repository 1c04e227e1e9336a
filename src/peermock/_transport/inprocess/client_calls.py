"""Calls that clients of this process make: their order, what they send, and a test's own answers.

A test's own answer comes when the client has built a request, before it is signed. Neither peermock
nor another mock, such as moto, sees the call. The operation that is being sent is remembered,
because many requests do not contain it.
"""

import itertools
import os
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol, cast

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from peermock._gateway.stubs import answer_call
from peermock._operations import Result
from peermock._protocol import Scope, learn_model, models
from peermock._transport.inprocess.credentials import Signer
from peermock._transport.inprocess.current import ClientCall, client_call, gateways
from peermock._transport.inprocess.patch import Method, Patch

if TYPE_CHECKING:
    from botocore.client import ClientMeta
    from botocore.model import OperationModel

_operation: ContextVar["OperationModel | None"] = ContextVar("operation", default=None)

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


class _Client(Protocol):
    """The part of botocore's `BaseClient` that identifies the caller and the Region."""

    meta: "ClientMeta"
    _request_signer: Signer


def _answer(client: _Client, operation: "OperationModel") -> "tuple[AWSResponse, Result] | None":
    """Return the test's answer to a call, as a client's `_make_request` does; None without one.

    Raises:
        Exception: An exception raised by the test's function.
    """
    gateway = gateways[-1] if gateways else None
    if gateway is None or not (gateway.stubs.own or gateway.stubs.outer):
        return None
    meta, service_name = client.meta, operation.service_model.service_name
    scope = Scope(_key_of(client), meta.region_name, service_name)
    call = gateway.begin(service_name, operation.name, scope)
    answer = answer_call(gateway, call, client_call.get().params)
    if answer is None:
        return None
    http = AWSResponse(meta.endpoint_url, 200, HTTPHeaders(), None)
    return http, _with_metadata(answer, call.request_id)


def _key_of(client: _Client) -> str:
    """Return the client's access key, without fetching credentials for it."""
    credentials = client._request_signer._credentials  # noqa: SLF001  # there is no public way
    if credentials is None:
        return os.environ["AWS_ACCESS_KEY_ID"]
    held = vars(credentials)
    return str(held.get("access_key") or held.get("_access_key") or os.environ["AWS_ACCESS_KEY_ID"])


def _with_metadata(answer: Result, request_id: str) -> Result:
    metadata = {
        "RequestId": request_id,
        "HTTPStatusCode": 200,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }
    return {**answer, "ResponseMetadata": metadata}


def _call(make_api_call: Method) -> Method:
    def remember_and_make(client: object, name: str, params: Mapping[str, object]) -> object:
        token = client_call.set(ClientCall(name, params))
        try:
            return make_api_call(client, name, params)
        finally:
            client_call.reset(token)

    return remember_and_make


def _call_async(make_api_call: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", make_api_call)

    async def remember_and_make(client: object, name: str, params: Mapping[str, object]) -> object:
        token = client_call.set(ClientCall(name, params))
        try:
            return await asynchronous(client, name, params)
        finally:
            client_call.reset(token)

    return remember_and_make


def _request(make_request: Method) -> Method:
    def answer_or_make(client: _Client, operation: "OperationModel", *args: object) -> object:
        return _answer(client, operation) or make_request(client, operation, *args)

    return answer_or_make


def _request_async(make_request: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", make_request)

    async def answer_or_make(client: _Client, operation: "OperationModel", *args: object) -> object:
        return _answer(client, operation) or await asynchronous(client, operation, *args)

    return answer_or_make


def operation_of_now() -> "OperationModel | None":
    """Return the operation being sent; None for a request made without a client."""
    return _operation.get()


def _name(get_response: Method) -> Method:
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
    Patch("botocore.client", "BaseClient", "_make_api_call", _call),
    Patch("aiobotocore.client", "AioBaseClient", "_make_api_call", _call_async),
    Patch("botocore.client", "BaseClient", "_make_request", _request),
    Patch("aiobotocore.client", "AioBaseClient", "_make_request", _request_async),
    Patch("botocore.endpoint", "Endpoint", "_get_response", _name),
    Patch("aiobotocore.endpoint", "AioEndpoint", "_get_response", _name_async),
)
