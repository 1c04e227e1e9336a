"""The connections in a report: status, both sides, and the routes and groups that use them."""

from collections.abc import Iterator
from datetime import datetime

from peermock._domain.peering import ENDED, Peering, Side, Status
from peermock._domain.world import World
from peermock._gateway import Call, CallLog
from peermock._gateway.hints import Case, explain_connection
from peermock._operations.views import status_message
from peermock._report.columns import wrap_text
from peermock._report.usage import usage_lines
from peermock._report.values import moment

FEW = 5
"""The number of connections that are always shown in full."""

RECENT = 5
"""The number of last calls that determine which connections matter to a failure."""


def connections_lines(world: World, calls: CallLog, at: datetime, length: str) -> Iterator[str]:
    """Yield the lines of the connections. If there are many, only relevant ones are in full."""
    peerings = list(world.peerings)
    yield f"connections: {len(peerings)}"
    if length == "short":
        for peering in peerings:
            yield _short_line(peering, calls, at)
            yield from _hint_lines(world, peering, calls, _then(peering, calls, at))
        return
    whole = peerings
    if len(peerings) > FEW and length != "all":
        whole = _in_question(peerings, calls, at)
    if whole:
        yield row("", "account", "Region", "VPC", "ranges")
    for peering in whole:
        yield from _peering_lines(world, peering, calls, at)
    others = [peering for peering in peerings if peering not in whole]
    if others:
        yield f"  and {len(others)} more:"
    yield from (_short_line(peering, calls, at) for peering in others)


def _in_question(peerings: list[Peering], calls: CallLog, at: datetime) -> list[Peering]:
    """Return the connections that errors or the last calls name, else the inactive ones."""
    telling = [call for call in calls if call.error] + list(calls)[-RECENT:]
    named = [peering for peering in peerings if any(_names(c, peering.id) for c in telling)]
    odd = [peering for peering in peerings if peering.status(at) is not Status.ACTIVE]
    return (named or odd or peerings)[:FEW]


def _names(call: Call, peering_id: str) -> bool:
    return peering_id in call.answer or peering_id in str(call.params)


def _short_line(peering: Peering, calls: CallLog, at: datetime) -> str:
    status = peering.status(_then(peering, calls, at)).value
    ours, theirs = (side.vpc_id for side in peering.sides)
    return f"  {peering.id} {status}: {ours}, {theirs}"


def _then(peering: Peering, calls: CallLog, at: datetime) -> datetime:
    """Return the time of the last call, or now if the connection settled after it.

    The test's frozen clock may have been reset by the time its report is made.
    """
    last = calls[-1].at if calls else at
    return last if peering.settling.until <= last else at


def _peering_lines(world: World, peering: Peering, calls: CallLog, at: datetime) -> Iterator[str]:
    """Yield the lines of a connection, as of the last call, and any later change of status."""
    then = _then(peering, calls, at)
    status, later = peering.status(then), peering.status(at)
    text = f"{peering.id} {status.value}: {status_message(peering, status)}"
    if status is Status.PENDING_ACCEPTANCE:
        text += f", until {moment(peering.expires_at)} UTC"
    yield from wrap_text(text, margin=2)
    if later is not status:
        span = f"at the last call, {moment(then)}; {later.value} now, {moment(at)}"
        yield from wrap_text(span, margin=6)
    yield from _hint_lines(world, peering, calls, then)
    for word, side in (("requester", peering.requester), ("accepter", peering.accepter)):
        yield from _side_lines(world, word, side, seen=peering.is_visible_to(side.place, then))
    yield from usage_lines(world, peering, ended=status in ENDED)


def _hint_lines(world: World, peering: Peering, calls: CallLog, then: datetime) -> Iterator[str]:
    hint = explain_connection(_case(world, peering, calls, then), peering)
    if hint:
        yield from wrap_text(f"hint: {hint}", margin=4)


def _case(world: World, peering: Peering, calls: CallLog, at: datetime) -> Case:
    return Case(
        world=world,
        place=peering.requester.place,
        operation_name="",
        params={},
        at=at,
        calls=calls,
    )


def _side_lines(world: World, word: str, side: Side, *, seen: bool) -> list[str]:
    vpc = world.vpc_of(side)
    ranges = ", ".join(vpc.cidr_blocks) if vpc else _whereabouts(world, side)
    blind = "" if seen else "; does not see it"
    return wrap_text(row(word, *side.place, side.vpc_id, ranges + blind), margin=0, hang=14)


def _whereabouts(world: World, side: Side) -> str:
    """Say where a VPC is that does not exist where the request expected it."""
    home = world.network.home_of(side.vpc_id)
    return f"not here: it is in {' '.join(home.place)}" if home else "no such VPC"


def row(word: str, account_id: str, region_name: str, vpc_id: str, ranges: str) -> str:
    """Return a row of the table of sides."""
    return f"    {word:<9} {account_id:<12} {region_name:<14} {vpc_id:<21} {ranges}"
