"""Moving the present, on freezegun, in harmony with a freeze of the user's own."""

from collections.abc import Callable
from datetime import timedelta

from peermock.gateway import present

Undo = Callable[[], None]


def move(delta: timedelta) -> Undo:
    """Move the present, and return what moves it back.

    A clock that the user has frozen with freezegun is moved where it stands, and stays frozen.
    Otherwise time goes on from the new present.
    """
    from freezegun import api, freeze_time  # noqa: PLC0415  # loaded when first used

    if api.freeze_factories:
        clock = api.freeze_factories[-1]
        clock.tick(delta)
        return lambda: _tick_back(clock, delta)
    freezer = freeze_time(present() + delta, tick=True)
    freezer.start()
    return freezer.stop


def _tick_back(clock: object, delta: timedelta) -> None:
    tick: Callable[[timedelta], object] = getattr(clock, "tick")  # noqa: B009
    tick(-delta)
