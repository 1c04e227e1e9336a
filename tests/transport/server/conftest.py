"""An endpoint of a mock, and one with a world and a clock of its own."""

from collections.abc import Callable, Iterator

import pytest

from peermock import Endpoint, PeeringMock
from peermock._settings import Settings, build_gateway
from peermock._site import Site
from peermock._transport.server.clock import OffsetClock
from tests.transport.server.wire import Client


@pytest.fixture
def endpoint(peering: PeeringMock) -> Iterator[Endpoint]:
    """An endpoint of the mock `peering`."""
    with peering.serve() as endpoint:
        yield endpoint


@pytest.fixture
def alone() -> Iterator[Endpoint]:
    """An endpoint without a mock, as opened by `peermock serve`."""
    settings, clock = Settings(), OffsetClock()
    site = Site(
        gateway=build_gateway(settings),
        clock=clock,
        account_id=settings.account_id,
        region_name=settings.region_name,
    )
    site.gateway.now = clock.now
    with Endpoint(site, "127.0.0.1", 0) as endpoint:
        yield endpoint


@pytest.fixture
def connect() -> Iterator[Callable[[Endpoint], Client]]:
    """Return a function that connects to an endpoint; connections are closed after the test."""
    clients: list[Client] = []

    def connected(endpoint: Endpoint) -> Client:
        clients.append(Client(endpoint.port))
        return clients[-1]

    yield connected
    for client in clients:
        client.close()
