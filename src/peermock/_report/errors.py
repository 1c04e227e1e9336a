"""The errors in a report, which come first, each with its hint."""

from collections.abc import Iterator

from peermock._gateway import Call, CallLog
from peermock._report.columns import wrap_text

_SHOWN = 3
"""The number of calls whose numbers are listed for the same error."""


def errors_lines(calls: CallLog, *, texts: bool) -> Iterator[str]:
    """Yield a line for each distinct error, and its hint.

    Args:
        calls: The calls.
        texts: Whether to include AWS's message, for reports that do not list the calls.
    """
    same: dict[tuple[str, ...], list[tuple[int, Call]]] = {}
    for number, call in enumerate(calls, 1):
        if call.error:
            key = (call.name, call.error, call.answer, call.hint, call.account_id)
            same.setdefault(key, []).append((number, call))
    if same:
        yield f"errors: {sum(map(len, same.values()))}"
    for group in same.values():
        yield from _error_lines(group, texts=texts)


def _error_lines(group: list[tuple[int, Call]], *, texts: bool) -> Iterator[str]:
    call = group[0][1]
    numbers = ", ".join(str(number) for number, _ in group[:_SHOWN])
    more = f" ... ({len(group)} times)" if len(group) > _SHOWN else ""
    text = f": {call.answer}" if texts else ""
    what = f"{call.name or '-'} by {call.account_id or '-'} {call.region_name or '-'}"
    yield from wrap_text(f"{numbers:>3}{more} {what}: {call.error}{text}", margin=0)
    if call.hint:
        yield from wrap_text(f"hint: {call.hint}", margin=6)
