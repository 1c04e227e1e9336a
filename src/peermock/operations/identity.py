"""STS: who calls, and becoming a role of another account."""

import re
from datetime import timedelta

from peermock.domain.errors import StsValidationError
from peermock.domain.identity import Principal, access_key_id, partition_of, role_id
from peermock.domain.world import World
from peermock.operations.call import Call, Result

_ROLE_ARN = re.compile(r"arn:(?P<partition>[a-z-]+):iam::(?P<account>\d{12}):role/(?P<path>\S+)")
_SESSION_NAME = re.compile(r"[\w+=,.@-]{2,64}", re.ASCII)
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
    match = _ROLE_ARN.fullmatch(arn)
    if match is None or match["partition"] != partition_of(call.place.region_name):
        raise StsValidationError(f"{arn} is invalid")
    session_name = _session_name(call)
    duration = _duration(call)
    account_id, role_name = match["account"], match["path"].rsplit("/", 1)[-1]
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
    return {"Account": world.holder(call.params["AccessKeyId"], call.default_account_id).account_id}


def _session_name(call: Call) -> str:
    name: str = call.params["RoleSessionName"]
    if _SESSION_NAME.fullmatch(name) is None:
        raise StsValidationError(
            f"1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy "
            r"constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"
        )
    return name


def _duration(call: Call) -> timedelta:
    seconds: int = call.params.get("DurationSeconds", DEFAULT_SESSION)
    for bad, bound, word in (
        (seconds < SHORTEST_SESSION, SHORTEST_SESSION, "greater"),
        (seconds > LONGEST_SESSION, LONGEST_SESSION, "less"),
    ):
        if bad:
            raise StsValidationError(
                f"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to "
                f"satisfy constraint: Member must have value {word} than or equal to {bound}"
            )
    if seconds > _LONGEST_CHAINED_SESSION and call.principal.resource.startswith("assumed-role/"):
        raise StsValidationError(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining."
        )
    return timedelta(seconds=seconds)
