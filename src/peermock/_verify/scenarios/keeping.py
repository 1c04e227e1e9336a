"""The compared part of a response, kept small so that one scenario reports each difference."""

from collections.abc import Mapping
from typing import Any

from peermock._operations import Result


def nothing(_: Result) -> str:
    """Return the same value for every success: only whether AWS accepts the call is compared."""
    return "(succeeds)"


def status(answer: Result) -> Any:  # any response
    """Return the status of the connection in a response, code and message."""
    return connection(answer)["Status"]


def status_code(answer: Result) -> Any:  # as above
    """Return the status code of the connection in a response."""
    return status(answer)["Code"]


def sides(answer: Result) -> dict[str, Any]:
    """Return both sides of the connection in a response."""
    view = connection(answer)
    return {name: view[name] for name in ("RequesterVpcInfo", "AccepterVpcInfo")}


def options(answer: Result) -> dict[str, Any]:
    """Return the options shown for each side of a connection."""
    return {name: side.get("PeeringOptions") for name, side in sides(answer).items()}


def connection(answer: Result) -> Mapping[str, Any]:
    """Return the connection in a response, on its own or first in a list."""
    if "VpcPeeringConnection" in answer:
        view: Mapping[str, Any] = answer["VpcPeeringConnection"]
    else:
        view = answer["VpcPeeringConnections"][0]
    return view


def statuses(answer: Result) -> list[str]:
    """Return the status codes of all connections in a response, sorted."""
    return sorted(view["Status"]["Code"] for view in answer["VpcPeeringConnections"])


def count(name: str) -> Any:  # a function of a response
    """Return a function that counts the items of a list in a response."""
    return lambda answer: len(answer[name])
