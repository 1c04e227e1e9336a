"""An endpoint as its administration and its console see it: a gateway with its clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from peermock._domain.world import World
from peermock._gateway import Gateway


class Clock(Protocol):
    """A clock that can be moved.

    Attributes:
        offset: The distance it was moved.
    """

    offset: timedelta

    def now(self) -> datetime:
        """Return the current time."""
        ...

    def shift(self, delta: timedelta) -> None:
        """Move the clock."""
        ...

    def reset(self) -> None:
        """Move the clock back to its initial offset."""
        ...


@dataclass(slots=True, kw_only=True)
class Site:
    """An endpoint: a gateway and its clock.

    Attributes:
        gateway: Answers the calls.
        clock: The endpoint's clock.
        url: The endpoint's URL, once it listens.
        account_id: The account of clients whose access keys do not encode one.
        region_name: The Region of clients without one.
        first: The initial world, for a reset.
        snapshots: The snapshots, by name.
    """

    gateway: Gateway
    clock: Clock
    account_id: str
    region_name: str
    url: str = ""
    first: World = field(init=False)
    snapshots: dict[str, World] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Remember the current world for a reset."""
        with self.gateway.locked() as world:
            self.first = world.snapshot()
