"""What the report of a failed test says of the mocks that were at work."""

from collections.abc import Iterable

from peermock._mock.picture import as_report
from peermock.gateway import Gateway
from peermock.transport.current import gateways


def describe(began: Iterable[object]) -> str:
    """Return the calls and connections of the mocks of a test, each world once.

    Args:
        began: The gateways that began during the test, besides those that are active.
    """
    worlds: dict[int, Gateway] = {}
    for gateway in (*gateways, *began):
        if isinstance(gateway, Gateway) and (gateway.calls or len(gateway.world.peerings)):
            worlds.setdefault(id(gateway.world), gateway)
    return "\n\n".join(
        as_report(gateway.world, gateway.calls, gateway.ended_at) for gateway in worlds.values()
    )
