"""The differences between two states of the world, for `unchanged` and `cleaned_up`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from peermock._domain.identity import Place
from peermock._domain.peering import ENDED, Status
from peermock._domain.world import World
from peermock._gateway import Gateway, present
from peermock._report.columns import COLUMNS, wrap_text
from peermock._report.dictionary import as_dict, places_of
from peermock._report.values import brief

ViewsById = Mapping[str, Mapping[str, Any]]
"""The resources of one kind in one account and Region, by ID."""

_MOST = 8
"""The number of changes that a failure lists."""

_WIDTH = COLUMNS - 4
"""The columns that pytest leaves for the text of an error."""


@contextmanager
def unchanged(gateway: Gateway, *, but_ended: bool) -> Iterator[None]:
    """Fail if the world differs between the start and the end of the block.

    Args:
        gateway: The gateway to the world.
        but_ended: Whether to ignore connections that ended in the block.

    Raises:
        AssertionError: It differs; the message lists new, missing and changed resources.
    """
    __tracebackhide__ = True
    with gateway.locked() as world:
        moto = as_dict(world, present()) if world.network.is_foreign else None
        before = None if moto is not None else world.snapshot()
    yield
    now = present()
    with gateway.locked() as world:
        places = sorted({*places_of(world, now), *(places_of(before, now) if before else ())})
        then = as_dict(before, now, places) if before else _with_new_places(moto or {}, world, now)
        changes = list(_changes(then, as_dict(world, now, places), places, but_ended=but_ended))
    if changes:
        more = [f"and {len(changes) - _MOST} more"] if len(changes) > _MOST else []
        lines = [
            line
            for change in [*changes[:_MOST], *more]
            for line in wrap_text(change, margin=2, columns=_WIDTH)
        ]
        raise AssertionError("\n".join(["expected nothing to change, but", *lines]))


def _with_new_places(moto: Mapping[str, Any], world: World, now: datetime) -> Mapping[str, Any]:
    """Return the earlier state of moto's network, with the default VPCs of places new since."""
    from peermock._transport.moto.network import list_created_with  # noqa: PLC0415  # moto is active

    earlier = {account_id: dict(regions) for account_id, regions in moto.items()}
    for place in world.network.places():
        regions = earlier.setdefault(place.account_id, {})
        if place.region_name not in regions:
            created = list_created_with(place)
            found = as_dict(world, now, [place])[place.account_id][place.region_name]
            regions[place.region_name] = {
                kind: [each for name, each in _by_id(kind, resources).items() if name in created]
                for kind, resources in found.items()
            }
    return earlier


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], places: list[Place], *, but_ended: bool
) -> Iterator[str]:
    for account_id, region_name in places:
        new = after.get(account_id, {}).get(region_name, {})
        old = before.get(account_id, {}).get(region_name, {})
        for kind, resources in new.items():
            was, now = (_by_id(kind, each) for each in (old.get(kind, []), resources))
            for change in _changes_of(kind, was, now, but_ended=but_ended):
                yield f"{account_id} {region_name}: {change}"


def _changes_of(kind: str, old: ViewsById, new: ViewsById, *, but_ended: bool) -> Iterator[str]:
    for name in {**old, **new}:
        if name not in old:
            if not (but_ended and _has_ended(new[name])):
                yield f"{name} of {kind} is new"
        elif name not in new:
            yield f"{name} of {kind} is gone"
        elif old[name] != new[name] and not (but_ended and _has_ended(new[name])):
            yield f"{name} of {kind} has changed: {_compare(old[name], new[name])}"


def _compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Describe the first member that differs: items added and removed, or both values."""
    member = next(each for each in {**old, **new} if old.get(each) != new.get(each))
    was, now = old.get(member), new.get(member)
    if isinstance(was, list) and isinstance(now, list):
        added = [f"{member} has {brief(each)}" for each in now if each not in was]
        lost = [f"{member} has no {brief(each)}" for each in was if each not in now]
        return "; ".join([*added, *lost])
    return f"{member} was {brief(was)}, is {brief(now)}"


def _by_id(kind: str, resources: list[Mapping[str, Any]]) -> ViewsById:
    """Return resources by ID, whose member is named after the kind."""
    names = (f"{kind.removesuffix('s')}Id", "GroupId", "ResourceId")
    return {
        next((str(each[name]) for name in names if name in each), f"number {number}"): each
        for number, each in enumerate(resources)
    }


def _has_ended(view: Mapping[str, Any]) -> bool:
    status = view.get("Status")
    return isinstance(status, Mapping) and status.get("Code") in (Status.DELETING, *ENDED)
