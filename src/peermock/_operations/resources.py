"""Finding, listing and picturing resources of any kind."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from peermock._domain.errors import AwsError
from peermock._domain.ids import is_resource_id
from peermock._domain.kind import Identified, Kind
from peermock._domain.kinds import kind_of
from peermock._domain.peering import PEERING, Peering
from peermock._domain.world import World
from peermock._operations.call import Call, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing

if TYPE_CHECKING:
    from peermock._domain.security import Rule, SecurityGroup

T = TypeVar("T", bound=Identified)

Show = Callable[[World, Call, T], View]
"""Returns a resource as the caller sees it."""

Picture = Callable[[World, Call], Iterable[View]]
"""Returns the views of all resources of a kind, for a picture of a place."""


def find(world: World, call: Call, kind: Kind[T], resource_id: str) -> T:
    """Return the caller's resource with an ID.

    Raises:
        AwsError: The ID is malformed, or there is no such resource.
    """
    if not is_resource_id(resource_id, kind.prefix):
        raise kind.malformed(resource_id)
    resource = world.at(call.place).of(kind).get(resource_id)
    if resource is None or not kind.is_seen(resource, call.at):
        raise kind.not_found(resource_id)
    return resource


def describe(world: World, call: Call, kind: Kind[T], listing: Listing, show: Show[T]) -> Result:
    """Return the result of a Describe operation for the caller's resources of a kind."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, resource in world.at(call.place).of(kind).scan(start[0]):
            if kind.is_seen(resource, call.at):
                yield (position, ""), show(world, call, resource)

    def find_view(resource_id: str) -> View:
        return show(world, call, find(world, call, kind, resource_id))

    return listing.describe(world, call, scan=scan, find=find_view, not_found=kind.not_found)


def find_asked(world: World, call: Call, kind: Kind[T], listing: Listing) -> list[T]:
    """Return the resources of a kind that a Describe call asks for by their IDs, or all of them."""
    there = world.at(call.place).of(kind)
    wanted = call.params.get(listing.ids)
    found = map(there.get, dict.fromkeys(wanted)) if wanted else there
    return [resource for resource in found if resource is not None]


def picture(kind: Kind[T], show: Show[T]) -> Picture:
    """Return a function that yields the views of all resources of a kind."""

    def views(world: World, call: Call) -> Iterator[View]:
        for resource in world.at(call.place).of(kind):
            if kind.is_seen(resource, call.at):
                yield show(world, call, resource)

    return views


def find_peering(world: World, call: Call, resource_id: str) -> Peering:
    """Return a connection that is visible to the caller.

    Raises:
        AwsError: The ID is malformed, or the connection is not visible to the caller.
    """
    return world.peering(resource_id, seen_by=call.place, now=call.at)


def find_rule(world: World, call: Call, resource_id: str) -> "tuple[SecurityGroup, Rule]":
    """Return a rule of one of the caller's groups, and the group.

    Raises:
        AwsError: The ID is malformed, or there is no such resource.
    """
    from peermock._domain.security import RULE, SECURITY_GROUP  # noqa: PLC0415  # on first use

    if not is_resource_id(resource_id, RULE.prefix):
        raise RULE.malformed(resource_id)
    found = world.at(call.place).of(SECURITY_GROUP).part(resource_id)
    if found is None:
        raise RULE.not_found(resource_id)
    group, number = found
    return group, group.rules[number]


def find_resource(world: World, call: Call, resource_id: str) -> object:
    """Return a resource of any kind that is visible to the caller.

    Raises:
        AwsError: The ID is malformed, or the resource is not visible to the caller.
    """
    from peermock._domain.security import RULE  # noqa: PLC0415  # on first use

    kind = kind_of(resource_id)
    if kind is PEERING:
        return find_peering(world, call, resource_id)
    if kind is RULE:
        return find_rule(world, call, resource_id)
    return find(world, call, kind, resource_id)


def is_seen(world: World, call: Call, resource_id: str) -> bool:
    """Return whether a resource is visible to the caller."""
    try:
        find_resource(world, call, resource_id)
    except AwsError:
        return False
    return True
