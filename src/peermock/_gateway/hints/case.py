"""The context of a hint: the call, the world at that moment, and look-ups in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peermock._domain.errors import AwsError
from peermock._domain.holdings import Holdings
from peermock._domain.identity import Place
from peermock._domain.kinds import KINDS
from peermock._domain.world import World
from peermock._operations import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A call that was just answered or refused.

    Attributes:
        world: The world.
        place: The caller's account and Region.
        operation_name: The operation; empty if the request named none.
        params: The parameters as sent.
        at: The time of the call.
        calls: The calls before it.
    """

    world: World
    place: Place
    operation_name: str
    params: Mapping[str, Any]
    at: datetime
    calls: Sequence[Call]

    @property
    def caller(self) -> str:
        """The caller's account and Region in words."""
        return f"{self.place.account_id} in {self.place.region_name}"

    @property
    def here(self) -> Holdings:
        """The resources of the caller in this Region."""
        return self.world.at(self.place)

    def where(self, resource_id: str) -> Place | None:
        """Return the account and Region of a resource, or None if it does not exist."""
        home = self.world.network.home_of(resource_id)
        if home is not None:
            return home.place
        kind = KINDS.get(resource_id.partition("-")[0])
        places = self.world.network.places() if kind else ()
        return next((p for p in places if kind and resource_id in self.world.at(p).of(kind)), None)

    def deletion(self, resource_id: str) -> str:
        """Return which earlier call deleted a resource, in words; "" if none did."""
        for number, call in reversed(list(enumerate(self.calls, 1))):
            deletes = call.operation_name.startswith("Delete") and call.error is None
            if deletes and resource_id in call.params.values():
                return f"call {number} deleted {resource_id}"
        return ""

    def missing(self, ids: Sequence[str]) -> str:
        """Return why the caller does not find resources: where the first missing one is."""
        homes = [(each, self.where(each)) for each in ids]
        sought, place = next(((i, home) for i, home in homes if home != self.place), homes[0])
        if place is not None:
            return f"{sought} is in {' '.join(place)}, but the call was made as {self.caller}"
        return self.deletion(sought) or f"{sought} does not exist in any account or Region"


Hint = str | Callable[[Case, Any], str]
"""A line, or a function that words it for a case and an error."""

Hints = Mapping[type[AwsError], Hint]
"""Hints by error class."""
