"""The botocore session behind the clients that the mock returns."""

from functools import cache
from typing import TYPE_CHECKING

from peermock._transport.inprocess.current import current
from peermock.exceptions import MockStateError

if TYPE_CHECKING:
    from botocore.session import Session


@cache
def session() -> "Session":
    """Return the botocore session, cached so that service models are loaded only once."""
    from botocore.session import Session  # noqa: PLC0415  # imported on first use

    kept = Session()
    kept.register("before-send", _refuse_after_the_end)
    return kept


def _refuse_after_the_end(**_: object) -> None:
    if current() is None:
        raise MockStateError(
            "This client belongs to a mock that has ended. Use it while the mock is active, or "
            "create your own client to reach AWS."
        )
