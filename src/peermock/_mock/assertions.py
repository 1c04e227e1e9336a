"""Assertions about calls, whose failure shows the calls that came nearest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import wrap

from peermock.gateway import Call, CallLog
from peermock.operations import OPERATIONS
from peermock.protocol import operation_model

NEAREST = 5
"""How many calls a failure shows."""

WIDTH = 76
"""What pytest leaves of 80 columns to the text of an error."""

CALLER = ("account_id", "region_name")
"""What can be expected of a call besides its parameters."""


def assert_called(
    calls: CallLog, operation_name: str, times: int | None, expected: Mapping[str, object]
) -> None:
    """Fail unless an operation was called with these parameters, so many times.

    Raises:
        AssertionError: It was not, or not so often.
        ValueError: There is no such operation, or it has no such parameter.
    """
    __tracebackhide__ = True
    check_parameters(operation_name, expected)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if (times is None and matching) or (times is not None and len(matching) == times):
        return
    wanted = "" if times is None else f" {_times(times)}"
    raise AssertionError(
        f"expected {operation_name} to be called{wanted}{_with(expected)}\n"
        + (_listed(calls, matching) if matching else _nearest(calls, operation_name, expected))
    )


def assert_not_called(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> None:
    """Fail if an operation was called with these parameters.

    Raises:
        AssertionError: It was.
        ValueError: There is no such operation, or it has no such parameter.
    """
    __tracebackhide__ = True
    check_parameters(operation_name, expected)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if matching:
        raise AssertionError(
            f"expected {operation_name} not to be called{_with(expected)}\n"
            + _listed(calls, matching)
        )


def check_operation(operation_name: str) -> str:
    """Return the service of an operation; refuse a misspelt one, lest it be never called.

    Raises:
        ValueError: peermock has no such operation.
    """
    for service_name, table in OPERATIONS.items():
        if operation_name in table:
            return service_name
    known = ", ".join(sorted(name for table in OPERATIONS.values() for name in table))
    raise ValueError(f"peermock has no operation {operation_name!r}; it has {known}")


def check_parameters(operation_name: str, expected: Iterable[str]) -> None:
    """Refuse a misspelt parameter too, lest no call ever have it.

    Raises:
        ValueError: There is no such operation, or it has no such parameter.
    """
    model = operation_model(check_operation(operation_name), operation_name)
    shape = model.input_shape if model else None
    known = [*CALLER, *(shape.members if shape else ())]
    for name in expected:
        if name not in known:
            raise ValueError(f"{operation_name} has no {name!r}; it has {', '.join(known)}")


def _with(expected: Mapping[str, object]) -> str:
    return f" with\n{_indented(_pairs(expected))}" if expected else ""


def _listed(calls: CallLog, matching: list[Call]) -> str:
    shown = "\n".join(_described(calls, call) for call in matching[:NEAREST])
    return f"but it was, {_times(len(matching))}:\n{shown}"


def _nearest(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> str:
    """Return the calls of the operation that differ least, or what else was called."""
    if not calls:
        return "but nothing was called."
    same = [call for call in calls if call.operation_name == operation_name]
    if not same:
        names = Counter(call.operation_name for call in calls)
        others = ", ".join(f"{name} ({_times(count)})" for name, count in names.items())
        return f"but it never was. What was called:\n{_indented(others)}"
    nearest = sorted(same, key=lambda call: len(call.differences(expected)))[:NEAREST]
    shown = "\n".join(
        f"{_described(calls, call)}\n{_indented(_difference(call, expected))}" for call in nearest
    )
    return f"but it was not. Its calls, the nearest first:\n{shown}"


def _described(calls: CallLog, call: Call) -> str:
    outcome = f"error {call.error}: {call.answer}" if call.error else call.answer
    caller = f"{call.account_id} {call.region_name}"
    return _indented(f"call {list(calls).index(call) + 1}, {caller} -> {outcome}", margin=2)


def _difference(call: Call, expected: Mapping[str, object]) -> str:
    differences = call.differences(expected)
    return "; ".join(
        f"{name} was {call.value(name)!r}"
        if name in CALLER or name in call.params
        else f"{name} was not given"
        for name in differences
    )


def _pairs(params: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in params.items())


def _indented(text: str, margin: int = 4) -> str:
    space = " " * margin
    lines = wrap(
        text,
        WIDTH,
        initial_indent=space,
        subsequent_indent=space + "  ",
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
