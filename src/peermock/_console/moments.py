"""Times in words: in the local time zone, and relative to now."""

from datetime import datetime, timedelta

_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)


def in_words(moment: datetime) -> str:
    """Return a time in words, in this machine's time zone.

    Example:
        >>> from datetime import UTC
        >>> in_words(datetime(2026, 12, 6, 14, 4, tzinfo=UTC)).startswith("6 December 2026, ")
        True
    """
    here = moment.astimezone()
    return f"{here.day} {here:%B %Y, %H:%M} {here:%Z}"


def at_a_second(moment: datetime) -> str:
    """Return a time to the second in short form, in this machine's time zone.

    Example:
        >>> from datetime import UTC
        >>> at_a_second(datetime(2026, 12, 6, 14, 4, 9, tzinfo=UTC)).startswith("6 Dec, ")
        True
    """
    here = moment.astimezone()
    return f"{here.day} {here:%b, %H:%M:%S}"


def distance(moment: datetime, now: datetime) -> str:
    """Return the time until or since a moment, rounded down to the largest unit.

    Example:
        >>> now = datetime(2026, 11, 29, 14, 4)
        >>> distance(now + timedelta(days=6, hours=23), now), distance(now, now)
        ('in 6 days', 'now')
    """
    away = abs(moment - now)
    for name, unit in _UNITS:
        count = away // unit
        if count:
            length = f"{count} {name}{'' if count == 1 else 's'}"
            return f"in {length}" if moment > now else f"{length} ago"
    return "now" if moment <= now else "in less than a minute"
