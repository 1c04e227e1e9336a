"""How requests of real clients come in, and answers go back. Nothing here knows AWS's rules."""

from typing import TYPE_CHECKING

from peermock.transport import botocore_hook, network_guard
from peermock.transport.current import gateways

if TYPE_CHECKING:
    from peermock.gateway import Gateway

__all__ = ["begin", "end"]


def begin(gateway: "Gateway") -> None:
    """Let a gateway answer from now on, before those that began earlier."""
    if not gateways:
        botocore_hook.install()
        network_guard.install()
    gateways.append(gateway)


def end(gateway: "Gateway") -> None:
    """Let the gateway that began last answer no longer; after the last one nothing is hooked."""
    gateways.remove(gateway)
    if not gateways:
        network_guard.remove()
        botocore_hook.remove()
