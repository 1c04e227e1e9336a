"""Credentials and signatures while a mock is active: made up, and gone when it ends.

A session caches the credentials it finds. Credentials found in the environment of a mock are
therefore leased: while any mock is active they are that mock's, afterwards they are whatever the
session would find itself.
"""

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, cast

from botocore.auth import SigV4Auth
from botocore.credentials import Credentials, ReadOnlyCredentials, RefreshableCredentials
from botocore.exceptions import NoCredentialsError

from peermock._domain.identity import owner_of
from peermock._transport.inprocess.current import NO_CALL, client_call, gateways
from peermock._transport.inprocess.patch import Method, Patch


class Signer(Protocol):
    """The part of botocore's `RequestSigner` that holds its credentials."""

    _credentials: Credentials | None


def from_environment() -> Credentials:
    """Return the credentials of the active mock from the environment."""
    return Credentials(*_keys(), method="env")


def _keys() -> tuple[str, str, str | None]:
    return (
        os.environ.get("AWS_ACCESS_KEY_ID", "peermock"),
        os.environ.get("AWS_SECRET_ACCESS_KEY", "peermock"),
        os.environ.get("AWS_SESSION_TOKEN"),
    )


class LeasedCredentials(Credentials):
    """The active mock's credentials, or the session's own once no mock is active.

    The same applies to each key attribute, for code that signs requests itself.
    """

    def __init__(self, load: Callable[[], Credentials | None]) -> None:
        self._load = load
        self.method = "env"
        self.account_id = None

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        """Return the credentials to sign a request with.

        Raises:
            NoCredentialsError: No mock is active and the session finds no credentials.
        """
        if gateways:
            return ReadOnlyCredentials(*_keys())
        return self._find_current().get_frozen_credentials()

    @property
    def access_key(self) -> str:  # type: ignore[override]  # a plain attribute there
        """The current access key ID."""
        return self._find_current().access_key

    @property
    def secret_key(self) -> str:  # type: ignore[override]  # as above
        """The current secret access key."""
        return self._find_current().secret_key

    @property
    def token(self) -> str | None:  # type: ignore[override]  # as above
        """The current session token."""
        return self._find_current().token

    def _find_current(self) -> Credentials:
        found = from_environment() if gateways else self._load()
        if found is None:
            raise NoCredentialsError
        return found


class AsyncLeasedCredentials(LeasedCredentials):
    """Leased credentials for aiobotocore, which awaits them."""

    # A coroutine, because aiobotocore awaits what botocore calls.
    async def get_frozen_credentials(self) -> ReadOnlyCredentials:  # type: ignore[override]
        """Return the credentials to sign a request with; see `LeasedCredentials`."""
        if gateways:
            return ReadOnlyCredentials(*_keys())
        found = await cast("Awaitable[Credentials | None]", self._load())
        if found is None:
            raise NoCredentialsError
        return await cast("Awaitable[ReadOnlyCredentials]", found.get_frozen_credentials())

    def get_account_id(self) -> None:
        """Return the account ID for endpoint URLs: None, as `AioCredentials` usually does."""

    def _find_current(self) -> Credentials:
        if gateways:
            return from_environment()
        raise NotImplementedError("The mock has ended. Await get_frozen_credentials() instead.")


_FROM_STS = ("assume-role", "assume-role-with-web-identity")
"""The credential methods whose credentials the mock itself issues."""


def is_out_of_reach(found: Credentials | None, service_name: object) -> bool:
    """Return whether there are no credentials, or they would be fetched just to call the mock.

    Credentials of roles that are assumed in the mock do not count; others are fetched from
    elsewhere.
    """
    if not isinstance(found, RefreshableCredentials):
        return found is None
    answered = bool(gateways) and gateways[-1].answers(str(service_name))
    return answered and found.method not in _FROM_STS and found.refresh_needed()


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


_ZEROS = "0" * 64


class UncheckedAuth(SigV4Auth):
    """Signs a call that the mock answers with zeros, because nobody will check the signature.

    Everything else in the headers is what botocore writes. Computing the signature takes a sixth
    of a call.
    """

    def canonical_request(self, _request: object) -> str:
        """Return nothing to be signed."""
        return ""

    def signature(self, _string_to_sign: str, _request: object) -> str:
        """Return zeros, as many digits as a signature has."""
        return _ZEROS


def _choose_auth(auth: object, names: Mapping[str, object]) -> object:
    """Return what signs a request: botocore's choice, or zeros for a call that the mock answers.

    A request that is only signed, perhaps to be sent elsewhere, is not part of a call.
    """
    call = client_call.get()
    if call is NO_CALL or type(auth) is not SigV4Auth or not gateways:
        return auth
    service_name = str(names.get("signing_name"))
    if not gateways[-1].answers(service_name, call.operation_name):
        return auth
    return UncheckedAuth(auth.credentials, service_name, str(names.get("region_name")))


def _provide(sign: Method) -> Method:
    """Choose how a request is signed.

    The mock's credentials sign it if the client has none, or would have to fetch them.
    """

    def get_auth_instance(signer: Signer, *args: object, **kwargs: object) -> object:
        found = signer._credentials
        if (
            type(found) is not LeasedCredentials
            and not kwargs.get("request_credentials")
            and is_out_of_reach(found, kwargs.get("signing_name"))
        ):
            kwargs["request_credentials"] = from_environment()
        return _choose_auth(sign(signer, *args, **kwargs), kwargs)

    return get_auth_instance


def _provide_async(sign: Method) -> Method:
    async def get_auth_instance(signer: Signer, *args: object, **kwargs: object) -> object:
        found = signer._credentials
        if not kwargs.get("request_credentials") and is_out_of_reach(
            found, kwargs.get("signing_name")
        ):
            kwargs["request_credentials"] = AsyncLeasedCredentials(lambda: None)
        return _choose_auth(await cast("Awaitable[object]", sign(signer, *args, **kwargs)), kwargs)

    return get_auth_instance


PATCHES = (
    Patch("botocore.credentials", "CredentialResolver", "load_credentials", _lease),
    Patch("botocore.signers", "RequestSigner", "get_auth_instance", _provide),
    Patch("aiobotocore.credentials", "AioCredentialResolver", "load_credentials", _lease_async),
    Patch("aiobotocore.signers", "AioRequestSigner", "get_auth_instance", _provide_async),
)
