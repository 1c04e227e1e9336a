"""The gateway that answers requests now."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import NamedTuple, cast
from weakref import WeakKeyDictionary

from peermock._config import configuration
from peermock._gateway import Gateway

gateways: list[Gateway] = []
"""The active gateways, oldest first; the last one answers."""


class ClientCall(NamedTuple):
    """A call that a client is making, with its parameters as the code passed them."""

    operation_name: str
    params: Mapping[str, object]


NO_CALL = ClientCall("", {})
"""Stands for the call of a request that is made, or only signed, without a client's call."""

client_call: ContextVar[ClientCall] = ContextVar("client_call", default=NO_CALL)
"""The call that a client of this thread or task is making."""


told: "WeakKeyDictionary[Gateway, int]" = WeakKeyDictionary()
"""How many calls of a gateway a past one already reports for a failed test."""


def current() -> Gateway | None:
    """Return the gateway that answers, or None if no mock is active."""
    return gateways[-1] if gateways else None


def remember(gateway: Gateway) -> None:
    """Keep a gateway for the report of the running test, if the test run wants it."""
    if configuration.remembers:
        configuration.began.append(gateway)


def remembered() -> list[Gateway]:
    """Return the gateways that began during the running test, if the test run remembers them."""
    return cast("list[Gateway]", configuration.began)


def is_passed_through(service_name: str) -> bool:
    """Return whether any active mock lets requests to a service through."""
    return any(service_name in gateway.passthrough for gateway in gateways)
