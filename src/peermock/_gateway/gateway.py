"""The gateway: turns a request into a call, and a result or an error into a response."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from sys import intern
from typing import TypeVar

from peermock._domain.errors import (
    AwsError,
    DryRunOperation,
    InvalidAction,
    MissingAction,
)
from peermock._domain.world import World
from peermock._gateway.answers import (
    write_error,
    write_refusal,
    write_service_error,
    write_success,
)
from peermock._gateway.calls import (
    EXPLAINED,
    CallLog,
    explain_refusal,
    learn,
    summarize,
)
from peermock._gateway.faults import Faults, just_failed
from peermock._gateway.http import HttpRequest, HttpResponse
from peermock._gateway.identification import (
    begin_call,
    check_credentials,
    check_service,
    identify,
    present,
)
from peermock._gateway.lock import make_lock
from peermock._gateway.refusals import Refusals
from peermock._gateway.services import FRONT, SERVICES, check_version
from peermock._operations import NOBODY, Call, Operation, row_of
from peermock._operations.authorization import authorize, list_unhonoured, with_dry_run
from peermock._protocol import (
    Scope,
    decode_input,
    encode_output,
    operation_model,
    parse_scope,
    read_query,
)
from peermock.exceptions import (
    PeermockError,
    UnsupportedOperationError,
    UnsupportedParameterError,
)

T = TypeVar("T")


class Gateway:
    """Answers requests from a world.

    Attributes:
        world: The world. Use `locked` to read it while calls may be running.
        account_id: The account of access keys that do not encode one.
        passthrough: The services whose requests may leave the machine.
        choose: Chooses the world's network on first use.
        explain: Explains why moto does not answer an operation that peermock lacks; empty without
            moto.
        is_joined: Whether the world belongs to another gateway.
        calls: The calls so far.
        faults: The faults waiting for calls.
        stubs: The test's own answers waiting for calls.
        refusals: The refusals raised so far.
        ended_at: When the gateway was closed; None while it is open.
        now: Returns the current time for calls.
        on_call: Called after each call, for the transport that sets it to number them.
    """

    def __init__(
        self,
        world: World,
        account_id: str,
        passthrough: frozenset[str] = frozenset(),
    ) -> None:
        self.world = world
        self.account_id = account_id
        self.passthrough = passthrough
        self.choose: Callable[[World], None] = _keep_own_network
        self.explain: Callable[[], str] = str
        self.is_joined = False
        self._made: list[Call] = []
        self.calls = CallLog(self._made)
        self.faults = Faults()
        self.stubs = Faults()
        self.refusals = Refusals()
        self.ended_at: dt.datetime | None = None
        self.now: Callable[[], dt.datetime] = present
        self.on_call: Callable[[], None] = _notice_nothing
        self._lock = make_lock()

    def join(self, account_id: str, passthrough: frozenset[str] = frozenset()) -> "Gateway":
        """Return a gateway to the same world with another default account."""
        gateway = Gateway(self.world, account_id, passthrough)
        gateway.choose, gateway.explain, gateway.is_joined = self.choose, self.explain, True
        gateway._made, gateway.calls = self._made, self.calls
        gateway.faults, gateway._lock = Faults(self.faults), self._lock
        gateway.stubs = Faults(self.stubs)
        gateway.now, gateway.on_call = self.now, self.on_call
        return gateway

    def past(self) -> "Gateway":
        """Return a closed gateway on a snapshot of the world."""
        with self.held() as world:
            past = Gateway(world.snapshot(), self.account_id)
            past.calls, past.ended_at = self.calls[:], self.now()
        return past

    def forget_calls(self) -> None:
        """Drop all calls."""
        self.restore_calls(())

    def restore_calls(self, calls: Sequence[Call]) -> None:
        """Put the log of calls back to what it was."""
        with self._lock:
            self._made[:] = calls

    @contextmanager
    def locked(self) -> Iterator[World]:
        """Yield the world, and block calls of other threads meanwhile."""
        self.decide()
        with self._lock:
            yield self.world

    @contextmanager
    def held(self) -> Iterator[World]:
        """Do the same as `locked`, without counting as a use of the world."""
        with self._lock:
            yield self.world

    def decide(self) -> None:
        """Choose the world's network, once, on first use."""
        with self._lock:
            if not self.world.is_used:
                self.choose(self.world)
                self.world.is_used = True

    def answers(self, service_name: str, operation_name: str | None = None) -> bool:
        """Return whether this gateway handles a request, by answering or refusing it.

        Args:
            service_name: The signing name of the service, such as `ec2`.
            operation_name: The operation; None if it is unknown.
        """
        if service_name not in SERVICES:
            return False
        if not self.world.is_used:
            self.decide()
        return not self.world.network.is_foreign or operation_name in FRONT

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer a request as AWS would.

        Raises:
            UnsupportedOperationError: peermock does not support the operation.
            UnsupportedParameterError: peermock does not support a parameter.
            NotMockedError: The request is signed for a service that peermock does not support.
            NoSuchRegionError: The request is signed for a Region that AWS does not have.
            Exception: An exception that the test injected.
        """
        if not self.world.is_used:
            self.decide()
        with self._lock:
            scope = parse_scope(request.headers)
            call = begin_call(self.world, scope, self.now(), self.account_id)
            try:
                return write_success(call, self._perform(request, call))
            except AwsError as error:
                learn(call, "hint", explain_refusal(self.world, call, self._made, error))
                return write_error(call, error.status, error.code, error.message)
            except Exception as error:
                learn(call, "error", type(error).__name__)
                learn(call, "answer", str(error))
                if isinstance(error, PeermockError):
                    self.refusals.add(error)
                raise
            finally:
                self.keep(call)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Answer a request as AWS would, and peermock's refusals with an error document.

        The error code is `UnsupportedOperation` with status 400, which no SDK retries.

        Raises:
            Exception: An exception that the test injected.
        """
        with self._lock:
            try:
                return self.answer(request)
            except PeermockError as refusal:
                self.refusals.remove(refusal)
                return write_refusal(self._made[-1], request, refusal.at_endpoint())

    def relay(
        self, call: Call, headers: Mapping[str, str | bytes], ask: Callable[[], T | None]
    ) -> T | HttpResponse | None:
        """Ask another library to answer a call, after faults and denials have been applied.

        Args:
            call: The call, from `begin`.
            headers: The headers of the request.
            ask: Calls the other library; returns None if it does not support the service.

        Returns:
            The other library's response, or a response with the fault or denial. A call that got no
            answer is not recorded.

        Raises:
            Exception: An exception that the test injected.
        """
        try:
            with self._lock:
                self._fail(call, None)
            answered: T | HttpResponse | None = ask()
        except AwsError as error:
            answered = write_service_error(call, headers, error.status, error.code, error.message)
        except Exception as error:
            learn(call, "error", type(error).__name__)
            learn(call, "answer", str(error))
            self.keep(call)
            raise
        if answered is not None:
            self.keep(call)
        return answered

    def keep(self, call: Call) -> None:
        """Record a call in the log."""
        with self._lock:
            self._made.append(call)
            self.on_call()

    def begin(self, service_name: str, operation_name: str, scope: Scope | None) -> Call:
        """Return a call of a known operation, for another library to answer."""
        with self._lock:
            call = begin_call(self.world, scope, self.now(), self.account_id)
        learn(call, "service_name", service_name)
        learn(call, "operation_name", operation_name)
        return call

    def _perform(self, request: HttpRequest, call: Call) -> bytes:
        """Perform a request and return the response document.

        The call is completed as more becomes known about it.
        """
        check_service(call, request)
        query = read_query(request.url, request.body)
        if call.principal is NOBODY:
            identify(self.world, call, request, query)
        action = query.get("Action", "")
        learn(call, "operation_name", intern(action))
        model = operation_model(call.service_name, action)
        if model is None:
            raise InvalidAction(action) if action else MissingAction
        operation = row_of(call.service_name, action)
        if operation is None:
            if self.faults.own or self.faults.outer or self.world.denied:
                learn(call, "params", decode_input(model, query))
                self._fail(call, None)
            raise UnsupportedOperationError(call.service_name, action, self.explain())
        check_credentials(call, operation)
        check_version(call.service_name, query.get("Version"))
        learn(call, "params", decode_input(model, query))
        if self.faults.own or self.faults.outer or self.world.denied or just_failed.get():
            self._fail(call, operation)
        if not call.params.keys() <= with_dry_run(operation.honours):
            _refuse_unhonoured(call, operation)
        if call.params.get("DryRun"):
            raise DryRunOperation
        result = operation.handler(self.world, call)
        if action in EXPLAINED:
            learn(call, "hint", EXPLAINED[action](self.world, call, self._made, result))
        learn(call, "answer", summarize(result))
        return encode_output(model, result, call.request_id)

    def _fail(self, call: Call, operation: Operation | None) -> None:
        """Fail a call if a fault or a denial says so, whether or not peermock supports it.

        Raises:
            Exception: The fault's error, or the denial.
        """
        self.faults.raise_for(call)
        authorize(self.world, call, operation)


def _refuse_unhonoured(call: Call, operation: Operation) -> None:
    """Refuse the parameters that an operation does not support, structures included.

    Raises:
        UnsupportedParameterError: There is one.
    """
    refused = list_unhonoured(call.params, operation)
    if refused:
        raise UnsupportedParameterError(call.operation_name, *refused)


def _keep_own_network(_: World) -> None:
    """Keep the world's own network."""


def _notice_nothing() -> None:
    """Notice no call."""
