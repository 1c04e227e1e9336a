"""Credentials while a mock is active: made up, and gone when it ends.

A session keeps the credentials that it found. Those found in the environment of a mock are
therefore given out as a lease: during any mock they are that mock's, after it what the session
finds for itself.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Protocol, cast

from botocore.credentials import Credentials, ReadOnlyCredentials, RefreshableCredentials
from botocore.exceptions import NoCredentialsError

from peermock.domain.identity import owner_of
from peermock.operations import OPERATIONS
from peermock.transport.current import current
from peermock.transport.patch import Method, Patch


class _Signer(Protocol):
    """The part of botocore's `RequestSigner` that says what it signs with."""

    _credentials: Credentials | None


def from_environment() -> Credentials:
    """Return the credentials of the active mock, which are in the environment."""
    return Credentials(*_keys(), method="env")


def _keys() -> tuple[str, str, str | None]:
    return (
        os.environ.get("AWS_ACCESS_KEY_ID", "peermock"),
        os.environ.get("AWS_SECRET_ACCESS_KEY", "peermock"),
        os.environ.get("AWS_SESSION_TOKEN"),
    )


class LeasedCredentials(Credentials):
    """A mock's credentials while one is active, and the session's own afterwards.

    Each key says so by itself too, to those who sign requests of their own with it.
    """

    def __init__(self, load: Callable[[], Credentials | None]) -> None:
        self._load = load
        self.method = "env"
        self.account_id = None

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        """Return what to sign a request with.

        Raises:
            NoCredentialsError: No mock is active and the session finds none.
        """
        if current():
            return ReadOnlyCredentials(*_keys())
        return self._held().get_frozen_credentials()

    @property
    def access_key(self) -> str:  # type: ignore[override]  # a plain attribute there
        """The access key ID of the moment."""
        return self._held().access_key

    @property
    def secret_key(self) -> str:  # type: ignore[override]  # likewise
        """The secret access key of the moment."""
        return self._held().secret_key

    @property
    def token(self) -> str | None:  # type: ignore[override]  # likewise
        """The session token of the moment."""
        return self._held().token

    def _held(self) -> Credentials:
        found = from_environment() if current() else self._load()
        if found is None:
            raise NoCredentialsError
        return found


class AsyncLeasedCredentials(LeasedCredentials):
    """The same for aiobotocore, which awaits."""

    # aiobotocore awaits what botocore calls, so the kind of the method is another one.
    async def get_frozen_credentials(self) -> ReadOnlyCredentials:  # type: ignore[override]
        """Return what to sign a request with; see `LeasedCredentials`."""
        if current():
            return ReadOnlyCredentials(*_keys())
        found = await cast("Awaitable[Credentials | None]", self._load())
        if found is None:
            raise NoCredentialsError
        return await cast("Awaitable[ReadOnlyCredentials]", found.get_frozen_credentials())

    def get_account_id(self) -> None:
        """Return the account to build endpoints from: none, as `AioCredentials` mostly does."""

    def _held(self) -> Credentials:
        if current():
            return from_environment()
        raise NotImplementedError("The mock has ended. Await get_frozen_credentials() instead.")


def is_out_of_reach(found: Credentials | None, service_name: object) -> bool:
    """Tell whether there are no credentials, or they would be looked up just to ask the mock.

    A role is assumed in the mock; what else a session fetches comes from elsewhere.
    """
    if not isinstance(found, RefreshableCredentials):
        return found is None
    return service_name in OPERATIONS and found.method != "assume-role" and found.refresh_needed()


def _is_ours(found: object) -> bool:
    if not isinstance(found, Credentials) or found.method != "env":
        return False
    return owner_of(found.access_key) is not None


def _lease(load: Method) -> Method:
    def load_credentials(resolver: object) -> object:
        found = load(resolver)
        again = cast("Callable[[], Credentials | None]", lambda: load(resolver))
        return LeasedCredentials(again) if _is_ours(found) else found

    return load_credentials


def _lease_async(load: Method) -> Method:
    asynchronous = cast("Callable[..., Awaitable[object]]", load)

    async def load_credentials(resolver: object) -> object:
        found = await asynchronous(resolver)
        again = cast("Callable[[], Credentials | None]", lambda: load(resolver))
        return AsyncLeasedCredentials(again) if _is_ours(found) else found

    return load_credentials


def _provide(sign: Method) -> Method:
    """Let a client sign with the mock's credentials that has none, or none without a look-up."""

    def get_auth_instance(signer: _Signer, *args: object, **kwargs: object) -> object:
        found = signer._credentials
        if not kwargs.get("request_credentials") and is_out_of_reach(
            found, kwargs.get("signing_name")
        ):
            kwargs["request_credentials"] = from_environment()
        return sign(signer, *args, **kwargs)

    return get_auth_instance


def _provide_async(sign: Method) -> Method:
    async def get_auth_instance(signer: _Signer, *args: object, **kwargs: object) -> object:
        found = signer._credentials
        if not kwargs.get("request_credentials") and is_out_of_reach(
            found, kwargs.get("signing_name")
        ):
            kwargs["request_credentials"] = AsyncLeasedCredentials(lambda: None)
        return await cast("Awaitable[object]", sign(signer, *args, **kwargs))

    return get_auth_instance


PATCHES = (
    Patch("botocore.credentials", "CredentialResolver", "load_credentials", _lease),
    Patch("botocore.signers", "RequestSigner", "get_auth_instance", _provide),
    Patch("aiobotocore.credentials", "AioCredentialResolver", "load_credentials", _lease_async),
    Patch("aiobotocore.signers", "AioRequestSigner", "get_auth_instance", _provide_async),
)
