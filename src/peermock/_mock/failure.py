"""The mock's part of a failed test's report."""

from peermock._gateway import Gateway
from peermock._mock.reachability import latest_lines
from peermock._report.text import as_report
from peermock._transport.inprocess.current import gateways, remembered, told


def describe(length: str = "full") -> str:
    """Return the report of a test's mocks: errors, calls, connections and latest reachability.

    The report covers the active mocks and those started during the test. Mocks that share a world
    are reported once.

    Args:
        length: `short`, `full` or `all`, as in `as_report`.
    """
    worlds: dict[int, Gateway] = {}
    for gateway in (*gateways, *remembered()):
        if _has_news(gateway):
            worlds.setdefault(id(gateway.world), gateway)
    return "\n\n".join(_describe(gateway, length) for gateway in worlds.values())


def _has_news(gateway: Gateway) -> bool:
    with gateway.held() as world:
        has_calls = len(gateway.calls) > told.get(gateway, 0)
        return bool(has_calls or len(world.peerings) or any(latest_lines(world)))


def _describe(gateway: Gateway, length: str) -> str:
    with gateway.held() as world:
        at = gateway.ended_at or gateway.now()
        report = as_report(world, gateway.calls, at, length=length)
        return "\n".join([report, *latest_lines(world)])
