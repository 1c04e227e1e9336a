"""The endpoint as the console sees it: a gateway with its clock."""

from datetime import datetime, timedelta
from typing import Protocol

from peermock._gateway import Gateway


class Clock(Protocol):
    """A clock that can be moved."""

    def now(self) -> datetime:
        """Return the current time."""
        ...

    def shift(self, delta: timedelta) -> None:
        """Move the current time."""
        ...


class Site(Protocol):
    """The parts of an endpoint that the console needs."""

    @property
    def gateway(self) -> Gateway:
        """The gateway that answers calls."""
        ...

    @property
    def clock(self) -> Clock:
        """The endpoint's clock."""
        ...

    @property
    def account_id(self) -> str:
        """The account of the first page."""
        ...

    @property
    def region_name(self) -> str:
        """The Region of the first page."""
        ...
