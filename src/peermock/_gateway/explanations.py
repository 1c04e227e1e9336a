"""Choosing the hint for a call. The hints are imported only when one is needed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from peermock._domain.errors import AwsError
from peermock._domain.peering import Step
from peermock._domain.world import World
from peermock._operations import Call, Result

if TYPE_CHECKING:
    from peermock._gateway.hints import Case


def explain_refusal(world: World, call: Call, calls: Sequence[Call], error: AwsError) -> str:
    """Return the hint for an error that a call is about to return.

    Args:
        world: The current world.
        call: The call.
        calls: The calls before it.
        error: The error.
    """
    from peermock._gateway.hints import explain_error  # noqa: PLC0415  # most calls need no hint

    return explain_error(_case(world, call, calls), error)


def _explain_request(world: World, call: Call, calls: Sequence[Call], result: Result) -> str:
    """Return the hint for a request that succeeds but creates a failed connection, or ""."""
    made = world.peerings.get(result["VpcPeeringConnection"]["VpcPeeringConnectionId"])
    if made is None or made.step is not Step.FAILED:
        return ""
    from peermock._gateway.hints import explain_connection  # noqa: PLC0415  # as above

    return explain_connection(_case(world, call, calls), made)


EXPLAINED: Mapping[str, Callable[[World, Call, Sequence[Call], Result], str]] = {
    "CreateVpcPeeringConnection": _explain_request,
}
"""For operations whose success may need a hint, the function that returns it, or ""."""


def _case(world: World, call: Call, calls: Sequence[Call]) -> "Case":
    from peermock._gateway.hints import Case  # noqa: PLC0415  # as above

    return Case(
        world=world,
        place=call.place,
        operation_name=call.operation_name,
        params=call.params,
        at=call.at,
        calls=calls,
    )
