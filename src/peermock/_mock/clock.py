"""Moving the present, on freezegun, in harmony with a freeze of the user's own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from peermock.gateway import present

Undo = Callable[[], None]


class _Clock(Protocol):
    """What freezegun gives for a clock that it has frozen or let tick: its time, in UTC."""

    def __call__(self) -> datetime: ...
    def move_to(self, target_datetime: datetime, /) -> None: ...


def move(delta: timedelta) -> Undo:
    """Move the present, and return what moves it back.

    A clock that the user has frozen with freezegun is moved where it stands, and stays frozen.
    Otherwise time goes on from the new present.
    """
    from freezegun import api, freeze_time  # noqa: PLC0415  # loaded when first used

    if api.freeze_factories:
        return _move(api.freeze_factories[-1], delta)
    freezer = freeze_time(present() + delta, tick=True, real_asyncio=True)
    freezer.start()
    return freezer.stop


def _move(clock: _Clock, delta: timedelta) -> Undo:
    """Move a clock by `move_to`, because `tick` takes from one that ticks the time since."""
    clock.move_to(clock() + delta)
    return lambda: clock.move_to(clock() - delta)
