"""Choosing which library provides a world's network, on first use."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

from peermock._config import configuration
from peermock._domain.world import World
from peermock._gateway import Gateway
from peermock._settings import NETWORKS
from peermock._transport.inprocess.current import current, gateways, remember, told
from peermock._transport.moto import accounts, names
from peermock.exceptions import MockStateError, PeermockError

PEERMOCK, MOTO = NETWORKS

is_resetting: ContextVar[bool] = ContextVar("is_resetting", default=False)
"""Whether moto is resetting its backends, which still have what an earlier test has left."""


def prepare(gateway: Gateway, wanted: str | None) -> None:
    """Set up a gateway to choose its network on first use, and to know moto's callers.

    Args:
        gateway: The gateway.
        wanted: The `network` setting; None for moto's while moto is active.

    Raises:
        PeermockError: moto is active, but its version is not supported.
    """
    if wanted == MOTO or (wanted is None and names.is_active()):
        names.check()
    gateway.choose = chooser(wanted)
    gateway.explain = explainer(wanted)
    gateway.world.find_holder = accounts.find_holder


@cache
def chooser(wanted: str | None) -> Callable[[World], None]:
    """Return the function that chooses the network of a world.

    Args:
        wanted: The `network` setting; None for moto's while moto is active.
    """

    def choose(world: World) -> None:
        if wanted == PEERMOCK or not (wanted == MOTO or names.is_active()):
            return
        if not names.is_active():
            raise MockStateError(
                "network='moto': moto is not active. Start mock_aws, or a ThreadedMotoServer, "
                "before the first call."
            )
        if active() is not None or any(_stands_on_moto(each, world) for each in gateways):
            if wanted == MOTO:
                raise MockStateError(
                    "network='moto': an outer mock already uses moto's network, and there is only "
                    "one. Remove isolated=True to join it."
                )
            return
        names.check()
        _stand_on_moto(world)

    return choose


def _stand_on_moto(world: World) -> None:
    from peermock._transport.moto.connections import take_over  # noqa: PLC0415  # beside moto only
    from peermock._transport.moto.memory import MotoMemory  # noqa: PLC0415  # as above
    from peermock._transport.moto.network import MotoNetwork  # noqa: PLC0415  # as above

    world.network = network = MotoNetwork(MotoMemory)
    try:
        take_over(world, network)
    except PeermockError:
        world.begin_again()
        raise


@cache
def explainer(wanted: str | None) -> Callable[[], str]:
    """Return the function that explains why moto does not answer, if the network is peermock's."""

    def explain() -> str:
        if not names.is_active():
            return ""
        if wanted == PEERMOCK:
            return "moto is active, but with network='peermock' only peermock answers EC2 and STS."
        return (
            "moto was started after the first use of this mock, so only peermock answers EC2 and "
            "STS. Start mock_aws before the first call, or use a new mock for each test."
        )

    return explain


def active() -> Gateway | None:
    """Return the current gateway if its network is moto's, else None."""
    gateway = current()
    if gateway is None or not gateway.world.network.is_foreign:
        return None
    return gateway


def decide() -> Gateway | None:
    """Return the same as `active` where moto's EC2 is at work, which is a use of the world.

    A stack may be the first to touch the network, without any call to EC2.
    """
    gateway = current()
    if gateway is not None and names.is_active() and not is_resetting.get():
        gateway.decide()
    return active()


def forget() -> None:
    """Empty the worlds on moto's network, because moto is being reset.

    Their last state is remembered for the report of a failed test.
    """
    for gateway in gateways:
        with gateway.held() as world:
            if world.network.is_foreign:
                remember(gateway.past())
                _mark_as_told(world)
                world.begin_again()


def _mark_as_told(world: World) -> None:
    for gateway in gateways:
        if gateway.world is world:
            told[gateway] = len(gateway.calls)


def leave(gateway: Gateway) -> None:
    """Keep a copy of moto's network for the report of a failed test, when a gateway ends."""
    if not configuration.remembers or gateway.is_joined:
        return
    with gateway.held() as world:
        if world.network.is_foreign:
            world.network = world.network.snapshot()


def _stands_on_moto(gateway: Gateway, world: World) -> bool:
    return gateway.world is not world and gateway.world.network.is_foreign
