"""Credentials of a role, which a session with a profile fetches from STS and keeps for an hour.

Those that come from a mock are good in its world only. So they are fetched again when a mock
begins or ends, and while one is active no cache is asked for them, nor told of them: botocore's
may be files. Who assumes the role of a profile need not be logged in.
"""

from datetime import UTC, datetime
from typing import Protocol
from weakref import WeakSet

from botocore.credentials import Credentials, RefreshableCredentials

from peermock.transport.credentials import from_environment, is_out_of_reach
from peermock.transport.patch import Method, Patch


class _Fetcher(Protocol):
    """The part of botocore's `AssumeRoleCredentialFetcher` that says who assumes the role."""

    _source_credentials: Credentials


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_fetched: WeakSet[RefreshableCredentials] = WeakSet()
"""What sessions have fetched from a mock."""


def expire() -> None:
    """Let sessions fetch anew what they have from a mock."""
    while _fetched:
        _fetched.pop()._expiry_time = _LONG_AGO  # type: ignore[attr-defined]  # not in the stubs


def _remember(set_from_data: Method) -> Method:
    def remembered(credentials: RefreshableCredentials, data: object) -> object:
        _fetched.add(credentials)
        return set_from_data(credentials, data)

    return remembered


def _assume_at_hand(create_client: Method) -> Method:
    """Let the mock's credentials assume a role where those of the profile would be looked up."""

    def created(fetcher: _Fetcher) -> object:
        source = fetcher._source_credentials
        if is_out_of_reach(source, "sts"):
            fetcher._source_credentials = from_environment()
        try:
            return create_client(fetcher)
        finally:
            fetcher._source_credentials = source

    return created


def _use_no_cache(_: Method) -> Method:
    def use_none(*_: object) -> None: ...

    return use_none


PATCHES = (
    Patch("botocore.credentials", "AssumeRoleCredentialFetcher", "_create_client", _assume_at_hand),
    Patch("botocore.credentials", "RefreshableCredentials", "_set_from_data", _remember),
    Patch("botocore.credentials", "CachedCredentialFetcher", "_load_from_cache", _use_no_cache),
    Patch("botocore.credentials", "CachedCredentialFetcher", "_write_to_cache", _use_no_cache),
)
