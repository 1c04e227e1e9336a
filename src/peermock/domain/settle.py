"""How long a connection stays in a transitional state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """How long the transitional states last: for a time, or for a number of Describes.

    By default they last no time: `initiating-request` and `provisioning` are seen once, in
    the answer of the call that caused them. While a new request settles, the other party
    does not find it, as on AWS, where it takes seconds to arrive.

    Attributes:
        duration: How long by the clock; a frozen clock counts.
        describes: For how many calls of DescribeVpcPeeringConnections, by either party, it
            lasts; those that find nothing count, those that are refused for their parameters not.

    Raises:
        ValueError: One of them is negative, or both are given.
        TypeError: One of them is of another type.

    Example:
        >>> Settle(duration=timedelta(seconds=30)).describes
        0
    """

    duration: timedelta = timedelta(0)
    describes: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.duration, timedelta):
            raise TypeError(f"Settle(duration={self.duration!r}): expected a datetime.timedelta")
        if not isinstance(self.describes, int) or isinstance(self.describes, bool):
            raise TypeError(f"Settle(describes={self.describes!r}): expected a whole number")
        if self.duration < timedelta(0) or self.describes < 0:
            raise ValueError(f"{self!r}: expected zero or more")
        if self.duration and self.describes:
            raise ValueError(f"{self!r}: give a duration or a number of describes, not both")

    def start(self, now: datetime) -> "Settling":
        """Return a state that begins to settle now."""
        return Settling(until=now + self.duration, looks=self.describes)


@dataclass(frozen=True, slots=True)
class Settling:
    """A transitional state that runs out: at a moment, or after a number of looks."""

    until: datetime
    looks: int

    def is_over(self, now: datetime) -> bool:
        """Tell whether the state has run out."""
        return self.looks == 0 and now >= self.until

    def looked_at(self, now: datetime) -> "Settling":
        """Return the state after one more look; the last one is the moment at which it runs out."""
        if self.looks > 1:
            return replace(self, looks=self.looks - 1)
        return Settling(until=max(self.until, now), looks=0)
