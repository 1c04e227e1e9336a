"""The current time, read nowhere else."""

import datetime as dt
import time


def present() -> dt.datetime:
    """Return the current time, which freezegun or time-machine may have moved."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)
