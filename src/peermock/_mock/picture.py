"""The whole world as plain JSON, for snapshot tests, and as text, for the report of a failure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from textwrap import wrap
from typing import Any

from peermock._mock.resources import call_from
from peermock.domain.peering import Peering
from peermock.domain.region_store import RegionStore
from peermock.domain.world import World
from peermock.gateway import Call, CallLog, present
from peermock.operations.filters import as_text
from peermock.operations.security_views import group_view
from peermock.operations.subnets import subnet_view
from peermock.operations.views import peering_view, route_table_view, status_message, vpc_view

WIDTH = 80


def as_dict(world: World) -> dict[str, Any]:
    """Return the world as JSON has it: each place with what it sees, by account and Region."""
    accounts: dict[str, dict[str, Any]] = {}
    for store in world.stores():
        account_id, region_name = store.place
        accounts.setdefault(account_id, {})[region_name] = _place_as_dict(world, store)
    return accounts


def as_report(world: World, calls: CallLog, at: datetime | None = None) -> str:
    """Return the calls in order and the connections as they stand, in lines of 80 columns.

    Args:
        world: Where the connections are.
        calls: The calls.
        at: When; without it, now.
    """
    lines = [f"calls: {len(calls)}"]
    for number, call in enumerate(calls, 1):
        lines.extend(_call_lines(number, call))
    peerings = list(world.peerings)
    lines.append(f"connections: {len(peerings)}")
    for peering in peerings:
        lines.extend(_peering_lines(world, peering, at or present()))
    return "\n".join(lines)


def _place_as_dict(world: World, store: RegionStore) -> dict[str, Any]:
    call = call_from(store.place)
    seen = (p for _, p in world.peerings.at(store.place) if p.is_visible_to(store.place, call.at))
    place = {
        "Vpcs": [vpc_view(world, call, each) for each in store.vpcs],
        "Subnets": [subnet_view(world, call, each) for each in store.subnets],
        "RouteTables": [route_table_view(world, call, each) for each in store.route_tables],
        "SecurityGroups": [group_view(world, call, each) for each in store.security_groups],
        "VpcPeeringConnections": [peering_view(world, call, each) for each in seen],
    }
    return {name: [_plain(view) for view in views] for name, views in place.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever JSON has
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return as_text(value) if isinstance(value, datetime) else value


def _call_lines(number: int, call: Call) -> Iterable[str]:
    yield f"{number:>3} {call.account_id} {call.region_name} {call.operation_name}"
    params = ", ".join(f"{name}={_brief(value)}" for name, value in call.params.items())
    if params:
        yield from _indented(params)
    outcome = f"{call.error}: {call.answer}" if call.error else call.answer
    yield from _indented(f"-> {outcome}")


def _peering_lines(world: World, peering: Peering, at: datetime) -> Iterable[str]:
    status = peering.status(at)
    yield f"    {peering.id} {status.value}"
    yield from _indented(status_message(peering, status))
    for word, side in (("from", peering.requester), ("to", peering.accepter)):
        vpc = world.vpc_of(side)
        ranges = ", ".join(vpc.cidr_blocks) if vpc else "no such VPC"
        account_id, region_name = side.place
        yield from _indented(f"{word:<4} {account_id} {region_name} {side.vpc_id} {ranges}")


def _brief(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_brief(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_brief, value)) + "]"
    return as_text(value)


def _indented(text: str) -> list[str]:
    margin = " " * 6
    return wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
