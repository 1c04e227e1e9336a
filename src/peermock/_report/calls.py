"""The calls in a report, in order. Repeated calls share an entry."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from operator import attrgetter

from peermock._gateway import Call, CallLog
from peermock._report.columns import wrap_text
from peermock._report.values import brief

FIRST = 20
LAST = 30
"""The number of first and last calls that a report shows, in addition to errors."""

LEAP = timedelta(minutes=1)
"""The shortest gap between two calls that a report mentions."""

DRIFT = 5
"""Seconds beyond whole minutes that count as the test's own run time and are not reported."""

_LONGEST = 600
"""The number of characters after which parameters and answers are cut; errors never are."""

_content = attrgetter(
    *(
        each.name
        for each in fields(Call)
        if each.compare and each.name not in ("at", "request_id", "hint")
    )
)
"""Returns what identical calls have in common."""

Group = list[tuple[int, Call]]
"""Consecutive identical calls, with their numbers."""


def calls_lines(calls: CallLog, *, every: bool) -> Iterator[str]:
    """Yield the lines of the calls: every call, or the first, the last and all errors."""
    groups = _group(calls)
    before: datetime | None = None
    left_out = 0
    for position, group in enumerate(groups):
        if every or group[0][1].error or not FIRST <= position < len(groups) - LAST:
            yield from _gap_lines(left_out)
            left_out = 0
            yield from _call_lines(group, before, every=every)
        else:
            left_out += len(group)
        before = group[-1][1].at


def _gap_lines(left_out: int) -> Iterator[str]:
    if left_out:
        yield f"    ... {left_out} more calls ..."


def _group(calls: CallLog) -> list[Group]:
    groups: list[Group] = []
    for number, call in enumerate(calls, 1):
        if groups and _repeats(call, groups[-1][-1][1]):
            groups[-1].append((number, call))
        else:
            groups.append([(number, call)])
    return groups


def _repeats(call: Call, before: Call) -> bool:
    return _content(call) == _content(before) and abs(call.at - before.at) < LEAP


def _call_lines(group: Group, before: datetime | None, *, every: bool) -> Iterator[str]:
    (first, call), (last, _) = group[0], group[-1]
    if before is not None and abs(call.at - before) >= LEAP:
        yield f"    {_span(call.at - before)}"
    times = f" ({len(group)} times)" if len(group) > 1 else ""
    caller = f"{call.account_id or '-'} {call.region_name or '-'}"
    numbers = f"{first}-{last}" if times else f"{first}"
    yield f"{numbers:>3} {caller} {call.name or '-'}{times}"
    params = ", ".join(f"{name}={brief(value)}" for name, value in call.params.items())
    if params:
        yield from wrap_text(params if every else _cut(params), margin=6)
    if call.error:
        yield from wrap_text(f"-> error {call.error}: {call.answer}", margin=6)
    else:
        yield from wrap_text(f"-> {_cut(call.answer)}", margin=6)


def _span(gap: timedelta) -> str:
    """Return how much later a call came than the previous one; seconds only if they matter."""
    seconds = round(gap.total_seconds())
    if seconds % 60 < DRIFT:
        seconds -= seconds % 60
    length = str(timedelta(seconds=abs(seconds))).removesuffix(", 0:00:00")
    return f"--- {length} {'later' if seconds > 0 else 'earlier'} ---"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
