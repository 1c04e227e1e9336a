"""STS for callers with a token of an identity provider and no access keys."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from peermock._domain.errors import InvalidIdentityToken, TokenExpired
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.identity import begin_session

_PARTS_OF_A_TOKEN = 3
_END_OF_TIME = datetime.max.replace(tzinfo=UTC).timestamp() - 86400


def assume_role_with_web_identity(world: World, call: Call) -> Result:
    """Issue credentials of a role for a token, whose signature is not checked."""
    claims = _read_claims(call.params["WebIdentityToken"])
    _check_expiry(claims, call.at)
    audience = claims.get("aud", "")
    answer = {
        **begin_session(world, replace(call, signed_at=_read_issue_time(claims))),
        "SubjectFromWebIdentityToken": str(claims.get("sub", "")),
        "Provider": str(claims.get("iss", "")),
        "Audience": str(audience[0] if isinstance(audience, list) and audience else audience),
    }
    return {name: value for name, value in answer.items() if value != ""}


def _read_claims(token: str) -> Mapping[str, Any]:
    """Return the claims of a JSON web token."""
    parts = token.split(".")
    try:
        if len(parts) != _PARTS_OF_A_TOKEN:
            raise InvalidIdentityToken
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.urlsafe_b64decode(padded))
    except ValueError:
        raise InvalidIdentityToken from None
    if not isinstance(claims, dict):
        raise InvalidIdentityToken
    return claims


def _check_expiry(claims: Mapping[str, Any], now: datetime) -> None:
    expires = claims.get("exp")
    if isinstance(expires, int | float) and now.timestamp() >= expires:
        raise TokenExpired(int(now.timestamp()), int(expires))


def _read_issue_time(claims: Mapping[str, Any]) -> datetime | None:
    """Return when the token was issued, on a clock that the mock does not control."""
    issued = claims.get("iat")
    if isinstance(issued, int | float) and 0 <= issued < _END_OF_TIME:
        return datetime.fromtimestamp(issued, UTC)
    return None


OPERATIONS: Mapping[str, Operation] = {
    "AssumeRoleWithWebIdentity": Operation(
        assume_role_with_web_identity,
        ("RoleArn", "RoleSessionName", "WebIdentityToken", "DurationSeconds"),
        may_be_unsigned=True,
    ),
}
"""The rows of these operations."""
