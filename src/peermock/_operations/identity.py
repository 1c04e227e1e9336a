"""STS: the caller's identity, and assuming roles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from peermock._domain.errors import RoleDenied, StsValidationError
from peermock._domain.identity import Principal, account_of, partition_of, role_id, role_key_id
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result

_ROLE_ARN = re.compile(
    r"arn:(?P<partition>[a-z-]+):iam::(?P<account>\d{12}):role/(?:[!-~]+/)?(?P<name>[\w+=,.@-]+)",
    re.ASCII,
)
SHORTEST_SESSION, DEFAULT_SESSION, LONGEST_SESSION = 900, 3600, 43200
_LONGEST_CHAINED_SESSION = 3600


def get_caller_identity(_world: World, call: Call) -> Result:
    """Return the holder of the access key that signed the call."""
    return {
        "UserId": call.principal.user_id,
        "Account": call.place.account_id,
        "Arn": call.caller_arn,
    }


def assume_role(world: World, call: Call) -> Result:
    """Issue credentials of a role. By default, every account has every role."""
    return begin_session(world, call)


def begin_session(world: World, call: Call) -> Result:
    """Issue credentials of the role that a call names.

    Raises:
        StsValidationError: The role, the session name or the duration is invalid.
    """
    arn, session_name = call.params["RoleArn"], call.params["RoleSessionName"]
    _check_members(call)
    match = _ROLE_ARN.fullmatch(arn)
    if match is None or match["partition"] != partition_of(call.place.region_name):
        raise StsValidationError(f"{arn} is invalid")
    duration = _duration(call)
    account_id, role_name = match["account"], match["name"]
    _check_role(world, call, account_id, role_name)
    holder = Principal(
        account_id,
        f"{role_id(account_id, role_name)}:{session_name}",
        f"assumed-role/{role_name}/{session_name}",
        call.at + duration if world.expires_sessions else None,
    )
    key = _new_key(world, account_id)
    world.sessions[key] = holder
    return {
        "Credentials": {
            "AccessKeyId": key,
            "SecretAccessKey": world.ids.random_bytes(20).hex(),
            "SessionToken": f"peermock-{world.ids.random_bytes(24).hex()}",
            "Expiration": _present(call).replace(microsecond=0) + duration,
        },
        "AssumedRoleUser": {
            "AssumedRoleId": holder.user_id,
            "Arn": holder.arn(call.place.region_name),
        },
    }


def _check_role(world: World, call: Call, account_id: str, role_name: str) -> None:
    """Check that a role exists and trusts the caller's account.

    Raises:
        RoleDenied: It does not. AWS does not tell the two cases apart.
    """
    roles = world.roles.get(account_id)
    if roles is None:
        return
    trusted = roles.get(role_name, frozenset())
    if trusted is not None and call.account_id not in trusted:
        action = f"{call.service_name}:{call.operation_name}"
        raise RoleDenied(call.caller_arn, action, call.params["RoleArn"])


def _new_key(world: World, account_id: str) -> str:
    key = role_key_id(account_id, world.ids.random_bytes(3))
    while key in world.sessions:
        key = role_key_id(account_id, world.ids.random_bytes(3))
    return key


def _present(call: Call) -> datetime:
    """Return the later of the world's and the client's current time.

    The client may be another process, whose clock the mock does not freeze. Credentials that have
    already expired on that clock would be useless to it.
    """
    return max(call.at, call.signed_at or call.at)


def get_access_key_info(world: World, call: Call) -> Result:
    """Return the account of an access key."""
    key = call.params["AccessKeyId"]
    _check(_violations(key, "accessKeyId", 16, 128, r"[\w]*"))
    carried = account_of(key) or call.default_account_id
    return {"Account": world.holder(key, carried).account_id}


def _check_members(call: Call) -> None:
    """Check each parameter by itself, before interpreting the role's ARN."""
    params = call.params
    external_id = params.get("ExternalId")
    _check(
        [
            *_violations(params["RoleArn"], "roleArn", 20, 2048),
            *_violations(params["RoleSessionName"], "roleSessionName", 2, 64, r"[\w+=,.@-]*"),
            *_unlike_a_duration(params.get("DurationSeconds", DEFAULT_SESSION)),
            *(
                []
                if external_id is None
                else _violations(external_id, "externalId", 2, 1224, r"[\w+=,.@:\/-]*")
            ),
        ]
    )


def _duration(call: Call) -> timedelta:
    seconds: int = call.params.get("DurationSeconds", DEFAULT_SESSION)
    if seconds > _LONGEST_CHAINED_SESSION and call.principal.resource.startswith("assumed-role/"):
        raise StsValidationError(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining."
        )
    return timedelta(seconds=seconds)


def _unlike_a_duration(seconds: int) -> Iterator[str]:
    if seconds < SHORTEST_SESSION:
        constraint = f"have value greater than or equal to {SHORTEST_SESSION}"
        yield _violation(str(seconds), "durationSeconds", constraint)
    if seconds > LONGEST_SESSION:
        constraint = f"have value less than or equal to {LONGEST_SESSION}"
        yield _violation(str(seconds), "durationSeconds", constraint)


def _violations(value: str, member: str, least: int, most: int, pattern: str = "") -> Iterator[str]:
    """Yield the constraints that a value violates, in words."""
    if len(value) < least:
        yield _violation(value, member, f"have length greater than or equal to {least}")
    if len(value) > most:
        yield _violation(value, member, f"have length less than or equal to {most}")
    if pattern and re.fullmatch(pattern, value, re.ASCII) is None:
        yield _violation(value, member, f"satisfy regular expression pattern: {pattern}")


def _violation(value: str, member: str, constraint: str) -> str:
    return f"Value '{value}' at '{member}' failed to satisfy constraint: Member must {constraint}"


def _check(violations: Iterable[str]) -> None:
    """Reject a call that violates constraints, listing all of them as AWS does."""
    found = list(violations)
    if found:
        errors = "error" if len(found) == 1 else "errors"
        raise StsValidationError(f"{len(found)} validation {errors} detected: {'; '.join(found)}")


OPERATIONS: Mapping[str, Operation] = {
    "AssumeRole": Operation(
        assume_role, ("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"), "RoleArn"
    ),
    "GetAccessKeyInfo": Operation(get_access_key_info, ("AccessKeyId",)),
    "GetCallerIdentity": Operation(get_caller_identity),
}
"""The rows of these operations."""
