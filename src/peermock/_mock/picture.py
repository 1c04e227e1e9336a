"""The whole world as plain JSON, for snapshot tests, and as text, for the report of a failure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any

from peermock._mock.resources import call_from
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.region_store import RegionStore
from peermock.domain.world import World
from peermock.gateway import Call, CallLog, present
from peermock.operations.filters import as_text
from peermock.operations.security_views import group_view
from peermock.operations.subnets import subnet_view
from peermock.operations.views import peering_view, route_table_view, status_message, vpc_view

WIDTH = 80

FIRST = 20
LAST = 30
"""How many calls a report has at most, from the beginning and from the end."""

LEAP = timedelta(minutes=1)
"""How much later a call has to come for a report to say so."""

DRIFT = 5
"""How many seconds more than whole minutes are the test's own, which took them, and not told."""

LONGEST = 600
"""How many characters parameters and an answer have at most."""

_PAIRS = ({"Key", "Value"}, {"Name", "Values"})
"""The members of tags and filters."""


def as_dict(world: World) -> dict[str, Any]:
    """Return the world as JSON has it: each place with what it sees, by account and Region.

    When a request expires is left out, because it is another time in every run.
    """
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
    lines = [f"calls: {len(calls)}", *_calls_lines(calls)]
    peerings = list(world.peerings)
    lines.append(f"connections: {len(peerings)}")
    if peerings:
        lines.append(_row("", "account", "Region", "VPC", "ranges"))
    for peering in peerings:
        lines.extend(_peering_lines(world, peering, calls, at or present()))
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
        return {key: _plain(value[key]) for key in sorted(value) if key != "ExpirationTime"}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def _calls_lines(calls: CallLog) -> Iterator[str]:
    """Yield the lines of all calls; those that repeat the one before share its lines."""
    groups = _grouped(calls)
    before: datetime | None = None
    for position, group in enumerate(groups):
        if FIRST <= position < len(groups) - LAST:
            if position == FIRST:
                left_out = sum(map(len, groups[FIRST : len(groups) - LAST]))
                yield f"    ... {left_out} more calls ..."
        else:
            yield from _call_lines(group, before)
        before = group[-1][1].at


def _grouped(calls: CallLog) -> list[list[tuple[int, Call]]]:
    groups: list[list[tuple[int, Call]]] = []
    for number, call in enumerate(calls, 1):
        if groups and _repeats(call, groups[-1][-1][1]):
            groups[-1].append((number, call))
        else:
            groups.append([(number, call)])
    return groups


def _repeats(call: Call, before: Call) -> bool:
    same = replace(call, at=before.at, request_id=before.request_id) == before
    return same and abs(call.at - before.at) < LEAP


def _call_lines(group: list[tuple[int, Call]], before: datetime | None) -> Iterator[str]:
    (first, call), (last, _) = group[0], group[-1]
    if before is not None and abs(call.at - before) >= LEAP:
        yield f"    {_span(call.at - before)}"
    times = f" ({len(group)} times)" if len(group) > 1 else ""
    caller = f"{call.account_id or '-'} {call.region_name or '-'}"
    numbers = f"{first}-{last}" if times else f"{first}"
    yield f"{numbers:>3} {caller} {call.operation_name or '-'}{times}"
    params = ", ".join(f"{name}={_brief(value)}" for name, value in call.params.items())
    if params:
        yield from _indented(_cut(params))
    outcome = f"error {call.error}: {call.answer}" if call.error else call.answer
    yield from _indented(f"-> {_cut(outcome)}")


def _span(gap: timedelta) -> str:
    """Return how much later a call came than the one before, in seconds where they matter."""
    seconds = round(gap.total_seconds())
    if seconds % 60 < DRIFT:
        seconds -= seconds % 60
    length = str(timedelta(seconds=abs(seconds))).removesuffix(", 0:00:00")
    return f"--- {length} {'later' if seconds > 0 else 'earlier'} ---"


def _peering_lines(world: World, peering: Peering, calls: CallLog, at: datetime) -> Iterator[str]:
    """Yield the lines of a connection: as of the last call, and as of now if that is different.

    The test's clock may run no more when its report is made.
    """
    last = calls[-1].at if calls else at
    then = last if peering.settling.until <= last else at
    status, later = peering.status(then), peering.status(at)
    text = f"{peering.id} {status.value}: {status_message(peering, status)}"
    if status is Status.PENDING_ACCEPTANCE:
        text += f", until {_moment(peering.expires_at)} UTC"
    yield from _indented(text, "  ")
    if later is not status:
        yield from _indented(f"at the last call, {_moment(then)}; {later.value} now, {_moment(at)}")
    for word, side in (("requester", peering.requester), ("accepter", peering.accepter)):
        yield from _side_lines(world, word, side, seen=peering.is_visible_to(side.place, then))


def _side_lines(world: World, word: str, side: Side, *, seen: bool) -> list[str]:
    vpc = world.vpc_of(side)
    ranges = ", ".join(vpc.cidr_blocks) if vpc else _whereabouts(world, side)
    blind = "" if seen else "; does not see it"
    return wrap(
        _row(word, *side.place, side.vpc_id, ranges + blind),
        WIDTH,
        subsequent_indent=" " * 14,
        break_on_hyphens=False,
    )


def _whereabouts(world: World, side: Side) -> str:
    """Return where a VPC is that is not where a request says it is."""
    for store in world.stores():
        if side.vpc_id in store.vpcs:
            return f"not here: it is in {' '.join(store.place)}"
    return "no such VPC"


def _row(word: str, account_id: str, region_name: str, vpc_id: str, ranges: str) -> str:
    return f"    {word:<9} {account_id:<12} {region_name:<14} {vpc_id:<21} {ranges}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _brief(value: object) -> str:
    if isinstance(value, Mapping):
        if set(value) in _PAIRS:
            name, content = (value[key] for key in sorted(value))
            return f"{name}={_brief(content)}"
        return "{" + ", ".join(f"{key}: {_brief(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_brief, value)) + "]"
    return as_text(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _indented(text: str, margin: str = " " * 6) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin + "  ",
        break_on_hyphens=False,
    )
