"""The text report of a world: errors, calls and connections."""

from datetime import datetime

from peermock._domain.world import World
from peermock._gateway import CallLog
from peermock._report.calls import calls_lines
from peermock._report.connections import connections_lines
from peermock._report.errors import errors_lines


def as_report(world: World, calls: CallLog, at: datetime, *, length: str = "full") -> str:
    """Return the report: errors with hints, calls in order, and connections, in 80 columns.

    Args:
        world: The world with the connections.
        calls: The calls.
        at: The time of the report.
        length: `short` for errors and a line per connection, `full`, or `all` to omit no call.
    """
    short = length == "short"
    called = [] if short else calls_lines(calls, every=length == "all")
    return "\n".join(
        [
            *errors_lines(calls, texts=short),
            f"calls: {len(calls)}",
            *called,
            *connections_lines(world, calls, at, length),
        ]
    )
