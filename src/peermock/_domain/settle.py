"""Settling: how long connections stay in a transitional status."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """How long transitional statuses last: a duration, or a number of Describe calls.

    By default they do not last: `initiating-request` and `provisioning` are seen once, in the
    response of the call that caused them. While a new request settles, the other party does not see
    it. On AWS, too, it takes seconds to arrive.

    Attributes:
        duration: How long they last, on the mock's clock, which may be frozen.
        describes: How many calls of DescribeVpcPeeringConnections, by either party, or of
            DescribeNatGateways they last. Calls that find nothing count; calls that are rejected
            for their parameters do not.

    Raises:
        ValueError: A value is negative, or both are given.
        TypeError: A value has the wrong type.

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
            raise ValueError(f"{self!r}: pass duration or describes, not both")

    def start(self, now: datetime) -> "Settling":
        """Return a transitional status that starts now."""
        until = now + self.duration if self.duration else now
        return Settling(until=until, looks=self.describes)


class Settling(NamedTuple):
    """A transitional status, which ends at a moment or after a number of Describes."""

    until: datetime
    looks: int

    def is_over(self, now: datetime) -> bool:
        """Return whether the transitional status has ended."""
        return self.looks == 0 and now >= self.until

    def looked_at(self, now: datetime) -> "Settling":
        """Return the status after another Describe. The last one sets the moment of its end."""
        if self.looks > 1:
            return self._replace(looks=self.looks - 1)
        return Settling(until=max(self.until, now), looks=0)
