"""The whole world as plain JSON, for snapshot tests."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from peermock._domain.identity import Place
from peermock._domain.world import World
from peermock._operations import pictures
from peermock._operations.call import call_from


def as_dict(world: World, now: datetime, places: Iterable[Place] | None = None) -> dict[str, Any]:
    """Return the world as JSON data: the resources that each account and Region sees.

    Args:
        world: The world.
        now: The time of the picture. Expiration times are left out, because they differ in every
            run.
        places: The places to show. By default, all that have or had resources.
    """
    accounts: dict[str, dict[str, Any]] = {}
    for place in places_of(world, now) if places is None else places:
        accounts.setdefault(place.account_id, {})[place.region_name] = _picture(world, place, now)
    return accounts


def places_of(world: World, now: datetime) -> list[Place]:
    """Return the places with resources, and the parties of visible connections."""
    parties = {
        side.place
        for peering in world.peerings
        for side in peering.sides
        if peering.is_visible_to(side.place, now)
    }
    return sorted(parties.union(world.network.places()))


def _picture(world: World, place: Place, now: datetime) -> dict[str, Any]:
    call = call_from(place, now)
    return {name: [_plain(view) for view in see(world, call)] for name, see in pictures().items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever JSON has
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value) if key != "ExpirationTime"}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
