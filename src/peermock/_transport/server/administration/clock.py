"""The endpoint's clock."""

from datetime import UTC, datetime, timedelta

from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, misuse

UNITS = ("weeks", "days", "hours", "minutes", "seconds")


def show_clock(site: Site, _: Inquiry) -> object:
    """Return the current time."""
    return {"now": site.clock.now().isoformat()}


def move_clock(site: Site, inquiry: Inquiry) -> object:
    """Move the clock by an interval, or to a point in time."""
    given = [name for name in UNITS if name in inquiry.body]
    if bool(given) == ("now" in inquiry.body):
        raise misuse(f"Pass either now, or some of {', '.join(UNITS)}.")
    try:
        if given:
            delta = timedelta(**{name: _number(inquiry, name) for name in given})
        else:
            delta = _moment(inquiry.member("now", str, "")) - site.clock.now()
        site.clock.shift(delta)
    except (OverflowError, ValueError) as error:
        raise misuse(f"The clock cannot be moved: {error}") from None
    return show_clock(site, inquiry)


def _number(inquiry: Inquiry, name: str) -> float:
    value = inquiry.body[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise misuse(f"{name}={value!r}: expected a number")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


ROUTES = (
    HttpRoute("GET", "/clock", show_clock, "Return the mock's current time."),
    HttpRoute(
        "POST",
        "/clock",
        move_clock,
        "Move the clock by an interval, or to a point in time.",
        body={
            **dict.fromkeys(UNITS, "a number; may be negative"),
            "now": "a time such as 2026-01-31T12:00:00+00:00; UTC if without an offset",
        },
    ),
)
