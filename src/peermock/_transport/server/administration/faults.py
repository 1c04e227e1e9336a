"""Injected faults."""

from peermock._gateway import Fault
from peermock._gateway.faults import MakeError, error_for
from peermock._operations import Call
from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, misuse
from peermock._transport.server.administration.values import (
    account_id_of,
    operation_of,
    region_name_of,
)

_NO_ANSWER = "no answer"


def list_faults(site: Site, _: Inquiry) -> object:
    """Return the faults that are still waiting for calls."""
    return {"faults": [_show(fault) for fault in site.gateway.faults.in_turn() if fault.left]}


def add_fault(site: Site, inquiry: Inquiry) -> object:
    """Make the next calls of an operation fail."""
    times = inquiry.member("times", int, 1)
    if times < 1:
        raise misuse(f"times={times}: expected one or more")
    fault = Fault(
        operation_name=operation_of(inquiry),
        error=_error_of(inquiry),
        label=inquiry.member("code", str, _NO_ANSWER),
        account_id=account_id_of(inquiry),
        region_name=region_name_of(inquiry),
        left=times,
    )
    site.gateway.faults.add(fault)
    return _show(fault)


def forget_faults(site: Site, _: Inquiry) -> object:
    """Remove all faults."""
    forgotten = sum(fault.left > 0 for fault in site.gateway.faults.in_turn())
    site.gateway.faults.clear()
    return {"forgotten": forgotten}


def _error_of(inquiry: Inquiry) -> MakeError:
    code = inquiry.member("code", str, "")
    message = inquiry.member("message", str, "")
    status = inquiry.member("status", int, 0)
    if inquiry.member("no_answer", bool, False):  # noqa: FBT003  # the member's default
        if code or message or status:
            raise misuse("Pass either no_answer, or a code with its message and status.")
        return _close
    if status and not 400 <= status <= 599:  # noqa: PLR2004  # HTTP's errors
        raise misuse(f"status={status}: expected 400 to 599")
    if not code:
        raise misuse("Pass a code, such as RequestLimitExceeded, or no_answer.")
    try:
        return error_for(code, message or None, status or None)
    except ValueError as error:
        raise misuse(str(error)) from None


def _close(_: Call) -> Exception:
    """Return the exception that closes a connection without a response."""
    return ConnectionResetError(_NO_ANSWER)


def _show(fault: Fault) -> dict[str, object]:
    return {
        "operation": fault.operation_name,
        "fault": fault.label,
        "account_id": fault.account_id,
        "region_name": fault.region_name,
        "left": fault.left,
        "hits": fault.hits,
    }


ROUTES = (
    HttpRoute("GET", "/faults", list_faults, "Return the faults that are still waiting for calls."),
    HttpRoute(
        "POST",
        "/faults",
        add_fault,
        "Make the next calls of an operation fail.",
        body={
            "operation": "the operation, such as AcceptVpcPeeringConnection",
            "code": "the AWS error code, such as RequestLimitExceeded",
            "message": "the error message; defaults to AWS's own for known codes",
            "status": "the HTTP status; defaults to AWS's own, or 400",
            "no_answer": "true to close the connection without a response",
            "times": "the number of calls that fail; defaults to 1",
            "account_id": "only fail calls made by this account",
            "region_name": "only fail calls made in this Region",
        },
    ),
    HttpRoute("DELETE", "/faults", forget_faults, "Remove all faults."),
)
