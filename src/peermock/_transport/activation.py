"""Beginning and ending to answer the clients in this process, alone or beside moto."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from peermock._transport.inprocess import (
    botocore_hook,
    client_calls,
    credentials,
    network_guard,
    requests_hook,
    retries,
    role_credentials,
    sleeps,
)
from peermock._transport.inprocess.client_calls import number_call
from peermock._transport.inprocess.current import gateways, remember
from peermock._transport.inprocess.patch import Patch
from peermock._transport.inprocess.patches import Patches
from peermock._transport.inprocess.waits import slept
from peermock._transport.moto import choice

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

    from peermock._gateway import Gateway
    from peermock._transport.inprocess.botocore_hook import Answer


def _load_patches_of_moto() -> "Iterable[Patch]":
    from peermock._transport.moto.hooks import PATCHES  # noqa: PLC0415  # many modules

    return PATCHES


def _is_for_moto(service_name: str) -> bool:
    from peermock._transport.moto.calls import is_for_moto  # noqa: PLC0415  # as above

    return is_for_moto(service_name)


def _ask_moto(
    gateway: "Gateway", request: "AWSPreparedRequest", service_name: str, operation_name: str
) -> "Answer | None":
    from peermock._transport.moto.calls import ask_moto  # noqa: PLC0415  # as above

    return ask_moto(gateway, request, service_name, operation_name)


_patches = Patches(
    *network_guard.make_patches(network_guard.Neighbour(_is_for_moto, _ask_moto)),
    *credentials.PATCHES,
    *client_calls.PATCHES,
    *requests_hook.PATCHES,
    *retries.PATCHES,
    *role_credentials.PATCHES,
    *sleeps.PATCHES,
    importers=sleeps.IMPORTERS,
    later={"moto": _load_patches_of_moto},
)


def begin(gateway: "Gateway", network: str | None = None) -> None:
    """Make a gateway answer requests, with precedence over those that began earlier.

    Args:
        gateway: The gateway.
        network: `moto` or `peermock`; None for moto's network while moto is active.

    Raises:
        PeermockError: The network cannot be guarded, or moto is active but its version is not
            supported. Nothing is hooked then.
    """
    if not gateway.is_joined:
        choice.prepare(gateway, network)
        gateway.on_call = number_call
    if not gateways:
        slept.seconds = 0.0
        _patches.put_on()
        botocore_hook.install()
    gateways.append(gateway)
    role_credentials.expire()
    remember(gateway)


def reorder(order: "Sequence[Gateway]") -> None:
    """Change the precedence of the active gateways; the last one answers."""
    gateways[:] = order
    role_credentials.expire()


def end(gateway: "Gateway") -> None:
    """Stop a gateway. After the last one, all hooks are removed."""
    choice.leave(gateway)
    gateways.remove(gateway)
    role_credentials.expire()
    if not gateways:
        _patches.take_off()
        botocore_hook.remove()
