"""Injected faults: errors that a test makes AWS or the network return."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from dataclasses import dataclass, field

from peermock._domain.errors import (
    AuthFailure,
    AwsError,
    PendingVpcPeeringConnectionLimitExceeded,
    VpcNotFound,
    VpcPeeringConnectionAlreadyExists,
    VpcPeeringConnectionNotFound,
)
from peermock._operations import Call, Params

just_failed: ContextVar[bool] = ContextVar("just_failed", default=False)
"""Whether the latest response of this thread or task was a fault; its retry need not wait.

It belongs to no gateway: a client that retries knows only that its last attempt has failed.
"""


class InjectedError(AwsError):
    """An AWS error requested by a test."""

    def __init__(self, code: str, status: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


MakeError = Callable[[Call], Exception]

_TEXTS = {
    "DryRunOperation": (412, "Request would have succeeded, but DryRun flag is set."),
    "ExpiredToken": (403, "The security token included in the request is expired"),
    "InternalError": (500, "An internal error has occurred"),
    "InternalFailure": (500, "The request processing has failed because of an unknown error"),
    "RequestExpired": (400, "Request has expired."),
    "RequestLimitExceeded": (503, "Request limit exceeded."),
    "ServiceUnavailable": (503, "The request has failed due to a temporary failure of the server."),
    "Throttling": (400, "Rate exceeded"),
    "Unavailable": (503, "The service is unavailable. Please try again shortly."),
    "UnauthorizedOperation": (403, "You are not authorized to perform this operation."),
}

_FROM_CALL: Mapping[str, Callable[[Call], AwsError]] = {
    "AccessDenied": lambda call: InjectedError("AccessDenied", 403, _denial(call)),
    "AuthFailure": lambda _: AuthFailure(),
    "InvalidVpcID.NotFound": lambda call: VpcNotFound(_id(call, "VpcId")),
    "InvalidVpcPeeringConnectionID.NotFound": (
        lambda call: VpcPeeringConnectionNotFound(_id(call, "VpcPeeringConnectionId"))
    ),
    "PendingVpcPeeringConnectionLimitExceeded": (
        lambda _: PendingVpcPeeringConnectionLimitExceeded()
    ),
    "VpcPeeringConnectionAlreadyExists": (
        lambda call: VpcPeeringConnectionAlreadyExists(_id(call, "VpcPeeringConnectionId"))
    ),
}


@dataclass(slots=True, kw_only=True)
class Fault:
    """A fault that waits for matching calls.

    Attributes:
        operation_name: The operation that should fail.
        error: Creates the error for a call.
        label: The name of the fault in messages.
        account_id: The caller's account to match; None for any.
        region_name: The Region to match; None for any.
        params: Parameters to match.
        after: The number of matching calls that still succeed.
        left: The number of calls that still fail.
        hits: The number of calls that have failed.
    """

    operation_name: str
    error: MakeError
    label: str
    account_id: str | None = None
    region_name: str | None = None
    params: Params = field(default_factory=dict)
    after: int = 0
    left: int = 1
    hits: int = 0

    def is_for(self, call: Call) -> bool:
        """Return whether the fault matches a call."""
        return (
            self.left > 0
            and self.operation_name == call.name
            and self.account_id in (None, call.place.account_id)
            and self.region_name in (None, call.place.region_name)
            and not call.differences(self.params)
        )

    def use_up(self) -> None:
        """Count a call that meets the fault."""
        self.left -= 1
        self.hits += 1

    def __str__(self) -> str:
        given = (f"{name}={value!r}" for name, value in self.params.items())
        where = " ".join(filter(None, [self.account_id, self.region_name, *given]))
        return f"{self.operation_name}: {self.label}{f' ({where})' if where else ''}"


class Faults:
    """The faults of a mock, in order of request, followed by those of the outer mock.

    Attributes:
        own: The faults of this mock. With no outer mock and an empty list, no call needs to ask.
        outer: The faults of the outer mock; None without one.
    """

    def __init__(self, outer: "Faults | None" = None) -> None:
        self.own: list[Fault] = []
        self.outer = outer

    def add(self, fault: Fault) -> None:
        """Add a fault."""
        self.own.append(fault)

    def raise_for(self, call: Call) -> None:
        """Raise the error of the first fault that matches a call.

        Raises:
            Exception: The fault's error.
        """
        for fault in self.in_turn():
            if fault.is_for(call) and fault.after:
                fault.after -= 1
            elif fault.is_for(call):
                fault.use_up()
                just_failed.set(True)
                raise fault.error(call)
        just_failed.set(False)

    def in_turn(self) -> Iterator[Fault]:
        """Yield the faults; the outer mock's come last."""
        yield from self.own
        if self.outer is not None:
            yield from self.outer.in_turn()

    def clear(self) -> None:
        """Remove all faults, including the outer mock's."""
        self.own.clear()
        if self.outer is not None:
            self.outer.clear()

    def never_hit(self) -> list[Fault]:
        """Return the faults of this mock, without the outer one's, that no call met."""
        return [fault for fault in self.own if not fault.hits]

    def mark(self) -> list[tuple[Fault, int, int]]:
        """Return the current state of the faults, for `take_back`."""
        return [(fault, fault.left, fault.after) for fault in self.in_turn()]

    def take_back(self, mark: Sequence[tuple[Fault, int, int]]) -> list[Fault]:
        """Restore the state at a mark. Return later faults that no call met."""
        known = {id(fault) for fault, _, _ in mark}
        new = [fault for fault in self.in_turn() if id(fault) not in known]
        self._keep(known)
        for fault, left, after in mark:
            fault.left, fault.after = left, after
        return [fault for fault in new if not fault.hits]

    def _keep(self, known: AbstractSet[int]) -> None:
        self.own = [fault for fault in self.own if id(fault) in known]
        if self.outer is not None:
            self.outer._keep(known)  # noqa: SLF001  # same class


def error_for(code: str, message: str | None, status: int | None) -> MakeError:
    """Return a factory of AWS errors, with AWS's message and status if they are known.

    Raises:
        ValueError: The code is unknown and has no message.
    """
    if message is None and code not in _TEXTS and code not in _FROM_CALL:
        known = ", ".join(sorted({*_TEXTS, *_FROM_CALL}))
        raise ValueError(
            f"fail(code={code!r}): peermock does not know AWS's message for this code; pass "
            f"message=... (known codes: {known})"
        )

    def error(call: Call) -> InjectedError:
        known = _FROM_CALL.get(code, _with_text)(call)
        return InjectedError(code, status or known.status, message or known.message)

    def _with_text(_: Call) -> AwsError:
        return InjectedError(code, *_TEXTS.get(code, (400, "")))

    return error


def _denial(call: Call) -> str:
    on_resource = f" on resource: {call.params['RoleArn']}" if "RoleArn" in call.params else ""
    action = f"{call.service_name}:{call.operation_name}"
    return f"User: {call.caller_arn} is not authorized to perform: {action}{on_resource}"


def _id(call: Call, name: str) -> str:
    """Return the ID that a call names, on its own or first in a list."""
    named = call.params.get(name) or call.params.get(f"{name}s") or ""
    return str(named[0] if isinstance(named, list) else named)
