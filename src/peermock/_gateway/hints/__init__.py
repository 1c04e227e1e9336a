"""Hints: for each AWS error, a line that explains it as a colleague would. Reports show them.

A hint is worded when the call fails, from the world at that moment. It is never sent to the client,
whose error stays exactly as AWS words it.
"""

from collections.abc import Mapping

from peermock._domain.errors import AwsError
from peermock._domain.peering import Peering, Status
from peermock._gateway.faults import InjectedError
from peermock._gateway.hints import (
    addresses,
    gateways,
    network,
    peering,
    request,
    routing,
    security,
    surroundings,
)
from peermock._gateway.hints.case import Case, Hint, Hints

__all__ = ["HINTS", "Case", "explain_connection", "explain_error", "find_hint"]

HINTS: Hints = {
    **addresses.HINTS,
    **gateways.HINTS,
    **network.HINTS,
    **peering.HINTS,
    **request.HINTS,
    **routing.HINTS,
    **security.HINTS,
    **surroundings.HINTS,
    InjectedError: lambda case, error: (
        f"the test injected this error: fail({case.operation_name!r}, code={error.code!r})"
    ),
}
"""For each error class, its hint, or a function that words it from the case and the error."""


def explain_error(case: Case, error: AwsError) -> str:
    """Return the hint for an error; "" if the world lacks the resources it is about.

    That happens beside moto, when the network is moto's.
    """
    hint = find_hint(type(error))
    try:
        return hint if isinstance(hint, str) else hint(case, error)
    except LookupError:
        return ""


def find_hint(kind: type[AwsError]) -> Hint:
    """Return the hint for an error class, or for its family, or ""."""
    families = (hint for ending, hint in _FAMILIES.items() if kind.__name__.endswith(ending))
    return HINTS.get(kind) or next(families, "")


def _explain_malformed(_: Case, error: AwsError) -> str:
    return (
        f"{vars(error)['text']!r} is not an ID of this kind: is it the ID of another resource, or "
        "a name?"
    )


def _explain_missing(case: Case, error: AwsError) -> str:
    ids = next((each for each in vars(error).values() if isinstance(each, tuple)), ())
    return case.missing(ids) if ids else ""


_FAMILIES: Mapping[str, Hint] = {"Malformed": _explain_malformed, "NotFound": _explain_missing}
"""Hints by the ending of the class name, for malformed IDs and for IDs that do not exist."""


def explain_connection(case: Case, made: Peering) -> str:
    """Return why a connection is not active; "" if it is active or was ended by a party."""
    status = made.status(case.at)
    if status is Status.PENDING_ACCEPTANCE:
        return peering.explain_pending(case, made)
    if status in (Status.INITIATING_REQUEST, Status.PROVISIONING, Status.DELETING):
        return "it is still settling (settle=...)"
    if status is Status.EXPIRED:
        return "nobody accepted it in seven days"
    return peering.explain_failure(case, made)
