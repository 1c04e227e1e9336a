"""Calls, results and the rows of operations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from peermock._domain.identity import Place, Principal, owner_principal
from peermock._domain.world import World

Params = Mapping[str, Any]
"""The parameters of a call, as botocore spells them."""

Result = Mapping[str, Any]
"""The members of an operation's output, as botocore spells them."""


NOBODY = Principal("", "", "")
"""The caller of an unsigned call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of an operation, as recorded by the mock.

    Attributes:
        service_name: `ec2` or `sts`; for calls that moto answered, the client name of the service.
        operation_name: The operation, such as `AcceptVpcPeeringConnection`; empty if the request
            named none.
        place: The caller's account and the Region, together.
        params: The parameters, as AWS spells them.
        at: The time of the call, in UTC.
        request_id: The request ID in the client's `ResponseMetadata`.
        error: The error code, or the name of the exception that was raised; None for a success.
        answer: A summary of the response: an ID and status, a count, or the error message.
        hint: A hint about the error or the failed request, shown in reports; empty if there is
            none. Clients never receive it.
    """

    service_name: str
    operation_name: str
    place: Place
    params: Params
    at: datetime
    request_id: str
    error: str | None = None
    answer: str = ""
    hint: str = ""
    principal: Principal = field(default=NOBODY, repr=False, compare=False)
    default_account_id: str = field(default="", repr=False, compare=False)
    signed_at: datetime | None = field(default=None, repr=False, compare=False)

    @property
    def account_id(self) -> str:
        """The caller's account; empty for unsigned requests."""
        return self.place.account_id

    @property
    def region_name(self) -> str:
        """The Region that the request was signed for."""
        return self.place.region_name

    @property
    def name(self) -> str:
        """The operation as tests name it, with its service unless that is EC2 or STS."""
        if self.service_name in ("ec2", "sts") or not self.operation_name:
            return self.operation_name
        return f"{self.service_name}:{self.operation_name}"

    @property
    def caller_arn(self) -> str:
        """The caller's ARN."""
        return self.principal.arn(self.region_name)

    def matches(self, operation_name: str, expected: Params) -> bool:
        """Return whether this is a call of an operation with at least these parameters.

        Args:
            operation_name: The operation; with its service, unless that is EC2 or STS.
            expected: Parameters by name. `account_id` and `region_name` match the caller's.
        """
        return self.name == operation_name and not self.differences(expected)

    def differences(self, expected: Params) -> list[str]:
        """Return the names of the expected parameters that are missing from the call or differ."""
        return [name for name, value in expected.items() if self.value(name) != value]

    def value(self, name: str) -> object:
        """Return a parameter, or the caller's `account_id` or `region_name`; None if missing."""
        if name in ("account_id", "region_name"):
            return getattr(self, name)
        return self.params.get(name)


Handler = Callable[[World, Call], Result]
"""The function behind an operation: it reads or changes the world and returns the result."""


class Operation(NamedTuple):
    """A row of the table of operations.

    Attributes:
        handler: The function that performs the operation.
        honours: The parameters that it supports, in addition to DryRun. Members of structures are
            written with dots. Other parameters of the model are rejected by name.
        acts_on: The parameter with the ID of the resource that IAM authorizes, or the type of a
            resource to be created, such as `vpc/*`; empty for operations without resource-level
            permissions.
        may_be_unsigned: Whether callers without access keys may call it.
    """

    handler: Handler
    honours: tuple[str, ...] = ()
    acts_on: str = ""
    may_be_unsigned: bool = False


def call_from(place: Place, now: datetime, operation_name: str = "", **params: object) -> Call:
    """Return a call that an account makes without a client.

    Args:
        place: The account and the Region.
        now: The time of the call.
        operation_name: The operation, such as `CreateVpc`.
        **params: The parameters, as botocore spells them.
    """
    return Call(
        service_name="ec2",
        operation_name=operation_name,
        place=place,
        params=params,
        at=now,
        request_id="",
        principal=owner_principal(place.account_id),
        default_account_id=place.account_id,
    )
