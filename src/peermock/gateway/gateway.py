"""Where a request becomes a call and a result becomes an answer, and errors are caught once."""

import datetime as dt
import functools
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from peermock import operations
from peermock._http import HttpRequest, HttpResponse
from peermock.domain.errors import (
    AuthFailure,
    AwsError,
    DryRunOperation,
    InvalidAction,
    InvalidCharacter,
    MissingAction,
    MissingAuthenticationToken,
    RequestEntityTooLarge,
)
from peermock.domain.identity import Place, Principal
from peermock.domain.world import World
from peermock.exceptions import UnsupportedOperationError, UnsupportedParameterError
from peermock.gateway.calls import Call, CallLog, summarize
from peermock.gateway.faults import Faults
from peermock.operations import OPERATIONS, Operation, Params, Result
from peermock.operations.authorization import authorize, unhonoured
from peermock.protocol import (
    decode_input,
    encode_error,
    encode_output,
    is_representable,
    operation_model,
    parse_query,
    parse_scope,
)

MAX_BODY_BYTES = 1024 * 1024
NOWHERE = Place("", "")


class Gateway:
    """Answers requests from a world.

    Attributes:
        world: What is asked and changed.
        account_id: The account of every access key that carries none.
        passthrough: The services whose requests are let out unanswered.
        calls: The calls so far.
        faults: The faults that wait for calls.
        ended_at: When it began to answer no more; None while it answers.
    """

    def __init__(
        self, world: World, account_id: str, passthrough: frozenset[str] = frozenset()
    ) -> None:
        self.world = world
        self.account_id = account_id
        self.passthrough = passthrough
        self._made: list[Call] = []
        self.calls = CallLog(self._made)
        self.faults = Faults()
        self.ended_at: dt.datetime | None = None
        self._lock = threading.RLock()

    def joined(self, account_id: str, passthrough: frozenset[str] = frozenset()) -> "Gateway":
        """Return a gateway to the same world with another default account."""
        gateway = Gateway(self.world, account_id, passthrough)
        gateway._made, gateway.calls = self._made, self.calls
        gateway.faults, gateway._lock = Faults(self.faults), self._lock
        return gateway

    def past(self) -> "Gateway":
        """Return a gateway to the world as it is now, which answers no more."""
        past = Gateway(self.world.snapshot(), self.account_id)
        past.calls, past.ended_at = self.calls[:], present()
        return past

    def forget_calls(self, but: int) -> None:
        """Forget all calls but so many of the first."""
        del self._made[but:]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer a request as AWS would.

        Raises:
            UnsupportedOperationError: peermock does not have the operation.
            UnsupportedParameterError: peermock does not honour a parameter.
        """
        with self._lock:
            exchange = Exchange(request, self.world.ids.request_id(), present())
            try:
                return self._answer(exchange)
            except Exception as error:
                exchange.error, exchange.answer = type(error).__name__, str(error)
                raise
            finally:
                self._made.append(exchange.record())

    def _answer(self, exchange: "Exchange") -> HttpResponse:
        headers = exchange.headers()
        try:
            return HttpResponse(200, headers, self._result(exchange))
        except AwsError as error:
            exchange.error, exchange.answer = error.code, error.message
            body = encode_error(
                exchange.request.service_name,
                code=error.code,
                message=error.message,
                request_id=exchange.request_id,
            )
            return HttpResponse(error.status, headers, body)

    def _result(self, exchange: "Exchange") -> bytes:
        service_name = exchange.request.service_name
        principal = self._identify(exchange, {})
        query = _read_query(exchange.request)
        principal = principal or self._identify(exchange, query)
        exchange.operation_name = action = query.get("Action", "")
        if not action:
            raise MissingAction
        model = operation_model(service_name, action)
        if model is None:
            raise InvalidAction(action)
        operation = OPERATIONS[service_name].get(action)
        if operation is None:
            raise UnsupportedOperationError(service_name, action)
        if principal is None:
            raise MissingAuthenticationToken if service_name == "sts" else AuthFailure
        exchange.params = decode_input(model, query)
        refused = unhonoured(exchange.params, operation)
        if refused:
            raise UnsupportedParameterError(action, *refused)
        result = self._perform(operation, exchange.call(principal, self.account_id))
        exchange.answer = summarize(result)
        return encode_output(model, result, exchange.request_id)

    def _identify(self, exchange: "Exchange", query: dict[str, str]) -> Principal | None:
        """Return who calls, and let the log know it, whatever becomes of the call."""
        scope = parse_scope(exchange.request.headers, query)
        if scope is None:
            return None
        principal = self.world.holder(scope.access_key_id, self.account_id)
        exchange.place = Place(principal.account_id, scope.region_name)
        return principal

    def _perform(self, operation: Operation, call: operations.Call) -> Result:
        self.faults.raise_for(call)
        authorize(self.world, call, operation)
        if call.params.get("DryRun"):
            raise DryRunOperation
        return operation.handler(self.world, call)


@dataclass(slots=True)
class Exchange:
    """A request on its way to an answer, and what is known of it so far."""

    request: HttpRequest
    request_id: str
    at: dt.datetime
    operation_name: str = ""
    place: Place = NOWHERE
    params: Params = field(default_factory=dict)
    error: str | None = None
    answer: str = ""

    def call(self, principal: Principal, default_account_id: str) -> operations.Call:
        """Return the call that an operation gets."""
        return operations.Call(
            service_name=self.request.service_name,
            operation=self.operation_name,
            params=self.params,
            place=self.place,
            principal=principal,
            at=self.at,
            default_account_id=default_account_id,
        )

    def headers(self) -> dict[str, str]:
        """Return the headers of the answer."""
        headers = {
            "x-amzn-RequestId": self.request_id,
            "content-type": "text/xml;charset=UTF-8",
            "vary": "accept-encoding",
            "date": _http_date(self.at.replace(microsecond=0)),
        }
        return headers if self.request.service_name == "sts" else headers | {"server": "AmazonEC2"}

    def record(self) -> Call:
        """Return the call that the author of a test gets to see."""
        return Call(
            service_name=self.request.service_name,
            operation_name=self.operation_name,
            account_id=self.place.account_id,
            region_name=self.place.region_name,
            params=self.params,
            at=self.at,
            request_id=self.request_id,
            error=self.error,
            answer=self.answer,
        )


def present() -> dt.datetime:
    """Return the present, which freezegun and time-machine may have moved."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)


@functools.lru_cache(maxsize=16)
def _http_date(second: dt.datetime) -> str:
    return second.strftime("%a, %d %b %Y %H:%M:%S GMT")


def _read_query(request: HttpRequest) -> dict[str, str]:
    text = request.body or urlsplit(request.url).query.encode()
    if len(text) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge(MAX_BODY_BYTES)
    query = parse_query(text)
    for name, value in query.items():
        if not is_representable(value):
            raise InvalidCharacter(name)
    return query
