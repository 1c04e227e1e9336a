"""The gateway's list of the refusals that it has raised."""

from datetime import timedelta

from peermock import EndlessWaitError, NoSuchRegionError, NotMockedError
from peermock._gateway.refusals import Refusals

ENDLESS = EndlessWaitError(3, timedelta(seconds=15))
FOREIGN = NotMockedError("s3", "ListBuckets", "https://s3.amazonaws.com/")


def test_refusals_are_kept_in_order() -> None:
    """Refusals are kept until they are forgotten, and may be raised while the list is read."""
    refusals = Refusals()
    refusals.add(ENDLESS)
    for _ in refusals:
        refusals.add(FOREIGN)
    assert list(refusals) == [ENDLESS, FOREIGN]
    refusals.forget()
    assert not list(refusals)


def test_what_the_client_sees_is_no_refusal() -> None:
    """The list has no refusal that was sent as a response, and no unknown Region."""
    refusals = Refusals()
    refusals.add(NoSuchRegionError("us-east-9", "us-east-1"))
    refusals.add(ENDLESS)
    refusals.remove(ENDLESS)
    refusals.remove(FOREIGN)
    assert not list(refusals)
