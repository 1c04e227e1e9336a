"""What the report of a failed test says of the mocks that were at work."""

from collections.abc import Iterable

from peermock._mock.picture import WIDTH, as_report
from peermock._mock.reachability import latest_lines
from peermock.gateway import Gateway
from peermock.transport.current import gateways


def describe(began: Iterable[object]) -> str:
    """Return calls, connections and latest reachability of a test's mocks, each world once.

    Args:
        began: The gateways that began during the test, besides those that are active.
    """
    worlds: dict[int, Gateway] = {}
    for gateway in (*gateways, *began):
        if isinstance(gateway, Gateway) and _has_news(gateway):
            worlds.setdefault(id(gateway.world), gateway)
    return "\n\n".join(map(_describe, worlds.values()))


def _has_news(gateway: Gateway) -> bool:
    world = gateway.world
    return bool(gateway.calls or len(world.peerings) or any(latest_lines(world, WIDTH)))


def _describe(gateway: Gateway) -> str:
    report = as_report(gateway.world, gateway.calls, gateway.ended_at)
    return "\n".join([report, *latest_lines(gateway.world, WIDTH)])
