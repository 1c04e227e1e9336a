"""Recorded calls."""

from peermock._gateway import Call
from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, misuse


def show_calls(site: Site, inquiry: Inquiry) -> object:
    """Return the calls that match the query, in order."""
    after = inquiry.query.get("after", "0")
    if not after.isdecimal():
        raise misuse(f"after={after}: expected a call number")
    wanted = {_NAMES[name]: text for name, text in inquiry.query.items() if name != "after"}
    numbered = list(enumerate(site.gateway.calls, start=1))[int(after) :]
    chosen = [_show(number, call) for number, call in numbered if _has(call, wanted)]
    return {"calls": chosen, "last": len(site.gateway.calls)}


def forget_calls(site: Site, _: Inquiry) -> object:
    """Forget the recorded calls."""
    forgotten = len(site.gateway.calls)
    site.gateway.forget_calls()
    return {"forgotten": forgotten}


_NAMES = {
    "operation": "operation_name",
    "account_id": "account_id",
    "region_name": "region_name",
    "error": "error",
}
"""The attribute of a call that each query parameter filters by."""


def _has(call: Call, wanted: dict[str, str]) -> bool:
    return all((getattr(call, name) or "") == text for name, text in wanted.items())


def _show(number: int, call: Call) -> dict[str, object]:
    return {
        "number": number,
        "service": call.service_name,
        "operation": call.operation_name,
        "account_id": call.account_id,
        "region_name": call.region_name,
        "params": call.params,
        "at": call.at.isoformat(),
        "request_id": call.request_id,
        "error": call.error,
        "answer": call.answer,
    }


ROUTES = (
    HttpRoute(
        "GET",
        "/calls",
        show_calls,
        "Return the recorded calls that match the query; `error=` selects successful calls.",
        query=("operation", "account_id", "region_name", "error", "after"),
    ),
    HttpRoute("DELETE", "/calls", forget_calls, "Forget the recorded calls."),
)
