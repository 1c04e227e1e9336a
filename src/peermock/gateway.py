"""Where a request becomes a call and a result becomes an answer, and errors are caught once."""

import datetime as dt
import threading
from urllib.parse import urlsplit

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
from peermock.domain.identity import Place
from peermock.domain.world import World
from peermock.exceptions import UnsupportedOperationError, UnsupportedParameterError
from peermock.operations import OPERATIONS, Call, Operation, Params, Result
from peermock.operations.authorization import authorize, unhonoured
from peermock.protocol import (
    Scope,
    decode_input,
    encode_error,
    encode_output,
    is_representable,
    operation_model,
    parse_query,
    parse_scope,
)

MAX_BODY_BYTES = 1024 * 1024


class Gateway:
    """Answers requests from a world.

    Attributes:
        world: What is asked and changed.
        account_id: The account of every access key that carries none.
        passthrough: The services whose requests are let out unanswered.
    """

    def __init__(
        self, world: World, account_id: str, passthrough: frozenset[str] = frozenset()
    ) -> None:
        self.world = world
        self.account_id = account_id
        self.passthrough = passthrough
        self._lock = threading.RLock()

    def joined(self, account_id: str, passthrough: frozenset[str] = frozenset()) -> "Gateway":
        """Return a gateway to the same world with another default account."""
        gateway = Gateway(self.world, account_id, passthrough)
        gateway._lock = self._lock
        return gateway

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer a request as AWS would.

        Raises:
            UnsupportedOperationError: peermock does not have the operation.
            UnsupportedParameterError: peermock does not honour a parameter.
        """
        with self._lock:
            request_id = self.world.ids.request_id()
            now = dt.datetime.now(dt.UTC)
            try:
                body = self._result(request, request_id, now)
            except AwsError as error:
                body = encode_error(
                    request.service_name,
                    code=error.code,
                    message=error.message,
                    request_id=request_id,
                )
                return HttpResponse(error.status, _headers(request_id, now), body)
            return HttpResponse(200, _headers(request_id, now), body)

    def _result(self, request: HttpRequest, request_id: str, now: dt.datetime) -> bytes:
        query = _read_query(request)
        scope = parse_scope(request.headers, query)
        if scope is None:
            raise MissingAuthenticationToken if request.service_name == "sts" else AuthFailure
        action = query.get("Action")
        if not action:
            raise MissingAction
        model = operation_model(request.service_name, action)
        if model is None:
            raise InvalidAction(action)
        operation = OPERATIONS[request.service_name].get(action)
        if operation is None:
            raise UnsupportedOperationError(request.service_name, action)
        params = decode_input(model, query)
        refused = unhonoured(params, operation)
        if refused:
            raise UnsupportedParameterError(action, *refused)
        call = self._call(request.service_name, action, params, scope, now)
        return encode_output(model, self._perform(operation, call), request_id)

    def _call(
        self,
        service_name: str,
        action: str,
        params: Params,
        scope: Scope,
        now: dt.datetime,
    ) -> Call:
        principal = self.world.holder(scope.access_key_id, self.account_id)
        return Call(
            service_name=service_name,
            operation=action,
            params=params,
            place=Place(principal.account_id, scope.region_name),
            principal=principal,
            at=now,
            default_account_id=self.account_id,
        )

    def _perform(self, operation: Operation, call: Call) -> Result:
        authorize(self.world, call, operation)
        if call.params.get("DryRun"):
            raise DryRunOperation
        return operation.handler(self.world, call)


def _read_query(request: HttpRequest) -> dict[str, str]:
    if len(request.body) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge(MAX_BODY_BYTES)
    text = request.body or urlsplit(request.url).query.encode()
    query = parse_query(text)
    for name, value in query.items():
        if not is_representable(value):
            raise InvalidCharacter(name)
    return query


def _headers(request_id: str, now: dt.datetime) -> dict[str, str]:
    return {
        "x-amzn-RequestId": request_id,
        "content-type": "text/xml;charset=UTF-8",
        "vary": "accept-encoding",
        "date": now.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "server": "AmazonEC2",
    }
