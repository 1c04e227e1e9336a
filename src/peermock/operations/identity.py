"""STS: who calls, and becoming a role of another account."""

import re
from datetime import timedelta

from peermock.domain.errors import StsValidationError
from peermock.domain.identity import Principal, access_key_id, account_of, partition_of, role_id
from peermock.domain.world import World
from peermock.operations.call import Call, Result

_ROLE_ARN = re.compile(
    r"arn:(?P<partition>[a-z-]+):iam::(?P<account>\d{12}):role/(?:[!-~]+/)?(?P<name>[\w+=,.@-]+)",
    re.ASCII,
)
SHORTEST_SESSION, DEFAULT_SESSION, LONGEST_SESSION = 900, 3600, 43200
_LONGEST_CHAINED_SESSION = 3600


def get_caller_identity(_world: World, call: Call) -> Result:
    """Tell who holds the access key that signed the call."""
    return {
        "UserId": call.principal.user_id,
        "Account": call.place.account_id,
        "Arn": call.caller_arn,
    }


def assume_role(world: World, call: Call) -> Result:
    """Hand out credentials of a role; every account has every role that is asked for."""
    arn = call.params["RoleArn"]
    _check(arn, "roleArn", 20, 2048)
    match = _ROLE_ARN.fullmatch(arn)
    if match is None or match["partition"] != partition_of(call.place.region_name):
        raise StsValidationError(f"{arn} is invalid")
    session_name = _session_name(call)
    duration = _duration(call)
    account_id, role_name = match["account"], match["name"]
    holder = Principal(
        account_id,
        f"{role_id(account_id, role_name)}:{session_name}",
        f"assumed-role/{role_name}/{session_name}",
    )
    key = access_key_id(account_id, world.ids.random_bytes(4))
    world.sessions[key] = holder
    return {
        "Credentials": {
            "AccessKeyId": key,
            "SecretAccessKey": world.ids.random_bytes(20).hex(),
            "SessionToken": f"peermock-{world.ids.random_bytes(24).hex()}",
            "Expiration": call.at.replace(microsecond=0) + duration,
        },
        "AssumedRoleUser": {
            "AssumedRoleId": holder.user_id,
            "Arn": holder.arn(call.place.region_name),
        },
    }


def get_access_key_info(world: World, call: Call) -> Result:
    """Tell the account of an access key."""
    key = call.params["AccessKeyId"]
    _check(key, "accessKeyId", 16, 128, r"[\w]*")
    carried = account_of(key) or call.default_account_id
    return {"Account": world.holder(key, carried).account_id}


def _session_name(call: Call) -> str:
    name: str = call.params["RoleSessionName"]
    _check(name, "roleSessionName", 2, 64, r"[\w+=,.@-]*")
    return name


def _duration(call: Call) -> timedelta:
    seconds: int = call.params.get("DurationSeconds", DEFAULT_SESSION)
    for bad, bound, word in (
        (seconds < SHORTEST_SESSION, SHORTEST_SESSION, "greater"),
        (seconds > LONGEST_SESSION, LONGEST_SESSION, "less"),
    ):
        if bad:
            raise _violation(
                str(seconds), "durationSeconds", f"have value {word} than or equal to {bound}"
            )
    if seconds > _LONGEST_CHAINED_SESSION and call.principal.resource.startswith("assumed-role/"):
        raise StsValidationError(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining."
        )
    return timedelta(seconds=seconds)


def _check(value: str, member: str, least: int, most: int, pattern: str = "") -> None:
    if len(value) < least:
        raise _violation(value, member, f"have length greater than or equal to {least}")
    if len(value) > most:
        raise _violation(value, member, f"have length less than or equal to {most}")
    if pattern and re.fullmatch(pattern, value, re.ASCII) is None:
        raise _violation(value, member, f"satisfy regular expression pattern: {pattern}")


def _violation(value: str, member: str, constraint: str) -> StsValidationError:
    return StsValidationError(
        f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy "
        f"constraint: Member must {constraint}"
    )
