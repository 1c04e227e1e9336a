"""The clock of the mock, and buttons that move it."""

import re
from datetime import timedelta

from peermock._console.pages.rows import Row
from peermock._console.visit import Page, Redirect, Visit

STEPS = {
    "hour": ("1 hour", timedelta(hours=1), "--hours 1"),
    "day": ("1 day", timedelta(days=1), "--days 1"),
    "week": ("7 days", timedelta(days=7), "--days 7"),
}
"""The buttons: the label, the time, and the option of `peermock ctl shift`."""

_PATH = re.compile(r"[\w/.%?=&+~:*-]+", re.ASCII)
"""A URL of a page, without characters that could lead elsewhere."""


def show(visit: Visit) -> Page:
    """Show the clock."""
    return Page(
        template="clock_page.html",
        live="clock_page_live.html",
        title="Clock",
        values={"choices": STEPS, "refused": bool(visit.query.one("refused"))},
    )


def move(visit: Visit) -> Redirect:
    """Move the clock, and redirect to the button's page."""
    by, back = visit.form.one("by"), visit.form.one("back")
    if by in STEPS:
        try:
            with visit.site.gateway.locked():
                visit.site.clock.shift(STEPS[by][1])
        except OverflowError:  # no calendar has that day
            return Redirect(visit.link("clock", refused="1"))
    is_ours = back.startswith(f"{visit.root}/") and _PATH.fullmatch(back)
    return Redirect(back if is_ours else visit.link("clock"))


ROWS = (Row("/clock", "Clock", show, move),)
