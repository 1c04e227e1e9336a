"""The clock of an endpoint: a test's own, or the machine's with an offset."""

from collections.abc import Callable
from datetime import datetime, timedelta

from peermock._gateway import present


class OffsetClock:
    """The machine's clock with an offset.

    Attributes:
        offset: The offset from the machine's clock.
    """

    def __init__(self) -> None:
        self.offset = self._first = timedelta(0)

    def begin(self, offset: timedelta) -> None:
        """Set the initial offset."""
        self.offset = self._first = offset

    def now(self) -> datetime:
        """Return the current time."""
        return present() + self.offset

    def shift(self, delta: timedelta) -> None:
        """Move the clock.

        Raises:
            OverflowError: The new time is out of range for a datetime.
        """
        _ = self.now() + delta
        self.offset += delta

    def reset(self) -> None:
        """Restore the initial offset."""
        self.offset = self._first


class SharedClock:
    """The clock of a test, moved as the test itself would move it.

    Args:
        shift: Moves the test's clock.

    Attributes:
        offset: The distance it was moved through the endpoint.
    """

    def __init__(self, shift: Callable[[timedelta], None]) -> None:
        self._shift = shift
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """Return the current time."""
        return present()

    def shift(self, delta: timedelta) -> None:
        """Move the clock."""
        self._shift(delta)
        self.offset += delta

    def reset(self) -> None:
        """Move the clock back by the offset."""
        self.shift(-self.offset)
