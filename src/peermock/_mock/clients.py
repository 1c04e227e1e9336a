"""Botocore clients that the mock itself hands out."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from peermock.exceptions import MockStateError
from peermock.transport.current import current

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from botocore.session import Session


def create_client(service_name: str, region_name: str, kwargs: Mapping[str, Any]) -> "BaseClient":
    """Return a client of a session that the process keeps, so that models are loaded once.

    Args:
        service_name: The service, such as `ec2`.
        region_name: The Region.
        kwargs: What else `botocore.session.Session.create_client` takes.
    """
    client: BaseClient = _session().create_client(service_name, region_name=region_name, **kwargs)
    return client


@cache
def _session() -> "Session":
    from botocore.session import Session  # noqa: PLC0415  # botocore is loaded at first use

    session = Session()
    session.register("before-send", _refuse_after_the_end)
    return session


def _refuse_after_the_end(**_: object) -> None:
    if current() is None:
        raise MockStateError(
            "This client was made by peermock and its mock has ended. Make a client of your own "
            "to reach AWS, or use this one while the mock is active."
        )
