"""Which gateway answers at the moment."""

from peermock.gateway import Gateway

gateways: list[Gateway] = []
"""The active gateways; the last one answers."""


def current() -> Gateway | None:
    """Return the gateway that answers, or None when no mock is active."""
    return gateways[-1] if gateways else None


def is_passed_through(service_name: str) -> bool:
    """Tell whether any active mock lets requests to a service out."""
    return any(service_name in gateway.passthrough for gateway in gateways)
