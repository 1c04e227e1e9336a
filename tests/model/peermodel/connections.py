"""A connection: its status, visibility and representation."""

from datetime import datetime, timedelta
from unittest.mock import ANY

LIVE = ("pending-acceptance", "active")
WEEK = timedelta(hours=168)
TWO_HOURS, TWO_DAYS = timedelta(hours=2), timedelta(days=2)

SEEN_FOR = {
    "failed": {"requester": TWO_HOURS, "accepter": None, "same account": TWO_HOURS},
    "expired": {"requester": TWO_DAYS, "accepter": TWO_DAYS, "same account": TWO_DAYS},
    "rejected": {"requester": TWO_DAYS, "accepter": TWO_HOURS, "same account": TWO_HOURS},
    "deleted by requester": {
        "requester": TWO_HOURS,
        "accepter": TWO_DAYS,
        "same account": TWO_HOURS,
    },
    "deleted by accepter": {
        "requester": TWO_DAYS,
        "accepter": TWO_HOURS,
        "same account": TWO_HOURS,
    },
}
"""How long an ended connection stays visible, by the viewer's role."""

MESSAGES = {
    "initiating-request": "Initiating Request to {accepter}",
    "pending-acceptance": "Pending Acceptance by {accepter}",
    "provisioning": "Provisioning",
    "active": "Active",
    "failed": "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
    "deleted": "Deleted by {by}",
}
"""The messages of the statuses, as far as they were recorded."""

OPTIONS = (
    "AllowDnsResolutionFromRemoteVpc",
    "AllowEgressFromLocalClassicLinkToRemoteVpc",
    "AllowEgressFromLocalVpcToRemoteClassicLink",
)


def new_connection(peering_id: str, requester: dict, accepter: dict, now: datetime) -> dict:
    """Return a request made now."""
    return {
        "id": peering_id,
        "requester": {**requester, "options": dict.fromkeys(OPTIONS, False)},
        "accepter": {**accepter, "options": dict.fromkeys(OPTIONS, False)},
        "expires": now.replace(microsecond=0) + WEEK,
        "accepted": False,
        "ended": None,
    }


def end(connection: dict, how: str, by: str, now: datetime) -> None:
    """End a connection."""
    connection["ended"] = {"how": how, "by": by, "at": now}


def status(connection: dict, now: datetime) -> str:
    """Return the status at a moment."""
    if connection["ended"]:
        return connection["ended"]["how"]
    if connection["accepted"]:
        return "active"
    return "expired" if now >= connection["expires"] else "pending-acceptance"


def is_seen(connection: dict, account: str, region: str, now: datetime) -> bool:
    """Return whether an account sees the connection in a Region."""
    requester, accepter = connection["requester"], connection["accepter"]
    if account not in (requester["account"], accepter["account"]):
        return False
    if region not in (requester["region"], accepter["region"]):
        return False
    state = status(connection, now)
    if state in LIVE:
        return True
    if state == "failed" and region != requester["region"]:
        return False
    window = SEEN_FOR[_end_of(connection, state)][_role(connection, account)]
    return window is not None and now < ended_at(connection) + window


def ended_at(connection: dict) -> datetime:
    """Return when the connection ended, or when it would expire."""
    return connection["ended"]["at"] if connection["ended"] else connection["expires"]


def turning_points(connection: dict) -> list[datetime]:
    """Return the moments at which the status changes by itself, or visibility ends."""
    if not connection["ended"] and connection["accepted"]:
        return []
    end_of_it = ended_at(connection)
    return [end_of_it, end_of_it + TWO_HOURS, end_of_it + TWO_DAYS]


def shown_status(connection: dict, state: str) -> dict:
    """Return the status as shown. A message that was never recorded matches any text."""
    if state not in MESSAGES:
        return {"Code": state, "Message": ANY}
    by = connection["ended"]["by"] if connection["ended"] else None
    text = MESSAGES[state].format(accepter=connection["accepter"]["account"], by=by)
    return {"Code": state, "Message": text}


def _role(connection: dict, account: str) -> str:
    owners = [connection[side]["account"] for side in ("requester", "accepter")]
    if owners[0] == owners[1]:
        return "same account"
    return "requester" if account == owners[0] else "accepter"


def _end_of(connection: dict, state: str) -> str:
    if state != "deleted":
        return state
    by_requester = connection["ended"]["by"] == connection["requester"]["account"]
    return "deleted by requester" if by_requester else "deleted by accepter"
