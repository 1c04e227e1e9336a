"""Desks: endpoints without a mock, as opened by `peermock serve`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from peermock import Endpoint
from peermock._settings import Settings, build_gateway
from peermock._site import Clock, Site
from peermock._transport.server.clock import OffsetClock
from tests.console.person import Desk


class StoppedClock:
    """A clock that only moves when it is shifted.

    Attributes:
        offset: How far it was moved.
    """

    def __init__(self, first: datetime) -> None:
        self._first = first
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """Return the current time."""
        return self._first + self.offset

    def shift(self, delta: timedelta) -> None:
        """Shift the current time."""
        self.offset += delta

    def reset(self) -> None:
        """Restore the initial time."""
        self.offset = timedelta(0)


@contextmanager
def open_desk(clock: Clock | None = None) -> Iterator[Desk]:
    """Return a context with an endpoint that has its own world and a running clock."""
    settings, clock = Settings(), clock or OffsetClock()
    site = Site(
        gateway=build_gateway(settings),
        clock=clock,
        account_id=settings.account_id,
        region_name=settings.region_name,
    )
    site.gateway.now = clock.now
    with Endpoint(site, "127.0.0.1", 0) as endpoint:
        desk = Desk(endpoint, site)
        yield desk
        for client in desk.clients.values():
            client.close()
