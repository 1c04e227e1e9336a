"""Permissions: denied operations, and parameters that are rejected by name."""

import base64
import hashlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from peermock._domain.errors import AccessDenied, AwsError, InvalidId, UnauthorizedOperation
from peermock._domain.kinds import kind_of
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params


def authorize(world: World, call: Call, operation: Operation | None) -> None:
    """Check that the caller's account may make a call.

    Args:
        world: The world, with the denied operations.
        call: The call.
        operation: The operation's row; None for one that peermock does not support.

    Raises:
        UnauthorizedOperation: The call is denied to the account.
        AccessDenied: The same, for services other than EC2.
    """
    if (call.place.account_id, call.name) in world.denied:
        raise _refusal(call, _resource_arn(call, operation) if operation else "")


@cache
def with_dry_run(honours: tuple[str, ...]) -> frozenset[str]:
    """Return the parameters that a row honours, and DryRun; members of structures with dots."""
    return frozenset(("DryRun", *honours))


def list_unhonoured(params: Params, operation: Operation) -> list[str]:
    """Return the parameters of a call that the operation does not support, each once."""
    return list(dict.fromkeys(_find_unhonoured(params, with_dry_run(operation.honours), "")))


def _find_unhonoured(params: Params, honours: AbstractSet[str], prefix: str) -> Iterator[str]:
    for name, value in params.items():
        path = prefix + name
        if path in honours:
            continue
        if not any(honoured.startswith(f"{path}.") for honoured in honours):
            yield path
            continue
        for part in value if isinstance(value, list) else [value]:
            yield from _find_unhonoured(part, honours, f"{path}.")


def _refusal(call: Call, resource: str) -> AwsError:
    if call.service_name != "ec2":
        action = f"{call.service_name}:{call.operation_name}"
        return AccessDenied(call.caller_arn, action, resource)
    opaque = hashlib.blake2b(
        repr((call.caller_arn, call.operation_name, resource)).encode()
    ).digest()
    return UnauthorizedOperation(
        call.caller_arn,
        f"ec2:{call.operation_name}",
        resource,
        base64.urlsafe_b64encode(opaque).decode().rstrip("="),
    )


def _resource_arn(call: Call, operation: Operation) -> str:
    if not operation.acts_on or "/" in operation.acts_on:
        return call.place.arn("ec2", operation.acts_on) if operation.acts_on else ""
    value = call.params.get(operation.acts_on, "*")
    resource_id = value[0] if isinstance(value, list) else value
    if resource_id.startswith("arn:"):
        return str(resource_id)
    try:
        return call.place.arn("ec2", f"{kind_of(resource_id).type_name}/{resource_id}")
    except InvalidId:
        return call.place.arn("ec2", f"*/{resource_id}")
