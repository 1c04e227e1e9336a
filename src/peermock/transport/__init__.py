"""How requests of real clients come in, and answers go back. Nothing here knows AWS's rules."""

from typing import TYPE_CHECKING

from peermock import _project
from peermock.transport import (
    botocore_hook,
    credentials,
    moto_hook,
    network_guard,
    requests_hook,
    retries,
    role_credentials,
)
from peermock.transport.current import gateways
from peermock.transport.patch import Patches

if TYPE_CHECKING:
    from peermock.gateway import Gateway

__all__ = ["begin", "end"]

_patches = Patches(
    *network_guard.PATCHES,
    *credentials.PATCHES,
    *moto_hook.PATCHES,
    *requests_hook.PATCHES,
    *retries.PATCHES,
    *role_credentials.PATCHES,
)


def begin(gateway: "Gateway") -> None:
    """Let a gateway answer from now on, before those that began earlier.

    Raises:
        PeermockError: The last step before the network cannot be guarded; then nothing is hooked.
    """
    if not gateways:
        _patches.put_on()
        botocore_hook.install()
    gateways.append(gateway)
    role_credentials.expire()
    if _project.began is not None:
        _project.began.append(gateway)


def end(gateway: "Gateway") -> None:
    """Let the gateway that began last answer no longer; after the last one nothing is hooked."""
    gateways.remove(gateway)
    role_credentials.expire()
    if not gateways:
        _patches.take_off()
        botocore_hook.remove()
