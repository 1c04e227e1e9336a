"""The log of calls: their outcomes with a summary and a hint.

The hints themselves are imported when one is needed.
"""

from collections.abc import Callable, Iterator, Mapping, MutableSequence, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from peermock._domain.errors import AwsError
from peermock._domain.peering import Step
from peermock._domain.world import World
from peermock._gateway.services import check_operation
from peermock._operations import Call, Result
from peermock._protocol import MAPPINGS

if TYPE_CHECKING:
    from peermock._gateway.hints import Case

SHOWN = 3
"""The number of resources of a list that the summary of a response names."""


class CallLog(Sequence[Call]):
    """The calls of a mock, in order."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self._calls = calls

    @overload
    def __getitem__(self, index: int) -> Call: ...

    @overload
    def __getitem__(self, index: "slice[int | None, int | None, int | None]") -> "CallLog": ...

    def __getitem__(
        self, index: "int | slice[int | None, int | None, int | None]"
    ) -> "Call | CallLog":
        if isinstance(index, slice):
            return CallLog(tuple(self._calls[index]))
        return self._calls[index]

    def of(self, operation_name: str) -> "CallLog":
        """Return the calls of one operation.

        Args:
            operation_name: The operation, such as `CreateRoute`. For services other than EC2 and
                STS include the client name, such as `ssm:GetParameter`.

        Raises:
            ValueError: The operation does not exist; the message suggests similar names.
        """
        check_operation(operation_name)
        return CallLog(tuple(call for call in self if call.name == operation_name))

    def clear(self) -> None:
        """Forget the calls so far, such as those that arranged the test."""
        if not isinstance(self._calls, MutableSequence):
            raise TypeError("clear(): this is a selection from a log; clear the log itself")
        self._calls.clear()

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls))

    def __repr__(self) -> str:
        names = ", ".join(call.operation_name for call in self._calls)
        return f"<{len(self._calls)} calls: {names}>" if names else "<no calls>"


learn: Callable[[Call, str, object], None] = object.__setattr__
"""Add a fact about a call that becomes known while it is handled, by the name of its attribute.

A call is frozen for everybody else, and never changes once it is answered.
"""


def summarize(result: Mapping[str, object]) -> str:
    """Return a summary of a result: the main resource, and a connection's status.

    Example:
        >>> summarize({"Return": True}), summarize({"Vpcs": [{"VpcId": "vpc-1a2b3c4d"}]})
        ('Return=true', '1 Vpcs: vpc-1a2b3c4d')
    """
    for view in (result, *result.values()):
        if isinstance(view, MAPPINGS) and "Arn" in view:
            return str(view["Arn"])
    for name, value in result.items():
        if isinstance(value, list):
            more = ", and a NextToken for more" if "NextToken" in result else ""
            return _summarize_list(name, value) + more
        if isinstance(value, MAPPINGS):
            return _summarize_resource(name, value)
        return f"{name}={_plain(value)}"
    return "done"


def _summarize_list(name: str, views: Sequence[Mapping[str, object] | str]) -> str:
    """Return the number of resources, and the first of them."""
    if not views:
        return f"0 {name}"
    kind = name.removesuffix("s")
    shown = _summarize_resource(kind, views[0])
    for view in views[1:SHOWN]:
        shown += f", {_summarize_resource(kind, view)}"
    return f"{len(views)} {name}: {shown}{', ...' if len(views) > SHOWN else ''}"


def _summarize_resource(kind: str, view: Mapping[str, object] | str) -> str:
    """Return the ID and status of a resource, or all members of one without an ID."""
    if isinstance(view, str):
        return view
    name = _identifying(kind, tuple(view))
    if name is None:
        text = " ".join(f"{name}={_plain(value)}" for name, value in view.items())
    else:
        text = str(view[name])
    status = view.get("Status")
    return f"{text} {status['Code']}" if isinstance(status, MAPPINGS) else text


@lru_cache(maxsize=1024)
def _identifying(kind: str, members: tuple[str, ...]) -> str | None:
    """Return the member with the ID or name of a kind of resource, or of another one."""
    names = [name for name in members if name.endswith(("Id", "Name"))]
    own = [n for n in names if kind.endswith(n.removesuffix("Id").removesuffix("Name"))]
    return next(iter([*own, *names]), None)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


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
