"""The account of an access key, the same for peermock and for moto."""

import os
import sys
from typing import Any

from peermock._domain.identity import Principal, is_account_id, owner_of
from peermock._transport.inprocess.current import current
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names

VARIABLE = "MOTO_ACCOUNT_ID"


def account_of_everybody() -> str | None:
    """Return the account that moto's environment variable gives to all callers, or None."""
    if "moto" not in sys.modules:
        return None
    account_id = os.environ.get(VARIABLE, "")
    return account_id if is_account_id(account_id) else None


def find_holder(key_id: str, default_account_id: str) -> Principal | None:
    """Return the holder of a key that moto issued, or the one set by its environment variable.

    Args:
        key_id: The access key ID.
        default_account_id: The account of keys that do not encode one.

    Returns:
        None if moto is not active or does not know the key.
    """
    if names.MOCK not in sys.modules:
        return None
    owner = owner_of(key_id)
    if owner not in (None, default_account_id) or not names.is_active():
        return None
    everybody = account_of_everybody()
    if everybody is not None:
        return _principal(key_id, everybody)
    if owner is not None:
        return None
    account_id = _account_of_key(key_id)
    return None if account_id is None else _principal(key_id, account_id)


def _account_of_key(key_id: str) -> str | None:
    """Return the account in which moto created a key, or None."""
    for account_id, partitions in list(names.look_up(names.IAM, "iam_backends").items()):
        if any(key_id in backend.access_keys for backend in list(partitions.values())):
            return str(account_id)
    return None


def _principal(key_id: str, account_id: str) -> Principal:
    """Return a key's holder as moto's GetCallerIdentity describes it."""
    backend = names.look_up(names.STS, "sts_backends")[account_id]["aws"]
    user_id, arn, _ = backend.get_caller_identity(key_id, "us-east-1")
    return Principal(account_id, user_id, arn.split(":", 5)[5])


def _find_carried(key_id: str) -> str | None:
    """Return the account of a key that the current mock issued, if it is not the default one."""
    gateway = current()
    if gateway is None:
        return None
    with gateway.held() as world:
        session = world.sessions.get(key_id)
    account_id = session.account_id if session is not None else owner_of(key_id)
    return account_id if account_id != gateway.account_id or session is not None else None


def _get_current_account(original: Method) -> Method:
    def get_current_account(response: Any) -> object:
        return _find_carried(response.get_access_key()) or original(response)

    return get_current_account


def _get_account_id_from(original: Method) -> Method:
    def get_account_id_from(access_key: str) -> object:
        gateway = current()
        if gateway is None:
            return original(access_key)
        carried = _find_carried(access_key) or _account_of_key(access_key)
        return carried or gateway.account_id

    return get_account_id_from


PATCHES = (
    Patch(names.RESPONSES, "BaseResponse", "get_current_account", _get_current_account),
    Patch(names.IAM, None, "get_account_id_from", _get_account_id_from),
)
