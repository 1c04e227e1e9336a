"""The label, colour and icon of each status of a connection."""

from typing import NamedTuple


class Look(NamedTuple):
    """The appearance of a status.

    Attributes:
        label: The text.
        tone: The name of the colour in the stylesheet.
        shape: The name of the icon in the templates.
    """

    label: str
    tone: str
    shape: str


LOOKS = {
    "initiating-request": Look("Initiating request", "waiting", "dots"),
    "pending-acceptance": Look("Pending acceptance", "waiting", "clock"),
    "provisioning": Look("Provisioning", "waiting", "dots"),
    "active": Look("Active", "good", "tick"),
    "failed": Look("Failed", "bad", "cross"),
    "expired": Look("Expired", "expired", "hourglass"),
    "rejected": Look("Rejected", "rejected", "bar"),
    "deleting": Look("Deleting", "gone", "dots"),
    "deleted": Look("Deleted", "gone", "bin"),
}
"""The appearance of each status, by its code."""


def look_of(code: str) -> Look:
    """Return the appearance of a status."""
    return LOOKS[code]
