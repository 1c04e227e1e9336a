"""What was called: every call in order, with its parameters and how it ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

Params = Mapping[str, object]

SHOWN = 3
"""How many resources of a list the summary of an answer names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that a mock has answered or refused.

    Attributes:
        service_name: `ec2` or `sts`.
        operation_name: The operation, such as `AcceptVpcPeeringConnection`; empty where the
            request named none.
        account_id: The caller's account; empty where the request was not signed.
        region_name: The Region that the request was signed for.
        params: The parameters as the client was given them, in AWS's spelling.
        at: When.
        request_id: The ID that the client finds in `ResponseMetadata`.
        error: The code of the error that was answered, or the name of the exception that was
            raised; None for a success.
        answer: In short what was answered: an ID and a status, a count, or the error's text.
    """

    service_name: str
    operation_name: str
    account_id: str
    region_name: str
    params: Params
    at: datetime
    request_id: str
    error: str | None
    answer: str

    def matches(self, operation_name: str, expected: Params) -> bool:
        """Tell whether it is a call of an operation with at least these parameters.

        Args:
            operation_name: The operation.
            expected: Parameters by name; `account_id` and `region_name` mean the caller's.
        """
        return self.operation_name == operation_name and not self.differences(expected)

    def differences(self, expected: Params) -> list[str]:
        """Return the names of the expected parameters that the call has not, or has otherwise."""
        return [name for name, value in expected.items() if self.value(name) != value]

    def value(self, name: str) -> object:
        """Return a parameter, or the caller's `account_id` or `region_name`; None without it."""
        if name in ("account_id", "region_name"):
            return getattr(self, name)
        return self.params.get(name)


class CallLog(Sequence[Call]):
    """The calls of a mock, in the order in which they came."""

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
            return CallLog(self._calls[index])
        return self._calls[index]

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls))

    def __repr__(self) -> str:
        names = ", ".join(call.operation_name for call in self._calls)
        return f"<{len(self._calls)} calls: {names}>" if names else "<no calls>"


def summarize(result: Mapping[str, object]) -> str:
    """Return a result in a few words: what it is about, and the status of a connection.

    Example:
        >>> summarize({"Return": True}), summarize({"Vpcs": [{"VpcId": "vpc-1a2b3c4d"}]})
        ('Return=true', '1 Vpcs: vpc-1a2b3c4d')
    """
    for view in (result, *result.values()):
        if isinstance(view, Mapping) and "Arn" in view:
            return str(view["Arn"])
    for name, value in result.items():
        if isinstance(value, Mapping):
            return _summarize_resource(name, value)
        if isinstance(value, list):
            return _summarize_list(name, value)
        return f"{name}={_plain(value)}"
    return "done"


def _summarize_list(name: str, views: Sequence[Mapping[str, object]]) -> str:
    """Return how many there are, and the first of them."""
    shown = [_summarize_resource(name.removesuffix("s"), view) for view in views[:SHOWN]]
    more = ["..."] if len(views) > SHOWN else []
    return f"{len(views)} {name}" + (f": {', '.join(shown + more)}" if shown else "")


def _summarize_resource(kind: str, view: Mapping[str, object]) -> str:
    """Return the ID of a resource and its status; of what has no ID all there is."""
    names = [name for name in view if name.endswith(("Id", "Name"))]
    own = [n for n in names if kind.endswith(n.removesuffix("Id").removesuffix("Name"))]
    words = [str(view[name]) for name in [*own, *names][:1]]
    words = words or [f"{name}={_plain(value)}" for name, value in view.items()]
    status = view.get("Status")
    if isinstance(status, Mapping):
        words.append(str(status["Code"]))
    return " ".join(words)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
