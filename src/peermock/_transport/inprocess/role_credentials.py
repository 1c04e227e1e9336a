"""Role credentials of profiles, which a session fetches from STS and keeps for an hour.

Role credentials issued by a mock are valid only in that mock. They are refreshed whenever a mock
starts or stops, and botocore's credential caches, which may be files, are bypassed while one is
active. The profile's source credentials may be missing or expired.
"""

from datetime import UTC, datetime
from typing import Protocol
from weakref import WeakSet

from botocore.credentials import Credentials, RefreshableCredentials

from peermock._transport.inprocess.credentials import from_environment, is_out_of_reach
from peermock._transport.inprocess.patch import Method, Patch


class _Fetcher(Protocol):
    """The part of botocore's `AssumeRoleCredentialFetcher` that holds the source credentials."""

    _source_credentials: Credentials


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_fetched: WeakSet[RefreshableCredentials] = WeakSet()
"""The credentials that sessions have fetched from a mock."""


def expire() -> None:
    """Make sessions fetch credentials again that they have from a mock."""
    while _fetched:
        _fetched.pop()._expiry_time = _LONG_AGO  # type: ignore[attr-defined]  # not in the stubs


def _remember(set_from_data: Method) -> Method:
    def remember_and_set(credentials: RefreshableCredentials, data: object) -> object:
        _fetched.add(credentials)
        return set_from_data(credentials, data)

    return remember_and_set


def _assume_at_hand(create_client: Method) -> Method:
    """Assume a role with the mock's credentials if the profile's would have to be fetched."""

    def create_with_keys_at_hand(fetcher: _Fetcher) -> object:
        source = fetcher._source_credentials
        if is_out_of_reach(source, "sts"):
            fetcher._source_credentials = from_environment()
        try:
            return create_client(fetcher)
        finally:
            fetcher._source_credentials = source

    return create_with_keys_at_hand


def _use_no_cache(_: Method) -> Method:
    def use_none(*_: object) -> None: ...

    return use_none


PATCHES = (
    Patch("botocore.credentials", "AssumeRoleCredentialFetcher", "_create_client", _assume_at_hand),
    Patch("botocore.credentials", "RefreshableCredentials", "_set_from_data", _remember),
    Patch("botocore.credentials", "CachedCredentialFetcher", "_load_from_cache", _use_no_cache),
    Patch("botocore.credentials", "CachedCredentialFetcher", "_write_to_cache", _use_no_cache),
)
