"""The call log of all accounts, and the details of a call."""

from collections.abc import Iterator

from peermock._console.client import ApiCall
from peermock._console.pages.rows import Row
from peermock._console.visit import Page, Redirect, Visit
from peermock._gateway import Call
from peermock._report.values import brief

_LIST = "calls"
_TITLE = "Calls"
_MOST = 100
"""The number of calls on the page."""


def show_list(visit: Visit) -> Page:
    """Show the latest calls, the last one first."""
    whose = visit.query.one("show", "all")
    numbered = list(_number(visit, whose))
    return Page(
        template="calls.html",
        live="calls_live.html",
        title=_TITLE,
        values={
            "calls": numbered[-_MOST:][::-1],
            "count": len(numbered),
            "most": _MOST,
            "whose": whose,
            "params_of": params_of,
        },
    )


def show_call(visit: Visit) -> Page | Redirect:
    """Show a call, with its AWS CLI command and boto3 code."""
    number = visit.path["number"]
    calls = list(visit.site.gateway.calls)
    if not number.isdecimal() or not 0 < int(number) <= len(calls):
        return Redirect(visit.link(_LIST))
    call = calls[int(number) - 1]
    is_ours = call.service_name == "ec2" and bool(call.operation_name)
    return Page(
        template="call.html",
        title=f"Call {number}",
        trail=[(_TITLE, visit.link(_LIST))],
        values={"call": call, "params_of": params_of},
        upcoming=[ApiCall(call.operation_name, call.params)] if is_ours else [],
    )


def params_of(call: Call) -> str:
    """Return the parameters of a call on one line."""
    return ", ".join(f"{name}={brief(value)}" for name, value in call.params.items())


def _number(visit: Visit, whose: str) -> Iterator[tuple[int, Call]]:
    for number, call in enumerate(visit.site.gateway.calls, 1):
        if whose == "mine" and call.place != visit.place:
            continue
        if whose == "errors" and not call.error:
            continue
        yield number, call


ROWS = (
    Row(f"/{_LIST}", _TITLE, show_list),
    Row(f"/{_LIST}/{{number}}", "Call", show_call),
)
