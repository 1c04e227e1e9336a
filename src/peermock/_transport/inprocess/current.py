"""The gateway that answers requests now."""

from collections.abc import Callable

from peermock._config import configuration
from peermock._gateway import Gateway, HttpRequest, HttpResponse
from peermock._transport.addresses import gateway_at, served

Respond = Callable[[HttpRequest], HttpResponse]

gateways: list[Gateway] = []
"""The active gateways, oldest first; the last one answers."""

began: list[Gateway] = []
"""The gateways that began during the running test, if the test run remembers them."""


def current() -> Gateway | None:
    """Return the gateway that answers, or None if no mock is active."""
    return gateways[-1] if gateways else None


def remember(gateway: Gateway) -> None:
    """Keep a gateway for the report of the running test, if the test run wants it."""
    if configuration.remembers:
        began.append(gateway)


def responder(url: str, service_name: str, operation_name: str | None = None) -> Respond | None:
    """Return the function that answers a request: that of the addressed endpoint, or the mock's.

    An endpoint of this process answers its own requests, whichever mock is current, just as it
    answers those of other processes.

    Args:
        url: The URL of the request.
        service_name: The service.
        operation_name: The operation; None if it is unknown.

    Returns:
        None if nothing in this process answers the request.
    """
    endpoint = gateway_at(url) if served else None
    if endpoint is not None and endpoint.answers(service_name, operation_name):
        return endpoint.respond
    if gateways and gateways[-1].answers(service_name, operation_name):
        return gateways[-1].answer
    return None


def is_passed_through(service_name: str) -> bool:
    """Return whether any active mock lets requests to a service through."""
    return any(service_name in gateway.passthrough for gateway in gateways)
