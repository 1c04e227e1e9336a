"""Faults: errors that a test has AWS, or the network, answer instead of the truth."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from peermock.domain.errors import (
    AuthFailure,
    AwsError,
    PendingVpcPeeringConnectionLimitExceeded,
    VpcNotFound,
    VpcPeeringConnectionAlreadyExists,
    VpcPeeringConnectionNotFound,
)
from peermock.operations import Call

just_failed: ContextVar[bool] = ContextVar("just_failed", default=False)
"""Whether the latest answer in this thread or task was a fault, so that nobody waits for it."""


class InjectedError(AwsError):
    """An error of AWS's that a test asked for."""

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
    """A fault that waits for its calls.

    Attributes:
        operation_name: The operation that fails.
        error: Makes the error for a call.
        label: What the fault is called in messages.
        account_id: The caller that it is for; None for all.
        region_name: The Region that it is for; None for all.
        left: How many more calls fail.
        hits: How many have failed.
    """

    operation_name: str
    error: MakeError
    label: str
    account_id: str | None = None
    region_name: str | None = None
    left: int = 1
    hits: int = 0

    def is_for(self, call: Call) -> bool:
        """Tell whether the next such call fails."""
        return (
            self.left > 0
            and self.operation_name == call.operation
            and self.account_id in (None, call.place.account_id)
            and self.region_name in (None, call.place.region_name)
        )

    def __str__(self) -> str:
        where = " ".join(filter(None, [self.account_id, self.region_name]))
        return f"{self.operation_name}: {self.label}{f' ({where})' if where else ''}"


class Faults:
    """The faults of a mock, in the order in which they were asked for; then the outer mock's."""

    def __init__(self, outer: "Faults | None" = None) -> None:
        self._faults: list[Fault] = []
        self._outer = outer

    def add(self, fault: Fault) -> None:
        """Let calls fail."""
        self._faults.append(fault)

    def raise_for(self, call: Call) -> None:
        """Fail a call that a fault waits for.

        Raises:
            Exception: The fault's error.
        """
        for fault in self.in_turn():
            if fault.is_for(call):
                fault.left -= 1
                fault.hits += 1
                just_failed.set(True)
                raise fault.error(call)
        just_failed.set(False)

    def in_turn(self) -> Iterator[Fault]:
        """Yield the faults, those of the outer mock last."""
        yield from self._faults
        if self._outer is not None:
            yield from self._outer.in_turn()

    def never_hit(self) -> list[Fault]:
        """Return the faults that this mock itself was asked for and no call has met."""
        return [fault for fault in self._faults if not fault.hits]


def error_for(code: str, message: str | None, status: int | None) -> MakeError:
    """Return what makes an error of AWS's, with AWS's own text and status where they are known.

    Raises:
        ValueError: The code is not known and no message is given.
    """
    if message is None and code not in _TEXTS and code not in _FROM_CALL:
        known = ", ".join(sorted({*_TEXTS, *_FROM_CALL}))
        raise ValueError(
            f"fail(code={code!r}): peermock does not know AWS's text for this code; give it as "
            f"message=... (it knows {known})"
        )

    def error(call: Call) -> InjectedError:
        known = _FROM_CALL.get(code, _with_text)(call)
        return InjectedError(code, status or known.status, message or known.message)

    def _with_text(_: Call) -> AwsError:
        return InjectedError(code, *_TEXTS.get(code, (400, "")))

    return error


def _denial(call: Call) -> str:
    on_resource = f" on resource: {call.params['RoleArn']}" if "RoleArn" in call.params else ""
    action = f"{call.service_name}:{call.operation}"
    return f"User: {call.caller_arn} is not authorized to perform: {action}{on_resource}"


def _id(call: Call, name: str) -> str:
    """Return the ID that a call names, alone or first in a list."""
    named = call.params.get(name) or call.params.get(f"{name}s") or ""
    return str(named[0] if isinstance(named, list) else named)
