"""The botocore session of the clients that the mock itself hands out."""

from functools import cache
from typing import TYPE_CHECKING

from peermock.exceptions import MockStateError
from peermock.transport.current import current

if TYPE_CHECKING:
    from botocore.session import Session


@cache
def session() -> "Session":
    """Return a session that the process keeps, so that service models are loaded once."""
    from botocore.session import Session  # noqa: PLC0415  # botocore is loaded at first use

    kept = Session()
    kept.register("before-send", _refuse_after_the_end)
    return kept


def _refuse_after_the_end(**_: object) -> None:
    if current() is None:
        raise MockStateError(
            "This client was made by peermock and its mock has ended. Make a client of your own "
            "to reach AWS, or use this one while the mock is active."
        )
