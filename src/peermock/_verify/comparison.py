"""The differences between two transcripts of one scenario."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Transcript = Sequence[Mapping[str, Any]]
"""The exchanges of a scenario in comparable form.

A last one with `Stopped` means that it ended early.
"""

NOTHING = "(absent)"
"""The placeholder for a member that a response does not have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between two responses.

    Attributes:
        step: The number of the call, starting at 1.
        call: The calling party and the operation.
        member: The path in the response, such as `Vpc.Tags`; empty for the whole response.
        theirs: The value from AWS, or from the endpoint in its place.
        ours: The value from peermock.
    """

    step: int
    call: str
    member: str
    theirs: object
    ours: object


def compare(theirs: Transcript, ours: Transcript) -> list[Difference]:
    """Return the differences between two transcripts of one scenario, in order.

    The comparison ends at a call after which only one of the two continued.
    """
    found: list[Difference] = []
    for number, (there, here) in enumerate(zip(theirs, ours, strict=False), 1):
        if there.get("Call") != here.get("Call"):
            return [*found, Difference(number, str(there.get("Call")), "", _end(there), _end(here))]
        found += [
            Difference(number, str(there["Call"]), *place)
            for place in differ(there.get("Answer"), here.get("Answer"))
        ]
    number = min(len(theirs), len(ours)) + 1
    if found and found[-1].step == number - 1:
        return found  # the cause of the different lengths
    for there in theirs[number - 1 : number]:
        return [*found, Difference(number, str(there["Call"]), "", _end(there), NOTHING)]
    for here in ours[number - 1 : number]:
        return [*found, Difference(number, str(here["Call"]), "", NOTHING, _end(here))]
    return found


def differ(one: object, other: object, path: str = "") -> Iterator[tuple[str, object, object]]:
    """Yield the path and both values of each difference between two values.

    Example:
        >>> list(differ({"A": [1, 2]}, {"A": [1, 3], "B": True}))
        [('A[1]', 2, 3), ('B', '(absent)', True)]
    """
    if (
        isinstance(one, Mapping)
        and isinstance(other, Mapping)
        and ("Error" in one) == ("Error" in other)
    ):
        for name in sorted({*one, *other}):
            inner = f"{path}.{name}" if path else name
            yield from differ(one.get(name, NOTHING), other.get(name, NOTHING), inner)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for position, pair in enumerate(zip(one, other, strict=True)):
            yield from differ(*pair, f"{path}[{position}]")
    elif one != other:
        yield path, one, other


def _end(exchange: Mapping[str, Any]) -> object:
    return exchange.get("Answer", NOTHING)
